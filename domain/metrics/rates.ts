import { UserError } from '../errors.ts'
import type { ValueType } from './definitions.ts'
import { type ConfidenceLevel, countInterval, type Interval, wilsonInterval } from './intervals.ts'
import { sum } from './regression.ts'

/** Proportions and rates, from counts and denominators. */

export interface RateKind {
  valueType: Exclude<ValueType, 'other'>
  /** 100 for percent, 100,000 for a rate in that many people. */
  multiplier: number
}

/** In the unit of the multiplier, with both intervals and the name of how they were made. */
export interface RateValue {
  value: number
  lower95: number
  upper95: number
  lower998: number
  upper998: number
  count: number
  denominator: number
  method: 'Wilson' | 'Byar' | 'exact Poisson'
}

/**
 * Value = count / denominator x multiplier, with 95 % and 99.8 % limits: Wilson's for a
 * proportion; for a rate, those of the count over the denominator, which is taken as known.
 * Source: PHEindicatormethods, `phe_proportion` and `phe_rate`. A denominator of 0, a negative
 * count, or a proportion above 1 is refused with a UserError.
 */
export function rateValue(count: number, denominator: number, kind: RateKind): RateValue {
  if (!(denominator > 0)) throw new UserError('A denominator must be greater than 0.')
  const limits95 = limits(count, denominator, kind, 95)
  const limits998 = limits(count, denominator, kind, 99.8)
  return {
    value: (count / denominator) * kind.multiplier,
    lower95: limits95.lower,
    upper95: limits95.upper,
    lower998: limits998.lower,
    upper998: limits998.upper,
    count,
    denominator,
    method: limits95.method,
  }
}

/** A part of a whole: an area, a group. `null` where the source does not say. */
export interface RatePart {
  name: string
  count: number | null
  denominator: number | null
}

export type Aggregate =
  | { possible: true; result: RateValue }
  /** Names of the parts whose count or denominator is not known. */
  | { possible: false; unknown: string[] }

/**
 * The value of several parts together: counts and denominators are added, never values averaged.
 * Not possible unless every part tells both, since a part left out would shift the result unseen.
 */
export function aggregate(parts: readonly RatePart[], kind: RateKind): Aggregate {
  if (parts.length === 0) throw new UserError('There is nothing to add up.')
  const unknown = parts.filter((part) => part.count === null || !part.denominator)
  if (unknown.length > 0) return { possible: false, unknown: unknown.map((part) => part.name) }
  const count = sum(parts.map((part) => part.count ?? 0))
  const denominator = sum(parts.map((part) => part.denominator ?? 0))
  return { possible: true, result: rateValue(count, denominator, kind) }
}

function limits(
  count: number,
  denominator: number,
  { valueType, multiplier }: RateKind,
  level: ConfidenceLevel,
): Interval & { method: RateValue['method'] } {
  if (valueType === 'proportion') {
    const { lower, upper } = wilsonInterval(count, denominator, level)
    return { lower: lower * multiplier, upper: upper * multiplier, method: 'Wilson' }
  }
  const { lower, upper, method } = countInterval(count, level)
  return {
    lower: (lower / denominator) * multiplier,
    upper: (upper / denominator) * multiplier,
    method: method === 'byar' ? 'Byar' : 'exact Poisson',
  }
}
