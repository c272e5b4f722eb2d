import { own } from '../own.ts'
import type { Outlook } from './forecast.ts'
import type { SpcChart, SpcResultPoint } from './spc.ts'
import { RUN_LENGTH, type Rule, sideOf, toleranceOf } from './spc-rules.ts'
import { plainNumber } from './words.ts'

/** What a chart says today: the two Making Data Count icons, and one plain sentence for each. */

/** `high` and `low` say which way the values went; the first word whether that is good. */
export type VariationIcon =
  | 'common-cause'
  | 'improvement-high'
  | 'improvement-low'
  | 'concern-high'
  | 'concern-low'
  | 'neither-high'
  | 'neither-low'

/**
 * `none` where there is no target, no limits, or no direction that is better, and where the process
 * is leaving the limits that would have to say it.
 */
export type AssuranceIcon = 'pass' | 'fail' | 'hit-or-miss' | 'none'

export interface SpcVerdict {
  variation: VariationIcon
  /** Rules that the latest point is part of. */
  rules: Rule[]
  variationText: string
  assurance: AssuranceIcon
  /** Empty where there is nothing to assure; says why not where the limits no longer hold. */
  assuranceText: string
}

/**
 * Reads the icons off the latest point that counts and the limits of its phase. Assurance compares
 * the limits, not the latest value, with the target: a process whose whole range lies on the good
 * side will keep meeting it, one whose range contains it will hit or miss by chance. That holds
 * while the process stays as the limits describe it. Where the latest point is special cause away
 * from what they promise, or where a `forecast` of the same series expects the other thing, they are
 * not held up as a promise.
 *
 * @param expected what a forecast of the same series says of the same target, where there is one
 */
export function spcVerdict(
  chart: SpcChart,
  target?: number,
  expected: Outlook | null = null,
): SpcVerdict {
  const latest = chart.points.findLast((point) => point.type !== 'ghosted')
  if (!latest) throw new RangeError('A chart has at least one point that counts.')
  const variation = variationIcon(latest)
  const byLimits = assuranceIcon(chart, latest, target)
  const leaving = leavesLimits(byLimits, latest, expected)
  return {
    variation,
    rules: latest.rules,
    variationText: variationText(chart, latest, variation),
    assurance: leaving ? 'none' : byLimits,
    assuranceText: leaving
      ? leavingText(byLimits, latest, target)
      : assuranceText(byLimits, target),
  }
}

function variationIcon({ type, direction }: SpcResultPoint): VariationIcon {
  const height = direction > 0 ? 'high' : 'low'
  if (type === 'improvement' || type === 'concern') return `${type}-${height}`
  return type === 'neither-high' || type === 'neither-low' ? type : 'common-cause'
}

function assuranceIcon(
  chart: SpcChart,
  latest: SpcResultPoint,
  target: number | undefined,
): AssuranceIcon {
  const limits = chart.phases[latest.phase]?.limits
  if (target === undefined || !limits || chart.better === 'neither') return 'none'
  const tolerance = toleranceOf([...chart.points.map(({ value }) => value), target])
  if (sideOf(target, limits.upper, tolerance) > 0) {
    return chart.better === 'higher' ? 'fail' : 'pass'
  }
  if (sideOf(target, limits.lower, tolerance) < 0) {
    return chart.better === 'higher' ? 'pass' : 'fail'
  }
  return 'hit-or-miss'
}

/** Whether something speaks against what the limits promise. */
function leavesLimits(
  byLimits: AssuranceIcon,
  latest: SpcResultPoint,
  expected: Outlook | null,
): boolean {
  if (byLimits === 'fail') return latest.type === 'improvement' || expected === 'expected-to-meet'
  return byLimits === 'pass' && (latest.type === 'concern' || expected === 'expected-to-miss')
}

function leavingText(
  byLimits: AssuranceIcon,
  { label, type }: SpcResultPoint,
  target: number | undefined,
): string {
  const sides = byLimits === 'pass' ? 'good' : 'wrong'
  const because =
    type === 'common-cause'
      ? 'the latest values are on their way across it'
      : `by ${label} the values are leaving those limits`
  return `Whether the target of ${plainNumber(target ?? Number.NaN)} will be met cannot be told from the limits: they lie wholly on the ${sides} side of it, but ${because}. Once the change has settled, start new limits where it began.`
}

const JUDGEMENT: Record<string, string> = {
  improvement: 'Special cause, improving',
  concern: 'Special cause, getting worse',
  neither: 'Special cause, neither good nor bad in itself',
}

function variationText(chart: SpcChart, latest: SpcResultPoint, icon: VariationIcon): string {
  const phase = chart.phases[latest.phase]!
  if (!phase.limits) return `${latest.label}: too few points to tell special cause from chance.`
  if (icon === 'common-cause') {
    return `Common cause: up to ${latest.label} the values vary as they usually do around ${plainNumber(phase.mean)}. No rule shows a change.`
  }
  const judgement = own(JUDGEMENT, icon.slice(0, icon.lastIndexOf('-')))
  const [agreeing, contrary] = [true, false].map((agrees) =>
    latest.rules
      .filter((rule) => (rule === 'trend' || latest.side === latest.direction) === agrees)
      .map((rule) => reason(rule, chart, latest))
      .join(', and '),
  )
  return `${judgement}: in ${latest.label} ${agreeing}${contrary ? `, although ${contrary}` : ''}.`
}

function reason(rule: Rule, chart: SpcChart, { phase, side, direction }: SpcResultPoint): string {
  const { limits } = chart.phases[phase]!
  const above = side > 0
  switch (rule) {
    case 'astronomical':
      return above
        ? `the value is above the upper limit of ${plainNumber(limits!.upper)}`
        : `the value is below the lower limit of ${plainNumber(limits!.lower)}`
    case 'shift':
      return `the value is one of at least ${RUN_LENGTH} in a row ${above ? 'above' : 'below'} the mean of ${plainNumber(limits!.mean)}`
    case 'trend':
      return `the value is one of at least ${RUN_LENGTH} in a row that all ${direction > 0 ? 'rise' : 'fall'}`
    case 'two-of-three':
      return `two of three values in a row are close to the ${above ? 'upper' : 'lower'} limit`
  }
}

/**
 * How far the latest point that counts lies from the mean: 1 on a limit, 2 twice as far. It ranks
 * warnings, and judges nothing.
 */
export function distanceInLimits(chart: SpcChart): number {
  const latest = chart.points.findLast((point) => point.type !== 'ghosted')
  const limits = latest && chart.phases[latest.phase]?.limits
  if (!latest || !limits || limits.upper === limits.mean) return 0
  return Math.abs(latest.value - limits.mean) / (limits.upper - limits.mean)
}

function assuranceText(icon: AssuranceIcon, target: number | undefined): string {
  if (icon === 'none' || target === undefined) return ''
  const goal = plainNumber(target)
  switch (icon) {
    case 'pass':
      return `The target of ${goal} is consistently met, and will be unless something changes: the limits lie wholly on the good side of it.`
    case 'fail':
      return `The target of ${goal} is consistently missed, and will be unless something changes: the limits lie wholly on the wrong side of it.`
    case 'hit-or-miss':
      return `The target of ${goal} will sometimes be met and sometimes missed by chance: it lies between the limits.`
  }
}
