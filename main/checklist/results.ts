import { roundResult } from '../../domain/checklist/results.ts'
import type { ChecklistResult, ChecklistRound } from '../../preload/reports-types.ts'
import type { RecordContext } from '../record/context.ts'
import { readGiven, readRounds, requireRound } from './read.ts'

/** A round's results as they may be shown, beside those of the organisation's first round. */
export function checklistResult(context: RecordContext, id: string): ChecklistResult {
  const round = requireRound(context, id)
  const { byLevel, questions, remarks } = roundResult(readGiven(context, round))
  const first = firstRound(context, round)
  const earlier = first && roundResult(readGiven(context, first))
  return {
    round,
    byLevel,
    questions: questions.map((question, index) => ({
      ...question,
      first: earlier?.questions[index]?.all ?? null,
    })),
    remarks,
    firstRound: first ?? null,
  }
}

/** The organisation's first round; `undefined` for that round itself. */
function firstRound(context: RecordContext, round: ChecklistRound): ChecklistRound | undefined {
  const called = (organisation: string) => organisation.trim().toLowerCase()
  const first = readRounds(context, { ics: round.ics })
    .filter(({ organisation }) => called(organisation) === called(round.organisation))
    .at(-1)
  return first && first.id !== round.id && first.opens < round.opens ? first : undefined
}
