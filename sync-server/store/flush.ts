import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'
import { promisify } from 'node:util'

/** Brings what was written to a file onto the disk, off this thread. */
export interface Flusher {
  /**
   * Resolves once everything written before the call would survive a power cut. All who ask while
   * the disk is busy share the next turn. Rejects for good after a failure: what the disk then
   * holds, nobody knows.
   */
  flushed(): Promise<void>
  close(): void
}

const flush = promisify(fdatasync)

export function flusher(file: string): Flusher {
  const handle = openSync(file, 'r+')
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let failure: unknown

  function start(): Promise<void> {
    const turn = flush(handle)
      .catch((error) => {
        failure = error
        throw error
      })
      .finally(() => {
        if (running === turn) running = undefined
      })
    running = turn
    return turn
  }

  return {
    async flushed() {
      if (failure) throw failure
      if (!running) return start()
      next ??= running
        .catch(() => {})
        .then(() => {
          next = undefined
          return start()
        })
      return next
    },
    close() {
      fdatasyncSync(handle)
      closeSync(handle)
    },
  }
}
