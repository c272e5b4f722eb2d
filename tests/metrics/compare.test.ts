import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  absoluteGap,
  compareBoth,
  compareWithValue,
  relativeGap,
  type Uncertain,
} from '../../domain/metrics/compare.ts'

function value(value: number, reach: number): Uncertain {
  return {
    value,
    lower95: value - reach,
    upper95: value + reach,
    lower998: value - reach * 1.6,
    upper998: value + reach * 1.6,
  }
}
const bare = { lower95: null, upper95: null, lower998: null, upper998: null }

describe('against a fixed value', () => {
  test.each([
    ['lower', 'better'],
    ['higher', 'worse'],
    ['neither', 'lower'],
  ] as const)('where %s is better, lower is %s', (better, standing) => {
    expect(compareWithValue(value(5, 2), 8, better).standing).toBe(standing)
  })

  test('an interval that holds the comparator is similar', () => {
    expect(compareWithValue(value(5, 2), 7, 'lower').standing).toBe('similar')
    expect(compareWithValue(value(5, 2), 7.5, 'lower').standing).toBe('better')
    expect(compareWithValue(value(5, 2), 7.5, 'lower', 99.8).standing).toBe('similar')
  })

  test('says why nothing is compared', () => {
    expect(compareWithValue({ value: 5, ...bare }, 7, 'lower')).toEqual({
      standing: 'not-compared',
      rule: 'The value has no 95% confidence limits.',
    })
    expect(compareWithValue({ value: null, ...bare }, 7, 'lower').standing).toBe('not-compared')
    expect(compareWithValue(value(5, 2), null, 'lower').standing).toBe('not-compared')
  })

  /** Derby, Rutland and Herefordshire against England's 94.73, campylobacter 2015 (Fingertips). */
  test.each([
    [76.6958635364266, 66.3083721885838, 88.2490330376114, 'better'],
    [110.392682542186, 79.5613334204845, 149.218837816882, 'similar'],
    [139.288353473437, 122.931392477091, 157.215919687507, 'worse'],
  ])('marks %d as Fingertips does', (published, lower95, upper95, standing) => {
    const observed = { ...bare, value: published, lower95, upper95 }
    expect(compareWithValue(observed, 94.7261896202678, 'lower').standing).toBe(standing)
  })
})

describe('gaps', () => {
  test('of symmetric intervals add their reaches in squares', () => {
    const gap = absoluteGap(value(10, 3), value(4, 4))!
    expect(gap).toEqual({ gap: 6, lower: 1, upper: 11 })
  })

  test('have no limits when a value has none', () => {
    expect(absoluteGap(value(10, 3), { value: 4, ...bare })).toEqual({
      gap: 6,
      lower: null,
      upper: null,
    })
    expect(absoluteGap(value(10, 3), { value: null, ...bare })).toBeUndefined()
    expect(relativeGap(value(10, 3), value(4, 4))).toEqual({ gap: 2.5, lower: null, upper: null })
    expect(relativeGap(value(10, 3), { value: 0, ...bare })).toBeUndefined()
  })

  const uncertain = fc
    .tuple(fc.integer({ min: 50, max: 1000 }), fc.integer({ min: 1, max: 40 }))
    .map(([centre, reach]) => value(centre, reach))

  test('hold the estimate, and turn over when the two change places', () => {
    fc.assert(
      fc.property(uncertain, uncertain, (a, b) => {
        const gap = absoluteGap(a, b)!
        const back = absoluteGap(b, a)!
        expect(gap.lower!).toBeLessThan(gap.gap)
        expect(gap.upper!).toBeGreaterThan(gap.gap)
        expect(back.lower!).toBeCloseTo(-gap.upper!, 9)
        const ratio = relativeGap(a, b)!
        const inverse = relativeGap(b, a)!
        expect(ratio.lower!).toBeLessThan(ratio.gap)
        expect(ratio.upper!).toBeGreaterThan(ratio.gap)
        expect(inverse.lower! * ratio.upper!).toBeCloseTo(1, 9)
      }),
    )
  })

  test('keep the verdict when values are scaled', () => {
    fc.assert(
      fc.property(uncertain, uncertain, fc.constantFrom(2, 8, 1024), (a, b, factor) => {
        const scale = (u: Uncertain) =>
          Object.fromEntries(
            Object.entries(u).map(([key, v]) => [key, v === null ? null : v * factor]),
          ) as unknown as Uncertain
        expect(compareBoth(scale(a), scale(b), 'lower')).toEqual(compareBoth(a, b, 'lower'))
      }),
    )
  })
})

test('two uncertain values differ when the interval of the difference leaves out 0', () => {
  // The intervals 7..13 and 12..18 overlap, but the difference of 5 has a reach of 4.24.
  expect(compareBoth(value(10, 3), value(15, 3), 'lower').standing).toBe('better')
  expect(compareBoth(value(10, 3), value(15, 3), 'higher').standing).toBe('worse')
  expect(compareBoth(value(10, 3), value(14, 3), 'lower').standing).toBe('similar')
  expect(compareBoth({ value: 3, ...bare }, value(14, 3), 'lower').standing).toBe('not-compared')
})
