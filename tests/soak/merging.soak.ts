import fc from 'fast-check'
import { test } from 'vitest'
import { round, step } from '../merging/rounds.ts'

/**
 * `MERGING_ROUNDS=5000` for a shorter one: a hundred thousand take a night. `MERGING_MINUTES=20` stops
 * there and says how many were done. `MERGING_SEED` runs those again that failed.
 */
const ROUNDS = Number(process.env.MERGING_ROUNDS ?? 100_000)
const MINUTES = Number(process.env.MERGING_MINUTES ?? Number.POSITIVE_INFINITY)
const SEED = Number(process.env.MERGING_SEED ?? Date.now() % 1_000_000_000)
const BATCH = 250

test(
  `three do anything at all to one text, ${ROUNDS} times, from seed ${SEED}`,
  () => {
    const end = Date.now() + MINUTES * 60_000
    let done = 0
    for (let batch = 0; done < ROUNDS && Date.now() < end; batch++) {
      const steps = fc.array(step, { minLength: 5, maxLength: 30 })
      const numRuns = Math.min(BATCH, ROUNDS - done)
      fc.assert(fc.property(steps, round), { numRuns, seed: SEED + batch })
      done += numRuns
      console.log(`${done} rounds without a word lost, up to seed ${SEED + batch}`)
    }
  },
  24 * 60 * 60_000,
)
