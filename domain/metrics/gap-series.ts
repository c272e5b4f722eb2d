import { UserError } from '../errors.ts'
import { absoluteGap, type Gap, relativeGap, type Uncertain } from './compare.ts'
import type { MetricDefinition } from './definitions.ts'
import { deprivationQuantile } from './deprivation.ts'
import { type Inequality, inequality } from './inequality.ts'
import { parsePeriod } from './periods.ts'
import { plainNumber } from './words.ts'

/** Gaps between the groups of one area, period by period. */

export interface GroupValue extends Uncertain {
  category: string
  denominator: number | null
}

export interface PeriodGap {
  period: string
  /** First minus second, first over second, with 95 % limits. */
  absolute: Gap | null
  relative: Gap | null
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
}

export interface Gaps {
  /** The two groups compared throughout: most and least deprived, or highest and lowest of late. */
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
  const between = groupsToCompare(periods.at(-1)?.groups ?? [])
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
  return { between, periods: gaps, trend: trendOf(metric, gaps) }
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

function groupsToCompare(groups: readonly GroupValue[]): Gaps['between'] {
  const known = groups.filter(({ value }) => value !== null)
  if (known.length < 2) return null
  const ordered = quantilesOf(known.map(({ category }) => category))
    ? inOrder(known)
    : [...known].sort((a, b) => b.value! - a.value!)
  return { from: ordered[0]!.category, to: ordered.at(-1)!.category }
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
      inequality: inequality(rows, { valueType, multiplier: unit }),
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
function trendOf({ better }: Described, gaps: readonly PeriodGap[]): GapTrend | null {
  const known = gaps.flatMap(({ period, absolute }) => (absolute ? [{ period, ...absolute }] : []))
  const last = known.at(-1)
  if (!last || known.length < 3) return null
  const first = known[Math.max(0, known.length - 1 - stepsBack(last.period))]!
  const turn = better === 'neither' ? Math.sign(last.gap) || 1 : better === 'lower' ? 1 : -1
  // Where those first named are the better off, apart means the other way round.
  const apart = last.gap * turn < 0 && first.gap * turn < 0 ? -turn : turn
  const change = absoluteGap(turned(last, apart), turned(first, apart))
  if (!change) return null
  const text = `The gap was ${plainNumber(Math.abs(first.gap))} in ${first.period} and is ${plainNumber(Math.abs(last.gap))} in ${last.period}.`
  if (change.lower === null || change.upper === null) {
    return {
      direction: 'no-clear-change',
      text,
      rule: 'The values have no confidence limits, so nothing can be said of the change.',
    }
  }
  const rule = '95% confidence interval of the difference between the two gaps'
  if (change.lower > 0) return { direction: 'widening', text, rule: `${rule}: above 0.` }
  if (change.upper < 0) return { direction: 'narrowing', text, rule: `${rule}: below 0.` }
  return { direction: 'no-clear-change', text, rule: `${rule}: it holds 0.` }
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
