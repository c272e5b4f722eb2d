import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type ClientClocks, neighbours, type Struct, valuesOf } from './structs.ts'
import { encodeUpdate } from './update.ts'

/** Yjs updates taken apart and put together again, without a document to put them in. */

/** One value of a segment's array, at its place. */
export interface PlacedValue {
  client: number
  clock: number
  value: unknown
  /** The places this one rests on, beside its own client's earlier ones. */
  restsOn: readonly { client: number; clock: number }[]
}

/**
 * An update's structs in an order in which each rests only on those before it, or on what is not in
 * the update.
 * @throws when the bytes are no update, or rest on each other in a circle
 */
export function structsInOrder(update: Uint8Array): Struct[] {
  return inOrder(Y.decodeUpdate(update).structs)
}

function inOrder(structs: readonly (Struct | Y.Skip)[]): Struct[] {
  const all = structs.filter((struct): struct is Struct => !(struct instanceof Y.Skip))
  const queues = new Map<number, { structs: Struct[]; next: number }>()
  for (const struct of all) {
    const queue = queues.get(struct.id.client)
    if (queue) queue.structs.push(struct)
    else queues.set(struct.id.client, { structs: [struct], next: 0 })
  }
  const ordered: Struct[] = []
  const nextOf = (client: number) => {
    const queue = queues.get(client)
    return queue?.structs[queue.next]
  }
  for (const first of queues.keys()) {
    // Clients being taken, each until it has passed the place that the one before it waits for.
    const path = [{ client: first, until: Number.POSITIVE_INFINITY }]
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const struct = nextOf(top.client)
      if (!struct || struct.id.clock > top.until) {
        path.pop()
        continue
      }
      const missing = neighbours(struct).find(({ client, clock }) => {
        const next = nextOf(client)
        return next !== undefined && next !== struct && clock >= next.id.clock
      })
      if (missing) {
        if (path.length > all.length) throw new Error('The update rests on itself.')
        path.push({ client: missing.client, until: missing.clock })
      } else {
        ordered.push(struct)
        const queue = queues.get(top.client)
        if (queue) queue.next += 1
      }
    }
  }
  return ordered
}

/**
 * The update in pieces that each rest only on those before, of about `most` bytes unless one value
 * is larger. Deletions come with the last piece.
 */
export function* piecesOf(update: Uint8Array, most: number): Generator<Uint8Array> {
  for (const piece of piecesInSteps(update, most)) if (piece) yield piece
}

/**
 * The same, with `undefined` wherever some work was done and no piece is ready yet: whoever has
 * others to answer gives them their turn there.
 */
export function* piecesInSteps(
  update: Uint8Array,
  most: number,
): Generator<Uint8Array | undefined> {
  if (update.length <= most) {
    yield update
    return
  }
  let piece: Struct[] = []
  let size = 0
  const decoded = Y.decodeUpdate(update)
  yield undefined
  const ordered = inOrder(decoded.structs)
  yield undefined
  for (const whole of ordered) {
    const parts = cut(whole, most)
    // What had to be cut was large, and has been measured as a whole.
    if (parts.length > 1) yield undefined
    for (const struct of parts) {
      const bytes = sizeOf(struct)
      if (piece.length > 0 && size + bytes > most) {
        yield encodeUpdate({ structs: piece, deletes: [] })
        piece = []
        size = 0
      }
      piece.push(struct)
      size += bytes
    }
  }
  const deletes = [...decoded.ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, length: len })),
  )
  yield encodeUpdate({ structs: piece, deletes })
}

/** The part of an update of appended values that lies below the clocks. */
export function partBelow(update: Uint8Array, clocks: ClientClocks): Uint8Array {
  return partWith(update, (client, clock) => clock < (clocks.get(client) ?? 0))
}

/** The values that an update of appended values brings, each after those it rests on. */
export function placedValues(update: Uint8Array): PlacedValue[] {
  return placedIn(Y.decodeUpdate(update).structs)
}

/** The same, of an update that was read already. */
export function placedIn(structs: readonly (Struct | Y.Skip)[]): PlacedValue[] {
  return inOrder(structs).flatMap((struct) => {
    if (!(struct instanceof Y.Item)) return []
    const { client, clock } = struct.id
    const restsOn = neighbours(struct)
    return valuesOf(struct).map((value, i) => ({
      client,
      clock: clock + i,
      value,
      restsOn: i === 0 ? restsOn : [],
    }))
  })
}

/** Only those places of an update of appended values that `keep` names, up to each client's first gap. */
export function partWith(
  update: Uint8Array,
  keep: (client: number, clock: number) => boolean,
): Uint8Array {
  const kept = structsInOrder(update).flatMap((struct) => {
    let length = 0
    while (length < struct.length && keep(struct.id.client, struct.id.clock + length)) length += 1
    if (length === 0) return []
    return length === struct.length ? [struct] : [slice(struct, 0, length)]
  })
  return encodeUpdate({ structs: kept, deletes: [] })
}

/** A struct of many values as several of few, so that each fits. */
function cut(struct: Struct, most: number): Struct[] {
  if (struct.length === 1 || valuesOf(struct).length === 0) return [struct]
  const parts = Math.min(struct.length, Math.ceil(sizeOf(struct) / most))
  if (parts === 1) return [struct]
  const each = Math.ceil(struct.length / parts)
  const starts = Array.from({ length: Math.ceil(struct.length / each) }, (_, i) => i * each)
  return starts.map((from) => slice(struct, from, Math.min(struct.length, from + each)))
}

/** The values `from` to `to` of an item, as the item they would have been if written apart. */
function slice(struct: Struct, from: number, to: number): Struct {
  const { client, clock } = struct.id
  if (!(struct instanceof Y.Item)) return new Y.GC(Y.createID(client, clock + from), to - from)
  const origin = from === 0 ? struct.origin : Y.createID(client, clock + from - 1)
  return new Y.Item(
    Y.createID(client, clock + from),
    null,
    origin,
    null,
    struct.rightOrigin,
    from === 0 ? struct.parent : null,
    struct.parentSub,
    new Y.ContentAny(valuesOf(struct).slice(from, to)),
  )
}

function sizeOf(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1()
  struct.write(encoder, 0)
  return encoding.length(encoder.restEncoder)
}
