import { heading, paragraph } from '../publication/build.ts'
import type { Block, Publication } from '../publication/tree.ts'
import {
  SESSION_DOCUMENT_WORDS,
  SESSION_STATE_WORDS,
  type SessionDocument,
} from '../record/workshop-words.ts'
import { agendaBlocks, presentersBlocks } from './agenda-document.ts'
import { type SessionBook, whenWords } from './book.ts'
import { briefBlocks, itemOfPromises } from './brief-document.ts'
import { attendanceBlocks, logBlocks } from './log-document.ts'
import { minutesBlocks, outcomeTable } from './minutes-document.ts'
import { noteBlocks } from './notes.ts'

/** One of a session's documents, ready for the renderers. */
export function sessionDocument(book: SessionBook, what: SessionDocument): Publication {
  const { session, seriesTitle, today } = book
  return {
    title: `${SESSION_DOCUMENT_WORDS[what]}: ${session.title}`,
    subtitle: `${seriesTitle}. ${whenWords(book)}`,
    language: 'en-GB',
    date: today,
    authors: session.chairs.map(({ name }) => name),
    ...(session.state === 'cancelled' ? { status: SESSION_STATE_WORDS.cancelled } : {}),
    blocks: BLOCKS[what](book),
    meta: { subject: `session:${session.id}`, keywords: ['workshop', seriesTitle] },
  }
}

const BLOCKS: Record<SessionDocument, (book: SessionBook) => Block[]> = {
  pack: packBlocks,
  agenda: agendaBlocks,
  brief: briefBlocks,
  minutes: minutesBlocks,
  actions: logBlocks,
  presenters: presentersBlocks,
  attendance: attendanceBlocks,
}

/** Agenda, a page for each item, and last time's minutes. */
function packBlocks(book: SessionBook): Block[] {
  return [
    { kind: 'contents', title: 'In this pack' },
    ...agendaBlocks(book),
    ...(book.items.length > 0 ? [{ kind: 'pageBreak' } as const, ...briefBlocks(book)] : []),
    ...lastTime(book),
  ]
}

/** What was said last time, and, where no item of the agenda has it already, what was promised. */
function lastTime(book: SessionBook): Block[] {
  const { previous, promises } = book
  if (!previous && promises.length === 0) return []
  const notes = previous ? noteBlocks(previous.notes, 2) : []
  return [
    { kind: 'pageBreak' },
    ...(previous
      ? [
          heading(1, `Minutes of ${previous.title}`),
          ...(notes.length > 0 ? notes : [paragraph('No minutes were typed.')]),
        ]
      : []),
    ...(itemOfPromises(book) === undefined
      ? [heading(2, 'Decisions, actions and commitments'), ...outcomeTable(promises, book)]
      : []),
  ]
}
