import { minutesDocumentName } from '../../domain/documents/tree.ts'
import type { SessionBook } from '../../domain/workshops/book.ts'
import { agendaTiming } from '../../domain/workshops/timing.ts'
import { documentText } from '../documents/shared-documents.ts'
import { linkReader } from '../links/links.ts'
import type { WritingContext } from '../record/context.ts'
import { fateReader, outcomeLog } from './outcomes.ts'
import { readAttendance, readItems, readOutcomes, readSeries, requireSession } from './read.ts'
import { attendanceTable } from './sessions.ts'
import { sessionBefore } from './suggest.ts'

/** Gathers all that a session's documents are made from. */
export function sessionBook(context: WritingContext, id: string): SessionBook {
  const session = requireSession(context, id)
  const items = readItems(context, id)
  const link = linkReader(context)
  const fate = fateReader(context)
  const before = sessionBefore(context, session)
  const notesOf = (of: string) => documentText(context, minutesDocumentName(of))
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
          outcomes: readOutcomes(context, before.id).map(fate),
        }
      : null,
    log: outcomeLog(context, session.series),
    turnout: attendanceTable(context, session.series),
    systemName: context.names.system,
    today: context.today(),
  }
}
