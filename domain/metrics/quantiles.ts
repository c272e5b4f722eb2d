import { UserError } from '../errors.ts'
import type { ValueType } from './definitions.ts'
import { criticalValue } from './intervals.ts'
import { sum } from './regression.ts'
import { SCALES } from './scales.ts'

/** The value of one population group of a row of groups ordered by deprivation. */
export interface QuantileRow {
  /** 1 is the most deprived. */
  quantile: number
  /** People in it, above 0. */
  population: number
  /** A proportion is between 0 and 1. */
  value: number
  /** Of the value, in its unit. */
  standardError?: number
  /** 95 % confidence limits, used where there is no standard error. */
  lower?: number
  upper?: number
}

export interface CheckedQuantile extends QuantileRow {
  /** Standard error on the scale of the value type (`scales.ts`); absent where nothing tells it. */
  errorOnScale?: number
}

/** As PHEindicatormethods has it: fewer groups hide the gradient, more make it unstable. */
const FEWEST = 5
const MOST = 100

/**
 * The rows from the most deprived to the least, with their standard errors. Refuses, with a
 * UserError that names the quantile, what no index of inequality can be computed from.
 *
 * A standard error is read as that of the value itself. (`phe_sii` takes it as one of the
 * logarithm or log odds when the value is a rate or a proportion; limits mean the same in both.)
 */
export function checkQuantiles(
  rows: readonly QuantileRow[],
  valueType: ValueType,
): CheckedQuantile[] {
  if (rows.length < FEWEST || rows.length > MOST) {
    throw new UserError(
      `An index of inequality needs ${FEWEST} to ${MOST} quantiles, usually 5 or 10. There are ${rows.length}.`,
    )
  }
  const ordered = [...rows].sort((a, b) => a.quantile - b.quantile)
  ordered.forEach((row, i) => {
    if (row.quantile !== i + 1) {
      throw new UserError(
        `The quantiles must be numbered 1 to ${rows.length}, each once. ${i + 1} is missing.`,
      )
    }
  })
  return ordered.map((row) => {
    checkRow(row, valueType)
    const errorOnScale = errorOf(row, valueType)
    return errorOnScale === undefined ? row : { ...row, errorOnScale }
  })
}

function checkRow({ quantile, population, value, standardError }: QuantileRow, type: ValueType) {
  const refuse = (problem: string): never => {
    throw new UserError(`Quantile ${quantile}: ${problem}`)
  }
  if (!(population > 0 && Number.isFinite(population))) {
    refuse('its population must be greater than 0.')
  }
  if (!Number.isFinite(value)) refuse('its value is missing.')
  if (type === 'rate' && value <= 0) refuse('a rate must be greater than 0 here.')
  if (type === 'proportion' && !(value > 0 && value < 1)) {
    refuse('a proportion must be between 0 and 1. Divide percentages by 100.')
  }
  if (standardError !== undefined && !(standardError >= 0)) {
    refuse('its standard error must be 0 or more.')
  }
}

function errorOf(row: QuantileRow, valueType: ValueType): number | undefined {
  const scale = SCALES[valueType]
  if (row.standardError !== undefined) return row.standardError / scale.slope(row.value)
  if (row.lower === undefined || row.upper === undefined) return undefined
  if (row.lower > row.upper) {
    throw new UserError(`Quantile ${row.quantile}: its lower limit is above its upper limit.`)
  }
  const error = (scale.to(row.upper) - scale.to(row.lower)) / (2 * criticalValue(95))
  if (!Number.isFinite(error)) {
    throw new UserError(
      valueType === 'rate'
        ? `Quantile ${row.quantile}: the limits of a rate must be greater than 0.`
        : `Quantile ${row.quantile}: the limits of a proportion must be between 0 and 1.`,
    )
  }
  return error
}

/** One per quantile, from the most deprived. */
export interface Ranks {
  rank: number[]
  share: number[]
}

/** Share of the population and the middle of its range in the cumulative population. */
export function relativeRanks(populations: readonly number[]): Ranks {
  const total = sum(populations)
  const share = populations.map((population) => population / total)
  let before = 0
  const rank = share.map((part) => {
    const middle = before + part / 2
    before += part
    return middle
  })
  return { rank, share }
}
