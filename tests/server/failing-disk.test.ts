import { randomUUID } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { parseRoom } from '../../domain/sync/protocol.ts'
import { noBus } from '../../sync-server/bus.ts'
import { openData } from '../../sync-server/data.ts'
import { knownThings } from '../../sync-server/known.ts'
import { LIMITS } from '../../sync-server/limits.ts'
import { serverMetrics } from '../../sync-server/metrics.ts'
import { contents } from '../../sync-server/rooms/content.ts'
import { Room } from '../../sync-server/rooms/room.ts'
import { budgets } from '../../sync-server/share/budget.ts'
import { workMeter } from '../../sync-server/share/meter.ts'
import { type Disk, openSqliteStore } from '../../sync-server/store/sqlite.ts'
import type { NewUpdate, Store } from '../../sync-server/store/store.ts'
import { changeEntry, temporaryFolder, updateOf, YEAR } from './support.ts'

/** What a store and a room do when the disk fails in the middle of it. */

const ROOM = `ics:QK1:${YEAR}`
const full = () => Object.assign(new Error('full'), { code: 'SQLITE_FULL' })

function someUpdate(client: number): NewUpdate {
  return {
    bytes: updateOf([randomUUID()], client),
    ends: new Map([[client, 1]]),
    deletes: false,
    authors: new Map([[client, 'ann']]),
    entries: [],
    at: 0,
  }
}

test('after a failed flush everything is written anew before anybody is told that it is stored', async () => {
  let broken = false
  const disk: Disk = {
    flush: async () => {
      if (broken) throw Object.assign(new Error('EIO'), { code: 'EIO' })
    },
    startCheckpoints: () => ({ end: async () => {} }),
  }
  const folder = temporaryFolder()
  const file = join(folder, 'store.db')
  const store = openSqliteStore(file, disk)
  onTestFinished(() => store.close())
  const first = await store.append(ROOM, 0, [someUpdate(1)])
  if (first.outcome !== 'stored') throw new Error(first.outcome)
  await first.flushed

  broken = true
  const second = await store.append(ROOM, 1, [someUpdate(2)])
  if (second.outcome !== 'stored') throw new Error(second.outcome)
  await expect(second.flushed).rejects.toThrow('EIO')
  await expect(store.flushed()).rejects.toThrow('EIO')

  broken = false
  await store.flushed()
  // In the file itself, whatever became of the log.
  const copy = join(folder, 'copy.db')
  copyFileSync(file, copy)
  const read = new Database(copy, { readonly: true })
  onTestFinished(() => {
    read.close()
  })
  expect(read.prepare('SELECT count(*) FROM updates').pluck().get()).toBe(2)
})

/** A room over a store some of whose deeds can be made to fail. */
async function roomOver(failing: Partial<Pick<Store, 'append' | 'atomically'>>, bytesPerDay = 1e9) {
  const { store, keys } = await openData({ dataDir: temporaryFolder() })
  onTestFinished(() => store.close())
  const now = Date.now
  const over: Store = Object.assign(Object.create(store), failing)
  const limits = { memberBytesPerDay: bytesPerDay, roomBytesPerDay: bytesPerDay }
  const name = parseRoom(ROOM)
  if (!name) throw new Error(ROOM)
  const room = await Room.open(name, {
    store: over,
    bus: noBus(),
    rules: { known: knownThings(store, now), keys, now, maxDocumentBytes: 1e6 },
    metrics: serverMetrics(),
    heldTexts: { bytes: 0 },
    meter: workMeter(LIMITS),
    budgets: budgets(limits, now),
    contents: contents(),
  })
  const ann = { id: randomUUID(), grants: ['lead:QK1' as const] }
  const peer = { wantsAcks: true, wantsHashes: true, send: () => {} }
  return {
    ann,
    store: over,
    offer: (bytes: Uint8Array, receipts = new Map<string, string>()) =>
      room.offer(peer, { bytes, member: ann, receipts }),
  }
}

test('what a full disk did not take does not count for the day', async () => {
  const { ann, store, offer } = await roomOver({ append: () => Promise.reject(full()) }, 5000)
  const update = updateOf([changeEntry(ann.id, { set: { note: 'x'.repeat(3000) } })])
  for (let n = 0; n < 3; n++)
    expect(await offer(update)).toMatchObject({ refusal: { reason: 'server-full' } })
  delete (store as Partial<Store>).append
  expect(await offer(update)).toMatchObject({ result: 'stored' })
  expect(await offer(updateOf([changeEntry(ann.id, { set: { note: 'x'.repeat(3000) } })]))).toEqual(
    expect.objectContaining({ refusal: { reason: 'over-budget', entries: [] } }),
  )
})

test('a clash that cannot be noted on a full disk is told, and noted with the next', async () => {
  const { ann, store, offer } = await roomOver({ atomically: () => Promise.reject(full()) })
  const clashes = () => store.all<{ id: string }>('SELECT id FROM clashes')
  const once = changeEntry(ann.id)
  const stored = await offer(updateOf([once], 7))
  if (stored.result !== 'stored') throw new Error(stored.result)
  // The same place says something else that was taken elsewhere once: with its receipt.
  const [{ receipt = '' } = {}] = stored.receipts
  const again = await offer(updateOf([once], 8), new Map([['8:0', receipt]]))
  expect(again).toMatchObject({ refusal: { reason: 'id-taken' } })
  expect(await clashes()).toEqual([])
  delete (store as Partial<Store>).atomically
  await offer(updateOf([once], 9), new Map([['9:0', receipt]]))
  await expect.poll(clashes).toEqual([{ id: once.id }])
})
