import type { ScorePart } from './suggestions.ts'

/** The boards of the Midlands when they were most; since then they only merge. */
const MOST_SYSTEMS = 11

/**
 * What earns a suggestion its place. Each kind has a base, which says how pressing such a thing is
 * as such, and points for the facts of the case, each up to a most, so that no single fact drowns
 * the others. Systems count one by one as far as there may be: nine score above six. `docs/workshops.md` explains the choice.
 */
export const POINTS = {
  promises: { base: 60, each: { points: 4, most: 24 }, weekLate: { points: 1, most: 8 } },
  unfinished: { base: 50 },
  decision: {
    base: 45,
    system: { points: 2, most: 2 * MOST_SYSTEMS },
    week: { points: 1, most: 12 },
  },
  blocked: {
    base: 20,
    system: { points: 6, most: 6 * MOST_SYSTEMS },
    overdue: { points: 3, most: 9 },
    month: { points: 1, most: 6 },
  },
  metric: { base: 25, system: { points: 4, most: 4 * MOST_SYSTEMS } },
  teach: {
    base: 10,
    notBegun: { points: 3, most: 3 * MOST_SYSTEMS },
    done: { points: 3, most: 9 },
    evidence: { points: 2, most: 6 },
  },
  priority: {
    base: 25,
    never: 12,
    month: { points: 1, most: 12 },
    blocked: { points: 1, most: 8 },
  },
  /** Whatever belongs to a priority that the session is about. */
  ofSession: 10,
} as const

/** Points for each of something, up to a most; no part where there is none. */
export function counted(
  count: number,
  { points, most }: { points: number; most: number },
  words: string,
): ScorePart[] {
  const earned = Math.min(Math.max(0, Math.floor(count)) * points, most)
  return earned > 0 ? [{ words, points: earned }] : []
}

/** The largest first; of equals the one that was named first. */
export function scored(parts: readonly ScorePart[]): { parts: ScorePart[]; score: number } {
  return {
    parts: [...parts].sort((a, b) => b.points - a.points),
    score: parts.reduce((sum, { points }) => sum + points, 0),
  }
}
