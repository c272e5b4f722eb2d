import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../../domain/dates.ts'
import { eitherOf, listOf } from '../../domain/words.ts'

/** What is worked out here, since the machine's languages take long to load, is as they have it. */

test('a moment falls on the day that it has in London, whatever the time of year', () => {
  const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
  const moments = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31, 22) })
  const lastHours = fc
    .integer({ min: 0, max: 40_000 })
    .chain((day) =>
      fc.integer({ min: 22 * 3600, max: 25 * 3600 }).map((s) => (day * 86_400 + s) * 1000),
    )
  fc.assert(
    fc.property(fc.oneof(moments, lastHours), (moment) => {
      expect(dayOf(moment)).toBe(london.format(moment))
      expect(dayOf(new Date(moment).toISOString())).toBe(london.format(moment))
    }),
  )
})

test('the clocks of summer are an hour ahead', () => {
  expect(dayOf('2026-07-01T22:59:59Z')).toBe('2026-07-01')
  expect(dayOf('2026-07-01T23:00:00Z')).toBe('2026-07-02')
  expect(dayOf('2026-12-01T23:59:59Z')).toBe('2026-12-01')
  expect(dayOf('1970-01-31T23:30:00Z')).toBe('1970-02-01')
  expect(dayOf('2026-07-01T23:00:00.000Z.0001-replica')).toBe('2026-07-02')
  expect(() => dayOf('no day')).toThrow(RangeError)
})

test('words are listed as British English lists them', () => {
  const and = new Intl.ListFormat('en-GB', { type: 'conjunction' })
  const or = new Intl.ListFormat('en-GB', { type: 'disjunction' })
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(listOf(words)).toBe(and.format(words))
      expect(eitherOf(words)).toBe(or.format(words))
    }),
  )
})
