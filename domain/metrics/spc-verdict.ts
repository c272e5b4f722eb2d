import type { SpcChart, SpcResultPoint } from './spc.ts'
import { RUN_LENGTH, type Rule } from './spc-rules.ts'
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

/** `none` where there is no target, no limits, or no direction that is better. */
export type AssuranceIcon = 'pass' | 'fail' | 'hit-or-miss' | 'none'

export interface SpcVerdict {
  variation: VariationIcon
  /** Rules that the latest point is part of. */
  rules: Rule[]
  variationText: string
  assurance: AssuranceIcon
  /** Empty when `assurance` is `none`. */
  assuranceText: string
}

/**
 * Reads the icons off the latest point that counts and the limits of its phase. Assurance compares
 * the limits, not the latest value, with the target: a process whose whole range lies on the good
 * side will keep meeting it, one whose range contains it will hit or miss by chance.
 */
export function spcVerdict(chart: SpcChart, target?: number): SpcVerdict {
  const latest = chart.points.findLast((point) => point.type !== 'ghosted')
  if (!latest) throw new RangeError('A chart has at least one point that counts.')
  const variation = variationIcon(latest)
  const assurance = assuranceIcon(chart, latest, target)
  return {
    variation,
    rules: latest.rules,
    variationText: variationText(chart, latest, variation),
    assurance,
    assuranceText: assuranceText(assurance, target),
  }
}

function variationIcon({ type, side }: SpcResultPoint): VariationIcon {
  const height = side > 0 ? 'high' : 'low'
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
  if (target > limits.upper) return chart.better === 'higher' ? 'fail' : 'pass'
  if (target < limits.lower) return chart.better === 'higher' ? 'pass' : 'fail'
  return 'hit-or-miss'
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
  const judgement = JUDGEMENT[icon.slice(0, icon.lastIndexOf('-'))]
  const reasons = latest.rules.map((rule) => reason(rule, chart, latest))
  return `${judgement}: in ${latest.label} ${reasons.join(', and ')}.`
}

function reason(rule: Rule, chart: SpcChart, { phase, side }: SpcResultPoint): string {
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
      return `the value is one of at least ${RUN_LENGTH} in a row that all ${risingAtEnd(chart) ? 'rise' : 'fall'}`
    case 'two-of-three':
      return `two of three values in a row are close to the ${above ? 'upper' : 'lower'} limit`
  }
}

/** Which way the last step of the chart goes. */
function risingAtEnd(chart: SpcChart): boolean {
  const [last, before] = chart.points.filter((point) => point.type !== 'ghosted').reverse()
  return last!.value > before!.value
}

function assuranceText(icon: AssuranceIcon, target: number | undefined): string {
  if (icon === 'none' || target === undefined) return ''
  const goal = plainNumber(target)
  switch (icon) {
    case 'pass':
      return `The target of ${goal} will be met every time unless something changes: the limits lie wholly on the good side of it.`
    case 'fail':
      return `The target of ${goal} will be missed every time unless something changes: the limits lie wholly on the wrong side of it.`
    case 'hit-or-miss':
      return `The target of ${goal} will sometimes be met and sometimes missed by chance: it lies between the limits.`
  }
}
