import * as Y from 'yjs'
import type { StateVector } from '../store/store.ts'

/** An update's bytes, taken apart without a document to put them in. */
export interface DecodedUpdate {
  structs: (Y.Item | Y.GC)[]
  deletes: DeletedRange[]
}

export interface DeletedRange {
  client: number
  clock: number
  length: number
}

/** Yjs and SQLite both hold clocks safely below this; no honest client comes near. */
const MAX_CLOCK = 2 ** 32

/** Takes a Yjs update (version 1) apart; `undefined` when the bytes are none. */
export function decodeUpdate(bytes: Uint8Array): DecodedUpdate | undefined {
  try {
    const { structs, ds } = Y.decodeUpdate(bytes)
    const deletes: DeletedRange[] = []
    for (const [client, ranges] of ds.clients) {
      for (const { clock, len } of ranges) deletes.push({ client, clock, length: len })
    }
    const kept = structs.filter((struct): struct is Y.Item | Y.GC => !(struct instanceof Y.Skip))
    const inRange =
      kept.every(
        ({ id, length }) => length > 0 && isClock(id.clock) && isClock(id.clock + length),
      ) &&
      kept.every(({ id }) => Number.isSafeInteger(id.client)) &&
      deletes.every(({ clock, length }) => length > 0 && isClock(clock) && isClock(clock + length))
    return inRange ? { structs: kept, deletes } : undefined
  } catch {
    // Any failure to read means the same: these bytes are no update.
    return undefined
  }
}

function isClock(clock: number): boolean {
  return Number.isSafeInteger(clock) && clock >= 0 && clock <= MAX_CLOCK
}

/**
 * The clocks that clients reach once the update is in; `undefined` when it would not go in whole,
 * because it rests on something that is neither known nor part of it.
 *
 * Follows Yjs's own rule: a struct goes in once all before it by the same client, and the three it
 * may name (left and right neighbour, parent), are in.
 */
export function clocksAfter(
  update: DecodedUpdate,
  clockOf: (client: number) => number,
): StateVector | undefined {
  const reached: StateVector = new Map()
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

type Struct = Y.Item | Y.GC

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
  reached: StateVector,
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

function neighbours(struct: Struct): Y.ID[] {
  if (struct instanceof Y.GC) return []
  return [struct.origin, struct.rightOrigin, struct.parent].filter((id) => id instanceof Y.ID)
}

/** The update without what the clocks already cover, in Yjs's own plainest form. */
export function newPart(bytes: Uint8Array, known: StateVector): Uint8Array {
  return Y.diffUpdate(bytes, Y.encodeStateVector(known))
}
