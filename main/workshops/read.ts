import { UserError } from '../../domain/errors.ts'
import { comparePlaces } from '../../domain/record/position.ts'

import { DEFAULT_ZONE } from '../../domain/record/workshop-words.ts'
import type {
  AgendaItem,
  Attendance,
  Outcome,
  ProposalAnswer,
  Series,
  Session,
} from '../../domain/workshops/model.ts'
import type { RecordContext } from '../record/context.ts'
import type { PartKind } from '../record/part-tables.ts'
import { readParts } from '../record/parts.ts'

/**
 * Reads the parts of workshops as they stand in `workshop_part`. A part whose first entry has not
 * come in yet has gaps: they are filled with what is least wrong, so that the rest can be shown.
 */

const UNTITLED = 'Untitled'

/** Parts of one kind in the region's stream that are not removed. @param parent only those of it */
function parts<K extends PartKind>({ record }: RecordContext, kind: K, parent?: string) {
  return readParts(
    record.db,
    kind,
    parent === undefined ? { view: 'region' } : { view: 'region', parent },
  )
}

export function readSeries(context: RecordContext): Series[] {
  return parts(context, 'series').map(({ id, fields }) => ({
    id,
    title: fields.title ?? UNTITLED,
    purpose: fields.purpose ?? null,
  }))
}

/** Sessions, the latest first. @param series only those of it */
export function readSessions(context: RecordContext, series?: string): Session[] {
  return parts(context, 'session', series)
    .flatMap(({ id, fields }): Session[] =>
      fields.start === undefined
        ? []
        : [
            {
              id,
              series: fields.series ?? '',
              title: fields.title ?? UNTITLED,
              purpose: fields.purpose ?? null,
              start: fields.start,
              zone: fields.zone ?? DEFAULT_ZONE,
              minutes: fields.minutes ?? 90,
              place: fields.place ?? null,
              link: fields.link ?? null,
              chairs: fields.chairs ?? [],
              organiser: fields.organiser ?? null,
              state: fields.state ?? 'planned',
              priorities: fields.priorities ?? [],
              recordings: fields.recordings ?? [],
              slides: fields.slides ?? [],
            },
          ],
    )
    .sort((a, b) => b.start.localeCompare(a.start) || a.id.localeCompare(b.id))
}

/** Items in the order of the agenda. */
export function readItems(context: RecordContext, session: string): AgendaItem[] {
  return parts(context, 'item', session)
    .map(
      ({ id, fields }): AgendaItem => ({
        id,
        session,
        kind: fields.kind ?? 'discussion',
        title: fields.title ?? UNTITLED,
        minutes: fields.minutes ?? 10,
        presenter: fields.presenter ?? null,
        presenterSystem: fields.presenterSystem ?? null,
        wanted: fields.wanted ?? null,
        links: fields.links ?? [],
        position: fields.position ?? 'V',
        suggestion: fields.suggestion ?? null,
        finished: fields.finished ?? null,
      }),
    )
    .sort(comparePlaces)
}

/** People by name. */
export function readAttendance(context: RecordContext, session: string): Attendance[] {
  return parts(context, 'attendance', session)
    .map(
      ({ id, fields }): Attendance => ({
        person: id.slice(session.length + 1),
        session,
        name: fields.name ?? 'Name not known',
        system: fields.system ?? null,
        organisation: fields.organisation ?? null,
        role: fields.role ?? null,
        email: fields.email ?? null,
        invited: fields.invited ?? false,
        present: fields.present ?? null,
      }),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB') || a.person.localeCompare(b.person))
}

/** Outcomes in the order in which they were written down. @param session only those of it */
export function readOutcomes(context: RecordContext, session?: string): Outcome[] {
  return parts(context, 'outcome', session).map(({ id, parent, fields }) => ({
    id,
    session: parent ?? '',
    item: fields.item ?? null,
    kind: fields.kind ?? 'decision',
    text: fields.text ?? '',
    owner: fields.owner ?? null,
    system: fields.system ?? null,
    due: fields.due ?? null,
    action: fields.action ?? null,
    fate: fields.fate ?? null,
    fateNote: fields.fateNote ?? null,
  }))
}

/** Suggestions put aside, by key. */
export function readMutes(
  context: RecordContext,
): Map<string, { reason: string; byName: string; at: string }> {
  return new Map(
    parts(context, 'mute').map(({ id, fields, at, by }) => [
      id,
      { reason: fields.reason ?? '', byName: context.names.member(by), at },
    ]),
  )
}

/**
 * Answers to outcomes, by outcome. The system that took over from another carries its answers on:
 * of two rows the one with the later word counts.
 */
export function readAnswers({ record, names }: RecordContext): Map<string, ProposalAnswer> {
  const rows = readParts(record.db, 'proposal').sort(
    (a, b) => a.at.localeCompare(b.at) || a.view.localeCompare(b.view),
  )
  return new Map(
    rows.flatMap(({ id, fields, at, by }) => {
      if (!fields.answer) return []
      const answer: ProposalAnswer = {
        answer: fields.answer,
        text: fields.text ?? null,
        ownerName: fields.owner ? names.owner(fields.owner) : null,
        due: fields.due ?? null,
        reason: fields.reason ?? null,
        action: fields.action ?? null,
        at,
        byName: names.member(by),
      }
      return [[id, answer] as const]
    }),
  )
}

/** @throws UserError when there is no such session, or it was removed */
export function requireSession(context: RecordContext, id: string): Session {
  const session = readSessions(context).find((each) => each.id === id)
  if (!session)
    throw new UserError(
      'There is no such session. “accord workshops list” shows them all with their ids.',
      'wrong-call',
    )
  return session
}

/** @throws UserError when there is no such series */
export function requireSeries(context: RecordContext, id: string): Series {
  const series = readSeries(context).find((each) => each.id === id)
  if (!series) throw new UserError('There is no such series of workshops.', 'wrong-call')
  return series
}
