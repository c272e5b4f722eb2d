import fc from 'fast-check'
import { expect, test } from 'vitest'
import { round, type Step, step } from './rounds.ts'

test('three do anything at all, and no word is lost, doubled or seen by some alone', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
      expect(() => round(steps)).not.toThrow()
    }),
    // The same each time: rounds drawn anew are soaked, where a find is looked into.
    { numRuns: 25, seed: 1 },
  )
})

const ROUNDS: Record<string, Step[]> = {
  'a letter typed over a choice in a merged cell': [
    { side: 1, what: 'mergeCells', place: 37, length: 21 },
    { side: 1, what: 'retype', place: 85, length: 19 },
    { side: 0, what: 'type', place: 0, length: 0 },
    { side: 0, what: 'type', place: 0, length: 0 },
    { side: 0, what: 'type', place: 0, length: 0 },
    { side: 0, what: 'type', place: 0, length: 0 },
    { side: 0, what: 'type', place: 0, length: 0 },
  ],
  'a letter typed over a choice that reaches into a table': [
    { side: 2, what: 'retype', place: 123, length: 11 },
    { side: 2, what: 'drag', place: 37, length: 14 },
    { side: 0, what: 'type', place: 0, length: 0 },
    { side: 0, what: 'type', place: 0, length: 0 },
    { side: 2, what: 'retype', place: 271, length: 23 },
    { side: 0, what: 'type', place: 0, length: 0 },
  ],
  'a letter typed where words were moved away': [
    { side: 0, what: 'delete', place: 800, length: 20 },
    { side: 1, what: 'moveWords', place: 789, length: 40 },
    { side: 0, what: 'type', place: 0, length: 0 },
    { side: 0, what: 'meet', place: 0, length: 0 },
    { side: 0, what: 'noColumn', place: 0, length: 0 },
    { side: 0, what: 'retype', place: 571, length: 3 },
    { side: 0, what: 'type', place: 0, length: 0 },
  ],
}

test.each(Object.entries(ROUNDS))('what was lost once: %s', (_, steps) => {
  expect(() => round(steps)).not.toThrow()
})
