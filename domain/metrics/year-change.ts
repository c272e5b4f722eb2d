import { addDays } from '../dates.ts'
import { absoluteGap, type Gap, type Uncertain } from './compare.ts'

/** How a value changed over a year. */

/** A value with the first and the last day of its period. */
export interface Dated {
  start: string
  end: string
  value: number | null
}

const YEAR_OF_DAYS = 365

/**
 * The two values that say what changed in a year: the latest, if its period ended in the year, and
 * the one that lies nearest to a year before it. That one's period was over when the year began and
 * does not reach into the later one's, so a month is held against the same month of the year before,
 * and three years rolled into one against the three before them.
 *
 * @param points of one series, in order of time
 * @param year its first and its last day
 */
export function yearApart<P extends Dated>(
  points: readonly P[],
  { from, to }: { from: string; to: string },
): { before: P; after: P } | undefined {
  const known = points.filter(({ value }) => value !== null)
  const after = known.at(-1)
  if (!after || !isWithin(after, { from, to })) return undefined
  const aim = addDays(after.end, -YEAR_OF_DAYS)
  const [before] = known
    .filter(({ end }) => end < from && end < after.start)
    .sort((a, b) => daysBetween(a.end, aim) - daysBetween(b.end, aim))
  return before && { before, after }
}

/** Whether a value's period ended in the year. */
export function isWithin({ end }: Dated, { from, to }: { from: string; to: string }): boolean {
  return end >= from && end <= to
}

/**
 * One change less another, such as a system's less England's over the same time, with 95% limits
 * where both have them (MOVER, as `absoluteGap` has it: the two are taken as independent).
 */
export function changeBeyond(change: Gap, other: Gap): Gap | undefined {
  return absoluteGap(uncertain(change), uncertain(other))
}

export function uncertain({ gap, lower, upper }: Gap): Uncertain {
  return { value: gap, lower95: lower, upper95: upper, lower998: null, upper998: null }
}

const DAY = 86_400_000

function daysBetween(a: string, b: string): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / DAY
}
