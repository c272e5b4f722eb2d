import { setImmediate as nextTurn } from 'node:timers/promises'
import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { piecesOf, placedValues } from '../../domain/sync/pieces.ts'
import {
  decodeBody,
  encodeMessage,
  LIMITS,
  MESSAGE,
  parseRoom,
  ReceiptsMessage,
  RefusedMessage,
  StoredMessage,
} from '../../domain/sync/protocol.ts'
import { type TextReader, textReader } from '../../domain/sync/text-room.ts'
import { hashOf } from '../documents/kept-text.ts'
import type { ServiceRecord } from '../record/record.ts'
import type { Diary } from './diary.ts'
import { syncStep1Frame, updateFrame } from './frames.ts'
import { readClocks, type SyncLedger } from './ledger.ts'

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

/** Bytes taken in or sent in one go: small enough that others get their turn within 50 ms. */
const PIECE_BYTES = 24 * 1024

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
  #heardAt = Date.now()
  /** When the server last said that it stored something, or had nothing to store. */
  #storedAt = Date.now()

  constructor(room: string, socket: WebSocket, deps: RoomLinkDeps) {
    this.room = room
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
    this.#proven ||= parseRoom(this.room)?.kind !== 'segment' || ledger.hasAllReceipts(this.room)
    return this.#proven
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
    this.send(syncStep1Frame(record.log.stateVector(this.room)))
    this.send(encodeMessage(MESSAGE.receiptsWanted, ledger.receiptClocks(this.room)))
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
      case MESSAGE.refused:
        this.#phase = 'closed'
        this.#deps.refused(decodeBody(decoder, RefusedMessage))
        this.#socket.close()
        break
    }
    this.#deps.moved()
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
      await this.#sendWaiting()
    }
  }

  async #takeIn(bytes: Uint8Array): Promise<void> {
    const { record, ledger } = this.#deps
    if (this.#text) {
      this.#takeText(this.#text, bytes)
      return
    }
    for (const piece of piecesOf(bytes, PIECE_BYTES)) {
      if (this.#isClosed()) return
      if (isEmpty(piece)) continue
      record.receive(this.room, piece, 'sync')
      ledger.addStored(this.room, Y.parseUpdateMeta(piece).to)
      await nextTurn()
    }
  }

  /** A text that never changes is taken in whole, and only when it is the one that was asked for. */
  #takeText(text: TextReader, bytes: Uint8Array): void {
    if (isEmpty(bytes)) return
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
      for (const piece of this.#pieces(lacking)) {
        if (this.#isClosed()) return
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
    for (const piece of piecesOf(update, 10 * PIECE_BYTES)) if (!isEmpty(piece)) yield piece
  }

  /** An update, after the proofs that the server took its entries before, where we have them. */
  #offer(piece: Uint8Array): void {
    if (parseRoom(this.room)?.kind === 'segment') {
      const receipts = this.#deps.ledger.receiptsFor(this.room, placedValues(piece))
      for (let i = 0; i < receipts.length; i += LIMITS.receiptsPerMessage) {
        const some = receipts.slice(i, i + LIMITS.receiptsPerMessage)
        this.send(encodeMessage(MESSAGE.receipts, some))
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

/** No structs and no deletions. */
function isEmpty(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}
