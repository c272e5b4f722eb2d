/** A straight line through weighted points. */
export interface Line {
  intercept: number
  slope: number
  /**
   * How much each point's y counts in the intercept and in the slope: both are linear in y, so
   * intercept = sum of interceptShares[i] x y[i], and their variances follow from those of the y.
   */
  interceptShares: number[]
  slopeShares: number[]
}

/**
 * Weighted least squares of y on x: minimises the sum of weight x (y - intercept - slope x)^2.
 * Arrays of one length, two or more different x, positive weights. Multiplying y, 1 and x by the
 * square root of the weight and fitting without a constant, as some guides put it, is the same fit.
 */
export function fitLine(x: readonly number[], y: readonly number[], weights: readonly number[]) {
  const total = sum(weights)
  const centre = sum(x.map((value, i) => value * weights[i]!)) / total
  const spread = sum(x.map((value, i) => weights[i]! * (value - centre) ** 2))
  const slopeShares = x.map((value, i) => (weights[i]! * (value - centre)) / spread)
  const interceptShares = slopeShares.map((share, i) => weights[i]! / total - centre * share)
  const line: Line = {
    intercept: sum(interceptShares.map((share, i) => share * y[i]!)),
    slope: sum(slopeShares.map((share, i) => share * y[i]!)),
    interceptShares,
    slopeShares,
  }
  return line
}

/** Weighted residual variance of a fitted line, on n - 2 degrees of freedom (3 or more points). */
export function residualVariance(
  line: Line,
  x: readonly number[],
  y: readonly number[],
  weights: readonly number[],
): number {
  const squares = x.map((value, i) => {
    const residual = y[i]! - line.intercept - line.slope * value
    return weights[i]! * residual ** 2
  })
  return sum(squares) / (x.length - 2)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Summed as differences from the first, so that the mean of equal values is exactly that value. */
export function mean(values: readonly number[]): number {
  const [first = Number.NaN] = values
  return first + sum(values.map((value) => value - first)) / values.length
}
