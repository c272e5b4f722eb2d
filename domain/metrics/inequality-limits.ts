import { UserError } from '../errors.ts'
import { random } from '../random.ts'
import type { ValueType } from './definitions.ts'
import { normalQuantile } from './distributions.ts'
import type { ConfidenceLevel, Interval } from './intervals.ts'
import type { CheckedQuantile, Ranks } from './quantiles.ts'
import { fitLine, type Line, residualVariance, sum } from './regression.ts'
import { SCALES, type Scale } from './scales.ts'

/** Limits of the slope and relative index of inequality: by formula and by simulation. */

/** Of the random numbers, which may be 0: keeps them off the ends, where a normal draw is infinite. */
const HALF_STEP = 2 ** -33

export interface Limits {
  sii: Interval
  rii: Interval | undefined
}

/** The fitted values at rank 0 and rank 1, on the value's own scale. */
export function ends({ intercept, slope }: Line, scale: Scale) {
  return { bottom: scale.from(intercept), top: scale.from(intercept + slope) }
}

/** Standard errors that the scatter about the line implies for values of the given weights. */
export function residualErrors(line: Line, { rank, share }: Ranks, y: readonly number[]): number[] {
  const variance = residualVariance(line, rank, y, share)
  return share.map((weight) => Math.sqrt(variance / weight))
}

/**
 * Both ends of the line are linear in the fitted values, so their difference and the logarithm of
 * their ratio have variances by the delta method (exact for the SII of an untransformed fit).
 */
export function formulaLimits(
  line: Line,
  scale: Scale,
  errors: readonly number[],
  critical: number,
): Limits {
  const { bottom, top } = ends(line, scale)
  const reach = (gradient: (atBottom: number, atTop: number) => number) => {
    const variance = sum(
      errors.map((error, i) => {
        const atBottom = scale.slope(bottom) * line.interceptShares[i]!
        const atTop = scale.slope(top) * (line.interceptShares[i]! + line.slopeShares[i]!)
        return (gradient(atBottom, atTop) * error) ** 2
      }),
    )
    return critical * Math.sqrt(variance)
  }
  const siiReach = reach((atBottom, atTop) => atTop - atBottom)
  const sii = { lower: top - bottom - siiReach, upper: top - bottom + siiReach }
  if (bottom <= 0 || top <= 0) return { sii, rii: undefined }
  const riiFactor = Math.exp(reach((atBottom, atTop) => atTop / top - atBottom / bottom))
  return { sii, rii: { lower: top / bottom / riiFactor, upper: (top / bottom) * riiFactor } }
}

/**
 * Draws every value anew from a normal distribution on the scale where its limits are symmetric,
 * fits again, and takes the percentiles of the SII and RII so found.
 */
export function simulatedLimits(
  quantiles: readonly CheckedQuantile[],
  how: {
    ranks: Ranks
    scale: Scale
    valueType: ValueType
    level: ConfidenceLevel
    repetitions: number
    seed: number
  },
): Limits {
  const { ranks, scale, level, repetitions } = how
  if (!Number.isInteger(repetitions) || repetitions < 1000) {
    throw new UserError('A simulation needs at least 1,000 repetitions.')
  }
  const chance = random(String(how.seed))
  const natural = SCALES[how.valueType]
  const centres = quantiles.map((row) => natural.to(row.value))
  // The shares depend on ranks and weights alone, so one fit serves every repetition.
  const shape = fitLine(ranks.rank, centres, ranks.share)
  const slopes = new Float64Array(repetitions)
  const ratios = new Float64Array(repetitions)
  for (let repetition = 0; repetition < repetitions; repetition++) {
    let intercept = 0
    let slope = 0
    for (let i = 0; i < centres.length; i++) {
      const draw =
        centres[i]! + normalQuantile(chance.next() + HALF_STEP) * quantiles[i]!.errorOnScale!
      const y = scale.to(natural.from(draw))
      intercept += shape.interceptShares[i]! * y
      slope += shape.slopeShares[i]! * y
    }
    const { bottom, top } = ends({ ...shape, intercept, slope }, scale)
    slopes[repetition] = top - bottom
    ratios[repetition] = top / bottom
  }
  return { sii: percentiles(slopes, level), rii: percentiles(ratios, level) }
}

function percentiles(values: Float64Array, level: ConfidenceLevel): Interval {
  values.sort()
  const at = (p: number) => {
    const position = p * (values.length - 1)
    const below = Math.floor(position)
    const next = values[Math.min(below + 1, values.length - 1)]!
    return values[below]! + (position - below) * (next - values[below]!)
  }
  return { lower: at(0.5 - level / 200), upper: at(0.5 + level / 200) }
}
