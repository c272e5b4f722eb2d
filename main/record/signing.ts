import { hash } from 'node:crypto'
import type { AnyEntry } from '../../domain/record/entry.ts'
import { contentHash } from '../../domain/sync/links.ts'
import { keyName, linkTo, type Sign, signatureOf, signEntry } from '../../domain/sync/signatures.ts'
import type { UpdateLog } from './log.ts'

export function sha256(text: string): Uint8Array {
  return hash('sha256', text, 'buffer')
}

/** What an entry says, as the hash that synchronisation knows it by. */
export const hashOf = (entry: unknown): string => contentHash(entry, sha256)

/** This device, as far as it signs what its member writes. */
export interface Signer {
  publicKey: string
  sign: Sign
}

export interface Signing {
  /** From now on all that the member writes here is signed. */
  use(signer: Signer): void
  /** Name of the key in use. */
  key(): string | undefined
  publicKey(): string | undefined
  /** The member's own entries of a segment, signed one after the other; others' as they are. */
  signed(doc: string, entries: readonly AnyEntry[], member: string): AnyEntry[]
  /** The segment holds something else than it did. */
  forget(doc: string): void
}

/** Our own chain in a room. */
export interface OwnHead {
  head: string
  /** Stamps of its last entry and of its first. */
  at: string
  since: string
}

export function signing(log: Pick<UpdateLog, 'entries'>): Signing {
  let using: (Signer & { key: string }) | undefined
  const heads = new Map<string, OwnHead | undefined>()

  return {
    use(signer) {
      using = { ...signer, key: keyName(signer.publicKey, sha256) }
      heads.clear()
    },
    key: () => using?.key,
    publicKey: () => using?.publicKey,
    signed(doc, entries, member) {
      if (!using) return [...entries]
      const { key, publicKey, sign } = using
      let last = heads.has(doc) ? heads.get(doc) : ownHead(log.entries(doc), member, key)
      const signed = entries.map((entry) => {
        if (entry.by !== member) return entry
        const done = signEntry(doc, entry, { key, publicKey, head: last?.head }, sign)
        last = { head: linkTo(hashOf(done)), at: done.at, since: last?.since ?? done.at }
        return done
      })
      heads.set(doc, last)
      return signed
    },
    forget: (doc) => heads.delete(doc),
  }
}

/** The last of those entries that a member signed with a key. */
export function ownHead(
  entries: Iterable<unknown>,
  member: string,
  key: string,
): OwnHead | undefined {
  let last: AnyEntry | undefined
  let since: string | undefined
  for (const value of entries) {
    if (typeof value !== 'object' || value === null) continue
    const entry = value as AnyEntry
    if (entry.by !== member) continue
    const signature = signatureOf(entry)
    if (!signature || signature === 'malformed' || signature.key !== key) continue
    if (since === undefined || entry.at < since) since = entry.at
    if (last === undefined || entry.at > last.at) last = entry
  }
  return last && { head: linkTo(hashOf(last)), at: last.at, since: since ?? last.at }
}
