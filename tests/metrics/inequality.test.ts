import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import { inequality } from '../../domain/metrics/inequality.ts'
import { type QuantileRow, relativeRanks } from '../../domain/metrics/quantiles.ts'

/**
 * The two areas in the documentation of PHEindicatormethods::phe_sii (life expectancy by decile).
 * The expected numbers were computed apart from this code with NumPy: least squares of Y sqrt(a) on
 * sqrt(a) and b sqrt(a), and a million simulated draws for the simulated limits.
 */
const AREAS = {
  first: {
    populations: [7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534],
    values: [75.9, 78.3, 83.8, 83.6, 80.5, 81.1, 81.7, 84.2, 80.6, 86.3],
    errors: [1.64, 1.58, 1.51, 1.78, 1.7, 1.56, 1.37, 1.4, 2.43, 1.57],
    sii: 7.00023476007992,
    rii: 1.0897097049119415,
    limits: [3.1534288651088627, 10.847040655050977],
    scatter: [0.7586370356198024, 13.241832484540037],
    simulated: { sii: [3.169, 10.842], rii: [1.0397, 1.1423] },
  },
  second: {
    populations: [21675, 20065, 19750, 24713, 20112, 19618, 22408, 19752, 18939, 19312],
    values: [70.5, 71.6, 72.5, 73.5, 73.1, 76.2, 78.7, 80.6, 80.9, 80],
    errors: [0.23, 0.26, 0.3, 0.16, 0.79, 0.78, 0.4, 0.28, 0.23, 0.35],
    sii: 12.622738563631735,
    rii: 1.1820343480014972,
    limits: [12.01166664148936, 13.23381048577411],
    scatter: [9.698542434775943, 15.546934692487527],
    simulated: { sii: [12.013, 13.233], rii: [1.1726, 1.1916] },
  },
}
type Area = (typeof AREAS)['first']

function rowsOf({ populations, values, errors }: Area): QuantileRow[] {
  return populations.map((population, i) => ({
    quantile: i + 1,
    population,
    value: values[i]!,
    standardError: errors[i]!,
  }))
}
function withoutErrors(rows: QuantileRow[]): QuantileRow[] {
  return rows.map(({ quantile, population, value }) => ({ quantile, population, value }))
}

describe.each(Object.entries(AREAS))('the %s documented area', (_, area) => {
  const rows = rowsOf(area)

  test('has the slope and the ratio of the weighted regression', () => {
    const { sii, rii } = inequality(rows)
    expect(sii.value).toBeCloseTo(area.sii, 9)
    expect(rii?.value).toBeCloseTo(area.rii, 11)
  })

  test('has limits from the standard errors', () => {
    const { sii, method } = inequality(rows)
    expect(sii.lower).toBeCloseTo(area.limits[0]!, 5)
    expect(sii.upper).toBeCloseTo(area.limits[1]!, 5)
    expect(method).toMatch(/^standard errors/)
  })

  test('has limits from the scatter where no value has an error', () => {
    const { sii, method } = inequality(withoutErrors(rows))
    expect(sii.lower).toBeCloseTo(area.scatter[0]!, 8)
    expect(sii.upper).toBeCloseTo(area.scatter[1]!, 8)
    expect(method).toMatch(/Student t$/)
  })

  test('has simulated limits, the same for the same seed', () => {
    const simulate = { repetitions: 20_000, seed: 5 }
    const { sii, rii, method } = inequality(rows, { simulate })
    // The tolerance that the package's own tests allow its simulation.
    expect(Math.abs(sii.lower / area.simulated.sii[0]! - 1)).toBeLessThan(0.05)
    expect(Math.abs(sii.upper / area.simulated.sii[1]! - 1)).toBeLessThan(0.05)
    expect(rii!.lower).toBeCloseTo(area.simulated.rii[0]!, 2)
    expect(rii!.upper).toBeCloseTo(area.simulated.rii[1]!, 2)
    expect(method).toBe('simulation, 20,000 repetitions, seed 5')
    expect(inequality(rows, { simulate })).toEqual(inequality(rows, { simulate }))
  })

  test('takes 95 % limits in place of a standard error', () => {
    const limits = rows.map(({ standardError = 0, ...row }) => ({
      ...row,
      lower: row.value - 1.959963984540054 * standardError,
      upper: row.value + 1.959963984540054 * standardError,
    }))
    const [one, other] = [inequality(rows), inequality(limits)]
    expect(other.sii.lower).toBeCloseTo(one.sii.lower, 9)
    expect(other.rii!.upper).toBeCloseTo(one.rii!.upper, 9)
  })
})

test('a fit on logarithms tells the ratio of the two ends', () => {
  const { sii, rii } = inequality(rowsOf(AREAS.first), { valueType: 'rate', transform: true })
  expect(sii.value).toBeCloseTo(7.066241046488429, 9)
  expect(rii?.value).toBeCloseTo(1.0905687146706808, 11)
  // Against a million simulated draws.
  expect(sii.lower).toBeCloseTo(3.167, 1)
  expect(rii!.upper).toBeCloseTo(1.144, 2)
})

test('ranks are the middles of the shares', () => {
  const { rank, share } = relativeRanks([12, 10, 78])
  expect(share).toEqual([0.12, 0.1, 0.78])
  expect(rank[0]).toBeCloseTo(0.06)
  expect(rank[1]).toBeCloseTo(0.17)
  expect(rank[2]).toBeCloseTo(0.61)
})

test('a negative multiplier turns the comparison round', () => {
  const rows = rowsOf(AREAS.first)
  const plain = inequality(rows)
  const turned = inequality(rows, { multiplier: -100 })
  expect(turned.sii.value).toBeCloseTo(plain.sii.value * -100, 9)
  expect(turned.sii.lower).toBeCloseTo(plain.sii.upper * -100, 9)
  expect(turned.rii!.value).toBeCloseTo(1 / plain.rii!.value, 12)
  expect(turned.rii!.lower).toBeCloseTo(1 / plain.rii!.upper, 12)
})

const decimals = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((n) => n / 1000)
const quantiles = fc.constantFrom(5, 10).chain((count) =>
  fc.array(
    fc.record({
      population: fc.integer({ min: 100, max: 50_000 }),
      value: decimals(10, 90),
      standardError: decimals(0.01, 3),
    }),
    { minLength: count, maxLength: count },
  ),
)
const numbered = quantiles.map((rows) => rows.map((row, i) => ({ quantile: i + 1, ...row })))

describe('properties', () => {
  test('a straight gradient is found exactly, whatever the populations', () => {
    fc.assert(
      fc.property(numbered, decimals(20, 60), decimals(-15, 15), (rows, start, slope) => {
        const { rank } = relativeRanks(rows.map((row) => row.population))
        const straight = rows.map((row, i) => ({ ...row, value: start + slope * rank[i]! }))
        const { sii, rii, fitted } = inequality(straight)
        expect(sii.value).toBeCloseTo(slope, 7)
        expect(fitted.mostDeprived).toBeCloseTo(start, 7)
        expect(rii!.value).toBeCloseTo((start + slope) / start, 7)
      }),
    )
  })

  test('adding a constant leaves the slope; scaling scales it and leaves the ratio', () => {
    fc.assert(
      fc.property(numbered, decimals(1, 50), (rows, by) => {
        const base = inequality(rows)
        const shifted = inequality(rows.map((row) => ({ ...row, value: row.value + by })))
        const scaled = inequality(
          rows.map((row) => ({
            ...row,
            value: row.value * by,
            standardError: row.standardError * by,
          })),
        )
        expect(shifted.sii.value).toBeCloseTo(base.sii.value, 6)
        expect(shifted.sii.lower).toBeCloseTo(base.sii.lower, 6)
        expect(scaled.sii.value / by).toBeCloseTo(base.sii.value, 6)
        expect(scaled.sii.upper / by).toBeCloseTo(base.sii.upper, 6)
        if (base.rii) expect(scaled.rii!.value).toBeCloseTo(base.rii.value, 6)
      }),
    )
  })

  test('turning the order of the quantiles turns slope and ratio', () => {
    fc.assert(
      fc.property(numbered, (rows) => {
        const base = inequality(rows)
        const turned = inequality(
          rows.map((row) => ({ ...row, quantile: rows.length + 1 - row.quantile })),
        )
        expect(turned.sii.value).toBeCloseTo(-base.sii.value, 6)
        expect(turned.sii.upper).toBeCloseTo(-base.sii.lower, 6)
        if (base.rii) expect(turned.rii!.value * base.rii.value).toBeCloseTo(1, 6)
      }),
    )
  })

  test('the unit of population does not matter, nor does the order of the rows', () => {
    fc.assert(
      fc.property(numbered, (rows) => {
        const base = inequality(rows)
        const other = inequality(
          rows.map((row) => ({ ...row, population: row.population * 8 })).reverse(),
        )
        expect(other.sii.value).toBeCloseTo(base.sii.value, 9)
      }),
    )
  })

  test('limits hold the estimate, and are wider at 99.8 %', () => {
    fc.assert(
      fc.property(numbered, fc.boolean(), (rows, known) => {
        const given = known ? rows : withoutErrors(rows)
        const [at95, at998] = [inequality(given), inequality(given, { level: 99.8 })]
        expect(at95.sii.lower).toBeLessThanOrEqual(at95.sii.value)
        expect(at95.sii.upper).toBeGreaterThanOrEqual(at95.sii.value)
        expect(at998.sii.lower).toBeLessThanOrEqual(at95.sii.lower)
        expect(at998.sii.upper).toBeGreaterThanOrEqual(at95.sii.upper)
      }),
    )
  })
})

describe('proportions', () => {
  const rows = rowsOf(AREAS.first).map((row) => ({
    ...row,
    value: row.value / 100,
    standardError: row.standardError! / 100,
  }))

  test('have about the same limits by formula and by simulation', () => {
    for (const transform of [false, true]) {
      const options = { valueType: 'proportion', transform } as const
      const formula = inequality(rows, options)
      const simulated = inequality(rows, { ...options, simulate: {} })
      expect(simulated.sii.lower).toBeCloseTo(formula.sii.lower, 2)
      expect(simulated.rii!.upper).toBeCloseTo(formula.rii!.upper, 2)
    }
  })

  test('must be between 0 and 1', () => {
    expect(() => inequality(rowsOf(AREAS.first), { valueType: 'proportion' })).toThrow(
      'Quantile 1: a proportion must be between 0 and 1. Divide percentages by 100.',
    )
  })
})

describe('refuses', () => {
  const rows = rowsOf(AREAS.first)
  const changed = (change: Partial<QuantileRow>) =>
    rows.map((row) => (row.quantile === 3 ? { ...row, ...change } : row))

  test.each([
    ['too few quantiles', rows.slice(0, 4), /needs 5 to 100 quantiles/],
    ['a quantile twice', changed({ quantile: 4 }), /3 is missing/],
    ['nobody in a quantile', changed({ population: 0 }), /Quantile 3: its population/],
    ['a value that is no number', changed({ value: Number.NaN }), /Quantile 3: its value/],
    ['a negative standard error', changed({ standardError: -1 }), /Quantile 3: its standard error/],
  ])('%s', (_, bad, message) => {
    expect(() => inequality(bad)).toThrow(UserError)
    expect(() => inequality(bad)).toThrow(message)
  })

  test('limits in the wrong order, or that a rate cannot have', () => {
    const limits = (lower: number) =>
      withoutErrors(rows).map((row) => ({ ...row, lower, upper: 90 }))
    expect(() => inequality(limits(91))).toThrow(/above its upper limit/)
    expect(() => inequality(limits(0), { valueType: 'rate' })).toThrow(/greater than 0/)
  })

  test('what it cannot simulate', () => {
    expect(() => inequality(withoutErrors(rows), { simulate: {} })).toThrow(/standard error/)
    expect(() => inequality(rows, { simulate: { repetitions: 10 } })).toThrow(/1,000/)
    expect(() => inequality(rows, { multiplier: 0 })).toThrow(/multiplier/)
  })
})

test('a line that falls below 0 has no ratio', () => {
  const values = [10, 8, 5, 2, -4]
  const rows = values.map((value, i) => ({ quantile: i + 1, population: 100, value }))
  const { sii, rii } = inequality(rows)
  expect(sii.value).toBeLessThan(0)
  expect(rii).toBeNull()
})
