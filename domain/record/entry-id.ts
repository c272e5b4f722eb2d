import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import { uuidText } from '../uuid.ts'

/**
 * An entry's id is bound to its author: half of it is chance, half follows from that and the
 * author's id. So nobody can write another entry under the id of one that a server has lost, and
 * whoever reads it can see so. Ids of version 8 (RFC 9562) are of this kind; those of other versions
 * were made before it was.
 */

const HALF = 8

/** @param chance 8 random bytes */
export function entryId(author: string, chance: Uint8Array): string {
  const first = chance.slice(0, HALF)
  first[6] = 0x80 | ((first[6] ?? 0) & 0x0f)
  return uuidText(toHexString(first) + tag(author, first))
}

/** Whether an entry of this id may be this author's. */
export function mayBeBy(id: string, author: string): boolean {
  const hex = id.replaceAll('-', '').toLowerCase()
  if (hex[12] !== '8') return true
  const first = Uint8Array.from({ length: HALF }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  )
  return hex.slice(2 * HALF) === tag(author, first)
}

function tag(author: string, first: Uint8Array): string {
  const text = new TextEncoder().encode(`accord entry ${author} ${toHexString(first)}`)
  const half = digest(text).slice(0, HALF)
  half[0] = 0x80 | ((half[0] ?? 0) & 0x3f)
  return toHexString(half)
}
