import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import * as syncProtocol from 'y-protocols/sync'
import type { Member } from '../domain/record/grants.ts'
import { REFUSALS } from '../domain/record/guard.ts'
import { sizeOfUpdate, type UpdateSize } from '../domain/sync/bounds.ts'
import { CompareMessage } from '../domain/sync/links.ts'
import {
  CLOSE,
  CLOSE_WORDS,
  type Clocks,
  decodeBody,
  encodeMessage,
  MESSAGE,
  type Receipt,
  ReceiptsMessage,
  SUBPROTOCOL_SIGNED,
  SUBPROTOCOL_WITH_ACKS,
  SUBPROTOCOL_WITH_HASHES,
  LIMITS as WIRE,
} from '../domain/sync/protocol.ts'
import { type Answers, answers } from './answers.ts'
import type { Bus } from './bus.ts'
import { type Limits, tokenBucket } from './limits.ts'
import type { Log, Sparing } from './log.ts'
import type { Directory, Session } from './members/directory.ts'
import type { ServerMetrics } from './metrics.ts'
import { awarenessFrame, deniedFrame, KEEP_ALIVE_FRAME, syncStep1Frame } from './rooms/frames.ts'
import { type OfferResult, type Peer, type Room, receiptFrames } from './rooms/room.ts'
import { type Backlog, SLOW_BYTES, type Slow } from './share/backlog.ts'
import type { Flight } from './share/flight.ts'
import { type WorkMeter, worked } from './share/meter.ts'
import { type Paced, paced } from './share/paced.ts'
import type { Taker, Turns } from './share/turns.ts'
import type { StateVector } from './store/store.ts'

export interface ConnectionDeps {
  directory: Directory
  bus: Bus
  limits: Limits
  metrics: ServerMetrics
  log: Log
  note: Sparing
  meter: WorkMeter
  turns: Turns
  flight: Flight
  backlog: Backlog
}

/**
 * One member in one room. Every frame is checked against what the member may do at that moment:
 * grants are looked up, never remembered.
 */
export class Connection implements Peer, Taker, Slow {
  readonly member: string
  readonly session: Session
  readonly wantsAcks: boolean
  readonly wantsHashes: boolean
  readonly #socket: WebSocket
  readonly #deps: ConnectionDeps
  readonly #takesMessages: (count: number) => boolean
  readonly #takesBytes: (bytes: number) => boolean
  readonly #presence: Paced<Uint8Array>
  /** Questions about who is here. */
  readonly #everybody: Paced<undefined>
  /** Questions whether all is the same, by hash. */
  readonly #comparing: Paced<string>
  readonly #receipts = new Map<string, string>()
  #room: Room | undefined
  #asked: Answers | undefined
  /** Read, and waiting for its turn. */
  #frames: Buffer[] = []
  /** Updates that are being judged or stored. */
  #offers = 0
  #alive = true
  #quiet = true
  #offences = 0

  constructor(socket: WebSocket, session: Session, protocols: string[], deps: ConnectionDeps) {
    this.#socket = socket
    this.session = session
    this.member = session.member
    this.wantsHashes =
      protocols.includes(SUBPROTOCOL_SIGNED) || protocols.includes(SUBPROTOCOL_WITH_HASHES)
    this.wantsAcks = this.wantsHashes || protocols.includes(SUBPROTOCOL_WITH_ACKS)
    this.#deps = deps
    const { limits } = deps
    this.#takesMessages = tokenBucket(limits.messagesPerSecond, limits.messagesAtOnce, Date.now)
    // Each word of one is heard by all: many connections of one member must not fill the thread.
    const owes = () => deps.meter.owes(session.member)
    this.#presence = paced(
      limits.presencePerSecond,
      limits.presenceAtOnce,
      (bytes) => this.#metered(() => this.#passOn(bytes)),
      owes,
    )
    this.#everybody = paced(
      limits.questionsPerSecond,
      limits.questionsAtOnce,
      () => this.#metered(() => this.#sayEverybody()),
      owes,
    )
    this.#comparing = paced(
      limits.questionsPerSecond,
      limits.questionsAtOnce,
      (hash) => this.#compare(hash),
      owes,
    )
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
    socket.once('close', () => {
      this.#frames = []
      this.#presence.stop()
      this.#everybody.stop()
      this.#comparing.stop()
      deps.turns.leave(this)
    })
  }

  /** Starts the conversation. What the client said before waits on the wire. */
  enter(room: Room): void {
    this.#room = room
    this.#asked = this.#answers(room)
    this.send(syncStep1Frame(room.stateVector()))
    this.#sayEverybody()
    this.#socket.resume()
  }

  send(frame: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#quiet = false
    this.#socket.send(frame, { binary: true })
    const waiting = this.waiting()
    if (waiting > this.#deps.limits.waitingBytes) this.tooSlow()
    else if (waiting > SLOW_BYTES) this.#deps.backlog.note(this)
  }

  /** Ends the connection, with the reason; cuts it when the client does not take the hint. */
  end(code: keyof typeof CLOSE_WORDS): void {
    if (this.#socket.readyState === this.#socket.OPEN) {
      this.#deps.metrics.closed.inc({ code })
    }
    if (code === CLOSE.tooSlow) this.#socket.terminate()
    else this.#socket.close(code, CLOSE_WORDS[code])
  }

  /** Bytes that wait for it. */
  waiting(): number {
    return this.#socket.bufferedAmount
  }

  tooSlow(): void {
    this.end(CLOSE.tooSlow)
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
    if (!binary) {
      this.#offend()
      return
    }
    const free = this.#frames.length === 0 && this.#mayOffer()
    if (free && this.#deps.turns.now(this.member, () => this.#hear(data))) return
    // Nothing more is read meanwhile; what was read already is of one piece from the wire.
    this.#socket.pause()
    this.#frames.push(data)
    this.#deps.turns.queue(this)
  }

  #mayOffer(): boolean {
    return this.#offers < this.#deps.limits.offersAtOnce
  }

  waits(): boolean {
    return this.#frames.length > 0 && this.#mayOffer()
  }

  step(): void {
    const frame = this.#frames.shift()
    if (frame) this.#hear(frame)
    if (this.#frames.length > 0) return
    this.#deps.turns.leave(this)
    if (this.#room) this.#socket.resume()
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
      case MESSAGE.awareness:
        this.#presence.say(decoding.readVarUint8Array(decoder).slice())
        break
      case MESSAGE.queryAwareness:
        this.#everybody.say(undefined)
        break
      case MESSAGE.receipts:
        this.#holdReceipts(decodeBody(decoder, ReceiptsMessage))
        break
      case MESSAGE.receiptsWanted:
        this.#asked?.ask('receipts', decoding.readVarUint8Array(decoder))
        break
      case MESSAGE.compare:
        this.#comparing.say(decodeBody(decoder, CompareMessage).hash)
        break
      default:
        this.#offend()
    }
  }

  /** Who it is, and whether they may be here, is asked when it is passed on. */
  #passOn(bytes: Uint8Array): void {
    const member = this.recheck()
    const room = this.#room
    if (!member || !room) return
    try {
      const heard = room.presence.hear(this, member, bytes)
      room.tell(heard, this)
      if (heard) this.#deps.bus.publish(room.name, 'presence', heard)
    } catch {
      this.#offend()
    }
  }

  #sayEverybody(): void {
    const here = this.#room?.presence.everybody()
    if (here) this.send(awarenessFrame(here))
  }

  #metered(work: () => void): void {
    const before = worked()
    work()
    this.#deps.meter.spend(this.member, worked() - before)
  }

  #compare(hash: string): void {
    const room = this.#room
    if (!room) return
    room.compare(hash, this.member).then(
      (compared) => this.send(encodeMessage(MESSAGE.compared, compared)),
      (error) => {
        this.#deps.log.error({ err: error as Error, room: room.name }, 'a room could not be read')
        this.end(CLOSE.storeFailed)
      },
    )
  }

  #holdReceipts(receipts: Receipt[]): void {
    if (this.#receipts.size + receipts.length > WIRE.receiptsHeld) this.#receipts.clear()
    for (const [client, clock, proof] of receipts) this.#receipts.set(`${client}:${clock}`, proof)
  }

  #readSync(decoder: decoding.Decoder, member: Member, room: Room): void {
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === syncProtocol.messageYjsSyncStep1) {
      this.#asked?.ask('updates', bytes)
    } else if (
      step === syncProtocol.messageYjsSyncStep2 ||
      step === syncProtocol.messageYjsUpdate
    ) {
      this.#offer(bytes, member, room)
    } else {
      this.#offend()
    }
  }

  #offer(bytes: Uint8Array, member: Member, room: Room): void {
    const size = sizeOfUpdate(bytes)
    if (typeof size === 'string') {
      this.#report({
        result: 'refused',
        refusal: { reason: size, entries: [] },
        clocks: new Map(),
      })
      return
    }
    this.#deps.meter.spend(member.id, workOf(size))
    this.#offers += 1
    // The frame's memory is reused once this returns; the offer outlives it.
    const offer = { bytes: bytes.slice(), member, receipts: this.#receipts }
    room
      .offer(this, offer)
      .catch((error): OfferResult => ({ result: 'failed', error }))
      .then((result) => {
        this.#offers -= 1
        this.#report(result)
        if (this.#frames.length > 0) this.#deps.turns.queue(this)
      })
      .catch(() => this.end(CLOSE.storeFailed))
  }

  /** Sends a piece of an answer, and waits until it is taken. `false`: the connection is over. */
  #deliver(frame: Uint8Array): Promise<boolean> {
    const socket = this.#socket
    if (socket.readyState !== socket.OPEN) return Promise.resolve(false)
    this.#quiet = false
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.tooSlow(), this.#deps.limits.pieceMs)
      socket.send(frame, { binary: true }, () => {
        clearTimeout(timer)
        resolve(socket.readyState === socket.OPEN)
      })
    })
  }

  #answers(room: Room): Answers {
    return answers({
      ...this.#deps,
      room,
      member: this.member,
      wantsHashes: this.wantsHashes,
      deliver: (frame) => this.#deliver(frame),
      nonsense: () => this.#offend(),
      failed: (error) => {
        this.#deps.log.error({ err: error, room: room.name }, 'a room could not be read')
        this.end(CLOSE.storeFailed)
      },
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
      for (const frame of receiptFrames(result.receipts, this.wantsHashes)) this.send(frame)
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

/** What an update costs to judge and to store, in ms: measured, and rounded up. */
function workOf({ structs, ranges, values }: UpdateSize): number {
  return 0.1 + structs * 0.01 + ranges * 0.002 + values * 0.005
}

function writeClocks(clocks: StateVector): Clocks {
  return Object.fromEntries(clocks)
}
