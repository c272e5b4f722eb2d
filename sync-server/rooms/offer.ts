import type * as Y from 'yjs'
import { verifySignature } from '../../disk/signatures.ts'
import { documentPurpose, mayType } from '../../domain/documents/purpose.ts'
import { isVersionDocument } from '../../domain/documents/tree.ts'
import type { AnyEntry } from '../../domain/record/entry.ts'
import { compareText } from '../../domain/record/fold.ts'
import { type Grant, leadOf } from '../../domain/record/grants.ts'
import {
  guardEntries,
  idOf,
  isPlainJson,
  type OfferedEntry,
  type Refusal,
  type RefusalReason,
} from '../../domain/record/guard.ts'
import { contentHash, nextLink } from '../../domain/sync/links.ts'
import type { Room } from '../../domain/sync/protocol.ts'
import { shapeObjection } from '../../domain/sync/rules.ts'
import { type Stretch, saysTheSame, toldAgain } from '../../domain/sync/same.ts'
import { type Chain, chainWith, nextStep } from '../../domain/sync/signatures.ts'
import { type Struct, valuesOf } from '../../domain/sync/structs.ts'
import {
  clocksAfter,
  type DecodedUpdate,
  type DeletedRange,
  decodeUpdate,
  encodeUpdate,
} from '../../domain/sync/update.ts'
import { sha256 } from '../hash.ts'
import type { ServerKeys } from '../keys.ts'
import { belongingTo, type KnownThings } from '../known.ts'
import type { ClientState, NewDeletions, NewUpdate, StateVector } from '../store/store.ts'

/** An update that somebody wants to add to a room. */
export interface Offer {
  bytes: Uint8Array
  member: { id: string; grants: readonly Grant[] }
  /** Receipts the connection presented, by `client:clock`. */
  receipts: ReadonlyMap<string, string>
}

/** What the room knows at the moment an offer is looked at. */
export interface RoomView {
  room: Room
  clients: (client: number) => ClientState | undefined
  /** What the member's devices have signed there. */
  chains: (member: string) => readonly Chain[]
  bytes: number
  /** Receipts of stored entries by clock. */
  receipts: (stretch: Stretch) => Promise<Map<number, string>>
  /** What is stored of a stretch, and perhaps of what lies around it. */
  structs: (stretch: Stretch) => Promise<Struct[]>
  /** Whether the document already holds the deletion. */
  isDeleted: (client: number, clock: number, length: number) => boolean
}

export type Verdict =
  | { verdict: 'new'; update: NewUpdate; clocks: StateVector; attested: ReadonlySet<string> }
  /** The room already holds all of it, up to these clocks. */
  | { verdict: 'known'; clocks: StateVector }
  | { verdict: 'refused'; refusal: Refusal; clocks: StateVector; clashes?: string[] }

export interface OfferRules {
  known: KnownThings
  keys: ServerKeys
  now: () => number
  /** Bytes that one document may grow to. */
  maxDocumentBytes: number
}

/** Decides what becomes of an offer. Reads no more of the room than the offer speaks of. */
export async function judge(offer: Offer, view: RoomView, rules: OfferRules): Promise<Verdict> {
  const decoded = decodeUpdate(offer.bytes)
  if (!decoded) return refused('unreadable', new Map())
  const known = knownClocks(decoded, view)
  const shape = shapeObjection(view.room, decoded)
  if (shape) return refused(shape, known)
  if (!(await rules.known.isRoom(view.room))) return refused('no-such-room', known)
  const after = clocksAfter(decoded, (client) => view.clients(client)?.clock ?? 0)
  if (!after) return refused('out-of-order', known)
  switch (view.room.kind) {
    case 'segment':
      return judgeSegment(offer, decoded, known, after, view, rules)
    case 'text':
      return judgeText(offer, after, view, rules.now())
    case 'document':
      return judgeDocument(offer, decoded, known, after, view, rules)
  }
}

function refused(reason: RefusalReason, clocks: StateVector, entries: string[] = []): Verdict {
  return { verdict: 'refused', refusal: { reason, entries }, clocks }
}

function knownClocks(update: DecodedUpdate, view: RoomView): StateVector {
  const clocks: StateVector = new Map()
  for (const { id } of update.structs) {
    clocks.set(id.client, view.clients(id.client)?.clock ?? 0)
  }
  return clocks
}

interface PlacedEntry extends OfferedEntry {
  client: number
  clock: number
}

async function judgeSegment(
  offer: Offer,
  decoded: DecodedUpdate,
  known: StateVector,
  after: StateVector,
  view: RoomView,
  { keys, now }: OfferRules,
): Promise<Verdict> {
  if (view.room.kind !== 'segment') throw new Error('Not a segment.')
  const { name, stream, year } = view.room
  const resent: PlacedEntry[] = []
  const fresh: PlacedEntry[] = []
  for (const { client, clock, value } of placedValues(decoded)) {
    const proof = offer.receipts.get(`${client}:${clock}`)
    const attested =
      proof !== undefined && isPlainJson(value) && keys.isReceipt(proof, name, client, clock, value)
    const list = clock < (known.get(client) ?? 0) ? resent : fresh
    list.push({ client, clock, value, attested })
  }
  const clash = await firstClash(resent, view, keys)
  if (clash) {
    const id = idOf(clash.value)
    const refusal: Refusal = { reason: 'place-taken', entries: id === undefined ? [] : [id] }
    const clashes = clash.attested && id !== undefined ? [id] : []
    return { verdict: 'refused', refusal, clocks: known, clashes }
  }
  if (fresh.length === 0) return { verdict: 'known', clocks: known }

  const { member } = offer
  const outcome = guardEntries(fresh, { member, stream, year, now: now() })
  if (!outcome.ok) return { verdict: 'refused', refusal: outcome.refusal, clocks: known }
  const authors = new Map<number, string>()
  for (const [i, { client }] of fresh.entries()) {
    const { by, id } = outcome.entries[i] as { by: string; id: string }
    const owner = view.clients(client)?.member ?? authors.get(client) ?? by
    if (owner !== by) return refused('client-taken', known, [id])
    authors.set(client, by)
  }
  const hashes = fresh.map(({ value }) => contentHash(value, sha256))
  const chained = await judgeChains(name, fresh, outcome.entries, hashes, view)
  if ('reason' in chained) return refused(chained.reason, known, [chained.entry])
  return {
    verdict: 'new',
    clocks: after,
    attested: new Set(fresh.flatMap((each) => (each.attested ? [idOf(each.value) ?? ''] : []))),
    update: {
      bytes: encodeUpdate(decoded, known),
      ends: onlyGrown(after, known),
      deletes: false,
      authors,
      at: now(),
      subjects: outcome.entries.flatMap(belongingTo),
      links: linksAfter(fresh, hashes, view),
      chains: chained.chains,
      entries: fresh.map(({ client, clock }, i) => {
        const hash = hashes[i] as string
        const { id } = outcome.entries[i] as AnyEntry
        return { client, clock, id, receipt: keys.receipt(name, hash), hash }
      }),
    },
  }
}

function* placedValues(decoded: DecodedUpdate) {
  for (const { id, content } of decoded.structs as Y.Item[]) {
    const values = (content as Y.ContentAny).arr as unknown[]
    for (const [i, value] of values.entries()) {
      yield { client: id.client, clock: id.clock + i, value }
    }
  }
}

/**
 * What is sent again must be what was stored at its place, to the letter. Otherwise its sender would
 * believe kept what the server never took.
 */
async function firstClash(
  resent: PlacedEntry[],
  { room, receipts }: RoomView,
  keys: ServerKeys,
): Promise<PlacedEntry | undefined> {
  for (const [client, entries] of Map.groupBy(resent, (entry) => entry.client)) {
    // In the order of their clocks, as Yjs writes them.
    const from = entries[0]?.clock ?? 0
    const to = (entries.at(-1)?.clock ?? 0) + 1
    const stored = await receipts({ client, from, to })
    for (const entry of entries) {
      const { clock, value } = entry
      const same =
        isPlainJson(value) &&
        keys.isReceipt(stored.get(clock) ?? '', room.name, client, clock, value)
      if (!same) return entry
    }
  }
  return undefined
}

/**
 * Whether each entry follows what its author's devices signed there before, and is signed by one of
 * them, where its author signs.
 */
async function judgeChains(
  room: string,
  fresh: readonly PlacedEntry[],
  entries: readonly AnyEntry[],
  hashes: readonly string[],
  view: RoomView,
): Promise<{ chains: Chain[] } | { reason: RefusalReason; entry: string }> {
  const moved = new Map<string, Chain>()
  const chainsOf = (member: string) => {
    const before = view.chains(member).filter(({ key }) => !moved.has(`${member} ${key}`))
    return [...before, ...[...moved.values()].filter((chain) => chain.member === member)]
  }
  const checks: { entry: string; holds: Promise<boolean> }[] = []
  // One update is one deed, and says nothing of the order of its sessions: the stamps do.
  const inOrder = fresh
    .map(({ attested }, i) => ({
      attested,
      entry: entries[i] as AnyEntry,
      hash: hashes[i] as string,
    }))
    .sort((a, b) => compareText(a.entry.at, b.entry.at))
  for (const { attested, entry, hash } of inOrder) {
    const chains = chainsOf(entry.by)
    if (attested) {
      const chain = chainWith(entry, hash, chains, sha256)
      if (chain) moved.set(`${chain.member} ${chain.key}`, chain)
      continue
    }
    const step = nextStep(room, entry, hash, chains, sha256)
    if (step.step === 'refused') return { reason: step.reason, entry: entry.id }
    if (step.step === 'unsigned') continue
    const { chain, text, proof } = step
    moved.set(`${chain.member} ${chain.key}`, chain)
    checks.push({ entry: entry.id, holds: verifySignature(chain.publicKey, text, proof) })
  }
  for (const { entry, holds } of checks)
    if (!(await holds)) return { reason: 'wrong-signature', entry }
  return { chains: [...moved.values()] }
}

function linksAfter(
  fresh: readonly PlacedEntry[],
  hashes: readonly string[],
  view: RoomView,
): Map<number, string> {
  const links = new Map<number, string>()
  for (const [i, { client }] of fresh.entries()) {
    const before = links.get(client) ?? view.clients(client)?.link ?? ''
    links.set(client, nextLink(before, hashes[i] as string, sha256))
  }
  return links
}

function onlyGrown(after: StateVector, known: StateVector): StateVector {
  return new Map([...after].filter(([client, clock]) => clock > (known.get(client) ?? 0)))
}

async function judgeDocument(
  offer: Offer,
  decoded: DecodedUpdate,
  known: StateVector,
  after: StateVector,
  view: RoomView,
  { known: things, now, maxDocumentBytes }: OfferRules,
): Promise<Verdict> {
  for (const { block, stretch } of toldAgain(decoded.structs, known)) {
    if (!saysTheSame(block, await view.structs(stretch), stretch))
      return refused('place-taken', known)
  }
  const ends = onlyGrown(after, known)
  const deletes = decoded.deletes.filter(
    ({ client, clock, length }) => !view.isDeleted(client, clock, length),
  )
  if (ends.size === 0 && deletes.length === 0) return { verdict: 'known', clocks: known }
  const { member } = offer
  if (!(await mayTypeIn(view.room, member, things))) return refused('read-only', known)
  const isForeign = (client: number) => (view.clients(client)?.member ?? member.id) !== member.id
  if ([...ends.keys()].some(isForeign)) return refused('client-taken', known)
  if (
    isVersionDocument(view.room.name) &&
    !(await continuesVersion(offer, decoded, ends, deletes.length > 0, view))
  )
    return refused('wrong-text', known)
  const bytes = encodeUpdate({ structs: decoded.structs, deletes }, known)
  if (view.bytes + bytes.length > maxDocumentBytes) return refused('room-full', known)
  const authors = new Map([...ends.keys()].map((client) => [client, member.id]))
  return {
    verdict: 'new',
    clocks: after,
    attested: new Set(),
    update: {
      ...{ bytes, ends, authors, at: now(), entries: [], deletes: deletes.length > 0 },
      ...(deletes.length > 0 ? { deleted: deletedBy(member.id, deletes) } : {}),
    },
  }
}

/** Decides about a whole text that is the one the room is named after. */
function judgeText(offer: Offer, after: StateVector, view: RoomView, now: number): Verdict {
  const [[session, end] = [0, 0]] = after
  if ((view.clients(session)?.clock ?? 0) >= end) return { verdict: 'known', clocks: after }
  const { bytes, member } = offer
  const authors = new Map([[session, member.id]])
  const update = { bytes, ends: after, deletes: false, authors, entries: [], at: now }
  return { verdict: 'new', clocks: after, attested: new Set(), update }
}

function deletedBy(member: string, deletes: readonly DeletedRange[]): NewDeletions {
  return { member, ranges: deletes.map(({ client, clock, length }) => [client, clock, length]) }
}

async function mayTypeIn({ name }: Room, { grants }: Offer['member'], things: KnownThings) {
  const belongs = documentPurpose(name)
  if (!belongs) return false
  const { purpose, id } = belongs
  const invited = new Set<string>()
  if (purpose === 'minutes') {
    for (const system of leadOf(grants)) if (await things.isInvited(id, system)) invited.add(system)
  }
  return mayType(grants, purpose, (system) => invited.has(system))
}

/**
 * Versions kept by earlier versions of Accord have rooms under their ids. Whoever began one may bring
 * the rest of it, by the same session, up to the `null` that closes it; nobody takes anything away,
 * adds to another's, or to a text that is whole.
 */
async function continuesVersion(
  { member }: Offer,
  { structs }: DecodedUpdate,
  ends: StateVector,
  deletes: boolean,
  view: RoomView,
): Promise<boolean> {
  const [session] = ends.keys()
  if (deletes || ends.size !== 1 || session === undefined) return false
  if (view.bytes > 0 && view.clients(session)?.member !== member.id) return false
  const stored = view.clients(session)?.clock ?? 0
  const before = await view.structs({ client: session, from: 0, to: stored })
  const end = ends.get(session) ?? 0
  return [...before, ...structs].every((struct) => {
    if (struct.id.client !== session) return true
    const closes = valuesOf(struct).indexOf(null)
    return closes === -1 || struct.id.clock + closes === end - 1
  })
}
