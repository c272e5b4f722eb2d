import { UserError } from '../../domain/errors.ts'
import { ANSWER_WORDS } from '../../domain/record/workshop-words.ts'
import type { Outcome } from '../../domain/workshops/model.ts'
import type { Input } from '../../preload/contract.ts'
import type { Written } from '../../preload/types.ts'
import type { Proposal } from '../../preload/workshops-types.ts'
import { carry } from '../actions/carry.ts'
import { requireOwner } from '../actions/owner.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeOf, writeDeed } from '../record/deed.ts'
import type { Addition } from '../record/record.ts'
import { lineOf } from '../record/systems.ts'
import { fateReader } from './outcomes.ts'
import { readOutcomes, readSessions } from './read.ts'

/**
 * Outcomes that fell to a system, as proposals to its leads. A session cannot write into a system's
 * record: the answer is an entry of the system's own, and what was accepted becomes ordinary entries
 * of an action in the same batch.
 */

/** What fell to a system, or to one that it took over from: unanswered first, then by due date. */
export function listProposals(context: RecordContext, ics: string): Proposal[] {
  requireSystem(context, ics)
  const { record } = context
  const line = new Set(lineOf(context, ics))
  const sessions = new Map(readSessions(context).map((session) => [session.id, session]))
  const titleOf = record.db.prepare('SELECT title FROM action WHERE reference = ?').pluck()
  const fate = fateReader(context)
  return readOutcomes(context)
    .flatMap((outcome): Proposal[] => {
      const session = sessions.get(outcome.session)
      if (!session || outcome.system === null || !line.has(outcome.system)) return []
      const title = outcome.action && titleOf.get(outcome.action)
      return [
        {
          ...fate(outcome),
          sessionTitle: session.title,
          sessionDate: session.start.slice(0, 10),
          chairs: session.chairs,
          actionTitle: (title as string | undefined) ?? null,
          ownerId: ownerNamed(context, ics, outcome.owner),
        },
      ]
    })
    .sort(
      (a, b) =>
        Number(a.answer !== null) - Number(b.answer !== null) ||
        (a.due ?? '9999').localeCompare(b.due ?? '9999') ||
        a.id.localeCompare(b.id),
    )
}

/** Writes a lead's answer, and what follows from it. */
export function answerProposal(
  context: WritingContext,
  input: Input<'workshops.answer'>,
): Written & { action: string | null } {
  const { ics, answer, reason } = input
  const stream = requireSystem(context, ics)
  requireWrite(context, stream)
  const outcome = requireProposal(context, ics, input.outcome)
  if (answer === 'declined') {
    if (!reason) throw new UserError('Say why you decline it: the co-chairs read it.', 'wrong-call')
    const additions = changeOf(context, ics, `proposal:${outcome.id}`, { answer, reason })
    return { ...writeDeed(context, stream, additions, said(outcome, answer)), action: null }
  }
  if (
    answer === 'changed' &&
    input.text === undefined &&
    input.due === undefined &&
    input.owner === undefined
  )
    throw new UserError('Say what you change: the wording, the owner or the date.', 'wrong-call')

  const owner = input.owner === undefined ? ownerNamed(context, ics, outcome.owner) : input.owner
  if (input.owner) requireOwner(context, ics, input.owner)
  const terms = {
    text: input.text ?? outcome.text,
    owner,
    due: input.due === undefined ? outcome.due : input.due,
  }
  const { action, additions } = carrying(context, outcome, terms, input)
  const batch = [
    ...changeOf(context, ics, `proposal:${outcome.id}`, {
      answer,
      text: input.text,
      owner,
      due: terms.due,
      reason,
      action,
    }),
    ...additions,
  ]
  return { ...writeDeed(context, stream, batch, said(outcome, answer)), action }
}

interface Terms {
  text: string
  owner: string | null
  due: string | null
}

/** The action that carries an accepted outcome from now on, and the entries that say so. */
function carrying(
  context: RecordContext,
  outcome: Outcome,
  terms: Terms,
  { ics, action, recommendation }: Input<'workshops.answer'>,
): { action: string | null; additions: Addition[] } {
  const named = action ?? (recommendation ? undefined : (outcome.action ?? undefined))
  const carried = carry(context, ics, terms, { action: named, recommendation })
  if (carried) return carried
  if (outcome.kind === 'decision') return { action: null, additions: [] }
  throw new UserError(
    'Say which action carries it, or under which recommendation to add one of your own.',
    'wrong-call',
  )
}

/** @throws UserError when nothing of that id fell to the system */
function requireProposal(context: RecordContext, ics: string, id: string): Outcome {
  const line = lineOf(context, ics)
  const outcome = readOutcomes(context).find((each) => each.id === id)
  if (!outcome?.system || !line.includes(outcome.system))
    throw new UserError(
      'That proposal is not there any more. The co-chairs may have given it to another system.',
      'wrong-call',
    )
  return outcome
}

/** The one owner in a system's directory who is called so. */
function ownerNamed({ record }: RecordContext, ics: string, name: string | null): string | null {
  if (name === null) return null
  const found = record.db
    .prepare('SELECT id FROM owner WHERE ics = ? AND removed = 0 AND lower(name) = lower(?)')
    .pluck()
    .all(ics, name) as string[]
  return found.length === 1 ? (found[0] as string) : null
}

function said(outcome: Outcome, answer: keyof typeof ANSWER_WORDS): string {
  return `${ANSWER_WORDS[answer]}: “${outcome.text}”`
}
