import { minutesDocumentName } from '../../domain/documents/tree.ts'
import type { SessionBook } from '../../domain/workshops/book.ts'
import { agendaTiming } from '../../domain/workshops/timing.ts'
import { documentText } from '../documents/shared-documents.ts'
import { linkReader } from '../links/links.ts'
import type { WritingContext } from '../record/context.ts'
import { fateReader, outcomeLog } from './outcomes.ts'
import {
  readAttendance,
  readItems,
  readOutcomes,
  readSeries,
  readSessions,
  requireSession,
} from './read.ts'
import { attendanceTable } from './sessions.ts'
import { unkeptBefore } from './suggest.ts'

/** Gathers all that a session's documents are made from. */
export function sessionBook(context: WritingContext, id: string): SessionBook {
  const session = requireSession(context, id)
  const items = readItems(context, id)
  const link = linkReader(context)
  const fate = fateReader(context)
  const notesOf = (of: string) => documentText(context, minutesDocumentName(of))
  const before = readSessions(context, session.series).find(
    ({ id: other, start, state }) =>
      start < session.start && (state === 'held' || (state === 'planned' && hasRun(other))),
  )
  /** Nobody may have marked it as held: what was written down in it says that it was. */
  function hasRun(of: string): boolean {
    return readOutcomes(context, of).length > 0 || notesOf(of).trim() !== ''
  }
  const outcomes = before ? readOutcomes(context, before.id).map(fate) : []
  return {
    seriesTitle: readSeries(context).find((each) => each.id === session.series)?.title ?? '',
    session,
    items: items.map((item) => ({ ...item, linked: item.links.map(link) })),
    timing: agendaTiming(session, items),
    attendance: readAttendance(context, id),
    outcomes: readOutcomes(context, id).map(fate),
    notes: notesOf(id),
    previous: before
      ? {
          title: before.title,
          start: before.start,
          notes: notesOf(before.id),
          outcomes,
        }
      : null,
    promises: [
      ...outcomes,
      ...unkeptBefore(context, session).filter((promise) => promise.session !== before?.id),
    ],
    log: outcomeLog(context, session.series),
    turnout: attendanceTable(context, session.series),
    systemName: context.names.system,
    today: context.today(),
  }
}
