import { z } from 'zod'
import { own } from '../own.ts'

/** The parts of the commission's report, in its order: the letters that every reference begins with. */
export const SECTIONS = ['HS', 'LA', 'ER', 'JW'] as const
export type Section = (typeof SECTIONS)[number]
/** The same as part of a pattern. */
export const SECTION = `(${SECTIONS.join('|')})`

/**
 * References of the commission's parts: `HS1` (focus area), `HS1.e` (recommendation),
 * `HS1.e2` (action, by its position under the recommendation, never by the printed numeral),
 * `HS1.e.QK1-7f3a` (an action that a system added under a recommendation).
 */
export const FocusAreaReference = z.string().regex(new RegExp(`^${SECTION}[1-9]$`))
export const RecommendationReference = z.string().regex(new RegExp(`^${SECTION}[1-9]\\.[a-z]$`))
export const ActionReference = z.string().regex(new RegExp(`^${SECTION}[1-9]\\.[a-z][1-9]\\d*$`))
export const LocalActionReference = z
  .string()
  .regex(new RegExp(`^${SECTION}[1-9]\\.[a-z]\\.[A-Z0-9]{3}-[0-9a-z]{4,12}$`))
export const AnyActionReference = z.union([ActionReference, LocalActionReference])

const PARTS = new RegExp(
  `^(${SECTION}([1-9]))\\.([a-z])(?:([1-9]\\d*)|\\.([A-Z0-9]{3})-([0-9a-z]+))?$`,
)

export interface ReferenceParts {
  section: Section
  focusArea: string
  recommendation: string
  /** Position under the recommendation, from 1; absent for a recommendation or a local action. */
  position?: number
  /** ODS code of the system that added the action; absent for the commission's own. */
  system?: string
}

/** Takes a recommendation's or an action's reference apart; `undefined` when it is neither. */
export function parseReference(reference: string): ReferenceParts | undefined {
  const match = PARTS.exec(reference)
  if (!match) return undefined
  const [, focusArea, section, , letter, position, system] = match
  return {
    section: section as ReferenceParts['section'],
    focusArea: focusArea as string,
    recommendation: `${focusArea}.${letter}`,
    ...(position ? { position: Number(position) } : {}),
    ...(system ? { system } : {}),
  }
}

/** Orders references as the report does: section, focus area, letter, then number (2 before 10). */
export function compareReferences(a: string, b: string): number {
  return sortKey(a).localeCompare(sortKey(b), 'en')
}

/** A key under which references sort as in the report; stored so that SQLite can order by it. */
export function sortKey(reference: string): string {
  const section = own({ HS: '1', LA: '2', ER: '3', JW: '4' }, reference.slice(0, 2)) ?? '9'
  const local = parseReference(reference)?.system !== undefined
  // A system's own actions come after the commission's under the same recommendation.
  const rest = local ? reference.slice(2).replace(/\.(?=[A-Z0-9]{3}-)/, '~') : reference.slice(2)
  return section + rest.replace(/\d+/g, (digits) => digits.padStart(3, '0'))
}
