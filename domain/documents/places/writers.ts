import type * as Y from 'yjs'

/** Y.Map: who writes as which Yjs client, noted with the first thing that client writes. */
export const DOCUMENT_WRITERS = 'writers'

/** In the transaction in which the client writes. */
export function noteWriter(doc: Y.Doc, by: string): void {
  const writers = doc.getMap<string>(DOCUMENT_WRITERS)
  const client = doc.clientID.toString(36)
  if (by !== '' && !writers.has(client)) writers.set(client, by)
}

/** The name of whoever wrote as that client; undefined when they never said. */
export function writerOf(doc: Y.Doc, client: number): string | undefined {
  const name = doc.getMap<unknown>(DOCUMENT_WRITERS).get(client.toString(36))
  return typeof name === 'string' ? name : undefined
}
