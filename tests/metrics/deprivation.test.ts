import { expect, test } from 'vitest'
import { deprivationQuantile } from '../../domain/metrics/deprivation.ts'

test.each(
  [
    'Most',
    'Second most',
    'Third more',
    'Fourth more',
    'Fifth more',
    'Fifth less',
    'Fourth less',
    'Third less',
    'Second least',
    'Least',
  ].map((words, i) => [`${words} deprived decile (IMD2015)`, i + 1] as const),
)('%s is decile %d', (category, quantile) => {
  expect(deprivationQuantile(category)).toEqual({ quantile, of: 10 })
})

test.each([
  ['Most deprived quintile (IMD2019)', 1],
  ['Second most deprived quintile', 2],
  ['Middle quintile', 3],
  ['Second least deprived  quintile', 4],
  ['LEAST DEPRIVED QUINTILE (2019)', 5],
])('%s is quintile %d', (category, quantile) => {
  expect(deprivationQuantile(category)).toEqual({ quantile, of: 5 })
})

test.each(['Black', 'Most deprived', 'Third more deprived quintile', 'decile', ''])(
  '“%s” is no group of deprivation',
  (category) => {
    expect(deprivationQuantile(category)).toBeUndefined()
  },
)
