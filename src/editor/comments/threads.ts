import * as Y from 'yjs'
import { parseComments } from '../../../domain/documents/comments.ts'
import {
  type CommentReply,
  type CommentThread,
  DOCUMENT_COMMENTS,
} from '../../../domain/documents/tree.ts'

export interface Person {
  id: string
  name: string
}

/** The threads of comments of a shared document. */
export interface Threads {
  /** The same map until something moves. */
  all(): ReadonlyMap<string, CommentThread>
  listen(hear: () => void): () => void
  /** @returns the thread's id */
  begin(quote: string, text: string): string
  reply(thread: string, text: string): void
  resolve(thread: string, isResolved: boolean): void
  remove(thread: string): void
}

const LONGEST_QUOTE = 300

export function threadsOf(doc: Y.Doc, me: Person): Threads {
  const comments: Y.Map<Y.Map<unknown>> = doc.getMap(DOCUMENT_COMMENTS)
  let read: ReadonlyMap<string, CommentThread> | undefined
  const signed = () => ({ by: me.id, name: me.name, at: new Date().toISOString() })

  return {
    all() {
      read ??= parseComments(comments.toJSON())
      return read
    },
    listen(hear) {
      const moved = () => {
        read = undefined
        hear()
      }
      comments.observeDeep(moved)
      return () => comments.unobserveDeep(moved)
    },
    begin(quote, text) {
      const id = crypto.randomUUID()
      const fields = { quote: quote.slice(0, LONGEST_QUOTE), text, ...signed(), resolved: null }
      const thread = new Y.Map<unknown>(Object.entries(fields))
      thread.set('replies', new Y.Array<CommentReply>())
      comments.set(id, thread)
      return id
    },
    reply(thread, text) {
      const replies = comments.get(thread)?.get('replies')
      if (replies instanceof Y.Array) replies.push([{ id: crypto.randomUUID(), text, ...signed() }])
    },
    resolve(thread, isResolved) {
      comments.get(thread)?.set('resolved', isResolved ? signed() : null)
    },
    remove: (thread) => comments.delete(thread),
  }
}
