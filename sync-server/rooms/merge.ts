import { type OffThread, offThread } from '../share/off-thread.ts'
import type { StateVector, UpdateHead, UpdateRow, UpdateStore } from '../store/store.ts'
import { PIECE_BYTES } from './answer.ts'
import type { Room } from './room.ts'

/**
 * Keeps the number of stored updates small, in steps short enough that no writer waits for one.
 * A segment's recent small updates become one; a document's all do, without what was deleted, and
 * are cut again into pieces that a reader can be sent as they are.
 */

/** Stored updates of a room after which merging is looked at. */
export const MERGE_AFTER = 128
const SMALL_BYTES = 128 * 1024
const STEP_BYTES = 1024 * 1024

export interface MergeJob {
  parts: Uint8Array[]
  isDocument: boolean
  /** Bytes of a piece, and how many there may be. */
  pieceBytes: number
  most: number
}
export interface MergedPart {
  bytes: Uint8Array
  ends: StateVector
  deletes: boolean
}
export type Merger = OffThread<MergeJob, MergedPart[]>

/** The thread on which all rooms' updates are merged: a large document takes seconds. */
export function merger(): Merger {
  return offThread(new URL('./merge-worker.ts', import.meta.url), { ms: 60_000, megabytes: 1024 })
}

/** Answers the bytes saved; 0 when there was nothing to merge. */
export async function mergeRoom(store: UpdateStore, room: Room, merge: Merger): Promise<number> {
  const heads = await store.heads(room.name)
  const run = room.isDocument ? heads : smallTail(heads)
  const from = run[0]?.seq
  const to = run.at(-1)?.seq
  if (from === undefined || to === undefined || run.length < 2) return 0
  const rows = await store.read(room.name, from, to)
  if (rows.length !== run.length) return 0
  const parts = rows.map(({ bytes }) => bytes)
  const { isDocument } = room
  const made = await merge.run({ parts, isDocument, pieceBytes: PIECE_BYTES, most: run.length })
  const done = await store.merge(room.name, { from, to, count: run.length }, made)
  return done ? sizeOf(parts) - sizeOf(made.map(({ bytes }) => bytes)) : 0
}

function sizeOf(parts: readonly UpdateRow['bytes'][]): number {
  return parts.reduce((sum, { length }) => sum + length, 0)
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
