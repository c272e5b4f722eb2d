import type { UpdateLog } from '../record/log.ts'
import { changeDocument, loadDocument } from './shared-documents.ts'

/**
 * The document of a version's text. It travels like all others and never changes: an array of
 * pieces, since one value must fit into one message, closed by a `null`, so that half a text on its
 * way is known for what it is.
 */

const PIECES = 'text'
const PIECE = /[\s\S]{1,50000}/gu

interface Logged {
  log: UpdateLog
}

export function writeVersionDocument(record: Logged, document: string, content: string): void {
  changeDocument(record, document, (doc) =>
    doc.getArray<string | null>(PIECES).push([...(content.match(PIECE) ?? []), null]),
  )
}

/** The text; `undefined` while it has not come in whole. */
export function readVersionDocument(record: Logged, document: string): string | undefined {
  if (record.log.lastUpdate(document) === 0) return undefined
  const pieces = loadDocument(record, document).getArray<unknown>(PIECES).toArray()
  if (pieces.at(-1) !== null) return undefined
  return pieces.filter((piece) => typeof piece === 'string').join('')
}
