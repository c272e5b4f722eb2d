import { describe, expect, test } from 'vitest'
import { chanceOfConcern, neighbourCorrelation } from '../../domain/metrics/chance.ts'
import { type GroupValue, gapsOverTime } from '../../domain/metrics/gap-series.ts'
import { rateValue } from '../../domain/metrics/rates.ts'
import { xmrChart } from '../../domain/metrics/spc.ts'
import { spcVerdict } from '../../domain/metrics/spc-verdict.ts'

/** What chance alone does, by simulation with a fixed seed: the same numbers on every machine. */

/** Even numbers from 0 to 1, by a linear congruence (Numerical Recipes, 7.1). */
function evenNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
}

/** Normal values of mean 0 and deviation 1 (Box and Muller). */
function normalNumbers(seed: number): () => number {
  const even = evenNumbers(seed)
  return () => Math.sqrt(-2 * Math.log(even())) * Math.cos(2 * Math.PI * even())
}

describe('early warnings by chance', () => {
  test.each([7, 12, 24, 60])('of stable series of %i points', (length) => {
    const next = normalNumbers(length)
    const tries = 6000
    let flagged = 0
    for (let i = 0; i < tries; i++) {
      const points = Array.from({ length }, (_, at) => ({ label: `P${at}`, value: next() }))
      const { variation } = spcVerdict(xmrChart(points, { better: 'lower' }))
      if (variation.startsWith('concern')) flagged += 1
    }
    const expected = chanceOfConcern(length) * tries
    // Four standard deviations of a count.
    expect(Math.abs(flagged - expected)).toBeLessThan(4 * Math.sqrt(expected))
  })

  test('the chance lies between those of the lengths around it', () => {
    expect(chanceOfConcern(1)).toBe(chanceOfConcern(7))
    expect(chanceOfConcern(18)).toBeCloseTo((chanceOfConcern(12) + chanceOfConcern(24)) / 2, 10)
    expect(chanceOfConcern(500)).toBe(chanceOfConcern(60))
  })

  test('values that depend on their neighbours are said to, independent ones are not', () => {
    const next = normalNumbers(5)
    const independent = Array.from({ length: 40 }, next)
    let last = 0
    const dependent = Array.from({ length: 40 }, () => {
      last = 0.8 * last + next()
      return last
    })
    expect(neighbourCorrelation(independent)).toBeUndefined()
    expect(neighbourCorrelation(dependent)).toBeGreaterThan(0.4)
    expect(neighbourCorrelation([1, 2, 3])).toBeUndefined()
    expect(neighbourCorrelation(Array(20).fill(3))).toBeUndefined()
    const warnings = xmrChart(dependent.map((value, i) => ({ label: `P${i}`, value }))).warnings
    expect(warnings.join(' ')).toMatch(/lie close to their neighbours/)
  })
})

const YEARS = [
  '2017/18',
  '2018/19',
  '2019/20',
  '2020/21',
  '2021/22',
  '2022/23',
  '2023/24',
  '2024/25',
]
const METRIC = { better: 'lower', valueType: 'proportion', multiplier: 100 } as const

function group(category: string, count: number, people: number): GroupValue {
  const rate = rateValue(count, people, { valueType: 'proportion', multiplier: 100 })
  return { category, ...rate }
}

describe('gaps between groups among which nothing changes', () => {
  const tenths = ['Most', 'Second most', 'Third more', 'Fourth more', 'Fifth more']
    .map((place) => `${place} deprived decile`)
    .concat(
      ['Fifth less', 'Fourth less', 'Third less', 'Second least', 'Least'].map(
        (place) => `${place} deprived decile`,
      ),
    )
  test.each([
    ['five groups', ['Asian', 'Black', 'Mixed', 'Other', 'White']],
    ['nine groups', Array.from({ length: 9 }, (_, i) => `Group ${i}`)],
    ['tenths of deprivation', tenths],
  ])('%s: widening and narrowing each in about 2.5 of 100', (_, categories) => {
    const next = normalNumbers(categories.length)
    const [people, share, tries] = [2000, 0.2, 1500]
    const found = { widening: 0, narrowing: 0, 'no-clear-change': 0 }
    for (let i = 0; i < tries; i++) {
      const periods = YEARS.map((period) => ({
        period,
        groups: categories.map((category) => {
          const off = Math.sqrt(people * share * (1 - share)) * next()
          return group(category, Math.round(people * share + off), people)
        }),
      }))
      found[gapsOverTime(METRIC, periods).trend!.direction] += 1
    }
    for (const share of [found.widening, found.narrowing].map((count) => count / tries)) {
      expect(share).toBeGreaterThan(0.01)
      expect(share).toBeLessThan(0.042)
    }
  })
})

describe('one convention for the sign of a gap', () => {
  test('above 0 where the most deprived have the higher value, in gap and in slope index', () => {
    const fifths = [1, 2, 3, 4, 5].map((fifth) =>
      group(
        `${['Most', 'Second most', 'Middle', 'Second least', 'Least'][fifth - 1]} deprived quintile`,
        600 - fifth * 80,
        2000,
      ),
    )
    const { periods, between } = gapsOverTime(METRIC, [{ period: '2024/25', groups: fifths }])
    expect(between?.from).toBe('Most deprived quintile')
    expect(periods[0]!.absolute!.gap).toBeGreaterThan(0)
    expect(periods[0]!.inequality!.sii.value).toBeGreaterThan(0)
    expect(periods[0]!.relative!.gap).toBeGreaterThan(1)
    expect(periods[0]!.inequality!.rii!.value).toBeGreaterThan(1)
  })

  test('groups without an order: the same two in every period, by their average', () => {
    const values = (asian: number, black: number, white: number) => [
      group('Asian', asian, 2000),
      group('Black', black, 2000),
      group('White', white, 2000),
    ]
    const { between, periods } = gapsOverTime(METRIC, [
      { period: '2022/23', groups: values(500, 520, 300) },
      { period: '2023/24', groups: values(500, 540, 300) },
      // The latest period alone would choose Asian.
      { period: '2024/25', groups: values(530, 520, 300) },
    ])
    expect(between).toEqual({ from: 'Black', to: 'White' })
    expect(periods.map(({ absolute }) => absolute!.gap > 0)).toEqual([true, true, true])
  })
})
