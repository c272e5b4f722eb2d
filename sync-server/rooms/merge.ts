import { Worker } from 'node:worker_threads'
import * as Y from 'yjs'
import type { StateVector, UpdateHead, UpdateStore } from '../store/store.ts'
import type { Room } from './room.ts'

/**
 * Keeps the number of stored updates small, in steps short enough that no writer waits for one.
 * A segment's recent small updates become one; a document's all do, without what was deleted.
 */

/** Stored updates of a room after which merging is looked at. */
export const MERGE_AFTER = 128
const SMALL_BYTES = 128 * 1024
const STEP_BYTES = 1024 * 1024

/** Answers the bytes saved; 0 when there was nothing to merge. */
export async function mergeRoom(store: UpdateStore, room: Room): Promise<number> {
  const heads = await store.heads(room.name)
  const run = room.isDocument ? heads : smallTail(heads)
  const from = run[0]?.seq
  const to = run.at(-1)?.seq
  if (from === undefined || to === undefined || run.length < 2) return 0
  const rows = await store.read(room.name, from, to)
  if (rows.length !== run.length) return 0
  const parts = rows.map(({ bytes }) => bytes)
  const bytes = room.isDocument ? await mergeDocument(parts) : Y.mergeUpdates(parts)
  if (!bytes) return 0
  const ends = latestEnds(run)
  const deletes = rows.some((row) => row.deletes)
  const done = await store.merge(
    room.name,
    { from, to, count: run.length },
    { bytes, ends, deletes },
  )
  if (!done) return 0
  return parts.reduce((sum, part) => sum + part.length, 0) - bytes.length
}

function smallTail(heads: UpdateHead[]): UpdateHead[] {
  const run: UpdateHead[] = []
  let size = 0
  for (const head of heads.toReversed()) {
    size += head.size
    if (head.size > SMALL_BYTES || size > STEP_BYTES) break
    run.unshift(head)
  }
  return run
}

function latestEnds(heads: UpdateHead[]): StateVector {
  const ends: StateVector = new Map()
  for (const head of heads) {
    for (const [client, clock] of head.ends)
      ends.set(client, Math.max(clock, ends.get(client) ?? 0))
  }
  return ends
}

/** In a thread of its own: a large document takes seconds. `undefined` when it does not go in whole. */
function mergeDocument(parts: Uint8Array[]): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./merge-worker.ts', import.meta.url), { workerData: parts })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => resolve(undefined))
  })
}
