import { UserError } from '../errors.ts'
import { absoluteGap, type Gap, relativeGap, type Uncertain } from './compare.ts'
import type { MetricDefinition } from './definitions.ts'
import { deprivationQuantile } from './deprivation.ts'
import { type Inequality, inequality } from './inequality.ts'
import { parsePeriod } from './periods.ts'
import { mean } from './regression.ts'
import { plainNumber } from './words.ts'

/**
 * Gaps between the groups of one area, period by period. One convention of sign throughout: the most
 * deprived less the least deprived, so that a gap above 0 is a higher value among the most deprived,
 * in the absolute gap as in the slope index; of groups without an order, the one that is highest on
 * average less the one that is lowest.
 */

export interface GroupValue extends Uncertain {
  category: string
  denominator: number | null
}

export interface PeriodGap {
  period: string
  /** First of `between` minus the second, first over second, with 95 % limits. */
  absolute: Gap | null
  relative: Gap | null
  /** Most deprived less least deprived, most over least: `inequality` with a multiplier below 0. */
  inequality: Inequality | null
  /** Why there is no slope or relative index. */
  whyNoInequality: string | null
}

export interface GapTrend {
  direction: 'widening' | 'narrowing' | 'no-clear-change'
  /** What was compared, in one sentence. */
  text: string
  /** The rule that says so. */
  rule: string
  /** The change in half widths of its 95 % interval: beyond 1 it is clear. 0 without limits. */
  strength: number
}

export interface Gaps {
  /**
   * The two groups compared throughout: most and least deprived, or those that are highest and
   * lowest on average over the periods.
   */
  between: { from: string; to: string } | null
  periods: PeriodGap[]
  trend: GapTrend | null
}

type Described = Pick<MetricDefinition, 'better' | 'valueType' | 'multiplier'>

/** @param periods in order of time */
export function gapsOverTime(
  metric: Described,
  periods: readonly { period: string; groups: readonly GroupValue[] }[],
): Gaps {
  const between = groupsToCompare(periods)
  const gaps = periods.map(({ period, groups }): PeriodGap => {
    const [a, b] = [between?.from, between?.to].map((name) =>
      groups.find(({ category }) => category === name),
    )
    return {
      period,
      absolute: (a && b && absoluteGap(a, b)) ?? null,
      relative: (a && b && relativeGap(a, b)) ?? null,
      ...slope(metric, groups),
    }
  })
  const isOrdered = between !== null && deprivationQuantile(between.from) !== undefined
  return { between, periods: gaps, trend: trendOf(isOrdered ? metric.better : 'neither', gaps) }
}

/** Number of quantiles a set of categories divides people into; `undefined` for other categories. */
export function quantilesOf(categories: readonly string[]): 5 | 10 | undefined {
  const quantiles = categories.map(deprivationQuantile)
  const of = quantiles[0]?.of
  return of && quantiles.every((quantile) => quantile?.of === of) ? of : undefined
}

/** From the most deprived to the least; other groups by name. */
export function inOrder<G extends { category: string }>(groups: readonly G[]): G[] {
  return [...groups].sort((a, b) => {
    const [first, second] = [a, b].map(({ category }) => deprivationQuantile(category)?.quantile)
    if (first !== undefined && second !== undefined) return first - second
    return a.category < b.category ? -1 : 1
  })
}

/**
 * The same two groups in every period. To trace back the highest and the lowest of the latest period
 * would call gaps widening that only chance made large: in 17 of 100 sets of five groups in which
 * nothing changes. An average over all periods takes the latest and the earlier ones alike, so that
 * which groups it chooses does not depend on how their difference moved.
 */
function groupsToCompare(
  periods: readonly { period: string; groups: readonly GroupValue[] }[],
): Gaps['between'] {
  const known = periods.map(({ period, groups }) => ({
    period,
    values: new Map(
      groups.flatMap(({ category, value }) => (value === null ? [] : [[category, value] as const])),
    ),
  }))
  const latest = known.findLast(({ values }) => values.size >= 2)
  if (!latest) return null
  const inLatest = [...latest.values.keys()]
  if (quantilesOf(inLatest)) {
    const ordered = inOrder(inLatest.map((category) => ({ category })))
    return { from: ordered[0]!.category, to: ordered.at(-1)!.category }
  }
  // Only groups that both ends of the comparison have, in the periods that have all of them.
  const before = earlier(known.filter(({ values }) => values.size >= 2))
  const alike = inLatest.filter((category) => before?.values.has(category))
  const compared = alike.length >= 2 ? alike : inLatest
  const whole = known.filter(({ values }) => compared.every((category) => values.has(category)))
  const average = (category: string) => mean(whole.map(({ values }) => values.get(category)!))
  const ordered = compared
    .map((category) => ({ category, value: average(category) }))
    .sort((a, b) => b.value - a.value)
  return { from: ordered[0]!.category, to: ordered.at(-1)!.category }
}

/** The period that the latest is compared with, so many before it; the earliest where there are fewer. */
function earlier<P extends { period: string }>(periods: readonly P[]): P | undefined {
  const last = periods.at(-1)
  return last && periods[Math.max(0, periods.length - 1 - stepsBack(last.period))]
}

function slope(
  { valueType, multiplier }: Described,
  groups: readonly GroupValue[],
): Pick<PeriodGap, 'inequality' | 'whyNoInequality'> {
  const none = (why: string) => ({ inequality: null, whyNoInequality: why })
  const of = quantilesOf(groups.map(({ category }) => category))
  if (!of) return none('These groups have no order from most to least deprived.')
  if (groups.length < of) return none(`Only ${groups.length} of ${of} groups have a value.`)
  // A proportion is worked out between 0 and 1, and told in the metric's unit again.
  const unit = valueType === 'proportion' ? multiplier : 1
  const rows = []
  for (const { category, value, lower95, upper95, denominator } of groups) {
    if (value === null) return none(`There is no value for ${category}.`)
    if (!denominator) return none(`How many people are in ${category} is not known.`)
    rows.push({
      quantile: deprivationQuantile(category)!.quantile,
      population: denominator,
      value: value / unit,
      ...(lower95 === null || upper95 === null
        ? {}
        : { lower: lower95 / unit, upper: upper95 / unit }),
    })
  }
  try {
    return {
      inequality: inequality(rows, { valueType, multiplier: -unit }),
      whyNoInequality: null,
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return none(error.message)
  }
}

/** How far back the latest gap is compared: a year of months, two of quarters, five years. */
function stepsBack(period: string): number {
  const kind = parsePeriod(period)?.kind
  if (kind === 'month') return 12
  return kind === 'calendar-quarter' || kind === 'financial-quarter' ? 8 : 5
}

/**
 * Whether the gap has grown: by the 95 % interval of the difference between the latest gap and the
 * one some periods before (the earliest there is, if there are fewer). Both are turned so that
 * more means further apart.
 */
function trendOf(better: MetricDefinition['better'], gaps: readonly PeriodGap[]): GapTrend | null {
  const known = gaps.flatMap(({ period, absolute }) => (absolute ? [{ period, ...absolute }] : []))
  const last = known.at(-1)
  if (!last || known.length < 3) return null
  const first = earlier(known)!
  // Without a worse side both ends say which way is apart: the latest alone would favour widening.
  const turn =
    better === 'neither' ? Math.sign(first.gap + last.gap) || 1 : better === 'lower' ? 1 : -1
  // Where those first named are the better off, apart means the other way round.
  const apart = last.gap * turn < 0 && first.gap * turn < 0 ? -turn : turn
  const change = absoluteGap(turned(last, apart), turned(first, apart))
  if (!change) return null
  const crossed = first.gap * last.gap < 0 ? ', the other way round' : ''
  const text = `The gap was ${plainNumber(Math.abs(first.gap))} in ${first.period} and is ${plainNumber(Math.abs(last.gap))} in ${last.period}${crossed}.`
  if (change.lower === null || change.upper === null) {
    return {
      direction: 'no-clear-change',
      text,
      rule: 'The values have no confidence limits, so nothing can be said of the change.',
      strength: 0,
    }
  }
  const rule = '95% confidence interval of the difference between the two gaps'
  const halfWidth = (change.upper - change.lower) / 2
  const strength = halfWidth === 0 ? 0 : Math.abs(change.gap) / halfWidth
  if (change.lower > 0) return { direction: 'widening', text, rule: `${rule}: above 0.`, strength }
  if (change.upper < 0) return { direction: 'narrowing', text, rule: `${rule}: below 0.`, strength }
  return { direction: 'no-clear-change', text, rule: `${rule}: it holds 0.`, strength }
}

function turned({ gap, lower, upper }: Gap, by: number): Uncertain {
  const limits = by > 0 ? [lower, upper] : [upper, lower].map((limit) => limit && -limit)
  return {
    value: gap * by,
    lower95: limits[0] ?? null,
    upper95: limits[1] ?? null,
    lower998: null,
    upper998: null,
  }
}
