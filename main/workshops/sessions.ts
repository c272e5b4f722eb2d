import { minutesDocumentName } from '../../domain/documents/tree.ts'
import { mayWrite, whyNot } from '../../domain/record/grants.ts'
import { isOpen } from '../../domain/workshops/fate.ts'
import { agendaTiming, startOf } from '../../domain/workshops/timing.ts'
import type {
  AttendanceTable,
  SeriesSummary,
  SessionDetail,
  SessionSummary,
} from '../../preload/workshops-types.ts'
import { linkReader } from '../links/links.ts'
import type { RecordContext } from '../record/context.ts'
import { editable } from '../record/in-view.ts'
import { fateReader } from './outcomes.ts'
import {
  readAttendance,
  readItems,
  readOutcomes,
  readSeries,
  readSessions,
  requireSeries,
  requireSession,
} from './read.ts'
import { sessionBefore } from './suggest.ts'

/** Queries of workshops. */

/** Every series with its sessions, the one with the latest session first. */
export function listSeries(context: RecordContext): SeriesSummary[] {
  const fate = fateReader(context)
  const summary = (session: ReturnType<typeof readSessions>[number]): SessionSummary => {
    const { id, series, title, state, start, zone, minutes, chairs } = session
    const people = readAttendance(context, id)
    const outcomes = readOutcomes(context, id).map(fate)
    return {
      ...{ id, series, title, state, start, zone, minutes, chairs },
      startsAt: iso(startOf(session)),
      items: readItems(context, id).length,
      invited: people.filter(({ invited }) => invited).length,
      present: people.filter(({ present }) => present).length,
      outcomes: outcomes.length,
      open: outcomes.filter(({ standing }) => isOpen(standing)).length,
    }
  }
  return readSeries(context)
    .map((series) => ({
      ...series,
      ...editable(context, 'series', series.id),
      sessions: readSessions(context, series.id).map(summary),
    }))
    .sort((a, b) => latest(b).localeCompare(latest(a)) || a.title.localeCompare(b.title, 'en-GB'))
}

function latest({ sessions }: SeriesSummary): string {
  return sessions[0]?.start ?? ''
}

/** Everything about one session, with the entries behind it, for pages that change it. */
export function sessionDetail(context: RecordContext, id: string): SessionDetail {
  const session = requireSession(context, id)
  const items = readItems(context, id)
  const timing = agendaTiming(session, items)
  const slots = new Map(timing.slots.map((slot) => [slot.item, slot]))
  const link = linkReader(context)
  const fate = fateReader(context)
  const before = sessionBefore(context, session)
  const startsAt = startOf(session)
  const mayEdit = mayWrite(context.grants(), 'region')
  return {
    ...session,
    ...editable(context, 'session', id),
    seriesTitle: readSeries(context).find((each) => each.id === session.series)?.title ?? '',
    startsAt: iso(startsAt),
    endsAt: iso(startsAt + session.minutes * 60_000),
    items: items.map((item) => ({
      ...item,
      ...editable(context, 'item', item.id),
      startsAt: slots.get(item.id)?.startsAt ?? '',
      clock: slots.get(item.id)?.clock ?? '',
      linked: item.links.map(link),
    })),
    timing,
    attendance: readAttendance(context, id).map((person) => ({
      ...person,
      ...editable(context, 'attendance', `${id}-${person.person}`),
    })),
    outcomes: readOutcomes(context, id).map((outcome) => ({
      ...fate(outcome),
      ...editable(context, 'outcome', outcome.id),
    })),
    previous: before
      ? {
          id: before.id,
          title: before.title,
          start: before.start,
          unfinished: readItems(context, before.id).filter(({ finished }) => finished === false),
          outcomes: readOutcomes(context, before.id).map(fate),
        }
      : null,
    minutesDocument: minutesDocumentName(id),
    mayEdit,
    whyNot: mayEdit ? null : whyNot('region', context.names.system),
  }
}

/**
 * Who came to each session of a series that was not cancelled, system by system, oldest first. A
 * session to come has none of them: that nobody has come to it yet says nothing.
 */
export function attendanceTable(context: RecordContext, series: string): AttendanceTable {
  requireSeries(context, series)
  const begun = readSessions(context, series)
    .filter(({ state }) => state !== 'cancelled')
    .map((session) => ({ session, people: readAttendance(context, session.id) }))
    .filter(
      ({ session: { start }, people }) =>
        start.slice(0, 10) <= context.today() || people.some(({ present }) => present),
    )
    .reverse()
  const sessions = begun.map(({ session }) => session)
  const lists = begun.map(({ people }) => people)
  const bySystem = Map.groupBy(lists.flat(), ({ system }) => system)
  return {
    sessions: sessions.map(({ id, title, start }) => ({ id, title, start })),
    rows: [...bySystem]
      .map(([system, people]) => ({
        system,
        name: system === null ? 'No system' : context.names.system(system),
        cells: lists.map((list) => {
          const here = list.filter((person) => person.system === system)
          return {
            invited: here.filter(({ invited }) => invited).length,
            present: here.filter(({ present }) => present).length,
          }
        }),
        people: new Set(people.map(({ person }) => person)).size,
      }))
      .sort(
        (a, b) =>
          Number(a.system === null) - Number(b.system === null) ||
          a.name.localeCompare(b.name, 'en-GB'),
      ),
  }
}

function iso(moment: number): string {
  return new Date(moment).toISOString()
}
