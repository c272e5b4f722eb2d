import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deprivationQuantile } from '../../domain/metrics/deprivation.ts'
import { rateValue } from '../../domain/metrics/rates.ts'
import { readPath } from './fingertips-file.ts'

const SAMPLE = join(import.meta.dirname, '../../../shared/data/fingertips-export-sample.csv')

describe.skipIf(!existsSync(SAMPLE))('the real export', () => {
  test('is read row for row', async () => {
    const { rows, problems, soFar } = await readPath(SAMPLE)
    expect(soFar).toEqual({ read: 150, taken: 145, leftOut: { area: 5 }, problems: 1 })
    // The county that was divided in 2021.
    expect(problems).toMatchObject([
      {
        row: 32,
        column: 'Area Code',
        message: expect.stringMatching(/Northamptonshire.*divided into E06000061 and E06000062/),
      },
    ])
    expect(new Set(rows.map(({ indicatorName }) => indicatorName))).toEqual(
      new Set(['Campylobacter incidence rate/100,000']),
    )
  })

  test('has all ten deciles of each year', async () => {
    const { rows } = await readPath(SAMPLE)
    const deciles = rows.flatMap(({ category, period }) => {
      const found = category && deprivationQuantile(category.value)
      return found ? [`${period} ${found.quantile}`] : []
    })
    expect(new Set(deciles)).toHaveLength(30)
  })

  test('has values that its counts and denominators give, with about the same limits', async () => {
    const { rows } = await readPath(SAMPLE)
    for (const { count, denominator, value, lower95, upper95 } of rows) {
      if (count === null || denominator === null || lower95 === null || upper95 === null) continue
      const rate = rateValue(count, denominator, { valueType: 'rate', multiplier: 100_000 })
      expect(rate.value).toBeCloseTo(value!, 6)
      // Fingertips takes Byar's limits also for counts below 10, where ours are exact.
      const tolerance = count < 10 ? 0.01 : 0.001
      expect(Math.abs(rate.lower95 / lower95 - 1)).toBeLessThan(tolerance)
      expect(Math.abs(rate.upper95 / upper95 - 1)).toBeLessThan(tolerance)
    }
  })
})
