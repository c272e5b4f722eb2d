import { createHash } from 'node:crypto'
import { canonicalJson } from '../../domain/record/canonical-json.ts'
import { uuidText } from '../../domain/uuid.ts'

/**
 * A version's id vouches for what was kept: it is made of the moment, the member who kept it, the
 * strategy and the hash of the text. So no later entry, by whomever, can put another text under it.
 * It is a UUID of version 8 (RFC 9562): 48 bits of time in ms, then 74 bits of a SHA-256.
 */

/** Ids are in the order in which they were made, also within one ms. */
let last = 0

/** @param by the member's id; @param hash SHA-256 of the text, in hexadecimal */
export function newVersionId(by: string, strategy: string, hash: string): string {
  last = Math.max(Date.now(), last + 1)
  return idOf(last, by, strategy, hash)
}

/** Whether an id says itself what is under it; ids of earlier versions of Accord do not. */
export const vouches = (id: string): boolean => id[14] === '8'

/** Whether the id was made of these. */
export function isVersionId(id: string, by: string, strategy: string, hash: string): boolean {
  const time = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
  return id === idOf(time, by, strategy, hash)
}

function idOf(time: number, by: string, strategy: string, hash: string): string {
  const said = createHash('sha256')
    .update(canonicalJson([time, by, strategy, hash]))
    .digest()
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(time, 0, 6)
  said.copy(bytes, 6, 0, 10)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return uuidText(bytes.toString('hex'))
}
