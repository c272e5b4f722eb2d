import { setImmediate } from 'node:timers/promises'

/** Most that others are given at once, in ms. */
const MOST_MS = 4
/** Share of the time worked that others are then given. */
const SHARE = 0.1

let workedSince = performance.now()

/**
 * Lets others have their turn in the midst of a long task. One turn of the loop would be too short:
 * to send a file takes half a dozen, and each would come after another slice of the task. So others
 * have a tenth of the time that was worked.
 */
export async function letOthersWork(): Promise<void> {
  const begun = performance.now()
  const until = begun + Math.min(MOST_MS, SHARE * (begun - workedSince))
  do await setImmediate()
  while (performance.now() < until)
  workedSince = performance.now()
}
