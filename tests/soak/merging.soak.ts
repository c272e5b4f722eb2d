import fc from 'fast-check'
import { test } from 'vitest'
import { round, step } from '../merging/rounds.ts'

/** `MERGING_ROUNDS=5000` for a shorter one: a hundred thousand take a night. */
const ROUNDS = Number(process.env.MERGING_ROUNDS ?? 100_000)
const BATCH = 500

test(
  `three do anything at all to one text, ${ROUNDS} times`,
  () => {
    for (let done = 0; done < ROUNDS; done += BATCH) {
      const steps = fc.array(step, { minLength: 5, maxLength: 30 })
      const numRuns = Math.min(BATCH, ROUNDS - done)
      fc.assert(fc.property(steps, round), { numRuns })
      console.log(`${done + numRuns} rounds`)
    }
  },
  24 * 60 * 60_000,
)
