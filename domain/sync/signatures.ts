import { toBase64UrlEncoded } from 'lib0/buffer'
import { own } from '../own.ts'
import { canonicalJson } from '../record/canonical-json.ts'
import type { Stamp } from '../record/clock.ts'
import type { AnyEntry } from '../record/entry.ts'
import type { Sha256 } from './links.ts'

/**
 * Entries signed where they are written. Each device has an Ed25519 key; what it writes in a room
 * is a chain: every entry names the device's entry before it by its hash, under one signature. So
 * whoever reads an entry can see who wrote it, and whether one is missing, without trusting who
 * passed it on.
 *
 * A signature is one text in the entry's field `sig`: the key's name (4 characters), the link to the
 * entry before (16), and the signature itself (86), all base64url. The first entry of a chain brings
 * the public key in its field `key`.
 */
export interface Signature {
  /** Start of the public key's hash: a hint which of a member's keys it is, no proof. */
  key: string
  /** The device's entry before it in the room, as `linkTo` names it. */
  before: string
  proof: string
}

/** What the first entry of a chain has for its link. */
export const CHAIN_START = 'A'.repeat(16)

const NAME = 4
const LINK = 16
// The last character carries 2 or 4 bits: any other would be a second way to write the same.
const SIGNATURE = /^[A-Za-z0-9_-]{105}[AQgw]$/
const PUBLIC_KEY = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/

/** Signs a text with a device's key, or checks the signature of one. */
export type Sign = (text: string) => string
export type Verify = (publicKey: string, text: string, proof: string) => Promise<boolean>

type Signed = Readonly<Record<string, unknown>>

/** Whether it carries what says that it is a signature. */
export function isSigned(value: unknown): value is object {
  return typeof value === 'object' && value !== null && signatureOf(value) !== undefined
}

/** @returns `undefined` for an entry that carries none */
export function signatureOf(entry: object): Signature | 'malformed' | undefined {
  const text = own<unknown>(entry as Signed, 'sig')
  if (text === undefined) return undefined
  if (typeof text !== 'string' || !SIGNATURE.test(text)) return 'malformed'
  return {
    key: text.slice(0, NAME),
    before: text.slice(NAME, NAME + LINK),
    proof: text.slice(NAME + LINK),
  }
}

/** The public key that the first entry of a chain brings, when it is one of that name. */
export function publicKeyOf(entry: object, name: string, sha256: Sha256): string | undefined {
  const key = own<unknown>(entry as Signed, 'key')
  if (typeof key !== 'string' || !PUBLIC_KEY.test(key)) return undefined
  return keyName(key, sha256) === name ? key : undefined
}

export function keyName(publicKey: string, sha256: Sha256): string {
  return toBase64UrlEncoded(sha256(`accord key ${publicKey}`)).slice(0, NAME)
}

/** How a chain names an entry. @param hash its `contentHash`, signature included */
export const linkTo = (hash: string): string => hash.slice(0, LINK)

/** What is signed: the entry in its canonical form, where it stands, and what it follows. */
export function signedText(room: string, entry: object, key: string, before: string): string {
  const { sig: _, ...said } = entry as Record<string, unknown>
  return `accord entry\n${room}\n${key}\n${before}\n${canonicalJson(said)}`
}

export interface ChainPlace {
  /** Name of the key. */
  key: string
  publicKey: string
  /** The chain's last entry; `undefined` before its first. */
  head: string | undefined
}

/** The entry with its signature, as the next of a chain. */
export function signEntry<E extends AnyEntry>(
  room: string,
  entry: E,
  { key, publicKey, head }: ChainPlace,
  sign: Sign,
): E {
  const { sig: _, key: __, ...bare } = entry as E & { sig?: unknown; key?: unknown }
  const said = head === undefined ? { ...bare, key: publicKey } : bare
  const before = head ?? CHAIN_START
  const proof = sign(signedText(room, said, key, before))
  return { ...said, sig: key + before + proof } as unknown as E
}

/** How far a device's entries in a room have come. */
export interface Chain {
  member: string
  key: string
  /** Empty while only later entries of it are known. */
  publicKey: string
  /** Stamp of its first entry. */
  since: Stamp
  head: string
  /** Stamp of its last entry. */
  at: Stamp
}

export type Step =
  /** It goes on as this, if the signature holds. */
  | { step: 'signed'; chain: Chain; text: string; proof: string }
  /** Not signed, by somebody who does not sign here, or did not yet. */
  | { step: 'unsigned' }
  | { step: 'refused'; reason: 'not-signed' | 'wrong-signature' | 'out-of-chain' }

/**
 * Whether an entry may follow what its author has written in a room.
 * @param chains the author's there
 */
export function nextStep(
  room: string,
  entry: AnyEntry,
  hash: string,
  chains: readonly Chain[],
  sha256: Sha256,
): Step {
  const signature = signatureOf(entry)
  if (signature === undefined) {
    const signs = chains.some(({ since }) => since !== '' && since <= entry.at)
    return signs ? { step: 'refused', reason: 'not-signed' } : { step: 'unsigned' }
  }
  if (signature === 'malformed') return { step: 'refused', reason: 'wrong-signature' }
  const { key, before, proof } = signature
  const chain = chains.find((each) => each.key === key)
  const begins = own<unknown>(entry, 'key') !== undefined
  if (begins !== (before === CHAIN_START)) return { step: 'refused', reason: 'wrong-signature' }
  if (begins ? chain : chain?.head !== before || chain.at >= entry.at || chain.publicKey === '')
    return { step: 'refused', reason: 'out-of-chain' }
  const publicKey = chain?.publicKey ?? publicKeyOf(entry, key, sha256)
  if (publicKey === undefined) return { step: 'refused', reason: 'wrong-signature' }
  const next = {
    member: entry.by,
    ...{ key, publicKey, since: chain?.since ?? entry.at, head: linkTo(hash), at: entry.at },
  }
  return { step: 'signed', chain: next, text: signedText(room, entry, key, before), proof }
}

/**
 * The same for an entry that is known to have been taken before: it may come in any order.
 * @returns the chain with it; `undefined` when it is in none
 */
export function chainWith(
  entry: AnyEntry,
  hash: string,
  chains: readonly Chain[],
  sha256: Sha256,
): Chain | undefined {
  const signature = signatureOf(entry)
  if (signature === undefined || signature === 'malformed') return undefined
  const { key } = signature
  const chain = chains.find((each) => each.key === key)
  const began = publicKeyOf(entry, key, sha256)
  const isLatest = chain === undefined || chain.at < entry.at
  return {
    member: entry.by,
    key,
    publicKey: chain?.publicKey || (began ?? ''),
    since: chain?.since || (began === undefined ? '' : entry.at),
    head: isLatest ? linkTo(hash) : chain.head,
    at: isLatest ? entry.at : chain.at,
  }
}
