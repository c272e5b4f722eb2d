import { createHash } from 'node:crypto'
import type { GivenAnswer } from '../../domain/checklist/results.ts'
import { dayOf } from '../../domain/dates.ts'
import { UserError } from '../../domain/errors.ts'
import type { ChecklistRound } from '../../preload/reports-types.ts'
import type { RecordContext } from '../record/context.ts'
import { editable } from '../record/in-view.ts'
import { readParts } from '../record/parts.ts'
import { listSystems } from '../record/systems.ts'

/** Reads rounds of the checklist and the answers to them, as they stand in `impact_part`. */

export interface RoundFilter {
  /** Only of this system. */
  ics?: string | undefined
  id?: string
}

/** Rounds of the systems that exist today, the latest first. */
export function readRounds(context: RecordContext, { ics, id }: RoundFilter = {}) {
  const { db } = context.record
  const current = listSystems(db, context.today()).filter((system) => system.current)
  const names = new Map(current.map(({ ods, name }) => [ods, name]))
  return readParts(db, 'checklist-round', { ...(ics && { view: ics }), ...(id && { id }) })
    .filter(({ view }) => names.has(view))
    .map((part): ChecklistRound => {
      const { view, fields } = part
      const answers = readParts(db, 'checklist-answer', { view, parent: part.id })
      const own = answers.find((each) => each.id === ownAnswerId(context, part.id))
      return {
        id: part.id,
        ics: view,
        system: names.get(view) ?? view,
        title: fields.title ?? 'Untitled',
        organisation: fields.organisation ?? 'Organisation not known',
        opens: fields.opens ?? dayOf(part.at),
        closes: fields.closes ?? null,
        answers: answers.length,
        mine: own ? givenOf(own.fields) : null,
        ...editable(context, 'checklist-round', part.id, view),
      }
    })
    .sort(
      (a, b) =>
        b.opens.localeCompare(a.opens) || a.organisation.localeCompare(b.organisation, 'en-GB'),
    )
}

/** @throws UserError when there is no such round, or it was removed */
export function requireRound(context: RecordContext, id: string): ChecklistRound {
  const [round] = readRounds(context, { id })
  if (!round)
    throw new UserError(
      'There is no such round of the checklist. “accord checklist list” shows them all with their ids.',
      'wrong-call',
    )
  return round
}

/**
 * What people said in a round, in an order that tells nothing: neither when an answer came nor with
 * which others it was taken in.
 */
export function readGiven(
  { record }: RecordContext,
  { ics, id }: Pick<ChecklistRound, 'ics' | 'id'>,
): GivenAnswer[] {
  return readParts(record.db, 'checklist-answer', { view: ics, parent: id })
    .map((part) => ({ order: digest(part.id), given: givenOf(part.fields) }))
    .sort((a, b) => a.order.localeCompare(b.order))
    .flatMap(({ given }) => given ?? [])
}

type AnswerFields = ReturnType<typeof readParts<'checklist-answer'>>[number]['fields']

function givenOf({ level, answers, remark }: AnswerFields): GivenAnswer | null {
  return level && answers ? { level, answers, remark: remark ?? null } : null
}

/** Id of what the member of this record says in a round: one each, whichever machine they write on. */
export function ownAnswerId({ record }: RecordContext, round: string): string {
  return digest(`${round} ${record.identity()?.member.id}`).slice(0, 32)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
