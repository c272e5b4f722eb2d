import type { AnyEntry } from '../record/entry.ts'
import { type SeenKey, type Vouch, vouchOf } from './device-keys.ts'
import type { Sha256 } from './links.ts'
import {
  CHAIN_START,
  linkTo,
  publicKeyOf,
  signatureOf,
  signedText,
  type Verify,
} from './signatures.ts'
import { type EarlierEntry, type Statement, statementOf } from './statements.ts'

/** What is wrong with an entry of a segment, or with what is not there. */
export interface SignatureProblem {
  problem: /** Its author's key did not sign it. */
    | 'forged'
    /** The entry that its author wrote before it is not here. */
    | 'missing'
    /** Its author signs here, and this one is not signed. */
    | 'not-signed'
    /** Its author stated what was there before, and something else is. */
    | 'not-as-stated'
  room: string
  entry: string
  by: string
}

interface DeviceChain {
  member: string
  key: string
  publicKey: string | undefined
  since: string
  links: Set<string>
  /** Entries by the link to what they follow. */
  followers: Map<string, string>
  /** Entries by their own link, as long as none that follows is here. */
  heads: Map<string, AnyEntry>
  sound: Set<string>
  /** What its device says of other keys, and of what was written before it. */
  says: AnyEntry[]
}

/**
 * Whether all that a segment holds is what its authors signed, entry by entry and without a gap. It
 * costs one hash for each entry, which is there anyway, and one signature for each device: whoever
 * signed an entry has signed all that its chain holds before it.
 */
export interface RoomSignatures {
  /** @param hash the entry's `contentHash` */
  add(value: unknown, hash: string): void
  problems(): Promise<SignatureProblem[]>
  /** Keys that sign here, and what is said of others. */
  keys(): { seen: SeenKey[]; vouches: Vouch[]; statements: Statement[] }
  /** What each member wrote here before they signed here, or at any time if they never did. */
  earlier(): Map<string, EarlierEntry[]>
  /** Entries that carry a signature, and those that do not. */
  counts(): { signed: number; unsigned: number }
}

export interface RoomSignaturesOptions {
  sha256: Sha256
  verify: Verify
  /** Remembers all entries, so that each that is forged is named, not only the last of them. */
  keep?: boolean
  /** Public keys of chains that began elsewhere. */
  keyOf?: (member: string, key: string) => string | undefined
}

export function roomSignatures(
  room: string,
  { sha256, verify, keep = false, keyOf = () => undefined }: RoomSignaturesOptions,
): RoomSignatures {
  const chains = new Map<string, DeviceChain>()
  const unsigned = new Map<string, (EarlierEntry & { id: string })[]>()
  const entries = new Map<string, AnyEntry>()
  const wrong = new Map<string, SignatureProblem>()
  const counts = { signed: 0, unsigned: 0 }

  const name = (problem: SignatureProblem['problem'], { id, by }: { id: string; by: string }) =>
    ({ problem, room, entry: id, by }) as const

  function chainOf(member: string, key: string): DeviceChain {
    const id = `${member} ${key}`
    const known = chains.get(id)
    if (known) return known
    const made: DeviceChain = {
      ...{ member, key, publicKey: keyOf(member, key), since: '', links: new Set() },
      ...{ followers: new Map(), heads: new Map(), sound: new Set(), says: [] },
    }
    chains.set(id, made)
    return made
  }

  function addSigned(entry: AnyEntry, hash: string): void {
    const signature = signatureOf(entry)
    if (!signature || signature === 'malformed') {
      wrong.set(entry.id, name('forged', entry))
      return
    }
    const { key, before } = signature
    const chain = chainOf(entry.by, key)
    if (before === CHAIN_START) {
      const publicKey = publicKeyOf(entry, key, sha256)
      // Two keys of one name are no chance.
      if (publicKey === undefined || (chain.publicKey ?? publicKey) !== publicKey) {
        wrong.set(entry.id, name('forged', entry))
        return
      }
      chain.publicKey = publicKey
      if (chain.since === '' || entry.at < chain.since) chain.since = entry.at
    } else {
      chain.followers.set(before, entry.id)
      chain.heads.delete(before)
    }
    if (entry.kind === 'device' || entry.kind === 'statement') chain.says.push(entry)
    const link = linkTo(hash)
    chain.links.add(link)
    if (!chain.followers.has(link)) chain.heads.set(link, entry)
    if (keep) entries.set(`${chain.member} ${link}`, entry)
  }

  /** Signatures of all that nothing follows; where one does not hold, of what it claims to follow. */
  async function forgedIn(chain: DeviceChain): Promise<AnyEntry[]> {
    const { publicKey, member, sound } = chain
    const forged: AnyEntry[] = []
    const queue = [...chain.heads]
    for (let next = queue.pop(); next; next = queue.pop()) {
      const [link, entry] = next
      const signature = signatureOf(entry)
      if (!signature || signature === 'malformed' || sound.has(link)) continue
      const { key, before, proof } = signature
      // Without the chain's first entry there is nothing to hold it against: that one is missing.
      if (publicKey === undefined) continue
      if (await verify(publicKey, signedText(room, entry, key, before), proof)) {
        sound.add(link)
        continue
      }
      forged.push(entry)
      const earlier = entries.get(`${member} ${before}`)
      if (earlier) queue.push([before, earlier])
    }
    return forged
  }

  return {
    add(value, hash) {
      if (!isEntry(value)) return
      const entry = value
      if (signatureOf(entry) === undefined) {
        counts.unsigned += 1
        const list = unsigned.get(entry.by)
        const { id, at } = entry
        if (list) list.push({ id, at, hash })
        else unsigned.set(entry.by, [{ id, at, hash }])
      } else {
        counts.signed += 1
        addSigned(entry, hash)
      }
    },
    async problems() {
      const found = [...wrong.values()]
      for (const chain of chains.values()) {
        const { member: by, since, links, followers } = chain
        const forged = await forgedIn(chain)
        found.push(...forged.map((entry) => name('forged', entry)))
        const isForged = new Set(forged.map(({ id }) => id))
        for (const [before, id] of followers)
          if (!links.has(before) && !isForged.has(id)) found.push(name('missing', { id, by }))
        if (since === '') continue
        for (const { id, at } of unsigned.get(by) ?? [])
          if (at >= since) found.push(name('not-signed', { id, by }))
      }
      return [...new Map(found.map((each) => [`${each.problem} ${each.entry}`, each])).values()]
    },
    keys() {
      const began = [...chains.values()].flatMap((chain) => {
        const { member, publicKey, since: at } = chain
        return publicKey === undefined || at === '' ? [] : [{ chain, member, publicKey, at }]
      })
      return {
        seen: began.map(({ member, publicKey, at }) => ({ member, publicKey, at })),
        vouches: began.flatMap(({ chain, publicKey }) =>
          chain.says.flatMap((entry) => vouchOf(entry, publicKey) ?? []),
        ),
        statements: began.flatMap(({ chain, publicKey }) =>
          chain.says.flatMap((entry) => statementOf(entry, publicKey) ?? []),
        ),
      }
    },
    earlier() {
      const began = [...chains.values()].filter(({ since }) => since !== '')
      return new Map(
        [...unsigned].map(([member, entries]) => {
          const since = began.flatMap((chain) => (chain.member === member ? [chain.since] : []))
          return [member, entries.filter(({ at }) => since.every((first) => at < first))]
        }),
      )
    },
    counts: () => ({ ...counts }),
  }
}

/** As much of an entry as counts here. */
function isEntry(value: unknown): value is AnyEntry {
  if (typeof value !== 'object' || value === null) return false
  const { id, at, by } = value as Record<string, unknown>
  return typeof id === 'string' && typeof at === 'string' && typeof by === 'string'
}
