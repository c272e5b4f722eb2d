/**
 * The four rules by which Making Data Count calls a point special cause. Each takes the values of
 * one phase, in order, and answers for each whether it is part of the pattern.
 *
 * They follow NHSRplotthedots (`ptd_calculate_point_type`), which is built to give the same answers
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
export const RULES: readonly Rule[] = ['astronomical', 'shift', 'trend', 'two-of-three']

/** Points in a shift or a trend. Some texts take 6 or 8; Making Data Count takes 7 for both. */
export const RUN_LENGTH = 7

export type Side = -1 | 0 | 1

/** 1 above the mean, -1 below it, 0 on it. */
export function sideOfMean(value: number, mean: number): Side {
  return value > mean ? 1 : value < mean ? -1 : 0
}

/** A point outside the process limits. */
export function astronomicalPoints(values: readonly number[], limits: Limits): boolean[] {
  return values.map((value) => value > limits.upper || value < limits.lower)
}

/** Seven or more points in a row on one side of the mean. */
export function shiftPoints(values: readonly number[], limits: Limits): boolean[] {
  const sides = values.map((value) => sideOfMean(value, limits.mean))
  return marked(values.length, runs(sides, RUN_LENGTH))
}

/** Seven or more points in a row, each above (or each below) the one before. */
export function trendPoints(values: readonly number[]): boolean[] {
  const steps = values.slice(1).map((value, i) => sideOfMean(value, values[i]!))
  const spans = runs(steps, RUN_LENGTH - 1)
  // A run of steps from i to j joins the points i to j + 1.
  return marked(
    values.length,
    spans.map(([from, to]) => [from, to + 1]),
  )
}

/** Two of three points in a row near the same limit. */
export function twoOfThreePoints(values: readonly number[], limits: Limits): boolean[] {
  const near = values.map(
    (value) =>
      (value > limits.nearUpper && value <= limits.upper) ||
      (value < limits.nearLower && value >= limits.lower),
  )
  const points = values.map(() => false)
  for (let i = 0; i + 3 <= values.length; i++) {
    const window = [i, i + 1, i + 2]
    const sides = window.map((j) => sideOfMean(values[j]!, limits.mean))
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
    trend: trendPoints(values),
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
