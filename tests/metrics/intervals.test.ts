import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import {
  byarInterval,
  CONFIDENCE_LEVELS,
  countInterval,
  exactInterval,
  wilsonInterval,
} from '../../domain/metrics/intervals.ts'

/** Published in the tests of UKHSA's PHEindicatormethods (testdata_Byars_Wilson). */
describe('against the published values of PHEindicatormethods', () => {
  test.each([
    [65, 95, 50.163187710459454, 82.84913854593984],
    [1045, 95, 982.5932018073325, 1110.33121298565],
    [1, 95, 0.01307213290150435, 5.5637555824752605],
    [65, 99.8, 42.8802614714802, 94.00029084431802],
    [1045, 99.8, 947.9407035610374, 1148.806160988033],
    [10, 99.8, 2.916318374695686, 24.193724927880535],
    [1, 99.8, undefined, 9.362180217908362],
  ] as const)("Byar's limits of %d at %d %%", (count, level, lower, upper) => {
    const interval = byarInterval(count, level)
    if (lower === undefined) expect(interval.lower).toBeUndefined()
    else expect(interval.lower).toBeCloseTo(lower, 9)
    expect(interval.upper).toBeCloseTo(upper, 9)
  })

  test.each([
    [65, 100, 95, 0.5525444329688797, 0.7363575175690247],
    [1045, 5000, 95, 0.19795549880013297, 0.22049130373189027],
    [0.445, 1, 95, 0.04381744772058822, 0.9334621276979156],
    [65, 100, 99.8, 0.4954946574070431, 0.7783540614089697],
    [1045, 5000, 99.8, 0.19179381799015244, 0.22731562902525818],
    [0.445, 1, 99.8, 0.019347006132900975, 0.9702259947019541],
  ] as const)("Wilson's limits of %d in %d at %d %%", (count, denominator, level, lower, upper) => {
    const interval = wilsonInterval(count, denominator, level)
    expect(interval.lower).toBeCloseTo(lower, 12)
    expect(interval.upper).toBeCloseTo(upper, 12)
  })
})

/** Half the chi-square quantiles, from SciPy 1.17. */
test.each([
  [0, 95, 0, 3.6888794541139354],
  [1, 95, 0.025317807984289876, 5.571643390938898],
  [9, 95, 4.115373097378334, 17.084803451419166],
  [5, 99.8, 0.7393717319178323, 16.454745203680105],
  [2000, 95, 1913.2987096256304, 2089.6174394458276],
] as const)('exact limits of %d at %d %%', (count, level, lower, upper) => {
  const interval = exactInterval(count, level)
  expect(interval.lower).toBeCloseTo(lower, 8)
  expect(interval.upper).toBeCloseTo(upper, 8)
})

test('counts go over from exact limits to Byar’s at 10', () => {
  expect(countInterval(9).method).toBe('exact')
  expect(countInterval(10).method).toBe('byar')
  expect(countInterval(2.5)).toMatchObject({ method: 'byar' })
  expect(countInterval(0.4, 99.8).lower).toBe(0)
})

const level = fc.constantFrom(...CONFIDENCE_LEVELS)

test('limits enclose the estimate, and those at 99.8 % the ones at 95 %', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), (a, b) => {
      const count = Math.min(a, b)
      const denominator = Math.max(a, b) + 1
      const inner = wilsonInterval(count, denominator, 95)
      const outer = wilsonInterval(count, denominator, 99.8)
      const share = count / denominator
      const order = [0, outer.lower, inner.lower, share, inner.upper, outer.upper, 1]
      for (let i = 1; i < order.length; i++) {
        expect(order[i]! - order[i - 1]!).toBeGreaterThanOrEqual(-1e-12)
      }
      const innerCount = countInterval(count, 95)
      const outerCount = countInterval(count, 99.8)
      expect(outerCount.lower).toBeLessThanOrEqual(innerCount.lower)
      expect(innerCount.lower).toBeLessThanOrEqual(count)
      expect(innerCount.upper).toBeGreaterThan(count)
      expect(outerCount.upper).toBeGreaterThan(innerCount.upper)
    }),
  )
})

test("Wilson's limits mirror when the count turns into its complement", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.integer({ min: 1, max: 5000 }), level, (a, n, at) => {
      const count = Math.min(a, n)
      const interval = wilsonInterval(count, n, at)
      const mirrored = wilsonInterval(n - count, n, at)
      expect(interval.lower).toBeCloseTo(1 - mirrored.upper, 10)
      expect(interval.upper).toBeCloseTo(1 - mirrored.lower, 10)
    }),
  )
})

test('limits of a count rise with the count', () => {
  fc.assert(
    fc.property(fc.nat(2000), level, (count, at) => {
      const one = countInterval(count, at)
      const next = countInterval(count + 1, at)
      expect(next.upper).toBeGreaterThan(one.upper)
      expect(next.lower).toBeGreaterThan(one.lower)
    }),
  )
})

test('more people narrow the interval of a proportion', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 2, max: 500 }), (a, n) => {
      const count = Math.min(a, n)
      const width = (times: number) => {
        const { lower, upper } = wilsonInterval(count * times, n * times)
        return upper - lower
      }
      expect(width(4)).toBeLessThan(width(1))
    }),
  )
})

test.each([
  ['a denominator of 0', () => wilsonInterval(0, 0)],
  ['a count above its denominator', () => wilsonInterval(3, 2)],
  ['a negative count', () => countInterval(-1)],
  ['a count that is no number', () => byarInterval(Number.NaN)],
])('refuses %s', (_, compute) => {
  expect(compute).toThrow(UserError)
})
