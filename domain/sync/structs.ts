import * as Y from 'yjs'

/** Clock reached by each Yjs client: the next one it will use. */
export type ClientClocks = ReadonlyMap<number, number>

/** What Yjs updates are made of, once gaps are left out. */
export type Struct = Y.Item | Y.GC

/** The places a struct rests on, beside its own client's earlier ones. */
export function neighbours(struct: Struct): Y.ID[] {
  if (struct instanceof Y.GC) return []
  const { origin, rightOrigin, parent } = struct
  return [origin, rightOrigin, parent].filter((id) => id instanceof Y.ID)
}

/** The values of a struct that holds plain values; none of any other. */
export function valuesOf(struct: Struct): unknown[] {
  if (!(struct instanceof Y.Item)) return []
  const { content } = struct
  return content instanceof Y.ContentAny || content instanceof Y.ContentJSON
    ? (content.arr as unknown[])
    : []
}

/** One value of a document at its place. */
export interface ValueAt {
  client: number
  clock: number
  value: unknown
}

/** The values that a document holds beyond some clocks, each client's in order. */
export function valuesBeyond(doc: Y.Doc, known: ClientClocks): ValueAt[] {
  const found: ValueAt[] = []
  for (const [client, structs] of doc.store.clients) {
    const from = known.get(client) ?? 0
    if (Y.getState(doc.store, client) <= from) continue
    for (const struct of structs as Struct[]) {
      const { clock } = struct.id
      if (clock + struct.length <= from) continue
      for (const [i, value] of valuesOf(struct).entries())
        if (clock + i >= from) found.push({ client, clock: clock + i, value })
    }
  }
  return found
}
