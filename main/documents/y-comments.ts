import * as Y from 'yjs'
import { type CommentThread, DOCUMENT_COMMENTS } from '../../domain/documents/tree.ts'

/** Puts threads of comments into a document, by id, in the shape that the editor keeps them in. */
export function beginComments(doc: Y.Doc, threads: Readonly<Record<string, CommentThread>>): void {
  const comments = doc.getMap<Y.Map<unknown>>(DOCUMENT_COMMENTS)
  for (const [id, { replies, ...fields }] of Object.entries(threads)) {
    const thread = new Y.Map<unknown>(Object.entries(fields))
    const said = new Y.Array<unknown>()
    said.push(replies)
    thread.set('replies', said)
    comments.set(id, thread)
  }
}
