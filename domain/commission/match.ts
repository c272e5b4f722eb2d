import type { Catalogue } from './catalogue.ts'
import { CLEARLY_NEARER, distance, fingerprint, SAME_WITHIN } from './fingerprint.ts'
import { compareReferences } from './reference.ts'
import type { ParsedAction, ParsedReport } from './report-shape.ts'

/** Actions in the published report. */
export const ACTIONS_IN_REPORT = 246
/** Challenges to national policymakers in the report's chapter of priorities. */
const CHALLENGES_IN_REPORT = 37

/** Fingerprint of the published wording under each action's reference. */
export type Fingerprints = Readonly<Record<string, string>>

export interface MatchedAction {
  /** The catalogue's reference that the wording belongs to. */
  reference: string
  /** The reference by position in the file; another one only when the list was shifted. */
  printed: string
  action: ParsedAction
  /** Bits by which the wording differs from the published one; absent without a fingerprint. */
  distance?: number
}

export interface ReportMatch {
  found: {
    focusAreas: number
    recommendations: number
    actions: number
    caseStudies: number
    challenges: number
  }
  matched: MatchedAction[]
  /** References of the catalogue for which the file has no wording. */
  missing: string[]
  /** In plain words: what did not fit, then what was printed unexpectedly. */
  odd: string[]
}

interface Candidate {
  action: ParsedAction
  reference: string
  distance: number
}

/**
 * Lays the actions of a report beside those of the catalogue. The reference decides, guarded by the
 * wording's fingerprint: a wording that belongs to another action goes there, one that belongs to
 * none (another edition, a damaged file) is left out and named.
 */
export function matchReport(
  parsed: ParsedReport,
  catalogue: Pick<Catalogue, 'focusAreas'> | readonly string[],
  fingerprints: Fingerprints,
): ReportMatch {
  const references = new Set(referencesOf(catalogue))
  const odd: string[] = []
  const candidates: Candidate[] = []
  const matched: MatchedAction[] = []
  for (const action of parsed.actions) {
    if (!references.has(action.reference) || fingerprints[action.reference]) {
      const candidate = chooseFor(action, references, fingerprints)
      if (candidate) candidates.push(candidate)
      else odd.push(unknownWording(action, references))
    } else matched.push({ reference: action.reference, printed: action.reference, action })
  }
  settle(candidates, matched, odd)
  matched.sort((a, b) => compareReferences(a.reference, b.reference))
  const taken = new Set(matched.map((match) => match.reference))
  return {
    found: countParts(parsed),
    matched,
    missing: [...references].filter((reference) => !taken.has(reference)),
    odd: [...odd, ...parsed.oddities],
  }
}

function referencesOf(catalogue: Pick<Catalogue, 'focusAreas'> | readonly string[]): string[] {
  if (!('focusAreas' in catalogue)) return [...catalogue]
  return catalogue.focusAreas.flatMap((area) =>
    area.recommendations.flatMap((one) => one.actions.map((action) => action.reference)),
  )
}

/** Its own reference when the wording fits; another when that fits clearly better; else none. */
function chooseFor(
  action: ParsedAction,
  references: Set<string>,
  fingerprints: Fingerprints,
): Candidate | undefined {
  const print = fingerprint(action.wording)
  const away = (reference: string) => distance(print, fingerprints[reference] ?? '')
  const own = references.has(action.reference) ? away(action.reference) : 64
  let nearest: Candidate = { action, reference: action.reference, distance: own }
  for (const reference of references) {
    if (!fingerprints[reference]) continue
    const bits = away(reference)
    if (bits < nearest.distance) nearest = { action, reference, distance: bits }
  }
  if (nearest.distance + CLEARLY_NEARER > own) {
    nearest = { action, reference: action.reference, distance: own }
  }
  return nearest.distance <= SAME_WITHIN ? nearest : undefined
}

/** Gives each reference to the wording that fits it best. */
function settle(candidates: Candidate[], matched: MatchedAction[], odd: string[]): void {
  const taken = new Map(matched.map((match) => [match.reference, match.printed]))
  for (const { action, reference, distance } of candidates.toSorted(
    (a, b) => a.distance - b.distance,
  )) {
    const printed = action.reference
    const holder = taken.get(reference)
    if (holder) {
      odd.push(
        `The wording printed at ${printed} repeats ${reference}, read at ${holder}; left out.`,
      )
      continue
    }
    taken.set(reference, printed)
    matched.push({ reference, printed, action, distance })
    if (reference !== printed) {
      odd.push(`The wording printed at ${printed} is that of ${reference}, and was put there.`)
    }
  }
}

function unknownWording(action: ParsedAction, references: Set<string>): string {
  const what = references.has(action.reference)
    ? 'differs from the published wording and fits no other action'
    : 'fits no action of the catalogue'
  return `The wording at ${action.reference} (line ${action.lines.from}) ${what}; left out.`
}

function countParts(parsed: ParsedReport): ReportMatch['found'] {
  return {
    focusAreas: parsed.focusAreas.length,
    recommendations: parsed.recommendations.length,
    actions: parsed.actions.length,
    caseStudies: parsed.caseStudies.length,
    challenges: parsed.challenges.length,
  }
}

export const NOT_THE_REPORT =
  "This file has no actions of the commission's report in it; choose the report itself, as PDF, Word or text."

/**
 * One sentence when a file should not be imported as it is, because the report in it is cut short
 * or partly unreadable; otherwise `null`. Nothing has been written when this is asked.
 */
export function checkReport(
  parsed: Pick<ParsedReport, 'actions' | 'reachedPriorities'> & Partial<ParsedReport>,
  expected: number = ACTIONS_IN_REPORT,
  challenges: number = CHALLENGES_IN_REPORT,
): string | null {
  const found = parsed.actions.length
  if (found === 0) return NOT_THE_REPORT
  if (found >= expected) return checkChallenges(parsed.challenges?.length ?? challenges, challenges)
  if (parsed.reachedPriorities) {
    return `Only ${found} of the report's ${expected} actions could be read in this file; the others would stay without wording.`
  }
  return `This file ends before the report does: ${found} of its ${expected} actions are in it, and nothing is written unless you accept that.`
}

/** Columns and boxes can hide a chapter from a reader that finds all the rest. */
function checkChallenges(found: number, expected: number): string | null {
  return found >= expected
    ? null
    : `All actions are in this file, but only ${found} of the report's ${expected} challenges to national policymakers could be read. Its chapter of priorities may stand in columns: try the Word file or the text of the report.`
}
