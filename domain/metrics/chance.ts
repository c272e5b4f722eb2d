import { mean, sum } from './regression.ts'

/** What chance alone does to process control: how often it flags, and when it flags more often. */

/**
 * How often the latest point of a series that never changes is flagged as getting worse, by the
 * number of points that the limits rest on. Simulated: 20,000 series of independent normal values
 * for each length, outlying moving ranges screened out. Counts that are small and skewed are flagged
 * more often (1.3 in 100 at 24 points), and so are values that depend on their neighbours.
 */
const CHANCE_OF_CONCERN: readonly [points: number, chance: number][] = [
  [7, 0.0055],
  [12, 0.0071],
  [24, 0.0076],
  [36, 0.0082],
  [60, 0.0089],
]

/** The chance for a series of so many points, between 0 and 1, on straight lines between those known. */
export function chanceOfConcern(points: number): number {
  const [first, last] = [CHANCE_OF_CONCERN[0]!, CHANCE_OF_CONCERN.at(-1)!]
  if (points <= first[0]) return first[1]
  const after = CHANCE_OF_CONCERN.findIndex(([length]) => length >= points)
  if (after === -1) return last[1]
  const [[x0, y0], [x1, y1]] = [CHANCE_OF_CONCERN[after - 1]!, CHANCE_OF_CONCERN[after]!]
  return y0 + ((y1 - y0) * (points - x0)) / (x1 - x0)
}

/** How often a gap that does not change is called widening: one tail of a 95 % interval. */
export const CHANCE_OF_WIDENING = 0.025

/** With fewer values the correlation of neighbours says little. */
const FEWEST_TO_CORRELATE = 12

/**
 * Correlation of each value with the one before, where it is larger than chance makes it among
 * independent values: above 1.96 / sqrt(n). `undefined` otherwise, and where values do not vary.
 * Source: Box GEP, Jenkins GM, Reinsel GC. Time Series Analysis (3rd edn), 1994, 2.1.5 and 2.1.6.
 */
export function neighbourCorrelation(values: readonly number[]): number | undefined {
  if (values.length < FEWEST_TO_CORRELATE) return undefined
  const centre = mean(values)
  const off = values.map((value) => value - centre)
  const spread = sum(off.map((value) => value ** 2))
  if (spread === 0) return undefined
  const correlation = sum(off.slice(1).map((value, i) => value * off[i]!)) / spread
  return correlation > 1.96 / Math.sqrt(values.length) ? correlation : undefined
}
