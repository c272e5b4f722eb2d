import * as Y from 'yjs'
import { UserError } from '../domain/errors.ts'
import { mayWriteDocuments, whyNotDocuments } from '../domain/record/grants.ts'
import { findNhsNumber, NHS_NUMBER_REASON } from '../domain/record/nhs-number.ts'
import { MINUTES_TEXT, minutesDocumentName } from '../domain/workshops/notes.ts'
import type { OpenedDocument } from '../preload/workshops-types.ts'
import type { ServiceRecord } from './record/record.ts'
import type { RegisterContext } from './register/context.ts'
import { readSessions } from './workshops/read.ts'

/**
 * Texts that several people type together. Each is a Y.Doc of its own in the update log, so that it
 * is saved, backed up and exchanged like all else; the page holds a replica of it.
 */

/** Longest text that one document takes, in characters: a long day's minutes many times over. */
const MOST_CHARACTERS = 400_000

/** @throws UserError when nothing in the record has a document of that name */
export function openDocument(context: RegisterContext, document: string): OpenedDocument {
  requireDocument(context, document)
  const mayWrite = mayWriteDocuments(context.grants())
  return {
    document,
    state: Buffer.from(context.record.log.state(document)).toString('base64'),
    mayWrite,
    whyNot: mayWrite ? null : whyNotDocuments(),
  }
}

/**
 * Takes the page's own changes of a document, whole or not at all.
 * @param update a Yjs update in base64
 * @throws UserError with the reason when it may not be taken
 */
export function updateDocument(context: RegisterContext, document: string, update: string): void {
  requireDocument(context, document)
  if (!mayWriteDocuments(context.grants())) throw new UserError(whyNotDocuments())
  const bytes = Buffer.from(update, 'base64')
  requireGoodText(context.record.log.state(document), bytes)
  context.record.log.receive(document, bytes, 'local')
}

/** The text of a document as it stands; empty when nobody has typed yet. */
export function documentText({ record }: RegisterContext, document: string): string {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, record.log.state(document))
  return textOf(doc)
}

/** Makes a document that nobody has typed in yet, with a text to begin with. */
export function beginDocument(
  record: ServiceRecord,
  document: string,
  field: string,
  text: string,
): void {
  const doc = new Y.Doc()
  doc.getText(field).insert(0, text)
  record.log.receive(document, Y.encodeStateAsUpdate(doc), 'local')
}

/** Tries a change on a copy: an update that was logged cannot be taken out again. */
function requireGoodText(state: Uint8Array, update: Uint8Array): void {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, state)
  const before = textOf(copy)
  try {
    Y.applyUpdate(copy, update)
  } catch (error) {
    throw new UserError('That change cannot be read. Open the page again.', 'wrong-call', {
      cause: error,
    })
  }
  const after = textOf(copy)
  if (after.length > MOST_CHARACTERS && after.length > before.length)
    throw new UserError('This text is as long as it can be. Shorten it, then go on.')
  const found = findNhsNumber(after)
  if (found && !before.includes(found)) throw new UserError(NHS_NUMBER_REASON)
}

function textOf(doc: Y.Doc): string {
  return doc.getText(MINUTES_TEXT).toString()
}

/** Documents belong to something in the record: minutes to a session. */
function requireDocument(context: RegisterContext, document: string): void {
  const known = readSessions(context).some(({ id }) => minutesDocumentName(id) === document)
  if (!known) throw new UserError('There is no such text in this record.', 'wrong-call')
}
