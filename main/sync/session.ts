import type { IncomingMessage } from 'node:http'
import { isDiskFull } from '../../disk/no-room.ts'
import { UserError } from '../../domain/errors.ts'
import type { RefusalReason } from '../../domain/record/guard.ts'
import {
  CLOSE,
  CLOSE_WORDS,
  ENDPOINTS,
  LIMITS,
  PROBLEMS,
  Problem,
  parseRoom,
  type RefusedMessage,
  SUBPROTOCOL_SIGNED,
  SUBPROTOCOL_WITH_ACKS,
  SUBPROTOCOL_WITH_HASHES,
} from '../../domain/sync/protocol.ts'
import { keptState } from '../documents/kept-text.ts'
import type { LoggedUpdate } from '../record/log.ts'
import type { ServiceRecord } from '../record/record.ts'
import { type Adopted, adopt } from './adopt.ts'
import { type Diary, tellError } from './diary.ts'
import type { SyncLedger } from './ledger.ts'
import type { OwnLinks } from './links.ts'
import type { Network } from './network.ts'
import { isKnownDocument } from './plan.ts'
import { mayBeRefused, type Objection, resettle } from './resettle.ts'
import { RoomLink } from './room-link.ts'
import {
  connectionProblem,
  DIFFERS,
  ENDED,
  fault,
  problem,
  SyncError,
  unsound,
} from './sentences.ts'

export interface SessionDeps {
  origin: string
  credential: string
  record: ServiceRecord
  ledger: SyncLedger
  links: OwnLinks
  network: Network
  diary: Diary
  /** The server's time, in ms since 1970, and how far this machine's clock is ahead of it. */
  now(): number
  aheadBy: number
  /** A connection that says nothing for so long, in ms, is dead. */
  quietMs: number
  /** Rooms in which the server's store failed at the last attempt: it may be the room, or the store. */
  suspects: Set<string>
  /** The server refused something: what the member may do may have changed. */
  refused(): Promise<void>
  /** Entries were put aside or given right times. */
  resettled(done: { refused: number; restamped: number }): void
  /** What the server had not, or had otherwise, was put right. */
  adopted(room: string, done: Adopted): void
  heardAwareness(room: string, bytes: Uint8Array): void
  opened(room: string): void
  moved(): void
  /** The session is over. */
  failed(error: SyncError): void
}

const SPOKEN = [SUBPROTOCOL_SIGNED, SUBPROTOCOL_WITH_HASHES, SUBPROTOCOL_WITH_ACKS]
const ROOMS_AT_ONCE = 4
/** Refusals of one room in a row before it is left aside. */
const MOST_REFUSALS = 8
/** Rooms left aside before the fault is taken to be everywhere. */
const MOST_ASIDE = 8
/** Reasons that a second attempt does not change; nothing of what waits is at fault. */
const WAITS: readonly string[] = [
  'over-budget',
  'room-full',
  'server-full',
] satisfies RefusalReason[]
/** Ends of a connection that speak of its room alone. */
const OF_ONE_ROOM: readonly number[] = [CLOSE.tooBig, CLOSE.malformed]
/** Times in a row that a room is taken afresh before it is set aside. */
const MOST_AFRESH = 2
/** Refusals after which the server's telling of a segment must be looked at as a whole. */
const ASTRAY: ReadonlySet<string> = new Set(['place-taken', 'client-taken', 'id-taken'])

/**
 * One time of being connected: rooms are opened in it. A connection that breaks ends it; a room that
 * cannot be exchanged is left aside, and the others go on.
 */
export class SyncSession {
  readonly #deps: SessionDeps
  readonly #links = new Map<string, RoomLink>()
  readonly #objections = new Map<string, Objection & { count: number }>()
  readonly #waiters = new Set<{ look: () => void; fail: (error: SyncError) => void }>()
  /** Why rooms are left aside. */
  readonly #aside = new Map<string, SyncError>()
  /** How often in a row a room was taken afresh. */
  readonly #afresh = new Map<string, number>()
  /** Rooms that are to be taken afresh when they are entered next. */
  readonly #astray = new Set<string>()
  #error: SyncError | undefined

  constructor(deps: SessionDeps) {
    this.#deps = deps
  }

  /**
   * Exchanges everything in these rooms, a few at a time, and leaves them unless they stay. Segments
   * come first: what documents there are is known from them.
   */
  async exchange(
    rooms: readonly string[],
    stays: (room: string) => boolean,
    progress: (done: number, total: number) => void,
  ): Promise<void> {
    const segments = rooms.filter((room) => parseRoom(room)?.kind === 'segment')
    const documents = rooms.filter((room) => !segments.includes(room))
    let done = 0
    const step = () => progress(done++, rooms.length)
    step()
    await this.#exchangeAll(segments, stays, step)
    const { record } = this.#deps
    for (const room of documents) if (!isKnownDocument(record, room)) step()
    const known = documents.filter((room) => isKnownDocument(record, room))
    await this.#exchangeAll(known, stays, step)
  }

  async #exchangeAll(
    rooms: readonly string[],
    stays: (room: string) => boolean,
    step: () => void,
  ): Promise<void> {
    const queue = [...rooms]
    const work = async () => {
      for (let room = queue.shift(); room !== undefined; room = queue.shift()) {
        await this.#settle(room)
        if (!stays(room)) this.#leave(room)
        step()
      }
    }
    await Promise.all(Array.from({ length: ROOMS_AT_ONCE }, work))
  }

  /** Rooms that are open. */
  rooms(): ReadonlySet<string> {
    return new Set(this.#links.keys())
  }

  /** Rooms that cannot be exchanged at present, each with the reason. */
  aside(): ReadonlyMap<string, SyncError> {
    return this.#aside
  }

  /** Tries rooms again that were left aside, and compares those that have moved. */
  retry(): void {
    const rooms = [...this.#aside.keys()]
    this.#aside.clear()
    this.#afresh.clear()
    for (const room of rooms) this.keep(room)
    for (const link of this.#links.values()) link.compare()
  }

  /** Keeps a room open from now on, or until nothing can come in it any more. */
  keep(room: string): void {
    if (!this.#error && !this.#links.has(room) && !this.#aside.has(room)) void this.#open(room)
  }

  /** Waits until nothing waits any more, but in rooms that are left aside. @throws SyncError when the session ends before */
  allStored(): Promise<void> {
    return this.#until(() => this.waiting() === 0)
  }

  /** Changes that wait in rooms that are not left aside. */
  waiting(): number {
    const { ledger } = this.#deps
    return [...this.#aside.keys()].reduce(
      (sum, room) => sum - ledger.waiting(room),
      ledger.waiting(),
    )
  }

  /** An update was made here. */
  pass({ doc, bytes }: LoggedUpdate): void {
    const link = this.#links.get(doc)
    if (link) link.pass(bytes)
    else this.keep(doc)
  }

  send(room: string, frame: Uint8Array): void {
    this.#links.get(room)?.send(frame)
  }

  close(): void {
    this.#error ??= problem('server-failed', new URL(this.#deps.origin).host)
    for (const link of this.#links.values()) link.close()
    this.#links.clear()
    for (const { fail } of this.#waiters) fail(this.#error)
  }

  async #settle(room: string): Promise<void> {
    this.keep(room)
    await this.#until(() => this.#aside.has(room) || this.#links.get(room)?.settled === true)
  }

  #leave(room: string): void {
    this.#links.get(room)?.close()
    this.#links.delete(room)
  }

  /** Whether nothing will ever come in a room again: a version's text that is here never changes. */
  #isDone(room: string): boolean {
    const named = parseRoom(room)
    if (named?.kind !== 'text') return false
    return keptState(this.#deps.record, { hash: named.hash, older: undefined }) === 'here'
  }

  #until(holds: () => boolean): Promise<void> {
    if (this.#error) return Promise.reject(this.#error)
    return new Promise((resolve, reject) => {
      const waiter = {
        look: () => {
          if (!holds()) return
          this.#waiters.delete(waiter)
          resolve()
        },
        fail: (error: SyncError) => {
          this.#waiters.delete(waiter)
          reject(error)
        },
      }
      this.#waiters.add(waiter)
      waiter.look()
    })
  }

  async #open(room: string): Promise<void> {
    const { origin, credential, network, quietMs, heardAwareness } = this.#deps
    const url = new URL(`${ENDPOINTS.rooms}/${encodeURIComponent(room)}`, origin)
    const socket = await network.connect(url, {
      protocols: SPOKEN,
      credential,
      maxPayload: 4 * LIMITS.messageBytes,
    })
    // Over, or opened by somebody else, meanwhile.
    if (this.#error || this.#links.has(room)) {
      socket.on('error', () => {})
      socket.terminate()
      return
    }
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const problem = connectionProblem(error, url.host)
      if (error.code === TOO_LONG) this.#leaveAside(room, fault(new UserError(TOO_LARGE), url.host))
      else this.#fail(problem)
    })
    socket.on('unexpected-response', (_request, response) => {
      void turnedAway(response, url.host).then((error) => this.#fail(error))
    })
    const link = new RoomLink(room, socket, {
      ...this.#deps,
      afresh: this.#astray.has(room),
      unsound: (reason) => this.#leaveAside(room, new SyncError('differs', unsound(reason))),
      differs: () => this.#takeAfresh(room),
      adopt: (state) => this.#adopt(room, state),
      prepare: () => this.#prepare(room),
      refused: (message) => void this.#refused(room, message),
      heardAwareness,
      moved: () => this.#moved(room),
      failed: (error) => {
        this.#deps.diary.note(`${room}: failed here: ${tellError(error)}`)
        if (isDiskFull(error)) this.#fail(fault(error, url.host))
        else this.#leaveAside(room, fault(error, url.host))
      },
      closed: (code, reason) => {
        if (this.#links.get(room) !== link) return
        const error = closedBy(code, reason, url.host)
        const again = code === CLOSE.storeFailed && this.#deps.suspects.has(room)
        if (code === CLOSE.storeFailed) this.#deps.suspects.add(room)
        if (again || OF_ONE_ROOM.includes(code)) this.#leaveAside(room, error)
        else this.#fail(error)
      },
      quietMs,
    })
    this.#links.set(room, link)
  }

  #moved(room: string): void {
    const link = this.#links.get(room)
    if (link?.settled) {
      this.#deps.suspects.delete(room)
      if (this.#objections.delete(room)) this.#deps.diary.note(`${room}: settled after a refusal`)
    }
    for (const { look } of [...this.#waiters]) look()
    this.#deps.moved()
    if (link?.live) this.#deps.opened(room)
    if (link?.settled && this.#isDone(room)) this.#leave(room)
  }

  async #prepare(room: string): Promise<void> {
    const { record, ledger, aheadBy, now, diary, resettled } = this.#deps
    const objection = this.#objections.get(room)
    const context = { record, ledger, aheadBy, now: now() }
    if (!objection && !(await mayBeRefused(room, context))) return
    // Closed while we looked.
    if (this.#error) return
    const done = resettle(room, context, objection)
    if (!done) return
    this.#deps.links.forget(room)
    diary.note(`${room}: ${done.refused} refused, ${done.restamped} given the right time`)
    resettled(done)
  }

  /** The room is entered anew, to take all that the server has of it. */
  #takeAfresh(room: string): void {
    const count = (this.#afresh.get(room) ?? 0) + 1
    this.#afresh.set(room, count)
    this.#links.delete(room)
    if (count > MOST_AFRESH || parseRoom(room)?.kind !== 'segment') {
      this.#leaveAside(room, new SyncError('differs', DIFFERS))
      return
    }
    this.#deps.diary.note(`${room}: not what the server has; taken afresh`)
    this.#astray.add(room)
    this.keep(room)
  }

  #adopt(room: string, state: Uint8Array): void {
    const { record, ledger, now, adopted } = this.#deps
    this.#astray.delete(room)
    const done = adopt(room, state, { record, ledger, now: now() })
    if (!done) {
      this.#leaveAside(room, new SyncError('differs', DIFFERS))
      return
    }
    this.#deps.links.forget(room)
    adopted(room, done)
  }

  /** The room is entered anew: what it lacks comes first, then what is refused is taken out. */
  async #refused(room: string, { reason, message, entries }: RefusedMessage): Promise<void> {
    this.#deps.diary.note(`${room}: refused (${reason}), entries named: ${entries.length}`)
    const isSegment = parseRoom(room)?.kind === 'segment'
    if (isSegment && ASTRAY.has(reason)) {
      this.#takeAfresh(room)
      return
    }
    const before = this.#objections.get(room)
    const count = (before?.count ?? 0) + 1
    // Of a document nothing can be taken out so that the rest may go.
    if (count > (isSegment ? MOST_REFUSALS : 1) || WAITS.includes(reason)) {
      this.#leaveAside(room, new SyncError('server-failed', message))
      return
    }
    this.#objections.set(room, {
      entries: new Set([...(before?.entries ?? []), ...entries]),
      reason,
      message,
      times: entries.length === 0 ? (before?.times ?? 0) + 1 : 0,
      count,
    })
    this.#links.delete(room)
    await this.#deps.refused()
    this.keep(room)
  }

  /** Goes on without this room, until it is tried again. */
  #leaveAside(room: string, error: SyncError): void {
    if (this.#error) return
    this.#deps.diary.note(`${room}: left aside (${error.message})`)
    this.#aside.set(room, error)
    this.#objections.delete(room)
    this.#leave(room)
    if (this.#aside.size > MOST_ASIDE) this.#fail(error)
    else this.#moved(room)
  }

  #fail(error: SyncError): void {
    if (this.#error) return
    this.#error = error
    this.close()
    this.#deps.failed(error)
  }
}

/** What `ws` calls a message beyond what we take. */
const TOO_LONG = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
const TOO_LARGE = 'What the server has of it comes in a piece larger than Accord takes.'

/** Why a connection was over, in words. */
function closedBy(code: number, reason: string, host: string): SyncError {
  if (code === CLOSE.credential) return new SyncError('credential', ENDED)
  if (code === CLOSE.forbidden) return new SyncError('forbidden', CLOSE_WORDS[code])
  if (Object.hasOwn(CLOSE_WORDS, code))
    return new SyncError('server-failed', reason || CLOSE_WORDS[1001])
  return problem('unreachable', host)
}

/** What the server said instead of opening the room. */
async function turnedAway(response: IncomingMessage, host: string): Promise<SyncError> {
  const parts: Buffer[] = []
  try {
    for await (const part of response as AsyncIterable<Buffer>) parts.push(part)
    const said = Problem.parse(JSON.parse(Buffer.concat(parts).toString('utf8')))
    const name = PROBLEMS.find((known) => known === said.error) ?? 'unavailable'
    if (name === 'credential') return new SyncError(name, ENDED)
    return name === 'too-old' ? problem('newer-server', host) : new SyncError(name, said.message)
  } catch {
    return problem('not-accord', host)
  }
}
