import type { Link } from '../record/workshop-fields.ts'
import type { ItemKind } from '../record/workshop-words.ts'
import type { AgendaItem } from './model.ts'

/** Where a suggestion comes from, in the order in which equals stand. */
export const SUGGESTION_KINDS = [
  'promises',
  'unfinished',
  'decision',
  'blocked',
  'metric',
  'teach',
  'priority',
] as const
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number]

/** A part of a suggestion's score, with the fact that earns it. */
export interface ScorePart {
  words: string
  points: number
}

/** Something that deserves a session's time, and why. */
export interface Suggestion {
  /** The same for as long as the same thing deserves it: `blocked:HS1.e2`. */
  key: string
  kind: SuggestionKind
  title: string
  /** The facts that put it there, in sentences. */
  facts: string[]
  /** What makes up the score, the largest first. */
  parts: ScorePart[]
  score: number
  /** The item it would become. */
  item: {
    kind: ItemKind
    title: string
    minutes: number
    presenter: string | null
    presenterSystem: string | null
    wanted: string
    links: Link[]
  }
}

/**
 * Where on an agenda a suggestion goes: what was promised opens it, after the opening presentation;
 * all else comes before any other business.
 * @param items in the agenda's order
 */
export function placeOf(kind: SuggestionKind, items: readonly Pick<AgendaItem, 'kind'>[]): number {
  if (kind === 'promises') {
    const first = items.findIndex((item) => item.kind !== 'opening')
    return first < 0 ? items.length : first
  }
  const last = items.findLastIndex((item) => item.kind !== 'aob')
  return last + 1
}
