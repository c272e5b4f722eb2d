import * as Y from 'yjs'
import { sweep } from '../../domain/documents/places/sweep.ts'
import {
  type Belonging,
  documentPurpose,
  mayType,
  whyNotType,
} from '../../domain/documents/purpose.ts'
import { DOCUMENT_BODY } from '../../domain/documents/tree.ts'
import { UserError } from '../../domain/errors.ts'
import { mayWriteDocuments, whyNotDocuments } from '../../domain/record/grants.ts'
import { MINUTES_TEXT } from '../../domain/workshops/notes.ts'
import type { OpenedDocument } from '../../preload/workshops-types.ts'
import type { RecordContext, WritingContext } from '../record/context.ts'
import { readParts } from '../record/parts.ts'
import type { ServiceRecord } from '../record/record.ts'
import { checkedCopies } from './checked-copies.ts'

/**
 * Texts that several people type together: minutes, strategies and the narratives of reports. Each
 * is a Y.Doc of its own in the update log, so that it is saved, backed up and exchanged like all
 * else; the page holds a replica of it.
 */

/** @throws UserError when nothing in the record has a document of that name */
export function openDocument(context: WritingContext, document: string): OpenedDocument {
  const belongs = requireDocument(context, document)
  const mayWrite = mayTypeIn(context, belongs)
  if (mayWrite) sweepDocument(context, document)
  return {
    document,
    state: Buffer.from(context.record.log.state(document)).toString('base64'),
    mayWrite,
    whyNot: mayWrite ? null : whyNotType(belongs.purpose),
  }
}

const sweptOn = new WeakMap<ServiceRecord, Map<string, string>>()

/** Once a day, before anybody reads it: what was taken out of the text long ago goes for good. */
function sweepDocument({ record, today }: WritingContext, document: string): void {
  const swept = sweptOn.get(record) ?? new Map<string, string>()
  sweptOn.set(record, swept)
  if (swept.get(document) === today()) return
  swept.set(document, today())
  const doc = loadDocument(record, document)
  const before = Y.encodeStateVector(doc)
  const isSwept = doc.transact(() => sweep(doc.getXmlFragment(DOCUMENT_BODY), today()))
  if (isSwept) record.log.receive(document, Y.encodeStateAsUpdate(doc, before), 'local')
}

/**
 * Takes the page's own changes of a document, whole or not at all.
 * @param update a Yjs update in base64
 * @throws UserError with the reason when it may not be taken
 */
export function updateDocument(context: WritingContext, document: string, update: string): void {
  const belongs = requireDocument(context, document)
  if (!mayTypeIn(context, belongs)) throw new UserError(whyNotType(belongs.purpose))
  const { log } = context.record
  const bytes = Buffer.from(update, 'base64')
  const copies = checkedCopies(log)
  copies.check(document, bytes)
  try {
    log.receive(document, bytes, 'local')
  } catch (error) {
    copies.forget(document)
    throw error
  }
}

/** @throws UserError with the reason when the member may not type in strategies */
export function requireTyping({ grants }: RecordContext): void {
  if (!mayWriteDocuments(grants())) throw new UserError(whyNotDocuments())
}

/** The text of minutes as it stands; empty when nobody has typed yet. */
export function documentText({ record }: WritingContext, document: string): string {
  return loadDocument(record, document).getText(MINUTES_TEXT).toString()
}

/** A copy of a document, to read or to try things on. */
export function loadDocument({ log }: Pick<ServiceRecord, 'log'>, document: string): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, log.state(document))
  return doc
}

/** Makes a document that nobody has typed in yet, with a text to begin with. */
export function beginDocument(
  record: ServiceRecord,
  document: string,
  field: string,
  text: string,
): void {
  changeDocument(record, document, (doc) => doc.getText(field).insert(0, text))
}

/** Changes a document from here: whoever has it open sees the change come in. */
export function changeDocument(
  { log }: Pick<ServiceRecord, 'log'>,
  document: string,
  change: (doc: Y.Doc) => void,
): void {
  const doc = loadDocument({ log }, document)
  const before = Y.encodeStateVector(doc)
  doc.transact(() => change(doc))
  log.receive(document, Y.encodeStateAsUpdate(doc, before), 'local')
}

/** Versions are not among them: their texts are read through the strategy, and never typed in. */
function requireDocument({ record }: RecordContext, document: string): Belonging {
  const belongs = documentPurpose(document)
  const known =
    belongs !== undefined &&
    belongs.purpose !== 'version' &&
    readParts(record.db, belongs.subject, { view: 'region', id: belongs.id }).length > 0
  if (!known) throw new UserError('There is no such text in this record.', 'wrong-call')
  return belongs
}

function mayTypeIn({ record, grants }: WritingContext, { purpose, id }: Belonging): boolean {
  const isInvited = (system: string) =>
    readParts(record.db, 'attendance', { parent: id }).some(
      ({ fields }) => fields.system === system,
    )
  return mayType(grants(), purpose, isInvited)
}
