import type { MetricDefinition, Observation } from './definitions.ts'
import { aggregate } from './rates.ts'
import { plainList } from './words.ts'

/**
 * Values of local authorities made into one for their system: by adding counts and denominators,
 * never by averaging values, and only where that gives the metric's own value.
 */

/** How far a published value may be from count / denominator x multiplier and still be that ratio. */
const ROUNDING_SHARE = 0.005

export interface Member {
  /** ONS code of a local authority of the system. */
  code: string
  name: string
}

export type RollUp =
  | { possible: true; observation: Observation }
  /** Why not, in a sentence for the reader. */
  | { possible: false; reason: string }

/**
 * Rolls up observations of one metric, period, sex, age and category (those of other groups must
 * have been sorted out before) to the system with the given ONS code.
 *
 * Refused when the metric is no plain ratio, when an authority is missing or its count or
 * denominator is not known, and when a published value is not what its count and denominator give:
 * it is standardised then, and cannot be made again from sums.
 */
export function rollUp(
  metric: MetricDefinition,
  system: { code: string; name: string },
  members: readonly Member[],
  observations: readonly Observation[],
): RollUp {
  const { valueType, multiplier } = metric
  if (valueType === 'other') {
    return refused(
      `${metric.name} is not a count over a denominator, so values of areas cannot be added up.`,
    )
  }
  const byArea = new Map(observations.map((observation) => [observation.area, observation]))
  const missing = members.filter(({ code }) => !byArea.has(code))
  if (missing.length > 0 || members.length === 0) {
    return refused(`There is no value for ${plainList(missing.map(({ name }) => name))}.`)
  }
  const parts = members.map(({ code, name }) => ({ name, ...byArea.get(code)! }))
  const summed = aggregate(parts, { valueType, multiplier })
  if (!summed.possible) {
    return refused(`The count or the denominator of ${plainList(summed.unknown)} is not known.`)
  }
  const standardised = parts.filter((part) => !isPlainRatio(part, multiplier))
  if (standardised.length > 0) {
    return refused(
      `The value of ${plainList(standardised.map(({ name }) => name))} is not its count over its denominator. It may be standardised, so it cannot be added up.`,
    )
  }
  const { value, lower95, upper95, lower998, upper998, count, denominator } = summed.result
  const { metric: id, period, sex, age, category } = parts[0]!
  const group = { metric: id, area: system.code, period, sex, age, category }
  const names = plainList(parts.map(({ name }) => name))
  return {
    possible: true,
    observation: {
      ...group,
      value,
      lower95,
      upper95,
      lower998,
      upper998,
      count,
      denominator,
      note: `Counts and denominators of ${names} added up by Accord.`,
      provenance: { kind: 'roll-up', source: `Sum of ${members.length} local authorities` },
    },
  }
}

/** Whether a value is its count over its denominator; where one is not known, nothing speaks against it. */
export function isPlainRatio(
  { value, count, denominator }: Pick<Observation, 'value' | 'count' | 'denominator'>,
  multiplier: number,
): boolean {
  if (value === null || count === null || !denominator) return true
  const expected = (count / denominator) * multiplier
  return Math.abs(value - expected) <= Math.max(Math.abs(expected) * ROUNDING_SHARE, 1e-9)
}

function refused(reason: string): RollUp {
  return { possible: false, reason }
}
