import { randomUUID } from 'node:crypto'
import type * as Y from 'yjs'
import { sequenceOf } from '../../domain/documents/places/blocks.ts'
import { wantedFrom } from '../../domain/documents/places/compare.ts'
import { typesOf } from '../../domain/documents/places/make.ts'
import { readBody } from '../../domain/documents/places/read.ts'
import { writeSequence } from '../../domain/documents/places/write.ts'
import { DOCUMENT_BODY, type DocumentNode } from '../../domain/documents/tree.ts'

/** The text as it stands. An empty document has no content. */
export function readDocument(doc: Y.Doc): DocumentNode {
  return { type: 'doc', content: readBody(doc.getXmlFragment(DOCUMENT_BODY)) }
}

/**
 * Makes the text that of another document, in one transaction. Only what differs is changed, so that
 * what others type meanwhile stays beside the words it was typed at.
 * @param by whose doing it is, said beside words that lose their place by it
 */
export function fillDocument(doc: Y.Doc, node: DocumentNode, by = ''): void {
  const body = doc.getXmlFragment(DOCUMENT_BODY)
  const wanted = node.content ?? []
  doc.transact(() => {
    if (body.length === 0) {
      body.insert(0, typesOf(wanted))
      return
    }
    const { blocks } = sequenceOf([body])
    const writer = {
      by,
      now: () => new Date().toISOString(),
      fresh: () => randomUUID().slice(0, 13),
    }
    writeSequence(writer, { name: '', front: () => body }, blocks, wantedFrom(blocks, wanted))
  })
}
