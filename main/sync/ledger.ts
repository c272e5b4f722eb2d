import * as Y from 'yjs'
import type { Clocks, Receipt } from '../../domain/sync/protocol.ts'
import type { ClientClocks } from '../../domain/sync/structs.ts'
import type { ServiceRecord } from '../record/record.ts'

/** An entry that the server would not take. */
export interface RefusedEntry {
  id: string
  room: string
  /** The entry as it was written. */
  body: unknown
  reason: string
  message: string
  /** When it was refused, ISO in UTC. */
  at: string
}

/** What synchronisation keeps beside the record, in the record's own file. */
export interface SyncLedger {
  /** How far our own log has come in a room. */
  own(room: string): ClientClocks
  /** How far the server's has, as it last said. */
  stored(room: string): ClientClocks
  /** Takes the server's word for all of a room; it may have lost what it once had. */
  setStored(room: string, clocks: ClientClocks): void
  /** Adds to what the server has. */
  addStored(room: string, clocks: ClientClocks): void
  /** Our log has changed there. */
  moved(room: string): void
  /** Places in our log that the server has not said it stored: in a room, or in all. */
  waiting(room?: string): number
  addReceipts(room: string, receipts: readonly Receipt[]): void
  receiptsFor(room: string, places: readonly { client: number; clock: number }[]): Receipt[]
  /** Forgets a room's receipts but these: its places are no longer what they were. */
  replaceReceipts(room: string, receipts: readonly Receipt[]): void
  /** Whether there is a receipt for all that the server has in a room. */
  hasAllReceipts(room: string, withHashes: boolean): boolean
  /** Clocks up to which no receipt is missing. @param withHashes counts only those that tell the hash */
  receiptClocks(room: string, withHashes: boolean): Clocks
  refuse(entries: readonly RefusedEntry[]): void
  refused(): RefusedEntry[]
  refusedCount(): number
  dismissRefused(ids: readonly string[]): void
  /** Forgets what one server knew; for another begins anew. */
  forget(): void
  /** Writes what is still in memory. */
  save(): void
}

interface RoomClocks {
  own: Map<number, number>
  ownAt: number
  stored: Map<number, number>
  waiting: number
}

export function syncLedger({ db, log }: Pick<ServiceRecord, 'db' | 'log'>): SyncLedger {
  const saveRoom = db.prepare('INSERT OR REPLACE INTO sync_room VALUES (?, ?, ?, ?)')
  // Of two that tell of other entries the first stays: after a restore somebody may write in the
  // place of what it proves, and that must not take the proof away.
  const addReceipt = db.prepare(
    `INSERT INTO receipt VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
     SET proof = excluded.proof, hash = excluded.hash
     WHERE receipt.hash IS NULL OR receipt.hash = excluded.hash`,
  )
  const proofOf = db
    .prepare('SELECT proof, hash FROM receipt WHERE room = ? AND client = ? AND clock = ?')
    .raw()
  const wanted = 'room = ? AND (hash IS NOT NULL OR NOT ?)'
  const allReceipts = db.prepare(`SELECT count(*) FROM receipt WHERE ${wanted}`).pluck()
  const countReceipts = db.prepare(
    `SELECT client, count(*) AS count, max(clock) + 1 AS next FROM receipt WHERE ${wanted} GROUP BY client`,
  )
  const receiptPlaces = db
    .prepare(`SELECT clock FROM receipt WHERE ${wanted} AND client = ? ORDER BY clock`)
    .pluck()
  const addRefused = db.prepare('INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?, ?, ?)')
  const unsaved = new Set<string>()
  const unsavedReceipts: { room: string; receipt: Receipt }[] = []
  const rooms = load()

  function load(): Map<string, RoomClocks> {
    const found = new Map<string, RoomClocks>()
    const rows = db.prepare('SELECT room, own, own_at, stored FROM sync_room').all() as {
      room: string
      own: string
      own_at: number
      stored: string
    }[]
    for (const row of rows) {
      const own = readClocks(JSON.parse(row.own))
      const stored = readClocks(JSON.parse(row.stored))
      found.set(row.room, { own, ownAt: row.own_at, stored, waiting: beyond(own, stored) })
    }
    for (const room of new Set([...log.docs(), ...found.keys()])) {
      const known = found.get(room)
      if (known?.ownAt === log.lastUpdate(room)) continue
      const own = Y.decodeStateVector(log.stateVector(room))
      const stored = known?.stored ?? new Map()
      found.set(room, {
        own,
        ownAt: log.lastUpdate(room),
        stored,
        waiting: beyond(own, stored),
      })
      unsaved.add(room)
    }
    return found
  }

  function entry(room: string): RoomClocks {
    const known = rooms.get(room)
    if (known) return known
    const made = { own: new Map(), ownAt: 0, stored: new Map(), waiting: 0 }
    rooms.set(room, made)
    return made
  }

  function changed(room: string, clocks: RoomClocks): void {
    clocks.waiting = beyond(clocks.own, clocks.stored)
    unsaved.add(room)
  }

  return {
    own: (room) => entry(room).own,
    stored: (room) => entry(room).stored,
    setStored(room, stored) {
      const clocks = entry(room)
      clocks.stored = new Map(stored)
      changed(room, clocks)
    },
    addStored(room, stored) {
      const clocks = entry(room)
      for (const [client, clock] of stored)
        clocks.stored.set(client, Math.max(clock, clocks.stored.get(client) ?? 0))
      changed(room, clocks)
    },
    moved(room) {
      const clocks = entry(room)
      clocks.own = Y.decodeStateVector(log.stateVector(room))
      clocks.ownAt = log.lastUpdate(room)
      changed(room, clocks)
    },
    waiting(room) {
      if (room !== undefined) return entry(room).waiting
      return [...rooms.values()].reduce((sum, { waiting }) => sum + waiting, 0)
    },
    addReceipts(room, receipts) {
      for (const receipt of receipts) unsavedReceipts.push({ room, receipt })
    },
    receiptsFor(room, places) {
      this.save()
      return places.flatMap(({ client, clock }) => {
        const [proof, hash] = (proofOf.get(room, client, clock) ?? []) as [string?, string?]
        if (proof === undefined) return []
        return [hash ? [client, clock, proof, hash] : [client, clock, proof]]
      })
    },
    replaceReceipts(room, receipts) {
      this.save()
      db.prepare('DELETE FROM receipt WHERE room = ?').run(room)
      this.addReceipts(room, receipts)
      this.save()
    },
    hasAllReceipts(room, withHashes) {
      this.save()
      const places = [...entry(room).stored.values()].reduce((sum, clock) => sum + clock, 0)
      return (allReceipts.get(room, withHashes ? 1 : 0) as number) >= places
    },
    receiptClocks(room, withHashes) {
      this.save()
      const only = withHashes ? 1 : 0
      const counted = countReceipts.all(room, only) as {
        client: number
        count: number
        next: number
      }[]
      return Object.fromEntries(
        counted.map(({ client, count, next }) => [
          client,
          count === next ? next : firstGap(receiptPlaces.all(room, only, client) as number[]),
        ]),
      )
    },
    refuse(entries) {
      for (const { id, room, body, reason, message, at } of entries)
        addRefused.run(id, room, JSON.stringify(body), reason, message, at)
    },
    refused() {
      const rows = db
        .prepare('SELECT id, room, body, reason, message, at FROM refused ORDER BY at DESC, id')
        .all() as (Omit<RefusedEntry, 'body'> & { body: string })[]
      return rows.map((row) => ({ ...row, body: JSON.parse(row.body) }))
    },
    refusedCount: () => db.prepare('SELECT count(*) FROM refused').pluck().get() as number,
    dismissRefused(ids) {
      db.prepare('DELETE FROM refused WHERE id IN (SELECT value FROM json_each(?))').run(
        JSON.stringify(ids),
      )
    },
    forget() {
      unsavedReceipts.length = 0
      db.transaction(() => db.exec('DELETE FROM receipt; DELETE FROM sync_room'))()
      for (const [room, clocks] of rooms) {
        clocks.stored = new Map()
        changed(room, clocks)
      }
    },
    save() {
      // Whoever closed the record told us before; what is still on its way comes too late.
      if (!db.open) return
      if (unsaved.size === 0 && unsavedReceipts.length === 0) return
      db.transaction(() => {
        for (const room of unsaved) {
          const { own, ownAt, stored } = entry(room)
          saveRoom.run(room, writeClocks(own), ownAt, writeClocks(stored))
        }
        for (const { room, receipt } of unsavedReceipts)
          addReceipt.run(room, ...receipt.slice(0, 3), receipt[3] ?? null)
      })()
      unsaved.clear()
      unsavedReceipts.length = 0
    },
  }
}

/** How many places the first clocks have that the second have not. */
function beyond(own: ClientClocks, stored: ClientClocks): number {
  let count = 0
  for (const [client, clock] of own) count += Math.max(0, clock - (stored.get(client) ?? 0))
  return count
}

export function readClocks(clocks: Clocks): Map<number, number> {
  return new Map(Object.entries(clocks).map(([client, clock]) => [Number(client), clock]))
}

function writeClocks(clocks: ClientClocks): string {
  return JSON.stringify(Object.fromEntries(clocks))
}

/** The first number from 0 that is not in an ordered list. */
function firstGap(numbers: readonly number[]): number {
  const gap = numbers.findIndex((number, i) => number !== i)
  return gap === -1 ? numbers.length : gap
}
