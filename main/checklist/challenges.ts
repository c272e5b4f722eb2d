import { UserError } from '../../domain/errors.ts'
import { ANSWER_STATE_WORDS } from '../../domain/record/report-words.ts'
import type { Input } from '../../preload/contract.ts'
import type { ChallengeAnswer } from '../../preload/reports-types.ts'
import type { Written } from '../../preload/types.ts'
import { type RecordContext, requireWrite, type WritingContext } from '../record/context.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import { editable } from '../record/in-view.ts'
import { readParts } from '../record/parts.ts'
import { readCatalogue } from '../record/resources.ts'

/** What came of the commission's challenges to national policymakers: the region keeps it as one. */

/** Every challenge in the order of the priorities, answered or not. */
export function listChallenges(context: RecordContext): ChallengeAnswer[] {
  const answers = new Map(
    readParts(context.record.db, 'challenge-answer', { view: 'region' }).map(({ id, fields }) => [
      id,
      fields,
    ]),
  )
  return readCatalogue().priorities.flatMap(({ number, nationalChallenges }) =>
    nationalChallenges.map(({ reference, title, summary }) => {
      const fields = answers.get(reference) ?? {}
      return {
        id: reference,
        title,
        summary,
        priority: number,
        state: fields.state ?? 'not-raised',
        answer: fields.answer ?? null,
        by: fields.by ?? null,
        on: fields.on ?? null,
        source: fields.source ?? null,
        ...editable(context, 'challenge-answer', reference),
      }
    }),
  )
}

export function answerChallenge(
  context: WritingContext,
  { id, fields, seen }: Input<'challenges.answer'>,
): Written {
  requireWrite(context, 'region')
  const challenge = listChallenges(context).find((each) => each.id === id)
  if (!challenge)
    throw new UserError(
      `There is no challenge ${id}. “accord challenges list” shows them all.`,
      'wrong-call',
    )
  const { state, answer } = { ...challenge, ...fields }
  if ((state === 'answered' || state === 'refused') && !answer)
    throw new UserError(`Write what was answered, or say that it is only raised.`, 'wrong-call')
  const additions = changeIn(context, 'region', `challenge-answer:${id}`, fields, seen)
  const words = ANSWER_STATE_WORDS[state ?? 'not-raised'].toLowerCase()
  return writeDeed(context, 'region', additions, `${id}: ${words}`)
}
