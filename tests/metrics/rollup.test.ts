import { expect, test } from 'vitest'
import { Observation } from '../../domain/metrics/definitions.ts'
import { rollUp } from '../../domain/metrics/rollup.ts'
import { metric, observation } from './fixtures.ts'

const system = { code: 'E54000058', name: 'Derby and Derbyshire' }
const members = [
  { code: 'E06000015', name: 'Derby' },
  { code: 'E10000007', name: 'Derbyshire' },
]
const derby = observation
const derbyshire = { ...observation, area: 'E10000007', value: 5, count: 350, denominator: 7000 }

test('adds counts and denominators, and says so', () => {
  const result = rollUp(metric, system, members, [derbyshire, derby])
  if (!result.possible) throw new Error(result.reason)
  expect(result.observation).toMatchObject({
    area: 'E54000058',
    period: '2022/23',
    value: 6.5,
    count: 650,
    denominator: 10_000,
    note: 'Counts and denominators of Derby and Derbyshire added up by Accord.',
    provenance: { kind: 'roll-up' },
  })
  expect(Observation.safeParse(result.observation).error).toBeUndefined()
  expect(result.observation.lower95!).toBeLessThan(6.5)
  expect(result.observation.upper998!).toBeGreaterThan(result.observation.upper95!)
})

test.each([
  ['an authority without a value', [derby], /no value for Derbyshire/],
  [
    'an authority without a count',
    [derby, { ...derbyshire, count: null }],
    /count or the denominator of Derbyshire is not known/,
  ],
  [
    'a value that is not its count over its denominator',
    [derby, { ...derbyshire, value: 6 }],
    /value of Derbyshire is not its count over its denominator/,
  ],
])('is not done with %s', (_, observations, reason) => {
  const result = rollUp(metric, system, members, observations)
  expect(result).toMatchObject({ possible: false, reason: expect.stringMatching(reason) })
})

test('is not done for a value that is no ratio', () => {
  const years = { ...metric, name: 'Life expectancy', valueType: 'other', multiplier: 1 } as const
  expect(rollUp(years, system, members, [derby, derbyshire])).toMatchObject({
    possible: false,
    reason: expect.stringMatching(/^Life expectancy is not a count over a denominator/),
  })
})

test('allows for the rounding of a published value', () => {
  const rounded = { ...derbyshire, value: 5.02 }
  expect(rollUp(metric, system, members, [derby, rounded]).possible).toBe(true)
})
