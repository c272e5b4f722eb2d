import * as Y from 'yjs'
import { neighbours, type Struct } from './structs.ts'

/**
 * Whether items stand where an honest editor can have put them. Yjs orders what several people put
 * in one place by the two neighbours that each saw. Neighbours that nobody can have seen beside each
 * other make that order depend on what came first, and replicas differ for good.
 *
 * @see https://github.com/yjs/yjs/blob/main/src/structs/Item.js for the order (`integrate`)
 */
export function isWellPlaced(doc: Y.Doc, added: readonly Struct[]): boolean {
  return added.every((struct) => !(struct instanceof Y.Item) || standsBetween(doc, struct))
}

/** Places of one session: all below `to`. */
interface Past {
  client: number
  to: number
}

function standsBetween({ store }: Y.Doc, { id, origin, rightOrigin }: Y.Item): boolean {
  const item = itemAt(store, id)
  const left = origin && itemAt(store, origin)
  const right = rightOrigin && itemAt(store, rightOrigin)
  // Taken out whole, with the list that it was in.
  if (!item || left === undefined || right === undefined) return true
  const { parent, parentSub } = item
  const isBeside = (other: Y.Item | null) =>
    other === null || (other.parent === parent && other.parentSub === parentSub)
  if (!isBeside(left) || !isBeside(right)) return false
  // What a key holds has only what it held before: the last one counts, in whatever order.
  if (parentSub !== null) return right === null
  const rests = [origin, rightOrigin].filter((each) => each !== null)
  const seen: Past[] = [
    { client: id.client, to: id.clock },
    ...rests.map(({ client, clock }) => ({ client, to: clock + 1 })),
  ]
  let past: ReadonlyMap<number, number> | undefined
  const start = left ? left.right : (parent as Y.AbstractType<unknown>)._start
  for (let between = start; between !== right; between = between.right) {
    if (between === null) return false
    if (between === item) continue
    past ??= everythingBefore(store, seen)
    // Whoever wrote this had that before their eyes, between the two.
    if (between.id.clock < (past.get(between.id.client) ?? 0)) return false
  }
  return true
}

function itemAt(store: Y.Doc['store'], { client, clock }: Y.ID): Y.Item | undefined {
  const structs = store.clients.get(client)
  const found = structs?.[Y.findIndexSS(structs, clock)]
  return found instanceof Y.Item ? found : undefined
}

/** Follows what rests on what, as far as it goes: by each session, below which clock all was there. */
function everythingBefore(store: Y.Doc['store'], from: readonly Past[]): Map<number, number> {
  const reached = new Map<number, number>()
  const open = [...from]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { client, to } = next
    const done = reached.get(client) ?? 0
    if (to <= done) continue
    reached.set(client, to)
    const structs = store.clients.get(client) ?? []
    for (let i = Y.findIndexSS(structs, done); i < structs.length; i++) {
      const struct = structs[i]
      if (!struct || struct.id.clock >= to) break
      for (const on of restingOn(struct)) open.push({ client: on.client, to: on.clock + 1 })
    }
  }
  return reached
}

function restingOn(struct: Y.GC | Y.Item): Y.ID[] {
  if (struct instanceof Y.GC) return []
  // In a document its parent is the type itself; in an update it is that type's place.
  const holder = struct.parent instanceof Y.AbstractType ? struct.parent._item?.id : undefined
  return holder ? [...neighbours(struct), holder] : neighbours(struct)
}
