import { setImmediate as nextTurn } from 'node:timers/promises'
import * as Y from 'yjs'
import { isDiskFull } from '../../disk/no-room.ts'
import type { Refusal, RefusalReason } from '../../domain/record/guard.ts'
import { type ComparedMessage, roomHash } from '../../domain/sync/links.ts'
import { piecesOf } from '../../domain/sync/pieces.ts'
import {
  encodeMessage,
  LIMITS,
  MESSAGE,
  type Room as RoomName,
} from '../../domain/sync/protocol.ts'
import type { Stretch } from '../../domain/sync/same.ts'
import type { Chain } from '../../domain/sync/signatures.ts'
import { decodeUpdate } from '../../domain/sync/update.ts'
import type { Bus } from '../bus.ts'
import { sha256 } from '../hash.ts'
import type { ServerMetrics } from '../metrics.ts'
import type { Budgets } from '../share/budget.ts'
import { type WorkMeter, worked } from '../share/meter.ts'
import type {
  AppendOutcome,
  ClientState,
  NewEntry,
  NewUpdate,
  RoomState,
  StateVector,
  Store,
} from '../store/store.ts'
import { beyond, LARGE_BYTES, PIECE_BYTES } from './answer.ts'
import { type Presence, presence } from './awareness.ts'
import type { Contents } from './content.ts'
import { type Deletions, deletions } from './deletes.ts'
import { awarenessFrame, updateFrame } from './frames.ts'
import { judge, type Offer, type OfferRules, type RoomView, type Verdict } from './offer.ts'
import { storedStructs } from './stored-structs.ts'
import { type HeldBytes, type TextParts, textParts } from './texts.ts'

/** A connection, as its room sees it. */
export interface Peer {
  wantsAcks: boolean
  /** It understands receipts that tell an entry's hash. */
  wantsHashes: boolean
  send(frame: Uint8Array): void
}

export type OfferResult =
  | { result: 'stored'; clocks: StateVector; receipts: NewEntry[] }
  | { result: 'refused'; refusal: Refusal; clocks: StateVector }
  /** The store failed: what was offered may or may not be kept; the client offers it again. */
  | { result: 'failed'; error: unknown }

export interface RoomDeps {
  store: Store
  bus: Bus
  rules: OfferRules
  metrics: ServerMetrics
  /** Parts of texts that wait for their rest, in all rooms. */
  heldTexts: HeldBytes
  meter: WorkMeter
  budgets: Budgets
  contents: Contents
}

interface Waiting {
  peer: Peer
  offer: Offer
  settle: (result: OfferResult) => void
}

/** Bytes that were taken out of a day's budget for an update. */
interface Spent {
  member: string
  bytes: number
}

/** Offers looked at and stored together. */
const BATCH = 256
/** Time of judging, in ms, after which the thread is given back. */
const SLICE_MS = 10
/** How long receipts wait for others to go with, in ms. */
const RECEIPTS_MS = 100

/**
 * A room that somebody is in. Holds clocks, not content: offers are judged against those, stored,
 * then passed on, in one order for all.
 */
export class Room {
  readonly name: string
  readonly peers = new Set<Peer>()
  readonly presence: Presence<Peer>
  /** Updates stored since the last look at merging them. */
  #unmerged = 0

  readonly #room: RoomName
  readonly #deps: RoomDeps
  readonly #clients: Map<number, ClientState>
  readonly #chains = new Map<string, Chain>()
  readonly #deleted: Deletions = deletions()
  /** Texts on their way, in a room of one that never changes. */
  readonly #texts: TextParts<Peer> | undefined
  #seq: number
  #bytes: number
  #waiting: Waiting[] = []
  /** Of entries that were passed on; on their way to everybody. */
  #receipts: NewEntry[] = []
  /** Entries whose clash could not be noted yet. */
  readonly #clashes = new Set<string>()
  #working = false
  #mayBeBehind = false
  /** Whether all that was stored through here has reached the disk. */
  #flushed: Promise<void> = Promise.resolve()
  /** Settled when all that was offered until now is. */
  #offered: Promise<unknown> = Promise.resolve()

  static async open(room: RoomName, deps: RoomDeps): Promise<Room> {
    const state = await deps.store.loadRoom(room.name)
    const opened = new Room(room, deps, state)
    if (room.kind === 'document' && state.seq > 0) {
      const rows = await deps.store.read(room.name, 0, state.seq)
      for (const row of rows) opened.#noteDeletes(row.bytes)
    }
    return opened
  }

  private constructor(room: RoomName, deps: RoomDeps, state: RoomState) {
    this.name = room.name
    this.presence = presence(deps.rules.now)
    this.#room = room
    this.#deps = deps
    this.#seq = state.seq
    this.#bytes = state.bytes
    this.#clients = state.clients
    for (const chain of state.chains) this.#chains.set(chainId(chain), chain)
    const { heldTexts, rules } = deps
    this.#texts =
      room.kind === 'text' ? textParts(room, heldTexts, rules.maxDocumentBytes) : undefined
  }

  get isDocument(): boolean {
    return this.#room.kind === 'document'
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(new Map([...this.#clients].map(([id, { clock }]) => [id, clock])))
  }

  /** Everything beyond the clocks, each part resting only on those before. */
  beyond(clocks: StateVector): AsyncGenerator<Uint8Array> {
    return beyond(this.#deps.store, this.name, clocks)
  }

  /** Receipts of all entries beyond the clocks, message by message. */
  async *receiptsBeyond(clocks: StateVector) {
    const limit = LIMITS.receiptsPerMessage
    for (const [client, { clock }] of this.#clients) {
      for (let from = clocks.get(client) ?? 0; from < clock; ) {
        const some = await this.#deps.store.receipts(this.name, client, from, limit)
        const last = some.at(-1)
        if (!last) break
        yield some
        from = last[1] + 1
      }
    }
  }

  async offer(peer: Peer, offered: Offer): Promise<OfferResult> {
    const part = this.#texts?.take(peer, offered.member.grants, offered.bytes)
    switch (part?.outcome) {
      case 'held':
        return { result: 'stored', clocks: part.clocks, receipts: [] }
      case 'refused': {
        const refusal: Refusal = { reason: part.reason, entries: [] }
        return { result: 'refused', refusal, clocks: part.clocks }
      }
      case 'busy':
        return { result: 'failed', error: new Error('Too many texts on their way at once.') }
    }
    const offer = part ? { ...offered, bytes: part.bytes } : offered
    const settled = new Promise<OfferResult>((settle) => {
      this.#waiting.push({ peer, offer, settle })
      this.#start()
    })
    this.#offered = settled
    return settled
  }

  /**
   * What is stored, as one hash, once all that was offered until now is stored or refused; and where
   * each session stands, unless the asker has the same. Of documents nothing is told.
   */
  async compare(theirs: string, member: string): Promise<ComparedMessage> {
    await this.#offered
    if (this.isDocument) return { hash: null, links: null }
    const before = worked()
    const hash = roomHash(this.#clients, sha256)
    const links =
      hash === theirs
        ? null
        : [...this.#clients].map(([client, { clock, link }]) => [client, [clock, link]])
    this.#deps.meter.spend(member, worked() - before)
    return { hash, links: links && Object.fromEntries(links) }
  }

  /** A connection is gone, and with it what it had begun to send. */
  left(peer: Peer): void {
    this.#texts?.leave(peer)
  }

  #start(): void {
    if (this.#working) return
    this.#working = true
    // After everything that has already arrived was read: one commit for all of it.
    setImmediate(() => this.#work())
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0 || this.#mayBeBehind) {
      const batch = this.#waiting.splice(0, BATCH)
      try {
        await this.#settle(batch)
      } catch (error) {
        for (const { settle } of batch) settle({ result: 'failed', error })
        // Whether it was stored after all is for the store to say, once it can be read again.
        this.#mayBeBehind = true
        if (this.#waiting.length === 0) break
      }
    }
    this.#working = false
  }

  async #settle(batch: Waiting[]): Promise<void> {
    const taken = new Set<string>()
    for (;;) {
      if (this.#mayBeBehind) await this.#readOn()
      const after = this.#seq
      const { verdicts, updates, spent } = await this.#judgeAll(batch, taken, after)
      if (updates.length > 0) {
        const done = this.#deps.metrics.storing.startTimer()
        let stored: AppendOutcome
        try {
          stored = await this.#deps.store.append(this.name, after, updates)
        } catch (error) {
          this.#undo(spent)
          if (!isDiskFull(error)) throw error
          for (const [i, { settle }] of batch.entries())
            settle(this.#withoutRoom(verdicts[i] as Verdict))
          return
        } finally {
          done()
        }
        if (stored.outcome !== 'stored') {
          // Nothing of it was: all of it is judged, and counted, again.
          this.#undo(spent)
          if (stored.outcome === 'behind') this.#mayBeBehind = true
          else for (const id of stored.ids) taken.add(id)
          continue
        }
        this.#flushed = stored.flushed
      }
      const durable = this.#durable()
      for (const [i, { peer, settle }] of batch.entries()) {
        const verdict = verdicts[i] as Verdict
        if (verdict.verdict === 'new') this.#takeIn(verdict.update, peer)
        else if (verdict.verdict === 'refused') this.#noteClashes(verdict.clashes ?? [])
        // Others hear of it at once. Its author is told "stored" when no power cut can undo it, and
        // so is who sends again what was stored a moment ago.
        durable.then(
          () => settle(resultOf(verdict)),
          (error) => settle({ result: 'failed', error }),
        )
      }
      return
    }
  }

  /** When all that the room holds is on the disk; where an earlier flush failed another is tried. */
  #durable(): Promise<void> {
    const flushed = this.#flushed.catch(() => {
      this.#flushed = this.#deps.store.flushed()
      return this.#flushed
    })
    return flushed
  }

  /** What was judged was not stored. */
  #undo(spent: readonly Spent[]): void {
    for (const { member, bytes } of spent) this.#deps.budgets.giveBack(member, this.name, bytes)
    if (this.isDocument) this.#deps.contents.forget(this.name)
  }

  /** Nothing new was stored, and nothing is lost: whoever reads goes on, whoever writes hears why not. */
  #withoutRoom(verdict: Verdict): OfferResult {
    if (verdict.verdict !== 'new') return resultOf(verdict)
    const clocks = startOf(verdict.update, { clients: (id) => this.#clients.get(id) })
    return { result: 'refused', refusal: { reason: 'server-full', entries: [] }, clocks }
  }

  /** Entries that were taken once, and that now cannot be taken as they are: somebody should know. */
  #noteClashes(ids: readonly string[]): void {
    for (const id of ids) this.#clashes.add(id)
    if (ids.length === 0) return
    const noted = [...this.#clashes]
    const sql = 'INSERT INTO clashes (room, id) VALUES (?, ?) ON CONFLICT DO NOTHING'
    this.#deps.store.atomically(noted.map((id) => ({ sql, params: [this.name, id] }))).then(
      () => {
        for (const id of noted) this.#clashes.delete(id)
      },
      // A full disk, most likely. Its author hears of it either way; the next one notes both.
      () => {},
    )
  }

  /** @param after number of the last update that is stored */
  async #judgeAll(batch: Waiting[], taken: Set<string>, after: number) {
    const ahead = new Map<number, ClientState>()
    const chains = new Map(this.#chains)
    const ids = new Set(taken)
    const verdicts: Verdict[] = []
    const updates: NewUpdate[] = []
    const spent: Spent[] = []
    let bytes = this.#bytes
    let since = performance.now()
    for (const { offer } of batch) {
      if (performance.now() - since > SLICE_MS) {
        // Everybody else is heard in between.
        await nextTurn()
        since = performance.now()
      }
      const view: RoomView = {
        room: this.#room,
        clients: (client) => ahead.get(client) ?? this.#clients.get(client),
        chains: (member) => [...chains.values()].filter((chain) => chain.member === member),
        bytes,
        receipts: (stretch) => this.#receiptsOf(stretch, updates),
        structs: storedStructs(this.#deps.store, this.name, updates),
        isDeleted: (client, clock, length) => this.#deleted.has(client, clock, length),
      }
      const begun = worked()
      const verdict = await judge(offer, view, this.#deps.rules)
      this.#count(offer, worked() - begun)
      if (verdict.verdict !== 'new') {
        verdicts.push(verdict)
        continue
      }
      const { update } = verdict
      const clashing = update.entries.map(({ id }) => id).filter((id) => ids.has(id))
      if (clashing.length > 0) {
        const refusal: Refusal = { reason: 'id-taken', entries: clashing }
        const clocks = startOf(update, view)
        const clashes = clashing.filter((id) => verdict.attested.has(id))
        verdicts.push({ verdict: 'refused', refusal, clocks, clashes })
        continue
      }
      const misfit = this.isDocument && (await this.#misfit(offer, update, after, updates))
      if (misfit) {
        const refusal: Refusal = { reason: misfit, entries: [] }
        verdicts.push({ verdict: 'refused', refusal, clocks: startOf(update, view) })
        continue
      }
      if (!isGivenBack(offer, update)) {
        const { id } = offer.member
        const size = update.bytes.length
        if (!this.#deps.budgets.take(id, this.name, size)) {
          const refusal: Refusal = { reason: 'over-budget', entries: [] }
          if (this.isDocument) this.#deps.contents.forget(this.name)
          verdicts.push({ verdict: 'refused', refusal, clocks: startOf(update, view) })
          continue
        }
        spent.push({ member: id, bytes: size })
      }
      for (const { id } of update.entries) ids.add(id)
      for (const [client, clock] of update.ends) {
        const member = view.clients(client)?.member ?? update.authors.get(client) ?? ''
        ahead.set(client, { clock, member, link: update.links?.get(client) ?? '' })
      }
      for (const chain of update.chains ?? []) chains.set(chainId(chain), chain)
      bytes += update.bytes.length
      verdicts.push(verdict)
      updates.push(update)
    }
    return { verdicts, updates, spent }
  }

  /** Why an update does not go into the document as it stands. */
  async #misfit(
    { member }: Offer,
    { bytes }: NewUpdate,
    after: number,
    before: readonly NewUpdate[],
  ): Promise<RefusalReason | undefined> {
    const { contents, meter, store } = this.#deps
    const { answer, ms } = await contents.look(
      this.name,
      after + before.length,
      bytes,
      async () => {
        const rows = await store.read(this.name, 0, after)
        return [...rows, ...before].map((each) => each.bytes)
      },
    )
    meter.spend(member.id, ms)
    return answer === 'fits' ? undefined : answer
  }

  /** Takes down the work of judging, where waiting for another machine is no part of it. */
  #count({ member }: Offer, ms: number): void {
    if (this.#deps.store.kind === 'sqlite') this.#deps.meter.spend(member.id, ms)
  }

  /** Receipts by clock of what is stored, or about to be with the same batch. */
  async #receiptsOf({ client, from, to }: Stretch, updates: readonly NewUpdate[]) {
    const stored = await this.#deps.store.receipts(this.name, client, from, to - from)
    const receipts = new Map(stored.map(([, clock, receipt]) => [clock, receipt]))
    for (const entry of updates.flatMap((update) => update.entries)) {
      if (entry.client === client) receipts.set(entry.clock, entry.receipt)
    }
    return receipts
  }

  /** An update is stored: the room moves on, and everybody else hears of it. */
  #takeIn(update: NewUpdate, from: Peer): void {
    this.#seq += 1
    this.#unmerged += 1
    this.#bytes += update.bytes.length
    for (const [client, clock] of update.ends) {
      const member = this.#clients.get(client)?.member ?? update.authors.get(client) ?? ''
      this.#clients.set(client, { clock, member, link: update.links?.get(client) ?? '' })
    }
    for (const chain of update.chains ?? []) this.#chains.set(chainId(chain), chain)
    if (update.deletes) this.#noteDeletes(update.bytes)
    this.#relay(update.bytes, update.entries, from)
    this.#deps.bus.publish(this.name, 'update', this.#seq)
    this.#deps.metrics.stored.inc()
  }

  #relay(bytes: Uint8Array, entries: readonly NewEntry[], from: Peer | undefined): void {
    // A text that came in many parts goes on in as many.
    const pieces = bytes.length > LARGE_BYTES ? piecesOf(bytes, PIECE_BYTES) : [bytes]
    const frames = [...pieces].map(updateFrame)
    for (const peer of this.peers) {
      if (peer === from) continue
      for (const frame of frames) peer.send(frame)
    }
    if (entries.length > 0) this.#sendReceiptsSoon(entries)
  }

  /**
   * Receipts serve a day that may never come: they go out together, a moment later, and make nobody
   * wait for what was written.
   */
  #sendReceiptsSoon(entries: readonly NewEntry[]): void {
    this.#receipts.push(...entries)
    if (this.#receipts.length > entries.length) return
    setTimeout(() => {
      const entries = this.#receipts
      this.#receipts = []
      const [plain, hashed] = [receiptFrames(entries, false), receiptFrames(entries, true)]
      for (const peer of this.peers) {
        if (!peer.wantsAcks) continue
        for (const frame of peer.wantsHashes ? hashed : plain) peer.send(frame)
      }
    }, RECEIPTS_MS).unref()
  }

  #noteDeletes(bytes: Uint8Array): void {
    this.#deleted.add(decodeUpdate(bytes)?.deletes ?? [])
  }

  /** Another node says how far the room has come. */
  hearOf(seq: number): void {
    if (seq <= this.#seq) return
    this.#mayBeBehind = true
    this.#start()
  }

  /** Whether there is enough to merge: many updates, or a document half full of what was deleted. */
  wantsMerging(after: number): boolean {
    const isFull = this.isDocument && this.#bytes > this.#deps.rules.maxDocumentBytes / 2
    return this.#unmerged >= after || (isFull && this.#unmerged > 0)
  }

  /** Its stored updates became shorter by so many bytes. */
  shrank(bytes: number): void {
    this.#unmerged = 0
    this.#bytes -= bytes
  }

  /** Reads what other nodes stored, and passes it on here. */
  async #readOn(): Promise<void> {
    const { store } = this.#deps
    this.#mayBeBehind = false
    const before = this.#seq
    const state = await store.loadRoom(this.name)
    if (state.seq > before) {
      const rows = await store.read(this.name, before + 1, state.seq)
      this.#seq = state.seq
      this.#bytes = state.bytes
      for (const [client, value] of state.clients) this.#clients.set(client, value)
      for (const chain of state.chains) this.#chains.set(chainId(chain), chain)
      for (const { bytes, deletes } of rows) {
        if (deletes) this.#noteDeletes(bytes)
        this.#relay(bytes, [], undefined)
      }
    }
  }

  /** Passes presence on to all but the one it came from. */
  tell(update: Uint8Array | undefined, from?: Peer): void {
    if (!update) return
    const frame = awarenessFrame(update)
    for (const peer of this.peers) if (peer !== from) peer.send(frame)
  }
}

/** What comes with a receipt was counted when it was first stored: giving it back is free. */
function isGivenBack({ receipts }: Offer, { entries }: NewUpdate): boolean {
  return (
    entries.length > 0 &&
    entries.every(({ client, clock, receipt }) => receipts.get(`${client}:${clock}`) === receipt)
  )
}

const chainId = ({ member, key }: Chain): string => `${member} ${key}`

function startOf(update: NewUpdate, view: Pick<RoomView, 'clients'>): StateVector {
  return new Map([...update.ends.keys()].map((id) => [id, view.clients(id)?.clock ?? 0]))
}

function resultOf(verdict: Verdict): OfferResult {
  if (verdict.verdict === 'refused') {
    return { result: 'refused', refusal: verdict.refusal, clocks: verdict.clocks }
  }
  const receipts = verdict.verdict === 'new' ? verdict.update.entries : []
  return { result: 'stored', clocks: verdict.clocks, receipts }
}

/** @param withHashes for those who understand them */
export function receiptFrames(entries: readonly NewEntry[], withHashes: boolean): Uint8Array[] {
  const frames: Uint8Array[] = []
  for (let i = 0; i < entries.length; i += LIMITS.receiptsPerMessage) {
    const some = entries.slice(i, i + LIMITS.receiptsPerMessage)
    const body = some.map(({ client, clock, receipt, hash }) =>
      withHashes ? [client, clock, receipt, hash] : [client, clock, receipt],
    )
    frames.push(encodeMessage(MESSAGE.receipts, body))
  }
  return frames
}
