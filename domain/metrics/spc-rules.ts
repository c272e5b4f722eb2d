/**
 * The four rules by which Making Data Count calls a point special cause. Each takes the values of
 * one phase, in order, and answers for each whether it is part of the pattern.
 *
 * They follow NHSRplotthedots 0.2.2 (`ptd_calculate_point_type`), which is built to give the same answers
 * as the national Excel tool:
 * - every point of a run or trend is marked, not only the seventh and later ones;
 * - a value exactly on the mean is on neither side, and ends a run;
 * - two equal values in a row neither rise nor fall, and end a trend;
 * - two of three asks that all three lie on one side of the mean and that two of them are beyond
 *   two thirds of the way to the limit on that side but not outside it; those two are marked.
 */

export interface Limits {
  mean: number
  lower: number
  upper: number
  /** Two thirds of the way from the mean to each limit. */
  nearLower: number
  nearUpper: number
}

export type Rule = 'astronomical' | 'shift' | 'trend' | 'two-of-three'

/**
 * The first of them that a point breaks decides which way its special cause is said to go, since
 * NHSRplotthedots 0.2.2: outside the limits, then a trend, then two of three, then a shift.
 */
export const RULES: readonly Rule[] = ['astronomical', 'trend', 'two-of-three', 'shift']

/** Points in a shift or a trend. Some texts take 6 or 8; Making Data Count takes 7 for both. */
export const RUN_LENGTH = 7

export type Side = -1 | 0 | 1

/**
 * How far apart two numbers of a series may lie and still be called equal: a mean or a limit is
 * worked out in binary, and 11.3 comes out as 11.299999999999999. One part in 10^12 of the largest
 * value is more than such sums err by, and far less than any figure is published to.
 */
const EQUAL_WITHIN = 1e-12

export function toleranceOf(values: readonly number[]): number {
  return EQUAL_WITHIN * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}

/** 1 where the value lies above the other, -1 below it, 0 where they differ by no more than that. */
export function sideOf(value: number, other: number, tolerance: number): Side {
  if (Math.abs(value - other) <= tolerance) return 0
  return value > other ? 1 : -1
}

/** A point outside the process limits. */
export function astronomicalPoints(values: readonly number[], limits: Limits): boolean[] {
  const tolerance = toleranceOf(values)
  return values.map(
    (value) =>
      sideOf(value, limits.upper, tolerance) > 0 || sideOf(value, limits.lower, tolerance) < 0,
  )
}

/** Seven or more points in a row on one side of the mean. */
export function shiftPoints(values: readonly number[], limits: Limits): boolean[] {
  const tolerance = toleranceOf(values)
  const sides = values.map((value) => sideOf(value, limits.mean, tolerance))
  return marked(values.length, runs(sides, RUN_LENGTH))
}

/**
 * Seven or more points in a row, each above (or each below) the one before: for each point of such
 * a trend the way that it goes, 0 for others. The point at which one trend ends and another begins
 * goes the way of the later one.
 */
export function trendDirections(values: readonly number[]): Side[] {
  const tolerance = toleranceOf(values)
  const steps = values.slice(1).map((value, i) => sideOf(value, values[i]!, tolerance))
  const directions = values.map((): Side => 0)
  // A run of steps from i to j joins the points i to j + 1.
  for (const [from, to] of runs(steps, RUN_LENGTH - 1)) directions.fill(steps[from]!, from, to + 2)
  return directions
}

/** Two of three points in a row near the same limit. */
export function twoOfThreePoints(values: readonly number[], limits: Limits): boolean[] {
  const tolerance = toleranceOf(values)
  const near = values.map(
    (value) =>
      (sideOf(value, limits.nearUpper, tolerance) > 0 &&
        sideOf(value, limits.upper, tolerance) <= 0) ||
      (sideOf(value, limits.nearLower, tolerance) < 0 &&
        sideOf(value, limits.lower, tolerance) >= 0),
  )
  const points = values.map(() => false)
  for (let i = 0; i + 3 <= values.length; i++) {
    const window = [i, i + 1, i + 2]
    const sides = window.map((j) => sideOf(values[j]!, limits.mean, tolerance))
    const oneSide = sides[0] !== 0 && sides.every((side) => side === sides[0])
    const nearOnes = window.filter((j) => near[j])
    if (oneSide && nearOnes.length >= 2) for (const j of nearOnes) points[j] = true
  }
  return points
}

/** Rules that each point of a phase breaks. */
export function rulesBroken(values: readonly number[], limits: Limits): Rule[][] {
  const found: Record<Rule, boolean[]> = {
    astronomical: astronomicalPoints(values, limits),
    shift: shiftPoints(values, limits),
    trend: trendDirections(values).map((direction) => direction !== 0),
    'two-of-three': twoOfThreePoints(values, limits),
  }
  return values.map((_, i) => RULES.filter((rule) => found[rule][i]))
}

/** First and last index of every stretch of at least `length` equal signs that are not 0. */
function runs(signs: readonly Side[], length: number): [number, number][] {
  const found: [number, number][] = []
  let from = 0
  for (let i = 1; i <= signs.length; i++) {
    if (i < signs.length && signs[i] === signs[from]) continue
    if (signs[from] !== 0 && i - from >= length) found.push([from, i - 1])
    from = i
  }
  return found
}

function marked(count: number, spans: readonly [number, number][]): boolean[] {
  const points = Array.from({ length: count }, () => false)
  for (const [from, to] of spans) points.fill(true, from, to + 1)
  return points
}
