import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import type { Member } from '../domain/record/grants.ts'
import { REFUSALS } from '../domain/record/guard.ts'
import {
  CLOSE,
  CLOSE_WORDS,
  type Clocks,
  decodeBody,
  encodeMessage,
  MESSAGE,
  type Receipt,
  ReceiptsMessage,
  ReceiptsWantedMessage,
  LIMITS as WIRE,
} from '../domain/sync/protocol.ts'
import type { Bus } from './bus.ts'
import { type Limits, tokenBucket } from './limits.ts'
import type { Log, Sparing } from './log.ts'
import type { Directory, Session } from './members/directory.ts'
import type { ServerMetrics } from './metrics.ts'
import {
  awarenessFrame,
  deniedFrame,
  KEEP_ALIVE_FRAME,
  syncStep1Frame,
  syncStep2Frame,
  updateFrame,
} from './rooms/frames.ts'
import { type OfferResult, type Peer, type Room, receiptFrames } from './rooms/room.ts'
import type { StateVector } from './store/store.ts'

export interface ConnectionDeps {
  directory: Directory
  bus: Bus
  limits: Limits
  metrics: ServerMetrics
  log: Log
  note: Sparing
}

const EMPTY_UPDATE = Uint8Array.of(0, 0)

/**
 * One member in one room. Every frame is checked against what the member may do at that moment:
 * grants are looked up, never remembered.
 */
export class Connection implements Peer {
  readonly session: Session
  readonly wantsAcks: boolean
  readonly #socket: WebSocket
  readonly #deps: ConnectionDeps
  readonly #takesMessages: (count: number) => boolean
  readonly #takesBytes: (bytes: number) => boolean
  readonly #receipts = new Map<string, string>()
  #room: Room | undefined
  #alive = true
  #quiet = true
  #offences = 0

  constructor(socket: WebSocket, session: Session, wantsAcks: boolean, deps: ConnectionDeps) {
    this.#socket = socket
    this.session = session
    this.wantsAcks = wantsAcks
    this.#deps = deps
    const { limits } = deps
    this.#takesMessages = tokenBucket(limits.messagesPerSecond, limits.messagesAtOnce, Date.now)
    this.#takesBytes = tokenBucket(limits.bytesPerSecond, limits.bytesAtOnce, Date.now)
    socket.on('message', (data: Buffer, binary: boolean) => this.#receive(data, binary))
    // Nothing is read before its room is open: so nothing piles up here meanwhile.
    socket.pause()
    socket.on('ping', () => this.#count(0))
    socket.on('pong', () => {
      this.#alive = true
      this.#count(0)
    })
    // Errors end in `close`; without an ear they would end the process.
    socket.on('error', () => {})
  }

  /** Starts the conversation. What the client said before waits on the wire. */
  enter(room: Room): void {
    this.#room = room
    this.send(syncStep1Frame(room.stateVector()))
    const here = room.presence.everybody()
    if (here) this.send(awarenessFrame(here))
    this.#socket.resume()
  }

  send(frame: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#quiet = false
    this.#socket.send(frame, { binary: true })
    if (this.#socket.bufferedAmount > this.#deps.limits.waitingBytes) this.end(CLOSE.tooSlow)
  }

  /** Ends the connection, with the reason; cuts it when the client does not take the hint. */
  end(code: keyof typeof CLOSE_WORDS): void {
    if (this.#socket.readyState === this.#socket.OPEN) {
      this.#deps.metrics.closed.inc({ code })
    }
    if (code === CLOSE.tooSlow) this.#socket.terminate()
    else this.#socket.close(code, CLOSE_WORDS[code])
  }

  /** To be called now and then: finds dead connections, keeps quiet ones open. */
  tick(): void {
    // Who is not read cannot be heard either.
    if (!this.#alive && !this.#socket.isPaused) {
      this.#socket.terminate()
      return
    }
    this.#alive = false
    this.#socket.ping()
    if (this.#quiet) this.send(KEEP_ALIVE_FRAME)
    this.#quiet = true
  }

  /** Ends the connection when its member may no longer be here. */
  recheck(): Member | undefined {
    const member = this.#deps.directory.holder(this.session)
    if (!member) {
      this.end(this.#deps.directory.vouches() ? CLOSE.credential : CLOSE.storeFailed)
      return undefined
    }
    if (member.grants.length === 0) {
      this.end(CLOSE.forbidden)
      return undefined
    }
    return member
  }

  #receive(data: Buffer, binary: boolean): void {
    if (!this.#count(data.length)) return
    if (binary) this.#hear(data)
    else this.#offend()
  }

  /** Counts a frame of any kind; `false`: the connection is over, or was one too many. */
  #count(bytes: number): boolean {
    if (this.#socket.readyState !== this.#socket.OPEN) return false
    if (this.#takesMessages(1) && this.#takesBytes(bytes)) return true
    this.end(CLOSE.tooMany)
    return false
  }

  #hear(frame: Uint8Array): void {
    const member = this.recheck()
    const room = this.#room
    if (!member || !room) return
    try {
      this.#read(decoding.createDecoder(frame), member, room)
    } catch {
      // Whatever cannot be read is the sender's doing, and counted against it.
      this.#offend()
    }
  }

  #read(decoder: decoding.Decoder, member: Member, room: Room): void {
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE.sync:
        this.#readSync(decoder, member, room)
        break
      case MESSAGE.awareness: {
        const heard = room.presence.hear(this, member, decoding.readVarUint8Array(decoder))
        room.tell(heard, this)
        if (heard) this.#deps.bus.publish(room.name, 'presence', heard)
        break
      }
      case MESSAGE.queryAwareness: {
        const here = room.presence.everybody()
        if (here) this.send(awarenessFrame(here))
        break
      }
      case MESSAGE.receipts:
        this.#holdReceipts(decodeBody(decoder, ReceiptsMessage))
        break
      case MESSAGE.receiptsWanted:
        this.#sendReceipts(room, readClocks(decodeBody(decoder, ReceiptsWantedMessage)))
        break
      default:
        this.#offend()
    }
  }

  #holdReceipts(receipts: Receipt[]): void {
    if (this.#receipts.size + receipts.length > WIRE.receiptsHeld) this.#receipts.clear()
    for (const [client, clock, proof] of receipts) this.#receipts.set(`${client}:${clock}`, proof)
  }

  #readSync(decoder: decoding.Decoder, member: Member, room: Room): void {
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === syncProtocol.messageYjsSyncStep1) {
      this.#answer(room, Y.decodeStateVector(bytes))
    } else if (
      step === syncProtocol.messageYjsSyncStep2 ||
      step === syncProtocol.messageYjsUpdate
    ) {
      // The frame's memory is reused once this returns; the offer outlives it.
      const offer = { bytes: bytes.slice(), member, receipts: this.#receipts }
      room.offer(this, offer).then((result) => this.#report(result))
    } else {
      this.#offend()
    }
  }

  /** What the client lacks, piece by piece; the last as the answer that ends its waiting. */
  async #answer(room: Room, clocks: StateVector): Promise<void> {
    try {
      let held: Uint8Array | undefined
      for await (const piece of room.beyond(clocks)) {
        if (held) await this.#sendAndWait(updateFrame(held))
        held = piece
      }
      this.send(syncStep2Frame(held ?? EMPTY_UPDATE))
    } catch (error) {
      this.#deps.log.error({ err: error as Error, room: room.name }, 'a room could not be read')
      this.end(CLOSE.storeFailed)
    }
  }

  async #sendReceipts(room: Room, clocks: StateVector): Promise<void> {
    try {
      for await (const some of room.receiptsBeyond(clocks)) {
        await this.#sendAndWait(encodeMessage(MESSAGE.receipts, some))
      }
    } catch (error) {
      this.#deps.log.error({ err: error as Error }, 'receipts could not be read')
      this.end(CLOSE.storeFailed)
    }
  }

  /** Sends no faster than the client takes: a long answer never piles up in memory. */
  #sendAndWait(frame: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.readyState !== this.#socket.OPEN) return resolve()
      this.#quiet = false
      this.#socket.send(frame, { binary: true }, () => resolve())
    })
  }

  #report(result: OfferResult): void {
    if (result.result === 'failed') {
      this.#deps.log.error({ err: result.error as Error }, 'an update could not be stored')
      this.end(CLOSE.storeFailed)
      return
    }
    if (result.result === 'stored') {
      // The receipts it came with served their turn.
      for (const { client, clock } of result.receipts) this.#receipts.delete(`${client}:${clock}`)
      if (!this.wantsAcks || result.clocks.size === 0) return
      for (const frame of receiptFrames(result.receipts)) this.send(frame)
      this.send(encodeMessage(MESSAGE.stored, { clocks: writeClocks(result.clocks) }))
      return
    }
    const { reason, entries } = result.refusal
    const message = REFUSALS[reason]
    this.#deps.metrics.refused.inc({ reason })
    const member = this.session.member
    this.#deps.note(`refused ${reason} ${member}`, (log, times) =>
      log.info({ member, room: this.#room?.name, reason, times }, 'refused'),
    )
    this.send(deniedFrame(message))
    if (this.wantsAcks) {
      const clocks = writeClocks(result.clocks)
      this.send(encodeMessage(MESSAGE.refused, { reason, message, entries, clocks }))
    }
    // An honest client may have much to say that it may no longer say; never this.
    if (reason === 'unreadable' || reason === 'not-an-append') this.#offend()
  }

  #offend(): void {
    this.#offences += 1
    if (this.#offences >= this.#deps.limits.offences) this.end(CLOSE.malformed)
  }
}

function readClocks(clocks: Clocks): StateVector {
  return new Map(Object.entries(clocks).map(([client, clock]) => [Number(client), clock]))
}

function writeClocks(clocks: StateVector): Clocks {
  return Object.fromEntries(clocks)
}
