import { uuidv7 } from 'uuidv7'
import { formatDate } from '../../domain/dates.ts'
import { UserError } from '../../domain/errors.ts'
import type { OutcomeFields } from '../../domain/record/workshop-fields.ts'
import { OUTCOME_KIND_WORDS } from '../../domain/record/workshop-words.ts'
import { plural } from '../../domain/words.ts'
import { captureLine } from '../../domain/workshops/capture.ts'
import { fateOf } from '../../domain/workshops/fate.ts'
import type { Outcome, OutcomeFate } from '../../domain/workshops/model.ts'
import type { Input } from '../../preload/contract.ts'
import type { LogLine, SavedSession } from '../../preload/workshops-types.ts'
import { promiseReader } from '../actions/promised.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import { places, successorOf } from '../record/standing.ts'
import { systemsNow } from '../record/systems.ts'
import { readAnswers, readItems, readOutcomes, readSessions, requireSession } from './read.ts'

/** Decisions, actions and commitments: written down in a session, and followed until they are done. */

const REGION = 'region'

/** Writes down what was typed in one line: as one deed, once for each system that it names. */
export function capture(
  context: WritingContext,
  { session, item, line }: Input<'workshops.capture'>,
): SavedSession {
  requireWrite(context, REGION)
  const captured = captureLine(line, systemsNow(context), context.today())
  if (!captured)
    throw new UserError(
      'There is nothing to write down in that line. Type what was agreed, such as “action: Asha, QK1, by 30 Jan: share the pathway”.',
      'wrong-call',
    )
  const { systems, problem, action, ...read } = captured
  if (problem) throw new UserError(problem, 'wrong-call')
  const { start } = requireSession(context, session)
  const named = action !== null && isAction(context, action) ? action : null
  const all = (systems.length > 0 ? systems : [null]).map((system) => ({
    id: uuidv7(),
    fields: { ...read, system, item: item ?? null, action: named },
  }))
  const additions = all.flatMap(({ id, fields }) => {
    requireSense(context, session, start.slice(0, 10), fields)
    return changeIn(context, REGION, `outcome:${id}`, { session, ...fields })
  })
  const times = all.length > 1 ? ` for ${plural(all.length, 'system')}` : ''
  const said = `Written down${times}: ${OUTCOME_KIND_WORDS[read.kind].toLowerCase()} “${read.text}”`
  return { ...writeDeed(context, REGION, additions, said), id: all[0]?.id ?? '' }
}

export function saveOutcome(
  context: WritingContext,
  { session, id, fields, seen }: Input<'workshops.saveOutcome'>,
): SavedSession {
  requireWrite(context, REGION)
  const { start } = requireSession(context, session)
  const before = readOutcomes(context, session).find((outcome) => outcome.id === id)
  if (id && !before)
    throw new UserError('That outcome is not there any more. Somebody may have removed it.')
  if (!id && !fields.text) throw new UserError('Say what was agreed.', 'wrong-call')
  requireSense(context, session, start.slice(0, 10), fields)

  // Ids that sort by time: outcomes stand in the order in which they were written down.
  const outcome = id ?? uuidv7()
  const values = id ? fields : { session, kind: 'decision', ...fields }
  const additions = changeIn(context, REGION, `outcome:${outcome}`, values, seen)
  const kind = OUTCOME_KIND_WORDS[fields.kind ?? before?.kind ?? 'decision']
  const text = fields.text ?? before?.text ?? ''
  const said = `${fields.removed ? 'Removed' : id ? 'Changed' : 'Written down'}: ${kind.toLowerCase()} “${text}”`
  return { ...writeDeed(context, REGION, additions, said), id: outcome }
}

function requireSense(
  context: RecordContext,
  session: string,
  on: string,
  { system, due, action, item }: OutcomeFields,
): void {
  if (system) requireSystem(context, system)
  if (due && due < on)
    throw new UserError(
      `${formatDate(due)} is before the session, which is on ${formatDate(on)}. Choose a later date.`,
      'wrong-call',
    )
  if (action && !isAction(context, action))
    throw new UserError(`There is no action ${action}. One looks like HS1.e2.`, 'wrong-call')
  if (item && !readItems(context, session).some(({ id }) => id === item))
    throw new UserError('There is no such item on this agenda.', 'wrong-call')
}

function isAction({ record }: RecordContext, reference: string): boolean {
  return record.db.prepare('SELECT 1 FROM action WHERE reference = ?').get(reference) !== undefined
}

/** Tells what became of each outcome. */
export function fateReader(context: RecordContext): (outcome: Outcome) => OutcomeFate {
  const { record, names, today } = context
  const answers = readAnswers(context)
  const successor = successorOf(places(context))
  const statusOf = promiseReader(record.db)
  return (outcome) => {
    const answer = answers.get(outcome.id) ?? null
    const carriedBy = answer?.action ?? outcome.action
    const { system } = outcome
    // Whoever took over from the system goes on with the action.
    const keeper = system && (successor(system) ?? system)
    const subject = `proposal:${outcome.id}`
    const carried =
      keeper && carriedBy ? statusOf({ ics: keeper, action: carriedBy, subject }) : undefined
    const facts = {
      answer,
      actionStatus: carried?.actionStatus ?? null,
      doneBefore: carried?.doneBefore ?? false,
      systemName: system && names.system(system),
      keeperName: keeper && names.system(keeper),
    }
    return { ...outcome, answer, ...fateOf(outcome, facts, today()) }
  }
}

/** Every outcome of a series with what became of it, the latest session first. */
export function outcomeLog(context: RecordContext, series: string): LogLine[] {
  const read = fateReader(context)
  return readSessions(context, series).flatMap(({ id, title, start }) =>
    readOutcomes(context, id).map((outcome) => ({
      ...read(outcome),
      sessionTitle: title,
      sessionDate: start.slice(0, 10),
    })),
  )
}
