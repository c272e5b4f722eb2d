import { UserError } from '../errors.ts'
import { normalQuantile, poissonMeanFor } from './distributions.ts'

/**
 * Confidence intervals of proportions and counts, as UKHSA's PHEindicatormethods computes them:
 * Wilson's score for proportions, Byar's approximation for counts of 10 or more, and exact Poisson
 * limits below 10.
 */

/** Percent. Fingertips publishes both: 95 to inform, 99.8 (about 3 sigma) to avoid false alarms. */
export type ConfidenceLevel = 95 | 99.8
export const CONFIDENCE_LEVELS: readonly ConfidenceLevel[] = [95, 99.8]

export interface Interval {
  lower: number
  upper: number
}

/** Where PHEindicatormethods goes over from exact limits to Byar's (`phe_rate`). */
const EXACT_BELOW = 10

/** Half-width of the central part of a standard normal: 1.96 for 95, 3.09 for 99.8. */
export function criticalValue(level: number): number {
  return normalQuantile(0.5 + level / 200)
}

/**
 * Wilson's score interval of `count` out of `denominator`, as proportions between 0 and 1:
 * (2x + z^2 -+ z sqrt(z^2 + 4x(1 - x/n))) / 2(n + z^2).
 * Source: Wilson EB. J Am Stat Assoc 1927;22:209-212; Newcombe RG, Altman DG, in Statistics with
 * Confidence (2nd edn), 2000, 46-48.
 */
export function wilsonInterval(
  count: number,
  denominator: number,
  level: ConfidenceLevel = 95,
): Interval {
  needCount(count)
  if (!(denominator > 0)) throw new UserError('A denominator must be greater than 0.')
  if (count > denominator) {
    throw new UserError(
      'A proportion needs a count that is not greater than its denominator. Check the two columns.',
    )
  }
  const z = criticalValue(level)
  const centre = 2 * count + z * z
  const reach = z * Math.sqrt(z * z + 4 * count * (1 - count / denominator))
  const scale = 2 * (denominator + z * z)
  // Rounding may carry the limits of 0 and of n a hair over the edge.
  return {
    lower: Math.max(0, (centre - reach) / scale),
    upper: Math.min(1, (centre + reach) / scale),
  }
}

/**
 * Byar's approximation to the exact limits of a count of events. `lower` is undefined where the
 * approximation breaks down and falls below 0 (a count of 1 at 99.8 %).
 * Source: Breslow NE, Day NE. Statistical Methods in Cancer Research, vol II. IARC 1987.
 */
export function byarInterval(
  count: number,
  level: ConfidenceLevel = 95,
): { lower: number | undefined; upper: number } {
  needCount(count)
  const z = criticalValue(level)
  const next = count + 1
  const lower = count === 0 ? 0 : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3
  const upper = next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3
  return { lower: lower < 0 ? undefined : lower, upper }
}

/**
 * Exact Poisson limits of a whole count of events: half the chi-square quantiles with 2x and
 * 2x + 2 degrees of freedom. Source: Armitage P, Berry G. Statistical Methods in Medical Research
 * (4th edn), 2002.
 */
export function exactInterval(count: number, level: ConfidenceLevel = 95): Interval {
  needCount(count)
  const tail = 0.5 - level / 200
  return {
    lower: count === 0 ? 0 : poissonMeanFor(1 - tail, count - 1),
    upper: poissonMeanFor(tail, count),
  }
}

/**
 * Limits of a count of events: exact below 10, Byar's from 10 on. A count that is not whole (an
 * estimate) has no exact limits; below 10 it takes Byar's, with 0 where those break down.
 */
export function countInterval(
  count: number,
  level: ConfidenceLevel = 95,
): Interval & { method: 'exact' | 'byar' } {
  if (count < EXACT_BELOW && Number.isInteger(count)) {
    return { ...exactInterval(count, level), method: 'exact' }
  }
  const { lower, upper } = byarInterval(count, level)
  return { lower: lower ?? 0, upper, method: 'byar' }
}

function needCount(count: number) {
  if (!(count >= 0 && Number.isFinite(count))) {
    throw new UserError('A count must be 0 or more.')
  }
}
