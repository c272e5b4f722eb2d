import fc from 'fast-check'
import { expect, test } from 'vitest'
import { round, step } from './rounds.ts'

test('three do anything at all, and no word is lost, doubled or seen by some alone', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
      expect(() => round(steps)).not.toThrow()
    }),
    { numRuns: 25 },
  )
})
