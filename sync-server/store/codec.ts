import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { DamagedStore, type StateVector, type UpdateRow } from './store.ts'

/** How a stored update's parts become columns. */

export function encodeEnds(ends: StateVector): Buffer {
  return Buffer.from(Y.encodeStateVector(ends))
}

export function decodeEnds(bytes: Uint8Array): StateVector {
  return Y.decodeStateVector(bytes)
}

/** First 16 bytes of SHA-256: finds damage, not malice. */
export function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, 16)
}

export interface RawUpdate {
  seq: number
  bytes: Buffer
  ends: Buffer
  deletes: number
  checksum: Buffer
}

/** @throws DamagedStore when the bytes are not those that were stored */
export function toUpdateRow(room: string, raw: RawUpdate): UpdateRow {
  if (!checksum(raw.bytes).equals(raw.checksum)) {
    throw new DamagedStore(`Update ${raw.seq} of ${room} is damaged.`)
  }
  return { seq: raw.seq, bytes: raw.bytes, ends: decodeEnds(raw.ends), deletes: raw.deletes === 1 }
}
