import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'
import { promisify } from 'node:util'

/** Brings what was written to a file onto the disk, off this thread. */
export interface Flusher {
  /**
   * Resolves once everything written before the call would survive a power cut. All who ask while
   * the disk is busy share the next turn. Rejects when it cannot be done; whoever asks again then
   * has all of it written anew first.
   */
  flushed(): Promise<void>
  close(): void
}

/** Brings onto the disk what was written to an open file. */
export type Flush = (handle: number) => Promise<void>

export const flushToDisk: Flush = promisify(fdatasync)

/**
 * @param rewrite writes what the file holds once more, to where it is safe. After a failed flush the
 *   system takes pages that never reached the disk for clean, so that a second flush would succeed
 *   and mean nothing. @throws when it cannot
 */
export function flusher(file: string, rewrite: () => void, flush: Flush = flushToDisk): Flusher {
  const handle = openSync(file, 'r+')
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let failed = false

  async function turn(): Promise<void> {
    if (failed) {
      rewrite()
      failed = false
    }
    await flush(handle).catch((error) => {
      failed = true
      throw error
    })
  }

  function start(): Promise<void> {
    const mine = turn().finally(() => {
      if (running === mine) running = undefined
    })
    running = mine
    return mine
  }

  return {
    async flushed() {
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
