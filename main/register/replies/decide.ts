import { UserError } from '../../../domain/errors.ts'
import type { ActionFields } from '../../../domain/record/subjects.ts'
import { plural } from '../../../domain/words.ts'
import type { Input } from '../../../preload/contract.ts'
import type { OwnerAnswer } from '../../../preload/replies-types.ts'
import type { Written } from '../../../preload/types.ts'
import {
  requireAction,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../../record/context.ts'
import { changeOf, type Seen, writeDeed } from '../../record/deed.ts'
import type { Addition } from '../../record/record.ts'
import { changesInWords, requireSense } from '../writing.ts'
import { listAnswers } from './answers.ts'

/** Accepts, changes or declines what owners say: the actions and the answers in one deed. */
export function decideAnswers(
  context: WritingContext,
  { ics, decision, answers, changes, reason }: Input<'owners.decide'>,
): Written {
  const stream = requireSystem(context, ics)
  requireWrite(context, stream)
  if (decision === 'changed' && (changes === undefined || answers.length > 1))
    throw new UserError('Say what to change of one answer.', 'wrong-call')
  const known = new Map(listAnswers(context, ics).map((answer) => [answer.id, answer]))
  const chosen = answers.map(({ id, seen }) => {
    const answer = known.get(id)
    if (!answer) throw new UserError('That answer is not there any more.')
    if (answer.decision !== null)
      throw new UserError(
        `What ${answer.ownerName} says of ${answer.reference} is settled already.`,
      )
    return { answer, seen }
  })
  const additions = chosen.flatMap(({ answer, seen }): Addition[] => [
    ...(decision === 'declined' ? [] : changeAction(context, answer, changes, seen)),
    ...changeOf(context, ics, `owner-answer:${answer.id}`, {
      decision,
      reason: decision === 'declined' ? reason?.trim() || null : undefined,
    }),
  ])
  return writeDeed(context, stream, additions, saidOf(context, chosen, decision, changes))
}

function changeAction(
  context: WritingContext,
  answer: OwnerAnswer,
  changed: ActionFields | undefined,
  seen: Seen | undefined,
): Addition[] {
  const { ics, reference } = answer
  requireAction(context, ics, reference)
  const changes = changed ?? answer.changes
  requireSense(context, ics, changes)
  return changeOf(context, ics, `action:${reference}`, changes, seen ?? answer.seen)
}

function saidOf(
  context: WritingContext,
  chosen: readonly { answer: OwnerAnswer }[],
  decision: Input<'owners.decide'>['decision'],
  changes: ActionFields | undefined,
): string {
  const [first, ...others] = chosen
  if (!first || others.length > 0)
    return `${plural(chosen.length, 'answer')} ${decision === 'declined' ? 'declined' : 'accepted'}`
  const { answer } = first
  return decision === 'declined'
    ? `${answer.reference}: what ${answer.ownerName} says is declined`
    : `${answer.reference}: ${changesInWords(context, changes ?? answer.changes)}, from ${answer.ownerName}`
}
