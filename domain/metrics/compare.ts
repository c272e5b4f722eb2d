import type { BetterDirection } from './definitions.ts'
import type { ConfidenceLevel } from './intervals.ts'

/** How a value stands to another, and how wide the gap is. */

/** A value with the limits it was published or computed with; `null` where there are none. */
export interface Uncertain {
  value: number | null
  lower95: number | null
  upper95: number | null
  lower998: number | null
  upper998: number | null
}

/** `higher` and `lower` where neither direction is better. */
export type Standing = 'better' | 'similar' | 'worse' | 'higher' | 'lower' | 'not-compared'

export interface Comparison {
  standing: Standing
  /** The rule that says so, or why nothing can be said. */
  rule: string
}

/**
 * Compares a value with a fixed one, such as England's or a target: different when the whole
 * interval lies on one side of it. This is how Fingertips marks areas against England, and like
 * there the comparator's own (small) uncertainty is left out of account.
 */
export function compareWithValue(
  observed: Uncertain,
  comparator: number | null,
  better: BetterDirection,
  level: ConfidenceLevel = 95,
): Comparison {
  const interval = limitsAt(observed, level)
  if (comparator === null || observed.value === null) {
    return { standing: 'not-compared', rule: 'One of the two values is missing.' }
  }
  if (!interval) {
    return { standing: 'not-compared', rule: `The value has no ${level}% confidence limits.` }
  }
  return {
    standing: standing(interval.lower - comparator, interval.upper - comparator, better),
    rule: `Its ${level}% confidence interval against the comparator's value.`,
  }
}

/**
 * Compares two values that are both uncertain (two areas, two periods, two groups): different when
 * the interval of their difference leaves out 0. Two intervals may overlap a little although the
 * difference is clear, so overlap alone is not asked.
 */
export function compareBoth(
  observed: Uncertain,
  other: Uncertain,
  better: BetterDirection,
  level: ConfidenceLevel = 95,
): Comparison {
  const gap = absoluteGap(observed, other, level)
  if (!gap) return { standing: 'not-compared', rule: 'One of the two values is missing.' }
  if (gap.lower === null || gap.upper === null) {
    return { standing: 'not-compared', rule: `A value has no ${level}% confidence limits.` }
  }
  return {
    standing: standing(gap.lower, gap.upper, better),
    rule: `The ${level}% confidence interval of the difference between the two.`,
  }
}

export interface Gap {
  gap: number
  /** `null` where limits of one value are missing or the gap has none. */
  lower: number | null
  upper: number | null
}

/**
 * Difference observed - other, in the metric's unit. Its limits are recovered from those of the
 * two values, taken as independent: d - sqrt((a - la)^2 + (ub - b)^2) and
 * d + sqrt((ua - a)^2 + (b - lb)^2). Source: Zou GY, Donner A. Stat Med 2008;27:1693-1702 (MOVER).
 * `undefined` when a value is missing.
 */
export function absoluteGap(
  observed: Uncertain,
  other: Uncertain,
  level: ConfidenceLevel = 95,
): Gap | undefined {
  if (observed.value === null || other.value === null) return undefined
  return difference(
    { value: observed.value, limits: limitsAt(observed, level) },
    { value: other.value, limits: limitsAt(other, level) },
  )
}

/**
 * Ratio observed / other. Its limits come by the same method on the logarithms, so both lower
 * limits must be above 0 (Donner A, Zou GY. Stat Methods Med Res 2012;21:347-359). `undefined`
 * when a value is missing, or not above 0: no ratio makes sense then.
 */
export function relativeGap(
  observed: Uncertain,
  other: Uncertain,
  level: ConfidenceLevel = 95,
): Gap | undefined {
  if (observed.value === null || other.value === null) return undefined
  if (observed.value <= 0 || other.value <= 0) return undefined
  const gap = difference(
    { value: Math.log(observed.value), limits: logarithms(limitsAt(observed, level)) },
    { value: Math.log(other.value), limits: logarithms(limitsAt(other, level)) },
  )
  return {
    gap: observed.value / other.value,
    lower: gap.lower === null ? null : Math.exp(gap.lower),
    upper: gap.upper === null ? null : Math.exp(gap.upper),
  }
}

interface Limits {
  lower: number
  upper: number
}

function difference(
  a: { value: number; limits: Limits | undefined },
  b: { value: number; limits: Limits | undefined },
): Gap {
  const gap = a.value - b.value
  if (!a.limits || !b.limits) return { gap, lower: null, upper: null }
  return {
    gap,
    lower: gap - Math.hypot(a.value - a.limits.lower, b.limits.upper - b.value),
    upper: gap + Math.hypot(a.limits.upper - a.value, b.value - b.limits.lower),
  }
}

function limitsAt(observed: Uncertain, level: ConfidenceLevel): Limits | undefined {
  const lower = level === 95 ? observed.lower95 : observed.lower998
  const upper = level === 95 ? observed.upper95 : observed.upper998
  return lower === null || upper === null ? undefined : { lower, upper }
}

function logarithms(limits: Limits | undefined): Limits | undefined {
  if (!limits || limits.lower <= 0) return undefined
  return { lower: Math.log(limits.lower), upper: Math.log(limits.upper) }
}

/** Where an interval of differences lies to 0, in the words of the better direction. */
function standing(lower: number, upper: number, better: BetterDirection): Standing {
  if (lower <= 0 && upper >= 0) return 'similar'
  const direction = lower > 0 ? 'higher' : 'lower'
  if (better === 'neither') return direction
  return direction === better ? 'better' : 'worse'
}
