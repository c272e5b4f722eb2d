import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type ClientClocks, neighbours, type Struct } from './structs.ts'

/**
 * A Yjs update (version 1) in its canonical form. What is judged, stored and passed on is this form,
 * encoded here: nobody ever reads other bytes than those that were looked at.
 */
export interface DecodedUpdate {
  structs: Struct[]
  deletes: DeletedRange[]
  /** The update as it is written here: see `encodeUpdate`. */
  bytes: Uint8Array
  /**
   * Whether it came in that form: one block for each client, without gaps, and not a byte that says
   * nothing, or says something twice. Two readers of any other form may understand two things.
   */
  canonical: boolean
}

export interface DeletedRange {
  client: number
  clock: number
  length: number
}

/** Yjs and SQLite both hold clocks safely below this; no honest client comes near. */
const MAX_CLOCK = 2 ** 32

/** Takes an update apart; `undefined` when the bytes are none. */
export function decodeUpdate(bytes: Uint8Array): DecodedUpdate | undefined {
  try {
    const { structs: all, ds } = Y.decodeUpdate(bytes)
    const structs = all.filter((struct): struct is Struct => !(struct instanceof Y.Skip))
    const deletes = [...ds.clients].flatMap(([client, ranges]) =>
      ranges.map(({ clock, len }) => ({ client, clock, length: len })),
    )
    if (!structs.every(isInRange) || !deletes.every(isDeletable)) return undefined
    const encoded = encodeUpdate({ structs, deletes })
    const canonical =
      structs.length === all.length &&
      isContiguous(structs) &&
      areApart(deletes) &&
      // Whatever else may differ (a long way to write a number, bytes behind the end) has a length.
      encoded.length === bytes.length
    return { structs, deletes, bytes: encoded, canonical }
  } catch {
    // Any failure to read means the same: these bytes are no update.
    return undefined
  }
}

function isInRange({ id, length }: Struct): boolean {
  return (
    length > 0 && Number.isSafeInteger(id.client) && isClock(id.clock) && isClock(id.clock + length)
  )
}

function isDeletable({ client, clock, length }: DeletedRange): boolean {
  return length > 0 && Number.isSafeInteger(client) && isClock(clock) && isClock(clock + length)
}

function isClock(clock: number): boolean {
  return Number.isSafeInteger(clock) && clock >= 0 && clock <= MAX_CLOCK
}

/** One block for each client, in which each struct begins where the one before it ends. */
function isContiguous(structs: readonly Struct[]): boolean {
  const begun = new Set<number>()
  let last: Struct | undefined
  for (const struct of structs) {
    const { client, clock } = struct.id
    if (last?.id.client === client) {
      if (clock !== last.id.clock + last.length) return false
    } else if (begun.has(client)) return false
    begun.add(client)
    last = struct
  }
  return true
}

/** Ranges of one client stand together, in order, and no two touch. */
function areApart(deletes: readonly DeletedRange[]): boolean {
  const begun = new Set<number>()
  let last: DeletedRange | undefined
  for (const range of deletes) {
    const { client, clock } = range
    if (last?.client === client) {
      if (clock <= last.clock + last.length) return false
    } else if (begun.has(client)) return false
    begun.add(client)
    last = range
  }
  return true
}

/**
 * The one way to write an update: clients from the highest number to the lowest, as Yjs does, each
 * with one block, then what is deleted in the same order.
 * @param from what of each client is left out: all that lies below
 */
export function encodeUpdate(
  { structs, deletes }: Pick<DecodedUpdate, 'structs' | 'deletes'>,
  from: ClientClocks = new Map(),
): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const beyond = structs.filter(({ id, length }) => id.clock + length > (from.get(id.client) ?? 0))
  const blocks = byClient(beyond, ({ id }) => id.client)
  encoding.writeVarUint(encoder.restEncoder, blocks.length)
  for (const [client, block] of blocks) {
    const first = block[0] as Struct
    const start = Math.max(first.id.clock, from.get(client) ?? 0)
    encoding.writeVarUint(encoder.restEncoder, block.length)
    encoder.writeClient(client)
    encoding.writeVarUint(encoder.restEncoder, start)
    for (const struct of block) struct.write(encoder, Math.max(0, start - struct.id.clock))
  }
  const ranges = byClient(deletes, ({ client }) => client)
  encoding.writeVarUint(encoder.restEncoder, ranges.length)
  for (const [client, some] of ranges) {
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, some.length)
    for (const { clock, length } of some) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(length)
    }
  }
  return encoder.toUint8Array()
}

function byClient<T>(items: readonly T[], clientOf: (item: T) => number): [number, T[]][] {
  return [...Map.groupBy(items, clientOf)].sort(([a], [b]) => b - a)
}

/**
 * The clocks that clients reach once the update is in; `undefined` when it would not go in whole,
 * because it rests on something that is neither known nor part of it.
 *
 * Follows Yjs's own rule: a struct goes in once all before it by the same client, and the three it
 * may name (left and right neighbour, parent), are in.
 */
export function clocksAfter(
  update: Pick<DecodedUpdate, 'structs' | 'deletes'>,
  clockOf: (client: number) => number,
): Map<number, number> | undefined {
  const reached = new Map<number, number>()
  const have = (client: number) => reached.get(client) ?? clockOf(client)
  const queues = new Map<number, Queue>()
  for (const struct of update.structs) {
    const queue = queues.get(struct.id.client)
    if (queue) queue.structs.push(struct)
    else queues.set(struct.id.client, { structs: [struct], next: 0 })
  }
  for (const client of queues.keys()) {
    if (!takeIn(client, queues, have, reached)) return undefined
  }
  const deletesKnown = update.deletes.every(
    ({ client, clock, length }) => clock + length <= have(client),
  )
  return deletesKnown ? reached : undefined
}

interface Queue {
  structs: Struct[]
  next: number
}

/**
 * Takes in all of one client's structs, and of others' what they rest on; `false` when they cannot
 * all go in. Looks at each struct and each of its neighbours a fixed number of times, so that a
 * crafted update costs no more than its length.
 */
function takeIn(
  first: number,
  queues: ReadonlyMap<number, Queue>,
  have: (client: number) => number,
  reached: Map<number, number>,
): boolean {
  // Clients being taken in, each until it has passed the clock that the one before it waits for.
  const path = [{ client: first, beyond: Number.POSITIVE_INFINITY }]
  const onPath = new Set([first])
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const { client, beyond } = top
    const queue = queues.get(client)
    const struct = queue?.structs[queue.next]
    if (struct === undefined || have(client) > beyond) {
      if (beyond !== Number.POSITIVE_INFINITY && have(client) <= beyond) return false
      path.pop()
      onPath.delete(client)
      continue
    }
    if (struct.id.clock > have(client)) return false
    const missing = neighbours(struct).find((id) => id.clock >= have(id.client))
    if (missing === undefined) {
      reached.set(client, Math.max(have(client), struct.id.clock + struct.length))
      if (queue) queue.next += 1
    } else {
      // What is already being taken in and waits for this: neither can ever go first.
      if (onPath.has(missing.client)) return false
      path.push({ client: missing.client, beyond: missing.clock })
      onPath.add(missing.client)
    }
  }
  return true
}
