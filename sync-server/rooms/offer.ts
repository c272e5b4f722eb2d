import * as Y from 'yjs'
import { type Grant, mayWriteDocuments } from '../../domain/record/grants.ts'
import {
  guardEntries,
  isPlainJson,
  type OfferedEntry,
  type Refusal,
  type RefusalReason,
} from '../../domain/record/guard.ts'
import type { Room } from '../../domain/sync/protocol.ts'
import type { ServerKeys } from '../keys.ts'
import type { ClientState, NewUpdate, StateVector } from '../store/store.ts'
import { clocksAfter, type DecodedUpdate, decodeUpdate, newPart } from './update.ts'

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
  bytes: number
  /** Ids of stored entries by clock, between two clocks of one client. */
  entryIds: (client: number, from: number, to: number) => Promise<Map<number, string>>
  /** Whether the document already holds the deletion. */
  isDeleted: (client: number, clock: number, length: number) => boolean
}

export type Verdict =
  | { verdict: 'new'; update: NewUpdate; clocks: StateVector }
  /** The room already holds all of it, up to these clocks. */
  | { verdict: 'known'; clocks: StateVector }
  | { verdict: 'refused'; refusal: Refusal; clocks: StateVector }

export interface OfferRules {
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
  const after = clocksAfter(decoded, (client) => view.clients(client)?.clock ?? 0)
  if (view.room.kind === 'segment') {
    const shape = segmentObjection(decoded)
    if (shape) return refused(shape, known)
    if (!after) return refused('out-of-order', known)
    return judgeSegment(offer, decoded, known, after, view, rules)
  }
  if (!after) return refused('out-of-order', known)
  return judgeDocument(offer, decoded, known, after, view, rules)
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

/** Nothing but plain values added at the end of the one array `entries`. */
function segmentObjection({ structs, deletes }: DecodedUpdate): RefusalReason | undefined {
  if (deletes.length > 0) return 'not-an-append'
  return structs.every(isAppend) ? undefined : 'not-an-append'
}

function isAppend(struct: Y.Item | Y.GC): boolean {
  if (!(struct instanceof Y.Item)) return false
  const { content, origin, rightOrigin, parentSub } = struct
  // Without a left neighbour Yjs writes the parent down; with one it is the neighbour's, and all
  // that a segment holds is in `entries`.
  const parent: unknown = struct.parent
  return (
    (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) &&
    rightOrigin === null &&
    parentSub === null &&
    (origin === null ? parent === 'entries' : parent === null)
  )
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
    if (clock < (known.get(client) ?? 0)) {
      resent.push({ client, clock, value, attested: false })
    } else {
      const proof = offer.receipts.get(`${client}:${clock}`)
      const attested =
        proof !== undefined &&
        isPlainJson(value) &&
        keys.isReceipt(proof, name, client, clock, value)
      fresh.push({ client, clock, value, attested })
    }
  }
  const clash = await firstClash(resent, view)
  if (clash) return refused('id-taken', known, clash)
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
  return {
    verdict: 'new',
    clocks: after,
    update: {
      bytes: newPart(offer.bytes, known),
      ends: onlyGrown(after, known),
      deletes: false,
      authors,
      at: now(),
      entries: fresh.map(({ client, clock, value }, i) => ({
        client,
        clock,
        id: (outcome.entries[i] as { id: string }).id,
        receipt: keys.receipt(name, client, clock, value),
      })),
    },
  }
}

function* placedValues(decoded: DecodedUpdate) {
  for (const { id, content } of decoded.structs as Y.Item[]) {
    const values = (content as Y.ContentAny | Y.ContentJSON).arr as unknown[]
    for (const [i, value] of values.entries()) {
      yield { client: id.client, clock: id.clock + i, value }
    }
  }
}

/**
 * What is sent again must be what was stored at its place. Otherwise its sender would believe kept
 * what the server never took.
 */
async function firstClash(resent: PlacedEntry[], view: RoomView): Promise<string[] | undefined> {
  for (const [client, entries] of Map.groupBy(resent, (entry) => entry.client)) {
    // In the order of their clocks, as Yjs writes them.
    const from = entries[0]?.clock ?? 0
    const to = (entries.at(-1)?.clock ?? 0) + 1
    const ids = await view.entryIds(client, from, to)
    for (const { clock, value } of entries) {
      const id = (value as { id?: unknown } | null)?.id
      if (id !== ids.get(clock)) return typeof id === 'string' ? [id.slice(0, 64)] : []
    }
  }
  return undefined
}

function onlyGrown(after: StateVector, known: StateVector): StateVector {
  return new Map([...after].filter(([client, clock]) => clock > (known.get(client) ?? 0)))
}

function judgeDocument(
  offer: Offer,
  decoded: DecodedUpdate,
  known: StateVector,
  after: StateVector,
  view: RoomView,
  { now, maxDocumentBytes }: OfferRules,
): Verdict {
  const ends = onlyGrown(after, known)
  const deletes = decoded.deletes.some(
    ({ client, clock, length }) => !view.isDeleted(client, clock, length),
  )
  if (ends.size === 0 && !deletes) return { verdict: 'known', clocks: known }
  const { member } = offer
  if (!mayWriteDocuments(member.grants)) return refused('read-only', known)
  if (view.bytes + offer.bytes.length > maxDocumentBytes) return refused('room-full', known)
  const authors = new Map([...ends.keys()].map((client) => [client, member.id]))
  const bytes = newPart(offer.bytes, known)
  return {
    verdict: 'new',
    clocks: after,
    update: { bytes, ends, deletes, authors, entries: [], at: now() },
  }
}
