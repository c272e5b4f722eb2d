import type { RefusalReason } from '../../domain/record/guard.ts'
import { worked } from '../share/meter.ts'
import { type OffThread, offThread } from '../share/off-thread.ts'

/** A document as it stood after so many updates, and perhaps one more that somebody offers. */
export interface ContentJob {
  room: string
  /** Updates that are in it; another number than the thread knows: the document is put together anew. */
  at: number
  /** All of them, where the thread asked for them. */
  parts?: Uint8Array[]
  update?: Uint8Array
}

export type ContentAnswer =
  | 'fits'
  /** The thread does not have the document as it stood then. */
  | 'unknown'
  | Extract<RefusalReason, 'unreadable' | 'out-of-order' | 'not-canonical' | 'too-large'>

/**
 * Puts what somebody offers into the document itself, before it is stored: what goes in here goes in
 * everywhere. On a thread of its own, each update within a deadline.
 */
export interface Contents {
  /**
   * @param at updates that are stored, or come before this one in the same batch
   * @param parts reads all of those
   */
  look(
    room: string,
    at: number,
    update: Uint8Array,
    parts: () => Promise<Uint8Array[]>,
  ): Promise<{ answer: Exclude<ContentAnswer, 'unknown'>; ms: number }>
  /** What was looked at last was not stored. */
  forget(room: string): void
  close(): Promise<void>
}

/** The answer, and the time that it took, in ms. */
export interface LookedAt {
  answer: ContentAnswer
  ms: number
}

/** For one update of at most a message; and to put a whole document together, in ms. */
const LOOK_MS = 5_000
const LOAD_MS = 60_000

export type ContentThread = OffThread<ContentJob, LookedAt>

export function contents(thread: ContentThread = ownThread()): Contents {
  /** Rooms of which the thread may hold what was never stored. */
  const astray = new Set<string>()

  return {
    async look(room, at, update, parts) {
      const begun = worked()
      const known = astray.delete(room) ? undefined : await job({ room, at, update })
      if (known && known.answer !== 'unknown') return { ...known, answer: known.answer }
      await thread.run({ room, at, parts: await parts() })
      const { answer, ms } = await job({ room, at, update })
      if (answer === 'unknown') throw new Error(`The document of ${room} cannot be put together.`)
      return { answer, ms: ms + worked() - begun }
    },
    forget(room) {
      astray.add(room)
    },
    close: () => thread.close(),
  }

  /** Whatever takes too long, or too much memory, was made to. */
  function job(job: ContentJob): Promise<LookedAt> {
    return thread.run(job, LOOK_MS).catch(() => ({ answer: 'too-large', ms: LOOK_MS }))
  }
}

function ownThread(): ContentThread {
  const file = new URL('./content-worker.ts', import.meta.url)
  return offThread(file, { ms: LOAD_MS, megabytes: 1024 })
}
