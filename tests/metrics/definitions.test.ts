import { describe, expect, test } from 'vitest'
import { MetricDefinition, Observation, observationKey } from '../../domain/metrics/definitions.ts'
import { metric, observation } from './fixtures.ts'

test('a definition needs a direction, a rhythm and a quadrant of their kinds', () => {
  expect(MetricDefinition.parse(metric)).toEqual(metric)
  expect(MetricDefinition.parse({ ...metric, multiplier: undefined }).multiplier).toBe(1)
  for (const wrong of [
    { better: 'sideways' },
    { rhythm: 'now and then' },
    { quadrant: 'money' },
    { multiplier: 0 },
    { priorities: [11] },
    { focusAreas: ['XX1'] },
    { actions: ['HS1'] },
    { id: 'Not A Key' },
    { extra: true },
  ]) {
    expect(MetricDefinition.safeParse({ ...metric, ...wrong }).success).toBe(false)
  }
})

describe('an observation', () => {
  test('is what it is', () => {
    expect(Observation.parse(observation)).toEqual(observation)
  })

  test.each([
    [{ period: '2022-23' }],
    [{ period: 'soon' }],
    [{ area: 'Derby' }],
    [{ lower95: 30, upper95: 10 }],
    [{ count: -1 }],
    [{ category: { type: 'Ethnic groups' } }],
    [{ provenance: { kind: 'hearsay', source: 'a friend' } }],
  ])('cannot have %j', (wrong) => {
    expect(Observation.safeParse({ ...observation, ...wrong }).success).toBe(false)
  })

  test('is told apart by metric, area, period and group, not by its value', () => {
    const key = observationKey(observation)
    expect(observationKey({ ...observation, value: 1 } as Observation)).toBe(key)
    for (const other of [
      { metric: 'other' },
      { area: 'E10000007' },
      { period: '2021/22' },
      { sex: 'Male' },
      { age: '0-4 yrs' },
      { category: { type: 'Ethnic groups', value: 'Black' } },
    ]) {
      expect(observationKey({ ...observation, ...other })).not.toBe(key)
    }
  })
})
