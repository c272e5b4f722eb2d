import type { Room as RoomName } from '../../domain/sync/protocol.ts'
import type { Log } from '../log.ts'
import { type Contents, contents } from './content.ts'
import { MERGE_AFTER, type Merger, mergeRoom, merger } from './merge.ts'
import { type Peer, Room, type RoomDeps } from './room.ts'

/** How long a room that everybody left is kept in mind: people come back. */
const LINGER_MS = 30_000
/** How often nodes that share a store make sure that they missed nothing. */
const COMPARE_MS = 2000

export interface Rooms {
  /** The room, opened for the first who comes. Every enter needs its leave. */
  enter(name: RoomName, peer: Peer): Promise<Room>
  leave(room: Room, peer: Peer): void
  /** Waits for everything that is being merged. */
  close(): Promise<void>
}

/** Work that can be long, beside the one thread that all share. */
export interface Threads {
  merge: Merger
  contents: Contents
}

interface Open {
  room: Promise<Room>
  peers: number
  stopListening: () => void
  lingering?: NodeJS.Timeout | undefined
}

export function rooms(
  parts: Omit<RoomDeps, 'heldTexts' | 'contents'> & { log: Log; alone: boolean },
  { merge, contents: looking }: Threads = { merge: merger(), contents: contents() },
): Rooms {
  const deps = { ...parts, heldTexts: { bytes: 0 }, contents: looking }
  const { store, bus, metrics, log } = deps
  const open = new Map<string, Open>()
  const merging = new Set<Promise<void>>()
  const mergingRooms = new Set<string>()

  function opened(name: RoomName): Open {
    const existing = open.get(name.name)
    if (existing) return existing
    const room = Room.open(name, deps)
    const entry: Open = { room, peers: 0, stopListening: () => {} }
    entry.stopListening = bus.listen(name.name, {
      update: (seq) => room.then((it) => it.hearOf(seq)).catch(() => {}),
      presence: (states) =>
        room.then(
          (it) => {
            it.presence.hearNode(states)
            it.tell(states)
          },
          () => {},
        ),
      who: () =>
        room.then(
          (it) => {
            const here = it.presence.everybody(true)
            if (here) bus.publish(name.name, 'presence', here)
          },
          () => {},
        ),
    })
    open.set(name.name, entry)
    metrics.rooms.set(open.size)
    room.then(
      () => bus.publish(name.name, 'who'),
      () => forget(name.name, entry),
    )
    return entry
  }

  function forget(name: string, entry: Open): void {
    if (open.get(name) !== entry) return
    clearTimeout(entry.lingering)
    entry.stopListening()
    open.delete(name)
    metrics.rooms.set(open.size)
  }

  function lookAfter(room: Room): void {
    if (!room.wantsMerging(MERGE_AFTER) || mergingRooms.has(room.name)) return
    mergingRooms.add(room.name)
    const work = mergeRoom(store, room, merge)
      .then((saved) => room.shrank(saved))
      .catch((error) => log.error({ err: error }, 'updates were not merged'))
      .finally(() => {
        mergingRooms.delete(room.name)
        merging.delete(work)
      })
    merging.add(work)
  }

  async function compare(): Promise<void> {
    for (const [name, seq] of await store.latest([...open.keys()])) {
      open
        .get(name)
        ?.room.then((room) => room.hearOf(seq))
        .catch(() => {})
    }
  }

  const timer = setInterval(async () => {
    for (const { room } of open.values()) room.then(lookAfter).catch(() => {})
    if (!deps.alone) {
      await compare().catch((error) => log.warn({ err: error }, 'the store cannot be read'))
    }
  }, COMPARE_MS)
  timer.unref()

  return {
    async enter(name, peer) {
      const entry = opened(name)
      clearTimeout(entry.lingering)
      entry.lingering = undefined
      entry.peers += 1
      try {
        const room = await entry.room
        room.peers.add(peer)
        return room
      } catch (error) {
        entry.peers -= 1
        throw error
      }
    },
    leave(room, peer) {
      room.peers.delete(peer)
      room.left(peer)
      const gone = room.presence.leave(peer)
      room.tell(gone)
      if (gone) bus.publish(room.name, 'presence', gone)
      const entry = open.get(room.name)
      if (!entry) return
      entry.peers -= 1
      if (entry.peers > 0) return
      entry.lingering = setTimeout(() => forget(room.name, entry), LINGER_MS)
      entry.lingering.unref()
    },
    async close() {
      clearInterval(timer)
      for (const [name, entry] of open) forget(name, entry)
      await Promise.all(merging)
      await Promise.all([merge.close(), looking.close()])
    },
  }
}
