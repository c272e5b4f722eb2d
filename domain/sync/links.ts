import { toBase64UrlEncoded } from 'lib0/buffer'
import { z } from 'zod'
import { canonicalJson } from '../record/canonical-json.ts'

/**
 * How two who hold a room can tell in few bytes whether they hold the same: each session's entries
 * are a chain of hashes, in which one link stands for all entries up to its clock.
 */

/** SHA-256 of a text. */
export type Sha256 = (text: string) => Uint8Array

/** 128 bits are enough: whoever could find two of one hash gains nothing but their own confusion. */
const BYTES = 16
const LINK = /^[A-Za-z0-9_-]{22}$/

export interface Reached {
  /** The next clock. */
  clock: number
  link: string
}
export type Links = Map<number, Reached>
type ReadLinks = ReadonlyMap<number, Readonly<Reached>>

/** What an entry says, as 22 characters of base64url: the same however it was put together. */
export function contentHash(entry: unknown, sha256: Sha256): string {
  return short(canonicalJson(entry), sha256)
}

/** Adds the hash of the next entry of a session. @throws when it is not the next */
export function addLink(
  links: Links,
  { client, clock, hash }: { client: number; clock: number; hash: string },
  sha256: Sha256,
): void {
  const before = links.get(client) ?? { clock: 0, link: '' }
  if (clock !== before.clock) throw new Error(`Clock ${clock} does not follow ${before.clock}.`)
  links.set(client, { clock: clock + 1, link: nextLink(before.link, hash, sha256) })
}

export function nextLink(before: string, hash: string, sha256: Sha256): string {
  return short(`${before} ${hash}`, sha256)
}

/** One hash for all of a room. */
export function roomHash(links: ReadLinks, sha256: Sha256): string {
  const lines = [...links]
    .sort(([a], [b]) => a - b)
    .map(([client, { clock, link }]) => `${client} ${clock} ${link}`)
  return short(lines.join('\n'), sha256)
}

function short(text: string, sha256: Sha256): string {
  return toBase64UrlEncoded(sha256(text).subarray(0, BYTES))
}

const Hash = z.string().regex(LINK)
/** What the sender holds of the room: one hash. */
export const CompareMessage = z.object({ hash: Hash })
/**
 * What the server holds: the same, or where each session stands, `[clock, link]` by its number. Of a
 * document only its one hash is told.
 */
export const ComparedMessage = z.object({
  hash: Hash.nullable(),
  links: z
    .record(z.string().regex(/^\d{1,16}$/), z.tuple([z.number().int().nonnegative(), Hash]))
    .nullable(),
})
export type ComparedMessage = z.infer<typeof ComparedMessage>
