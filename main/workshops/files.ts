import { finish } from '../../domain/publication/finish.ts'
import type { PublicationFormat } from '../../domain/publication/formats.ts'
import { SESSION_DOCUMENT_WORDS, type SessionDocument } from '../../domain/record/workshop-words.ts'
import { sessionDocument } from '../../domain/workshops/documents.ts'
import type { OutFile } from '../../preload/types.ts'
import type { DocumentPreview } from '../../preload/workshops-types.ts'
import type { Invitation } from '../exports/invitation.ts'
import { fileName, offerPublication } from '../exports/offer-publication.ts'
import type { RecordContext, WritingContext } from '../record/context.ts'
import type { FileShelf } from '../runtime/files.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { sessionBook } from './book.ts'
import { readAttendance, readItems, requireSession } from './read.ts'

/** A session's documents and its invitation, as files. */

export async function previewDocument(
  context: WritingContext,
  session: string,
  what: SessionDocument,
): Promise<DocumentPreview> {
  const publication = sessionDocument(sessionBook(context, session), what)
  const { summary, blocks } = finish(publication)
  // It counts syllables, for which it knows thousands of words.
  const { readability } = await import('../../domain/publication/readability.ts')
  return { publication, readability: readability([...summary, ...blocks]) ?? null }
}

export async function exportDocument(
  context: WritingContext,
  shelf: FileShelf,
  { session, what, format }: { session: string; what: SessionDocument; format: PublicationFormat },
  tools: JobTools,
): Promise<OutFile> {
  // Drawing takes libraries that nothing else needs.
  const { withPictures } = await import('../pictures/session.ts')
  const book = await withPictures(context, sessionBook(context, session), tools.signal)
  const publication = sessionDocument(book, what)
  const name = `${SESSION_DOCUMENT_WORDS[what]} ${book.session.start.slice(0, 10)}`
  return offerPublication(shelf, publication, { name, format }, tools)
}

export function exportInvitation(
  context: RecordContext,
  shelf: FileShelf,
  session: string,
): Promise<OutFile> {
  const invitation = invitationOf(context, session)
  const name = fileName(`Invitation ${invitation.session.start.slice(0, 10)}`)
  return shelf.offer(`${name}.ics`, 'text/calendar', async (path) => {
    const { writeInvitation } = await import('../exports/invitation.ts')
    return writeInvitation(invitation, path)
  })
}

/**
 * Fields that a calendar shows, of the session and of the items on its agenda: a change of one of
 * them is an update of the invitation.
 */
const SHOWN = {
  session: new Set([
    'title',
    'purpose',
    'start',
    'zone',
    'minutes',
    'place',
    'link',
    'organiser',
    'state',
    'removed',
  ]),
  item: new Set(['title', 'minutes', 'position', 'removed']),
}

/**
 * What the calendars of those invited are told. The sequence counts the deeds that changed what
 * they show: it rises with every change, and two people who change the session apart from each
 * other end, once both have both changes, with the same number above either of theirs.
 */
function invitationOf(context: RecordContext, id: string): Invitation {
  const session = requireSession(context, id)
  const entries = context.record.db
    .prepare(
      `SELECT coalesce(batch, id) AS deed, at, subject, body FROM entry
       WHERE stream = 'region' AND (subject = @session OR subject IN (
         SELECT subject FROM entry WHERE stream = 'region' AND subject LIKE 'item:%'
         AND json_extract(body, '$.set.session') = @id
       )) ORDER BY at`,
    )
    .all({ id, session: `session:${id}` }) as {
    deed: string
    at: string
    subject: string
    body: string
  }[]
  const shown = entries.filter(({ subject, body }) => {
    const fields = subject.startsWith('item:') ? SHOWN.item : SHOWN.session
    return Object.keys((JSON.parse(body) as { set: object }).set).some((field) => fields.has(field))
  })
  return {
    session,
    items: readItems(context, id),
    invited: readAttendance(context, id).filter(({ invited }) => invited),
    sequence: Math.max(0, new Set(shown.map(({ deed }) => deed)).size - 1),
    changedAt: new Date(shown.at(-1)?.at.slice(0, 24) ?? session.start),
  }
}
