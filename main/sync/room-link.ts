import { setImmediate as nextTurn } from 'node:timers/promises'
import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import type { RefusalReason } from '../../domain/record/guard.ts'
import { ComparedMessage, roomHash } from '../../domain/sync/links.ts'
import { piecesInSteps, piecesOf, placedValues } from '../../domain/sync/pieces.ts'
import {
  decodeBody,
  encodeMessage,
  LIMITS,
  MESSAGE,
  parseRoom,
  ReceiptsMessage,
  RefusedMessage,
  StoredMessage,
  SUBPROTOCOL_SIGNED,
  SUBPROTOCOL_WITH_HASHES,
} from '../../domain/sync/protocol.ts'
import { valuesOf } from '../../domain/sync/structs.ts'
import { type TextReader, textReader } from '../../domain/sync/text-room.ts'
import { decodeUpdate } from '../../domain/sync/update.ts'
import { hashOf } from '../documents/kept-text.ts'
import type { ServiceRecord } from '../record/record.ts'
import { sha256 } from '../record/signing.ts'
import { type ArrivingSignatures, arrivingSignatures } from './arriving-signatures.ts'
import type { Diary } from './diary.ts'
import { syncStep1Frame, updateFrame } from './frames.ts'
import { judgeArrival, type Standing } from './incoming.ts'
import { readClocks, type SyncLedger } from './ledger.ts'
import type { OwnLinks } from './links.ts'

export interface RoomLinkDeps {
  record: ServiceRecord
  ledger: SyncLedger
  diary: Diary
  /**
   * Called when everything the server has is here and before anything is sent: brings what waits
   * into a shape that the server can take.
   */
  prepare(): Promise<void>
  /** The server refused something; the link is of no more use. */
  refused(message: RefusedMessage): void
  /** The server broke a rule that it holds its members to; the link is of no more use. */
  unsound(reason: RefusalReason): void
  /** What the server has and what is here differ at places that both have; the link is of no more use. */
  differs(): void
  /** Takes all that the server has, whatever is here, and then `adopt`s it. */
  afresh: boolean
  /** Takes the server's telling of the whole room in the place of our own. */
  adopt(state: Uint8Array): void
  links: OwnLinks
  heardAwareness(room: string, bytes: Uint8Array): void
  /** Something moved: received, sent or stored. */
  moved(): void
  /** The connection is over, for this reason. */
  closed(code: number, reason: string): void
  /** Something failed here: not the connection. */
  failed(error: unknown): void
  /** Nothing heard for so long, in ms: the connection is dead. */
  quietMs: number
}

/** Bytes of what others write that are held until the answer is here. */
const MOST_EARLY = 64 * 1024 * 1024
/** Bytes taken in, and sent, in one go: small enough that others get their turn within 50 ms. */
const PIECE_BYTES = 24 * 1024
const SENT_BYTES = 10 * PIECE_BYTES

/**
 * One room over one connection: first takes all that the server has, then sends what it lacks, then
 * passes both ways on as it comes.
 */
export class RoomLink {
  readonly room: string
  readonly #socket: WebSocket
  readonly #deps: RoomLinkDeps
  readonly #watch: NodeJS.Timeout
  readonly #text: TextReader | undefined
  #phase: 'receiving' | 'sending' | 'live' | 'closed' = 'receiving'
  #inbox: Promise<void> = Promise.resolve()
  /** Local updates made while what waited before is still being sent. */
  #outbox: Uint8Array[] = []
  /** All receipts were here once on this connection; from then on they come with what they prove. */
  #proven = false
  /** Whether the server was found to hold what is here; `asked` while it has not answered. */
  #compared: 'no' | 'asked' | 'same' = 'no'
  /** The log's last update when that was asked. */
  #comparedAt = 0
  /** Updates that rest on what is still on its way, until the answer is here. */
  #early: Uint8Array[] | undefined = []
  #earlyBytes = 0
  /** The server's telling of the room, where it is to take the place of our own. */
  #afresh: Y.Doc | undefined
  #signatures: ArrivingSignatures | undefined
  #heardAt = Date.now()
  /** When the server last said that it stored something, or had nothing to store. */
  #storedAt = Date.now()

  constructor(room: string, socket: WebSocket, deps: RoomLinkDeps) {
    this.room = room
    this.#afresh = deps.afresh ? new Y.Doc({ gc: false }) : undefined
    this.#socket = socket
    this.#deps = deps
    const named = parseRoom(room)
    this.#text = named?.kind === 'text' ? textReader(named.hash, hashOf) : undefined
    socket.binaryType = 'nodebuffer'
    socket.on('open', () => this.#open())
    socket.on('message', (data: Buffer) => {
      this.#heardAt = Date.now()
      this.#inbox = this.#inbox.then(() => this.#hear(data)).catch((error) => this.#fail(error))
    })
    socket.on('pong', () => {
      this.#heardAt = Date.now()
    })
    socket.on('close', (code, reason) => this.#end(code, String(reason)))
    // Errors end in `close`; without an ear they would end the process.
    socket.on('error', () => {})
    this.#watch = setInterval(() => {
      if (!this.#owed()) this.#storedAt = Date.now()
      const since = Math.min(this.#heardAt, this.#storedAt)
      if (Date.now() - since > deps.quietMs) socket.terminate()
      else if (socket.readyState === socket.OPEN) socket.ping()
    }, deps.quietMs / 3)
    this.#watch.unref()
  }

  /** Whether the server still has to say that it stored something. */
  #owed(): boolean {
    return this.#phase === 'live' && this.#deps.ledger.waiting(this.room) > 0
  }

  /** Everything is exchanged, the proofs with it, and the server has said that it stored all of it. */
  get settled(): boolean {
    const { ledger } = this.#deps
    if (this.#phase !== 'live' || ledger.waiting(this.room) > 0) return false
    this.#proven ||=
      parseRoom(this.room)?.kind !== 'segment' || ledger.hasAllReceipts(this.room, this.#hashes)
    const compares = this.#hashes && parseRoom(this.room)?.kind === 'segment'
    return this.#proven && (this.#compared === 'same' || !compares)
  }

  /** Whether the server speaks of hashes. */
  get #hashes(): boolean {
    return this.#signed || this.#socket.protocol === SUBPROTOCOL_WITH_HASHES
  }

  /** Whether the server takes nothing whose signature does not fit. */
  get #signed(): boolean {
    return this.#socket.protocol === SUBPROTOCOL_SIGNED
  }

  /** Asks the server what it holds, once nothing is under way, unless that was asked since. */
  compare(): void {
    const { record, ledger, links } = this.#deps
    const at = record.log.lastUpdate(this.room)
    const idle = this.#phase === 'live' && this.#proven && ledger.waiting(this.room) === 0
    if (
      !this.#hashes ||
      parseRoom(this.room)?.kind !== 'segment' ||
      !idle ||
      this.#compared === 'asked'
    )
      return
    if (this.#compared === 'same' && this.#comparedAt === at) return
    this.#compared = 'asked'
    this.#comparedAt = at
    links.of(this.room).then(
      (own) => this.send(encodeMessage(MESSAGE.compare, { hash: roomHash(own, sha256) })),
      (error) => this.#fail(error),
    )
  }

  async #hearCompared(compared: ComparedMessage): Promise<void> {
    const { ledger, links } = this.#deps
    if (await links.isSame(this.room, compared, ledger.stored(this.room))) this.#compared = 'same'
    else if (!this.#isClosed()) {
      this.#stop()
      this.#deps.differs()
    }
  }

  /** Ends without a word of why: somebody else says it. */
  #stop(): void {
    this.#phase = 'closed'
    this.#socket.close()
  }

  get live(): boolean {
    return this.#phase === 'live'
  }

  /** An update was made here and is on the disk. */
  pass(update: Uint8Array): void {
    if (this.#phase === 'sending') this.#outbox.push(update)
    else if (this.#phase === 'live') for (const piece of this.#pieces(update)) this.#offer(piece)
  }

  send(frame: Uint8Array): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(frame)
  }

  close(): void {
    this.#phase = 'closed'
    this.#socket.close()
    // Who does not answer our goodbye is not waited for.
    setTimeout(() => this.#socket.terminate(), 1000).unref()
  }

  #open(): void {
    const { record, ledger } = this.#deps
    this.#heardAt = Date.now()
    const nothing = Uint8Array.of(0)
    this.send(syncStep1Frame(this.#afresh ? nothing : record.log.stateVector(this.room)))
    const have = ledger.receiptClocks(this.room, this.#hashes)
    this.send(encodeMessage(MESSAGE.receiptsWanted, this.#afresh ? {} : have))
  }

  async #hear(data: Buffer): Promise<void> {
    if (this.#phase === 'closed') return
    const { ledger } = this.#deps
    const decoder = decoding.createDecoder(data)
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE.sync:
        await this.#hearSync(decoder)
        break
      case MESSAGE.awareness:
        this.#deps.heardAwareness(this.room, decoding.readVarUint8Array(decoder))
        return
      case MESSAGE.stored:
        this.#storedAt = Date.now()
        ledger.addStored(this.room, readClocks(decodeBody(decoder, StoredMessage).clocks))
        break
      case MESSAGE.receipts:
        ledger.addReceipts(this.room, decodeBody(decoder, ReceiptsMessage))
        break
      case MESSAGE.compared:
        await this.#hearCompared(decodeBody(decoder, ComparedMessage))
        break
      case MESSAGE.refused: {
        const message = decodeBody(decoder, RefusedMessage)
        this.#stop()
        this.#deps.refused(message)
        break
      }
    }
    this.#deps.moved()
    this.compare()
    await nextTurn()
  }

  async #hearSync(decoder: decoding.Decoder): Promise<void> {
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === syncProtocol.messageYjsSyncStep1) {
      this.#deps.ledger.setStored(this.room, Y.decodeStateVector(bytes))
      return
    }
    await this.#takeIn(bytes)
    if (step === syncProtocol.messageYjsSyncStep2 && this.#phase === 'receiving') {
      await this.#takeEarly()
      if (this.#isClosed()) return
      if (this.#afresh) {
        this.#deps.adopt(Y.encodeStateAsUpdate(this.#afresh))
        this.#afresh = undefined
      }
      await this.#sendWaiting()
    }
  }

  /** What is here, or of the server's telling that is to take its place. */
  #standing(): Standing {
    const doc = this.#afresh
    if (doc) {
      const clocks = Y.decodeStateVector(Y.encodeStateVector(doc))
      return { clocks, state: (beyond) => Y.encodeStateAsUpdate(doc, beyond) }
    }
    const { record, ledger } = this.#deps
    const state = (beyond: Uint8Array) => record.log.state(this.room, beyond)
    return { clocks: ledger.own(this.room), state }
  }

  async #takeIn(bytes: Uint8Array): Promise<void> {
    const room = parseRoom(this.room)
    if (isEmpty(bytes) || !room || this.#isClosed()) return
    if (this.#text) return this.#takeText(this.#text, bytes)
    const arrival = judgeArrival(room, bytes, this.#standing())
    if (arrival.arrival === 'fits' && this.#signed && (await this.#isForged(bytes))) {
      if (!this.#isClosed()) this.#deps.unsound('wrong-signature')
      this.#stop()
      return
    }
    if (arrival.arrival === 'fits') return this.#keep(arrival.bytes)
    if (arrival.arrival === 'early' && this.#early) return this.#hold(bytes, this.#early)
    this.#stop()
    if (arrival.arrival === 'differs') this.#deps.differs()
    else this.#deps.unsound(arrival.arrival === 'early' ? 'out-of-order' : arrival.reason)
  }

  /** Whether an entry is not signed by the device that it names. */
  async #isForged(bytes: Uint8Array): Promise<boolean> {
    if (parseRoom(this.room)?.kind !== 'segment') return false
    await nextTurn()
    this.#signatures ??= arrivingSignatures(this.room, this.#deps.record.log)
    const forged = await this.#signatures.areForged(valuesIn(bytes))
    await nextTurn()
    return forged
  }

  /** What others write while the answer is on its way may rest on what comes later in it. */
  #hold(bytes: Uint8Array, early: Uint8Array[]): void {
    early.push(bytes)
    this.#earlyBytes += bytes.length
    // The next connection finds it in its answer.
    if (this.#earlyBytes > MOST_EARLY) this.#socket.terminate()
  }

  /** The answer is here: what was held must go in now, and nothing is held any more. */
  async #takeEarly(): Promise<void> {
    const early = this.#early ?? []
    this.#early = undefined
    for (const bytes of early) await this.#takeIn(bytes)
  }

  async #keep(bytes: Uint8Array): Promise<void> {
    const { record, ledger } = this.#deps
    for (const piece of piecesInSteps(bytes, PIECE_BYTES)) {
      if (this.#isClosed()) return
      if (!piece) {
        await nextTurn()
        continue
      }
      if (this.#afresh) Y.applyUpdate(this.#afresh, piece)
      else {
        record.receive(this.room, piece, 'sync')
        ledger.addStored(this.room, Y.parseUpdateMeta(piece).to)
      }
      await nextTurn()
    }
  }

  /** A text that never changes is taken in whole, and only when it is the one that was asked for. */
  #takeText(text: TextReader, bytes: Uint8Array): void {
    const arrival = text.take(bytes)
    if (arrival.state === 'more') return
    if (arrival.state === 'wrong') {
      this.#deps.diary.note(`${this.room}: what came is not the text of that name; left aside`)
      return
    }
    this.#deps.record.receive(this.room, arrival.update, 'sync')
    this.#deps.ledger.addStored(this.room, Y.parseUpdateMeta(arrival.update).to)
  }

  async #sendWaiting(): Promise<void> {
    const { record, ledger, prepare } = this.#deps
    await prepare()
    if (this.#isClosed()) return
    this.#phase = 'sending'
    // Clocks do not tell of deletions, so a document is always offered.
    if (ledger.waiting(this.room) > 0 || parseRoom(this.room)?.kind === 'document') {
      const known = Y.encodeStateVector(new Map(ledger.stored(this.room)))
      const lacking = record.log.state(this.room, known)
      await nextTurn()
      for (const piece of piecesInSteps(lacking, SENT_BYTES)) {
        await nextTurn()
        if (this.#isClosed()) return
        if (!piece || isEmpty(piece)) continue
        this.#offer(piece)
        await this.#drained()
      }
    }
    for (const update of this.#outbox) for (const piece of this.#pieces(update)) this.#offer(piece)
    this.#outbox = []
    if (!this.#isClosed()) this.#phase = 'live'
  }

  /** `close` may have come while we waited. */
  #isClosed(): boolean {
    return this.#phase === 'closed'
  }

  *#pieces(update: Uint8Array): Generator<Uint8Array> {
    for (const piece of piecesOf(update, SENT_BYTES)) if (!isEmpty(piece)) yield piece
  }

  /** An update, after the proofs that the server took its entries before, where we have them. */
  #offer(piece: Uint8Array): void {
    if (parseRoom(this.room)?.kind === 'segment') {
      const receipts = this.#deps.ledger.receiptsFor(this.room, placedValues(piece))
      for (let i = 0; i < receipts.length; i += LIMITS.receiptsPerMessage) {
        const some = receipts.slice(i, i + LIMITS.receiptsPerMessage)
        const told = this.#hashes ? some : some.map((receipt) => receipt.slice(0, 3))
        this.send(encodeMessage(MESSAGE.receipts, told))
      }
    }
    this.send(updateFrame(piece))
  }

  /** Waits until the connection has taken what was sent. */
  async #drained(): Promise<void> {
    do {
      await nextTurn()
    } while (this.#socket.bufferedAmount > 1024 * 1024)
  }

  #fail(error: unknown): void {
    clearInterval(this.#watch)
    const before = this.#phase
    this.#phase = 'closed'
    this.#socket.terminate()
    if (before !== 'closed') this.#deps.failed(error)
  }

  #end(code: number, reason: string): void {
    clearInterval(this.#watch)
    const before = this.#phase
    this.#phase = 'closed'
    if (before !== 'closed') this.#deps.closed(code, reason)
  }
}

function valuesIn(update: Uint8Array): unknown[] {
  return (decodeUpdate(update)?.structs ?? []).flatMap(valuesOf)
}

/** No structs and no deletions. */
function isEmpty(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}
