import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  normalQuantile,
  poissonCdf,
  poissonMeanFor,
  studentQuantile,
} from '../../domain/metrics/distributions.ts'

/** Reference values from SciPy 1.17 (norm.ppf, t.ppf, chi2.ppf). */
describe('against reference values', () => {
  test.each([
    [1e-10, -6.361340902404056],
    [0.001, -3.090232306167813],
    [0.025, -1.9599639845400545],
    [0.075, -1.4395314709384563],
    [0.3, -0.5244005127080409],
    [0.5, 0],
    [0.95, 1.6448536269514722],
    [0.999999999, 5.997807019601637],
  ])('normal quantile of %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 12)
  })

  test.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.975, 3, 3.1824463052837078],
    [0.975, 8, 2.306004135204166],
    [0.9, 15, 1.3406056078504553],
    [0.999, 30, 3.3851848668293045],
  ])("Student's t quantile of %d with %d degrees of freedom", (p, df, t) => {
    expect(studentQuantile(p, df)).toBeCloseTo(t, 9)
  })

  test('Poisson mean is half a chi-square quantile', () => {
    expect(poissonMeanFor(0.025, 5)).toBeCloseTo(11.66833207932267, 9)
    expect(poissonMeanFor(0.975, 4)).toBeCloseTo(1.6234863901184207, 9)
  })
})

const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true })

test('the normal and t quantiles are symmetric about a half', () => {
  fc.assert(
    fc.property(probability, fc.integer({ min: 1, max: 60 }), (p, df) => {
      expect(normalQuantile(p) + normalQuantile(1 - p)).toBeCloseTo(0, 6)
      const t = studentQuantile(p, df)
      // 1 - p rounds: far in the tails of few degrees of freedom t is huge, so compare in parts.
      expect(Math.abs(t + studentQuantile(1 - p, df))).toBeLessThanOrEqual(
        1e-6 * Math.max(1, t * t),
      )
    }),
    { numRuns: 50 },
  )
})

test('quantiles rise with the probability', () => {
  fc.assert(
    fc.property(probability, probability, (a, b) => {
      fc.pre(b - a > 1e-9)
      expect(normalQuantile(a)).toBeLessThan(normalQuantile(b))
      expect(studentQuantile(a, 5)).toBeLessThanOrEqual(studentQuantile(b, 5))
    }),
  )
})

test('the Poisson mean for a probability gives that probability back', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      fc.integer({ min: 0, max: 40 }),
      (p, count) => {
        expect(poissonCdf(count, poissonMeanFor(p, count))).toBeCloseTo(p, 9)
      },
    ),
  )
})

test('what is no probability has no quantile', () => {
  for (const p of [0, 1, -0.1, 1.1, Number.NaN]) {
    expect(normalQuantile(p)).toBeNaN()
    expect(studentQuantile(p, 4)).toBeNaN()
    expect(poissonMeanFor(p, 4)).toBeNaN()
  }
  expect(studentQuantile(0.9, 2.5)).toBeNaN()
})
