import type { RowDecision } from './map.ts'
import { type KnownReferences, readNumeral, readReference } from './references.ts'
import { CLEAR_BY, type Ranked, SURE_FROM, sureOf } from './wording.ts'

/** Which action a row of a tracker is of. */

export type RowMatch =
  | {
      kind: 'action'
      references: string[]
      /** Accord's reference, the report's lettering, the wording alone, or the person's own choice. */
      by: 'reference' | 'lettering' | 'wording' | 'choice'
      /** How like the wordings are; `null` where they were not needed. */
      score: number | null
    }
  | { kind: 'add'; recommendation: string }
  | { kind: 'left'; reason: string }
  /**
   * - `near`: the wording is like these, but not surely.
   * - `disagree`: the reference names one action, the wording another.
   * - `recommendation`: it names a recommendation and none of its actions.
   * - `nowhere`: neither names anything.
   */
  | {
      kind: 'ask'
      why: 'near' | 'disagree' | 'recommendation' | 'nowhere'
      best: Ranked[]
      recommendation?: string
    }

export interface MatchContext extends KnownReferences {
  /** Ranks the actions whose wordings are like a text. */
  rank(text: string): Ranked[]
  /** Recommendation that stood last above this row, for rows that say `(ii)` alone. */
  above: string | undefined
}

/**
 * @param references texts of the columns of the reference, from left to right
 * @param wordings texts of the columns of the wording
 * @param decided what the person said of this row
 */
export function matchRow(
  references: readonly string[],
  wordings: readonly string[],
  decided: RowDecision | undefined,
  context: MatchContext,
): RowMatch {
  if (decided && 'add' in decided) return { kind: 'add', recommendation: decided.add }
  if (decided && 'leave' in decided) return { kind: 'left', reason: decided.leave }
  const chosen = decided?.actions.filter((each) => context.has(each)) ?? []
  if (chosen.length > 0) return { kind: 'action', references: chosen, by: 'choice', score: null }

  const read = readCells(references, wordings, context)
  const text = read?.inWording ? read.rest : wordings.find((each) => each.trim() !== '')
  const best = text && text.trim().length > 3 ? context.rank(text) : []
  if (read && read.actions.length > 0) {
    const own = Math.max(0, ...best.filter(isOneOf(read.actions)).map(({ score }) => score))
    const [other] = best.filter((each) => !isOneOf(read.actions)(each))
    if (other && other.score >= SURE_FROM && other.score - own >= CLEAR_BY)
      return { kind: 'ask', why: 'disagree', best: withOwn(read.actions, own, best) }
    const by = read.exact ? 'reference' : 'lettering'
    return { kind: 'action', references: read.actions, by, score: own > 0 ? own : null }
  }
  const sure = sureOf(best)
  const under = read?.recommendation
  // A reference of another recommendation speaks against the wording.
  if (sure && (!under || sure.reference.startsWith(under)))
    return { kind: 'action', references: [sure.reference], by: 'wording', score: sure.score }
  if (sure) return { kind: 'ask', why: 'disagree', best, recommendation: under! }
  if (best.length > 0)
    return { kind: 'ask', why: 'near', best, ...(under && { recommendation: under }) }
  return under
    ? { kind: 'ask', why: 'recommendation', best, recommendation: under }
    : { kind: 'ask', why: 'nowhere', best }
}

const isOneOf = (references: readonly string[]) => (each: Ranked) =>
  references.includes(each.reference)

/** The actions that the reference names come first: they are one side of the question. */
function withOwn(references: readonly string[], score: number, best: readonly Ranked[]): Ranked[] {
  const own = references.map((reference) => ({ reference, score }))
  return [...own, ...best.filter((each) => !references.includes(each.reference))].slice(0, 4)
}

interface ReadCells {
  actions: string[]
  recommendation?: string
  exact: boolean
  inWording: boolean
  rest: string
}

/** The reference of the row: in one cell, in several side by side, or at the start of the wording. */
function readCells(
  references: readonly string[],
  wordings: readonly string[],
  context: MatchContext,
): ReadCells | undefined {
  const filled = references.filter((text) => text.trim() !== '')
  let found: ReadCells | undefined
  for (const text of [...filled, filled.join(' ')]) {
    const read = readReference(text, context)
    if (read && read.actions.length > 0) return { ...read, inWording: false }
    if (read?.recommendation) found ??= { ...read, inWording: false }
  }
  const under = found?.recommendation ?? context.above
  // A bare 2 below a heading may count rows of the list; a numeral or brackets are the report's.
  const isNumeral = (text: string) => found !== undefined || /[ivx(]/i.test(text)
  const numeral =
    under &&
    filled
      .filter(isNumeral)
      .map((text) => readNumeral(text, under, context))
      .find((each) => each !== undefined)
  if (numeral) return { actions: [numeral], exact: false, inWording: false, rest: '' }
  for (const text of wordings) {
    const read = readReference(text, context)
    if (read && (read.actions.length > 0 || read.recommendation)) {
      if (read.actions.length > 0 || !found) return { ...read, inWording: true }
    }
  }
  return found
}
