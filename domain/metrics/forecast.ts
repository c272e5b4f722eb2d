import { UserError } from '../errors.ts'
import type { BetterDirection } from './definitions.ts'
import { studentQuantile } from './distributions.ts'
import { type Period, stepsBetween } from './periods.ts'
import { fitLine, mean, residualVariance, sum } from './regression.ts'

/**
 * A plain forecast, to ask early whether a target will be missed: the straight line of least
 * squares through the last few values, carried on, with its prediction interval
 * y -+ t(n - 2) s sqrt(1 + 1/n + (x - mean x)^2 / Sxx).
 * Source: Draper NR, Smith H. Applied Regression Analysis (3rd edn), 1998, section 3.1.
 *
 * It assumes that what moved the values goes on as before, and that they scatter evenly about a
 * straight line. It is a warning to look, not a prediction to plan by.
 */

export interface DatedValue {
  period: Period
  value: number
}

export interface ForecastOptions {
  /** How many of the latest values the line is fitted to. */
  last?: number
  /** Coverage of the prediction interval, percent. */
  level?: number
}

export interface Forecast {
  period: Period
  value: number
  lower: number
  upper: number
  level: number
  /** Values the line was fitted to. */
  points: number
  /** Change of the value in each period. */
  slope: number
  /** To print beside the figure. */
  method: string
}

const DEFAULT_LAST = 8
const DEFAULT_LEVEL = 80
/** With fewer, the interval rests on almost nothing. */
const FEWEST = 4

/**
 * Forecasts the value of a later period. Values may be in any order and may skip periods, but are
 * all of one kind of period. Refuses, with a UserError, fewer than 4 values, mixed kinds of period
 * and a period that is not after the latest value.
 */
export function forecast(
  values: readonly DatedValue[],
  period: Period,
  { last = DEFAULT_LAST, level = DEFAULT_LEVEL }: ForecastOptions = {},
): Forecast {
  if (!Number.isInteger(last) || last < FEWEST || values.length < FEWEST) {
    throw new UserError(`A forecast needs at least ${FEWEST} values.`)
  }
  const base = values[0]!.period
  const dated = values
    .map(({ period: when, value }) => ({ x: position(base, when), value }))
    .sort((a, b) => a.x - b.x)
    .slice(-last)
  const at = position(base, period)
  const latest = dated.at(-1)!.x
  if (at <= latest) {
    throw new UserError(
      `${period.label} is not after the latest value, so there is nothing to forecast.`,
    )
  }
  const x = dated.map((point) => point.x)
  const y = dated.map((point) => point.value)
  if (new Set(x).size !== x.length) {
    throw new UserError(
      'A forecast needs one value for each period. There are two for one of them.',
    )
  }
  const even = x.map(() => 1)
  const line = fitLine(x, y, even)
  const centre = mean(x)
  const spread = sum(x.map((value) => (value - centre) ** 2))
  const variance = residualVariance(line, x, y, even)
  const error = Math.sqrt(variance * (1 + 1 / x.length + (at - centre) ** 2 / spread))
  const reach = studentQuantile(0.5 + level / 200, x.length - 2) * error
  const value = line.intercept + line.slope * at
  return {
    period,
    value,
    lower: value - reach,
    upper: value + reach,
    level,
    points: x.length,
    slope: line.slope,
    method: `Straight line through the last ${x.length} values, with a ${level}% prediction interval.`,
  }
}

/** `unclear` when the prediction interval holds the target. */
export type Outlook = 'expected-to-meet' | 'expected-to-miss' | 'unclear' | 'not-judged'

/** What a forecast says of a target; `not-judged` where neither direction is better. */
export function outlook(
  { lower, upper }: Pick<Forecast, 'lower' | 'upper'>,
  target: number,
  better: BetterDirection,
): Outlook {
  if (better === 'neither') return 'not-judged'
  if (target > lower && target < upper) return 'unclear'
  // A target that is just reached is met, from either side.
  const meets = better === 'higher' ? lower >= target : upper <= target
  return meets ? 'expected-to-meet' : 'expected-to-miss'
}

function position(base: Period, period: Period): number {
  const steps = stepsBetween(base, period)
  if (steps === undefined) {
    throw new UserError(
      `${base.label} and ${period.label} are different kinds of period, so no line can be drawn through them.`,
    )
  }
  return steps
}
