import { CHECKLIST_ANSWERS, type ChecklistAnswer } from '../record/checklist-words.ts'

/** How many people of one level gave each answer. */
export type AnswerCounts = Readonly<Record<ChecklistAnswer, number>>

/**
 * How far levels say the same: of all pairs of people at different levels, the share that gave the
 * same answer, from 0 to 1.
 *
 *   A = sum over levels l < m, answers a of n(l,a) n(m,a)  /  sum over levels l < m of n(l) n(m)
 *
 * with n(l,a) the people at level l who answered a, and n(l) all people at level l. "I do not know"
 * is an answer like the others: a board that says yes and a front line that does not know are apart.
 * It speaks of people, not of averages: two levels each split in half agree in half of the pairs.
 *
 * @returns `null` with fewer than two levels that have people
 */
export function agreementBetween(levels: readonly AnswerCounts[]): number | null {
  let same = 0
  let pairs = 0
  for (const [index, one] of levels.entries())
    for (const other of levels.slice(index + 1)) {
      for (const answer of CHECKLIST_ANSWERS) same += one[answer] * other[answer]
      pairs += peopleIn(one) * peopleIn(other)
    }
  return pairs === 0 ? null : same / pairs
}

export function peopleIn(counts: AnswerCounts): number {
  return counts.yes + counts.no + counts.unknown
}

/** From this share of pairs on, levels are said to see it the same way, or partly. */
const SAME = 0.7
const PARTLY = 0.45

/** In words, with the share: "Much the same (82 of 100 pairs)". */
export function agreementWords(agreement: number | null): string {
  if (agreement === null) return 'Too few levels to compare'
  const words =
    agreement >= SAME ? 'Much the same' : agreement >= PARTLY ? 'Partly the same' : 'Far apart'
  return `${words} (${Math.round(agreement * 100)} of 100 pairs)`
}
