import { UserError } from '../errors.ts'
import type { ValueType } from './definitions.ts'
import { studentQuantile } from './distributions.ts'
import {
  ends,
  formulaLimits,
  type Limits,
  residualErrors,
  simulatedLimits,
} from './inequality-limits.ts'
import { type ConfidenceLevel, criticalValue, type Interval } from './intervals.ts'
import {
  type CheckedQuantile,
  checkQuantiles,
  type QuantileRow,
  type Ranks,
  relativeRanks,
} from './quantiles.ts'
import { fitLine, type Line } from './regression.ts'
import { SCALES, type Scale } from './scales.ts'

/**
 * Slope and relative index of inequality, as UKHSA's technical guide and PHEindicatormethods
 * (`phe_sii`) define them: a straight line through the values of the quantiles, placed at their
 * relative rank and weighted by population.
 * Sources: UKHSA, Public Health Technical Guide: Slope index of inequality (SII) and relative index
 * of inequality (RII); Low A, Low A. Measuring the gap. J Public Health 2004;26:388-395.
 *
 * - Relative rank: the middle of a quantile's range in the cumulative population, from 0 (the most
 *   deprived person) to 1 (the least deprived).
 * - Fit: least squares weighted by a, the quantile's share of the population; `phe_sii` fits
 *   Y sqrt(a) on sqrt(a) and rank x sqrt(a), which is the same line.
 * - SII: fitted value at rank 1 minus that at rank 0. RII: the first divided by the second. Where
 *   high values are bad and the deprived fare worse, SII is below 0 and RII below 1.
 */

export interface InequalityOptions {
  valueType?: ValueType
  /**
   * Fits the line to the logarithms (rate) or log odds (proportion), for a gradient that is not
   * straight; SII and RII are still told on the value's own scale.
   */
  transform?: boolean
  /**
   * Scales SII and its limits: 100 for percentage points of proportions. Below 0 it also turns the
   * RII over, so that both compare the most deprived with the least.
   */
  multiplier?: number
  level?: ConfidenceLevel
  /** Limits by simulation, as `phe_sii` does, instead of by formula. */
  simulate?: { repetitions?: number; seed?: number }
}

/** `lower` and `upper` bound the estimate at the level asked for. */
export interface Estimate extends Interval {
  value: number
}

export interface Inequality {
  sii: Estimate
  /** `null` when a fitted end is 0 or below: a ratio means nothing then. */
  rii: Estimate | null
  level: ConfidenceLevel
  /** How the limits were made, to print beside them. */
  method: string
  /** The line's ends in the value's unit, before the multiplier. */
  fitted: { mostDeprived: number; leastDeprived: number }
  /** One per quantile, from the most deprived: where it stands and what share of people it holds. */
  ranks: { quantile: number; rank: number; share: number }[]
}

const DEFAULT_REPETITIONS = 10_000
const DEFAULT_SEED = 1

/**
 * Rows in any order, quantile 1 the most deprived. Limits of the result come from the standard
 * errors (or 95 % limits) of the values where every row has them; otherwise from the scatter about
 * the line, with Student's t on n - 2 degrees of freedom, which the method names. Unsound rows are
 * refused with a UserError that names the quantile.
 */
export function inequality(
  rows: readonly QuantileRow[],
  options: InequalityOptions = {},
): Inequality {
  const { valueType = 'other', transform = false, multiplier = 1, level = 95, simulate } = options
  if (!Number.isFinite(multiplier) || multiplier === 0) {
    throw new UserError('The multiplier must be a number other than 0.')
  }
  const quantiles = checkQuantiles(rows, valueType)
  const ranks = relativeRanks(quantiles.map((row) => row.population))
  const scale = SCALES[transform ? valueType : 'other']
  const y = quantiles.map((row) => scale.to(row.value))
  const line = fitLine(ranks.rank, y, ranks.share)
  const fit: Fit = { quantiles, ranks, scale, y, line, valueType, level }
  const { limits, method } = simulate ? simulated(fit, simulate) : byFormula(fit)

  const { bottom, top } = ends(line, scale)
  const result: Inequality = {
    sii: { value: top - bottom, ...limits.sii },
    rii: bottom > 0 && top > 0 && limits.rii ? { value: top / bottom, ...limits.rii } : null,
    level,
    method,
    fitted: { mostDeprived: bottom, leastDeprived: top },
    ranks: quantiles.map((row, i) => ({
      quantile: row.quantile,
      rank: ranks.rank[i]!,
      share: ranks.share[i]!,
    })),
  }
  return scaled(result, multiplier)
}

interface Fit {
  quantiles: CheckedQuantile[]
  ranks: Ranks
  /** The scale that the line was fitted on, and the values on it. */
  scale: Scale
  y: number[]
  line: Line
  valueType: ValueType
  level: ConfidenceLevel
}

interface LimitsWithMethod {
  limits: Limits
  method: string
}

function byFormula({ quantiles, ranks, scale, y, line, valueType, level }: Fit): LimitsWithMethod {
  if (!haveErrors(quantiles)) {
    const critical = studentQuantile(0.5 + level / 200, quantiles.length - 2)
    return {
      limits: formulaLimits(line, scale, residualErrors(line, ranks, y), critical),
      method: 'scatter of the values about the weighted regression line, Student t',
    }
  }
  // From the scale of the limits to the value's own, and on to the scale of the fit.
  const errors = quantiles.map(
    ({ value, errorOnScale }) =>
      (errorOnScale! * SCALES[valueType].slope(value)) / scale.slope(value),
  )
  return {
    limits: formulaLimits(line, scale, errors, criticalValue(level)),
    method: 'standard errors of the values carried through the weighted regression',
  }
}

function simulated(
  { quantiles, ranks, scale, valueType, level }: Fit,
  {
    repetitions = DEFAULT_REPETITIONS,
    seed = DEFAULT_SEED,
  }: { repetitions?: number; seed?: number },
): LimitsWithMethod {
  if (!haveErrors(quantiles)) {
    throw new UserError(
      'Simulated limits need a standard error, or 95% limits, for every quantile.',
    )
  }
  return {
    limits: simulatedLimits(quantiles, { ranks, scale, valueType, level, repetitions, seed }),
    method: `simulation, ${repetitions.toLocaleString('en-GB')} repetitions, seed ${seed}`,
  }
}

function haveErrors(quantiles: readonly CheckedQuantile[]): boolean {
  return quantiles.every((row) => row.errorOnScale !== undefined)
}

/** Applies the multiplier; a negative one swaps the limits and turns the ratio over. */
function scaled(result: Inequality, multiplier: number): Inequality {
  const { sii, rii } = result
  const ends = [sii.lower * multiplier, sii.upper * multiplier]
  const turned = multiplier < 0 && rii
  return {
    ...result,
    sii: { value: sii.value * multiplier, lower: Math.min(...ends), upper: Math.max(...ends) },
    rii: turned ? { value: 1 / rii.value, lower: 1 / rii.upper, upper: 1 / rii.lower } : rii,
  }
}
