import * as Y from 'yjs'
import { clientsOfStateVector } from '../domain/sync/bounds.ts'
import { encodeMessage, MESSAGE, ReceiptsWantedMessage } from '../domain/sync/protocol.ts'
import { syncStep2Frame, updateFrame } from './rooms/frames.ts'
import type { Room } from './rooms/room.ts'
import type { Flight } from './share/flight.ts'
import { type WorkMeter, worked } from './share/meter.ts'
import type { StateVector, StoredReceipt } from './store/store.ts'

/** Answers to one connection: one after the other, and never faster than it reads. */
export interface Answers {
  /**
   * Asks for what lies beyond some clocks: updates (a state vector) or receipts (JSON). Who asks
   * again before the answer began is answered once, for what was asked last.
   */
  ask(what: Question, clocks: Uint8Array): void
}

export type Question = 'updates' | 'receipts'

export interface AnswersDeps {
  room: Room
  member: string
  /** It understands receipts that tell an entry's hash. */
  wantsHashes: boolean
  meter: WorkMeter
  flight: Flight
  /** Sends, and waits until it is taken; `false`: the connection is over. */
  deliver(frame: Uint8Array): Promise<boolean>
  /** The question made no sense. */
  nonsense(): void
  /** The store cannot be read. */
  failed(error: Error): void
}

const NOTHING_MORE = syncStep2Frame(Uint8Array.of(0, 0))
/** Bytes of clocks as JSON: enough for the sessions of many years. */
const CLOCKS_BYTES = 2 * 1024 * 1024

export function answers({
  room,
  member,
  wantsHashes,
  meter,
  flight,
  ...deps
}: AnswersDeps): Answers {
  const asked = new Map<Question, Uint8Array>()
  let answering = false

  async function answerAll(): Promise<void> {
    answering = true
    try {
      for (let next = first(asked); next; next = first(asked)) {
        const [what, bytes] = next
        asked.delete(what)
        await meter.ready(member)
        const clocks = metered(() => readClocks(what, bytes))
        if (!clocks) deps.nonsense()
        else if (!(await answer(what, clocks))) return
      }
    } catch (error) {
      deps.failed(error as Error)
    } finally {
      answering = false
    }
  }

  async function answer(what: Question, clocks: StateVector): Promise<boolean> {
    const frames =
      what === 'updates'
        ? framesOf(room.beyond(clocks))
        : receiptFrames(room.receiptsBeyond(clocks), wantsHashes)
    try {
      for (;;) {
        await meter.ready(member)
        const giveBack = await flight.take(member)
        try {
          // Read only now: a piece that nobody takes is not even in memory.
          const next = await metered(() => frames.next())
          if (next.done) break
          if (!(await deps.deliver(next.value))) return false
        } finally {
          giveBack()
        }
      }
    } finally {
      await frames.return(undefined)
    }
    return what === 'updates' ? deps.deliver(NOTHING_MORE) : true
  }

  /** Reading from the store, decoding and merging are done before the first wait. */
  function metered<T>(work: () => T): T {
    const before = worked()
    try {
      return work()
    } finally {
      meter.spend(member, worked() - before)
    }
  }

  return {
    ask(what, clocks) {
      // The frame's memory is reused once this returns.
      asked.set(what, clocks.slice())
      if (!answering) void answerAll()
    },
  }
}

function first<T>(some: Iterable<T>): T | undefined {
  return some[Symbol.iterator]().next().value
}

async function* framesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield updateFrame(piece)
}

async function* receiptFrames(
  some: AsyncIterable<StoredReceipt[]>,
  withHashes: boolean,
): AsyncGenerator<Uint8Array> {
  for await (const receipts of some) {
    const told = withHashes ? receipts : receipts.map((receipt) => receipt.slice(0, 3))
    yield encodeMessage(MESSAGE.receipts, told)
  }
}

/** `undefined` when the bytes are no clocks, or more than anybody has. */
function readClocks(what: Question, bytes: Uint8Array): StateVector | undefined {
  try {
    if (what === 'updates') {
      return clientsOfStateVector(bytes) === undefined ? undefined : Y.decodeStateVector(bytes)
    }
    if (bytes.length > CLOCKS_BYTES) return undefined
    const clocks = ReceiptsWantedMessage.parse(JSON.parse(new TextDecoder().decode(bytes)))
    return new Map(Object.entries(clocks).map(([client, clock]) => [Number(client), clock]))
  } catch {
    return undefined
  }
}
