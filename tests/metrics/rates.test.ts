import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import { aggregate, rateValue } from '../../domain/metrics/rates.ts'

const percent = { valueType: 'proportion', multiplier: 100 } as const
const per100000 = { valueType: 'rate', multiplier: 100_000 } as const

test('a proportion in percent has Wilson’s limits', () => {
  expect(rateValue(65, 100, percent)).toMatchObject({ value: 65, method: 'Wilson' })
  expect(rateValue(65, 100, percent).lower95).toBeCloseTo(55.25444329688797, 10)
  expect(rateValue(65, 100, percent).upper998).toBeCloseTo(77.835406140897, 10)
})

/** England, campylobacter 2015, as Fingertips publishes it (indicator 93356). */
test('a rate has the limits that Fingertips publishes', () => {
  const rate = rateValue(51_897, 54_786_327, per100000)
  expect(rate.value).toBeCloseTo(94.7261896202678, 9)
  expect(rate.lower95).toBeCloseTo(93.9129396546008, 4)
  expect(rate.upper95).toBeCloseTo(95.5447303303505, 4)
  expect(rate.method).toBe('Byar')
  expect(rateValue(4, 1000, per100000).method).toBe('exact Poisson')
})

test('the multiplier scales value and limits alike', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 500, max: 90_000 }), (count, denominator) => {
      for (const valueType of ['proportion', 'rate'] as const) {
        const one = rateValue(count, denominator, { valueType, multiplier: 1 })
        const many = rateValue(count, denominator, { valueType, multiplier: 1000 })
        for (const key of ['value', 'lower95', 'upper95', 'lower998', 'upper998'] as const) {
          expect(many[key]).toBeCloseTo(one[key] * 1000, 6)
        }
      }
    }),
  )
})

describe('aggregation', () => {
  test('adds counts and denominators, and never averages', () => {
    const sum = aggregate(
      [
        { name: 'Derby', count: 10, denominator: 100 },
        { name: 'Derbyshire', count: 90, denominator: 300 },
      ],
      percent,
    )
    expect(sum).toMatchObject({
      possible: true,
      result: { value: 25, count: 100, denominator: 400 },
    })
  })

  test('names the parts that are not known', () => {
    const sum = aggregate(
      [
        { name: 'Derby', count: null, denominator: 100 },
        { name: 'Rutland', count: 0, denominator: 0 },
        { name: 'Derbyshire', count: 0, denominator: 300 },
      ],
      percent,
    )
    expect(sum).toEqual({ possible: false, unknown: ['Derby', 'Rutland'] })
  })

  test('lies between the smallest and the largest part', () => {
    const part = fc.record({
      name: fc.constant('a'),
      count: fc.nat(100),
      denominator: fc.integer({ min: 100, max: 5000 }),
    })
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const sum = aggregate(parts, percent)
        if (!sum.possible) throw new Error('all parts are known')
        const values = parts.map(({ count, denominator }) => (count / denominator) * 100)
        expect(sum.result.value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9)
        expect(sum.result.value).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
      }),
    )
  })
})

test.each([
  ['a denominator of 0', () => rateValue(1, 0, per100000)],
  ['a proportion above 1', () => rateValue(5, 4, percent)],
  ['a negative count', () => rateValue(-1, 4, per100000)],
  ['no parts', () => aggregate([], percent)],
])('refuses %s', (_, compute) => {
  expect(compute).toThrow(UserError)
})
