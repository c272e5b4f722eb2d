/** Pauses between attempts: longer each time, never in step with others. */
export interface Pacer {
  /** Waits for the next pause, or for so long in ms, or until woken. */
  wait(ms?: number): Promise<void>
  /** Ends the pause that is under way. */
  wake(): void
  /** An attempt succeeded: the next pause is a short one again. */
  reset(): void
}

const FIRST_MS = 1000
const LONGEST_MS = 60_000

export function pacer(firstMs: number = FIRST_MS): Pacer {
  let attempts = 0
  let end: () => void = () => {}
  return {
    wait(ms) {
      const pause = ms ?? Math.min(LONGEST_MS, firstMs * 2 ** attempts) * (0.5 + Math.random() / 2)
      if (ms === undefined) attempts += 1
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, pause)
        timer.unref()
        end = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    },
    wake: () => end(),
    reset() {
      attempts = 0
    },
  }
}
