import { UserError } from '../errors.ts'
import { plural } from '../words.ts'
import { neighbourCorrelation } from './chance.ts'
import type { BetterDirection } from './definitions.ts'
import { mean } from './regression.ts'
import {
  type Limits,
  type Rule,
  rulesBroken,
  type Side,
  sideOf,
  toleranceOf,
  trendDirections,
} from './spc-rules.ts'
import { plainNumber } from './words.ts'

/**
 * XmR charts (individual values and moving range) as NHS England's Making Data Count teaches them:
 * the mean of the values, limits at the mean -+ 2.66 x the mean moving range.
 * Sources: NHS England, Making Data Count; Wheeler DJ, Understanding Variation; for the screening
 * of moving ranges Nelson LS, J Quality Technology 1982;14:172-173, and Provost LP, Murray SK, The
 * Health Care Data Guide, 2011, 155 and 192.
 *
 * Where sources differ, Accord follows the R package NHSRplotthedots 0.2.2, which screens by default;
 * `screen: false` gives the wider limits of the national Excel tool. A moving range is left out
 * above 3.267 x the mean range, once (the package also leaves out one that is exactly that large),
 * and none is when those that remain would all be 0 and the limits would fall on the mean.
 *
 * Where periods are missing Accord differs: the package takes rows as they stand, as it says itself
 * (nhs-r-community/NHSRplotthedots issue 138), so that values months apart become neighbours. Here no
 * moving range is counted across a gap. Runs go on across it, as the values on both sides still speak.
 */

/** 3 / d2 for ranges of two points (d2 = 1.128). */
export const LIMIT_FACTOR = 2.66
/** D4 for ranges of two points: the upper limit of the moving range. */
export const RANGE_FACTOR = 3.267
/** Below this many points in a phase the limits are provisional. */
export const FIRM_POINTS = 12

export interface SpcPoint {
  /** How the period is written. */
  label: string
  value: number
  /**
   * Shown, but left out of every calculation, as if it were not there (a month of industrial
   * action, say): its neighbours become neighbours, and it neither joins nor ends a run.
   */
  ghosted?: boolean
  /** Periods are missing between this point and the one before: the two are no neighbours. */
  afterGap?: boolean
}

export interface SpcOptions {
  better?: BetterDirection
  screen?: boolean
  /** Labels of the points at which a new phase starts, with a mean and limits of its own. */
  rebaseAt?: readonly string[]
  /**
   * Labels at which a baseline is locked, one for a phase: its mean and limits rest on its points
   * up to and with that one, and the later points are judged by them.
   */
  lockAt?: readonly string[]
}

export type PointType =
  | 'common-cause'
  | 'improvement'
  | 'concern'
  | 'neither-high'
  | 'neither-low'
  | 'ghosted'

export interface SpcResultPoint {
  label: string
  value: number
  /** Index into `phases`. */
  phase: number
  type: PointType
  /** Rules the point is part of; empty when its variation is common cause. */
  rules: Rule[]
  /** 1 above the phase's mean, -1 below it, 0 on it. */
  side: Side
  /**
   * Which way its special cause goes, 1 up and -1 down, by the first of its rules in the order of
   * `RULES`: a trend by its own direction, the others by the side of the mean. 0 for common cause.
   */
  direction: Side
}

export interface Phase {
  /** Index of its first and last point. */
  from: number
  to: number
  /** Points that the mean and limits rest on: those not ghosted, up to a locked baseline's end. */
  points: number
  /** Index of the last point of a locked baseline. */
  lockedAt: number | undefined
  mean: number
  /** After screening. Absent, with the limits, where no two neighbours count. */
  meanRange: number | undefined
  limits: Limits | undefined
  /** Index of the later point of every moving range that was screened out. */
  screened: number[]
}

export interface SpcChart {
  points: SpcResultPoint[]
  phases: Phase[]
  better: BetterDirection
  screened: boolean
  /** What a reader must know before trusting the limits. */
  warnings: string[]
}

/**
 * Computes a chart from points in time order. Refuses, with a UserError, an empty series, a value
 * that is no number, a rebase or lock point that is not in the series, two locks in one phase, and a
 * phase in which no point counts.
 */
export function xmrChart(points: readonly SpcPoint[], options: SpcOptions = {}): SpcChart {
  const { better = 'neither', screen = true, rebaseAt = [], lockAt = [] } = options
  checkSeries(points, rebaseAt, lockAt)
  const starts = points.flatMap((point, i) =>
    i === 0 || rebaseAt.includes(point.label) ? [i] : [],
  )
  const phases = starts.map((from, i) => {
    const to = (starts[i + 1] ?? points.length) - 1
    return phaseOf(points, { from, to, lockedAt: lockIn(points, from, to, lockAt), screen })
  })
  return {
    points: phases.flatMap((phase, i) => classify(points, phase, i, better)),
    phases,
    better,
    screened: screen,
    warnings: phases.flatMap((phase) => warningsOf(points, phase, phases.length)),
  }
}

function checkSeries(
  points: readonly SpcPoint[],
  rebaseAt: readonly string[],
  lockAt: readonly string[],
) {
  if (points.length === 0) throw new UserError('There are no values to chart.')
  for (const { label, value } of points) {
    if (!Number.isFinite(value)) throw new UserError(`The value for ${label} is not a number.`)
  }
  for (const label of rebaseAt) {
    if (!points.some((point) => point.label === label)) {
      throw new UserError(
        `The limits cannot start again at ${label}: the series has no such period.`,
      )
    }
  }
  for (const label of lockAt) {
    if (!points.some((point) => point.label === label)) {
      throw new UserError(`The limits cannot be locked at ${label}: the series has no such period.`)
    }
  }
}

/** Index of the point at which the baseline of the phase from one point to another is locked. */
function lockIn(
  points: readonly SpcPoint[],
  from: number,
  to: number,
  lockAt: readonly string[],
): number | undefined {
  const [lock, other] = points.flatMap(({ label }, i) =>
    i >= from && i <= to && lockAt.includes(label) ? [i] : [],
  )
  if (lock !== undefined && other !== undefined) {
    throw new UserError(
      `The limits from ${points[from]!.label} can be locked once only, not at ${points[lock]!.label} and at ${points[other]!.label}.`,
    )
  }
  return lock
}

interface PhaseSpan {
  from: number
  to: number
  lockedAt: number | undefined
  screen: boolean
}

function phaseOf(points: readonly SpcPoint[], { from, to, lockedAt, screen }: PhaseSpan): Phase {
  const counted = indicesThatCount(points, from, lockedAt ?? to)
  if (counted.length === 0) {
    throw new UserError(
      `Every point from ${points[from]!.label} is left out, so there is nothing to compute limits from.`,
    )
  }
  const centre = mean(counted.map((i) => points[i]!.value))
  const phase: Phase = {
    from,
    to,
    points: counted.length,
    lockedAt,
    mean: centre,
    meanRange: undefined,
    limits: undefined,
    screened: [],
  }
  if (counted.length < 2) return phase
  const ranges = rangesOf(points, counted)
  if (ranges.length === 0) return phase
  const bound = RANGE_FACTOR * mean(ranges.map(({ range }) => range))
  const tolerance = toleranceOf(counted.map((i) => points[i]!.value))
  const within = ranges.filter(({ range }) => sideOf(range, bound, tolerance) <= 0)
  const kept = screen && within.some(({ range }) => range > 0) ? within : ranges
  const meanRange = mean(kept.map(({ range }) => range))
  return {
    ...phase,
    meanRange,
    limits: limitsAround(centre, meanRange),
    screened: ranges.filter((range) => !kept.includes(range)).map(({ i }) => i),
  }
}

/** Moving ranges, each with the index of its later point; none where periods are missing between. */
function rangesOf(points: readonly SpcPoint[], counted: readonly number[]) {
  return counted.slice(1).flatMap((i, at) => {
    const before = counted[at]!
    return points.slice(before + 1, i + 1).some(({ afterGap }) => afterGap)
      ? []
      : [{ i, range: Math.abs(points[i]!.value - points[before]!.value) }]
  })
}

function limitsAround(centre: number, meanRange: number): Limits {
  const reach = LIMIT_FACTOR * meanRange
  return {
    mean: centre,
    lower: centre - reach,
    upper: centre + reach,
    nearLower: centre - (reach * 2) / 3,
    nearUpper: centre + (reach * 2) / 3,
  }
}

function classify(
  points: readonly SpcPoint[],
  phase: Phase,
  index: number,
  better: BetterDirection,
): SpcResultPoint[] {
  const counted = indicesThatCount(points, phase.from, phase.to)
  const values = counted.map((i) => points[i]!.value)
  const broken = phase.limits ? rulesBroken(values, phase.limits) : values.map(() => [])
  const trends = trendDirections(values)
  const positions = new Map(counted.map((i, position) => [i, position]))
  const tolerance = toleranceOf(values)
  return points.slice(phase.from, phase.to + 1).map(({ label, value }, offset) => {
    const position = positions.get(phase.from + offset)
    const side = sideOf(value, phase.mean, tolerance)
    const point = { label, value, phase: index, side }
    if (position === undefined) return { ...point, type: 'ghosted', rules: [], direction: 0 }
    const rules = broken[position]!
    const direction = directionOf(rules, side, trends[position]!)
    return { ...point, type: pointType(direction, better), rules, direction }
  })
}

/** Which way a special cause goes, by the rule that decides (see `RULES`); 0 for common cause. */
function directionOf([deciding]: readonly Rule[], side: Side, trend: Side): Side {
  if (deciding === undefined) return 0
  return deciding === 'trend' ? trend : side
}

function pointType(direction: Side, better: BetterDirection): PointType {
  if (direction === 0) return 'common-cause'
  if (better === 'neither') return direction > 0 ? 'neither-high' : 'neither-low'
  return direction > 0 === (better === 'higher') ? 'improvement' : 'concern'
}

function warningsOf(points: readonly SpcPoint[], phase: Phase, phases: number): string[] {
  const where = phases > 1 ? ` from ${points[phase.from]!.label}` : ''
  if (!phase.limits) {
    return [
      phase.points > 1
        ? `Between all points${where} periods are missing, so there are no limits.`
        : `One point${where} is too few to compute limits.`,
    ]
  }
  const warnings = []
  const gaps = points.slice(phase.from + 1, phase.to + 1).filter(({ afterGap }) => afterGap)
  if (gaps.length > 0) {
    warnings.push(
      `Periods are missing before ${gaps.map(({ label }) => label).join(', ')}. The step across a gap is not counted for the limits.`,
    )
  }
  if (phase.points < FIRM_POINTS) {
    warnings.push(
      `The limits${where} rest on ${plural(phase.points, 'point')}. With fewer than ${FIRM_POINTS} they are provisional.`,
    )
  }
  if (phase.meanRange === 0) {
    warnings.push(`The values${where} do not vary, so the limits fall together with the mean.`)
  }
  const correlation = neighbourCorrelation(
    indicesThatCount(points, phase.from, phase.to).map((i) => points[i]!.value),
  )
  if (correlation !== undefined) {
    warnings.push(
      `Values${where} lie close to their neighbours (correlation ${plainNumber(correlation)}). Where each depends on the one before, chance alone breaks these rules far more often.`,
    )
  }
  return warnings
}

function indicesThatCount(points: readonly SpcPoint[], from: number, to: number): number[] {
  const indices = []
  for (let i = from; i <= to; i++) if (!points[i]!.ghosted) indices.push(i)
  return indices
}
