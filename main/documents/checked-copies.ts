import * as Y from 'yjs'
import { DOCUMENT_MOVED } from '../../domain/documents/places/moved-words.ts'
import { DOCUMENT_WRITERS } from '../../domain/documents/places/writers.ts'
import { DOCUMENT_BODY, DOCUMENT_COMMENTS } from '../../domain/documents/tree.ts'
import { UserError } from '../../domain/errors.ts'
import { NHS_NUMBER_REASON } from '../../domain/record/nhs-number.ts'
import { piecesOf } from '../../domain/sync/pieces.ts'
import { LIMITS } from '../../domain/sync/protocol.ts'
import { MINUTES_TEXT } from '../../domain/workshops/notes.ts'
import type { UpdateLog } from '../record/log.ts'
import { refuseNumber, uncleared } from '../runtime/cleared-numbers.ts'
import { APART, allWords, newWords } from './typed-words.ts'

/**
 * Copies of the documents that are typed in, kept in step with the log. A change is tried on the
 * copy first, since an update that was logged cannot be taken out again; only what it touches is
 * looked at, so that a keystroke in a long document costs no more than in a short one.
 */
export interface CheckedCopies {
  /** @throws UserError with the reason when the update may not be taken */
  check(document: string, update: Uint8Array): void
  /** Forgets a copy that may have gone ahead of the log. */
  forget(document: string): void
}

interface Copy {
  doc: Y.Doc
  /** Size of the document, or a little more. */
  bytes: number
}

const COPIES_IN_MEMORY = 8
/** Longest text of minutes, in characters: a long day's many times over. */
const MOST_CHARACTERS = 400_000
const PIECE_BYTES = 240 * 1024

const UNREADABLE = 'That change cannot be read. Open the page again.'
const TOO_LONG = 'This text is as long as it can be. Shorten it, then go on.'

const copiesOf = new WeakMap<UpdateLog, CheckedCopies>()

/** The copies beside a record's log, made once for each opening. */
export function checkedCopies(log: UpdateLog): CheckedCopies {
  const known = copiesOf.get(log)
  if (known) return known
  const made = makeCopies(log)
  copiesOf.set(log, made)
  return made
}

function makeCopies(log: UpdateLog): CheckedCopies {
  const copies = new Map<string, Copy>()
  log.listen(({ doc, bytes }) => {
    const copy = copies.get(doc)
    if (copy) Y.applyUpdate(copy.doc, bytes)
  })

  function load(document: string): Copy {
    const copy = copies.get(document) ?? copyOf(log.state(document))
    // Moved to the end: the first in the map is the one unused for longest.
    copies.delete(document)
    copies.set(document, copy)
    if (copies.size > COPIES_IN_MEMORY) forget(copies.keys().next().value as string)
    return copy
  }

  function forget(document: string): void {
    copies.get(document)?.doc.destroy()
    copies.delete(document)
  }

  return {
    forget,
    check(document, update) {
      const copy = load(document)
      try {
        const words = apply(copy.doc, update)
        requireNoPatient(words, () => allWords(copyOf(log.state(document)).doc))
        requireRoom(copy, update)
      } catch (error) {
        forget(document)
        throw error
      }
    },
  }
}

function copyOf(state: Uint8Array): Copy {
  const doc = new Y.Doc()
  // Named before anything is in them: an unnamed root does not know what it is.
  doc.getXmlFragment(DOCUMENT_BODY)
  doc.getMap(DOCUMENT_COMMENTS)
  doc.getMap(DOCUMENT_WRITERS)
  doc.getMap(DOCUMENT_MOVED)
  doc.getText(MINUTES_TEXT)
  Y.applyUpdate(doc, state)
  return { doc, bytes: state.length }
}

/** Answers the words that the update brought. */
function apply(doc: Y.Doc, update: Uint8Array): string {
  const words: string[] = []
  // Yjs may tidy up formats after it, in a transaction of its own.
  const hear = (transaction: Y.Transaction) => words.push(newWords(transaction))
  const waited = doc.store.pendingStructs !== null
  doc.on('afterTransaction', hear)
  try {
    Y.applyUpdate(doc, update)
  } catch (error) {
    throw new UserError(UNREADABLE, 'wrong-call', { cause: error })
  } finally {
    doc.off('afterTransaction', hear)
  }
  // The page has nothing that is not here: what rests on more cannot be its own.
  if (!waited && doc.store.pendingStructs !== null) throw new UserError(UNREADABLE, 'wrong-call')
  return words.join(APART)
}

/** A number that stood there before, as a coincidence may, keeps nobody from typing on. */
function requireNoPatient(words: string, before: () => string): void {
  let rest = words
  for (let found = uncleared(rest); found !== undefined; found = uncleared(rest)) {
    if (!before().includes(found.text)) refuseNumber(found)
    const without = rest.replaceAll(found.text, ' ')
    if (without === rest) throw new UserError(NHS_NUMBER_REASON)
    rest = without
  }
}

function requireRoom(copy: Copy, update: Uint8Array): void {
  if (update.length > LIMITS.messageBytes / 2)
    for (const piece of piecesOf(update, PIECE_BYTES))
      if (piece.length > LIMITS.messageBytes - PIECE_BYTES)
        throw new UserError('That picture is too large. Make it smaller, then put it in again.')
  const before = copy.bytes
  copy.bytes += update.length
  const isLong = copy.doc.getText(MINUTES_TEXT).length > MOST_CHARACTERS
  if (!isLong && copy.bytes <= LIMITS.documentBytes) return
  copy.bytes = Y.encodeStateAsUpdate(copy.doc).length
  if (copy.bytes > before) throw new UserError(TOO_LONG)
}
