import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import { forecast, outlook } from '../../domain/metrics/forecast.ts'
import { parsePeriod } from '../../domain/metrics/periods.ts'

const year = (n: number) => parsePeriod(String(n))!
const series = (values: readonly number[], from = 2010) =>
  values.map((value, i) => ({ period: year(from + i), value }))

/** Computed apart from this code with NumPy and SciPy. */
const REFERENCE = { value: 16.485714285714288, lower: 12.37599363567924, upper: 20.595434935749335 }

test('is the regression line carried on, with its prediction interval', () => {
  const result = forecast(series([10, 12, 11, 14, 13, 15]), year(2017), { last: 6, level: 95 })
  expect(result.value).toBeCloseTo(REFERENCE.value, 9)
  expect(result.lower).toBeCloseTo(REFERENCE.lower, 9)
  expect(result.upper).toBeCloseTo(REFERENCE.upper, 9)
  expect(result.method).toBe(
    'Straight line through the last 6 values, with a 95% prediction interval.',
  )
})

test('takes the latest values, in any order, and respects missing years', () => {
  const values = [99, 98, ...[1, 2, 3, 5].map((n) => n * 10)]
  const years = [2000, 2001, 2011, 2012, 2013, 2015]
  const points = values.map((value, i) => ({ period: year(years[i]!), value })).reverse()
  const result = forecast(points, year(2020), { last: 4 })
  expect(result).toMatchObject({ points: 4, level: 80 })
  expect(result.value).toBeCloseTo(100, 9)
  expect(result.slope).toBeCloseTo(10, 9)
})

describe('properties', () => {
  const values = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 4, maxLength: 12 })

  test('a straight series goes straight on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (start, slope, ahead) => {
          const line = series(Array.from({ length: 6 }, (_, i) => start + slope * i))
          const result = forecast(line, year(2015 + ahead))
          expect(result.value).toBeCloseTo(start + slope * (5 + ahead), 7)
          expect(result.upper - result.lower).toBeCloseTo(0, 5)
        },
      ),
    )
  })

  test('the interval holds the forecast, and widens with time and level', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const points = series(numbers)
        const next = 2010 + numbers.length
        const near = forecast(points, year(next))
        const far = forecast(points, year(next + 5))
        const sure = forecast(points, year(next), { level: 95 })
        expect(near.lower).toBeLessThanOrEqual(near.value)
        expect(near.upper).toBeGreaterThanOrEqual(near.value)
        expect(far.upper - far.lower).toBeGreaterThanOrEqual(near.upper - near.lower)
        expect(sure.upper).toBeGreaterThanOrEqual(near.upper)
      }),
    )
  })
})

describe('outlook', () => {
  test.each([
    ['higher', 5, 'expected-to-meet'],
    ['higher', 10, 'expected-to-meet'],
    ['higher', 15, 'unclear'],
    ['higher', 25, 'expected-to-miss'],
    ['lower', 25, 'expected-to-meet'],
    ['lower', 20, 'expected-to-meet'],
    ['lower', 5, 'expected-to-miss'],
    ['neither', 5, 'not-judged'],
  ] as const)('%s is better, target %d, forecast 10 to 20: %s', (better, target, said) => {
    expect(outlook({ lower: 10, upper: 20 }, target, better)).toBe(said)
  })
})

test.each([
  ['three values', () => forecast(series([1, 2, 3]), year(2020))],
  ['a period that has been', () => forecast(series([1, 2, 3, 4]), year(2013))],
  ['mixed kinds of period', () => forecast(series([1, 2, 3, 4]), parsePeriod('2022/23')!)],
  [
    'two values for a period',
    () => forecast([...series([1, 2, 3, 4]), ...series([1])], year(2020)),
  ],
])('refuses %s', (_, compute) => {
  expect(compute).toThrow(UserError)
})
