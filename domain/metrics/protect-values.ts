import type { MetricDefinition, Observation } from './definitions.ts'
import {
  type DisclosureOptions,
  isSmall,
  type Mark,
  protectObservation,
  protectTable,
  ROUNDING_BASE,
} from './disclosure.ts'
import { rateValue } from './rates.ts'

/** Disclosure control of a list of values, as it goes out in a table. */

export interface OutgoingValue {
  definition: Pick<MetricDefinition, 'id' | 'valueType' | 'multiplier'>
  observation: Observation
  /**
   * What its area adds up to together with others: the system of a local authority. Areas that
   * add up to nothing shown are families of their own.
   */
  family: string
}

export type ProtectedValue = Observation & { mark: Mark }

/**
 * Hides small counts and what would reveal them: of the values of one metric and period the areas
 * of a family and the groups of a kind make a table, whose totals are taken to be known outside,
 * whether or not this list has them. Answers in the order of the list.
 */
export function protectValues(
  values: readonly OutgoingValue[],
  options: DisclosureOptions = {},
): ProtectedValue[] {
  const hidden = new Set<Observation>()
  for (const table of Map.groupBy(values, tableOf).values()) {
    for (const { observation } of hiddenIn(table, options)) hidden.add(observation)
  }
  return values.map(({ definition, observation }) => {
    const alone = protectObservation(observation, options)
    if (alone.mark !== 'suppressed' && !hidden.has(observation)) {
      return options.round ? rounded(alone, definition) : alone
    }
    return {
      ...alone,
      value: null,
      lower95: null,
      upper95: null,
      lower998: null,
      upper998: null,
      count: null,
      denominator: shownDenominator(observation, options),
      mark: 'suppressed',
    }
  })
}

function tableOf({ observation, family }: OutgoingValue): string {
  const { metric, period, sex, age, category } = observation
  return JSON.stringify([metric, period, sex, age, category?.type, family])
}

/** Cells of a whole table of counts that must be hidden; a table with gaps gives nothing away. */
function hiddenIn(table: readonly OutgoingValue[], options: DisclosureOptions): OutgoingValue[] {
  const rows = [...Map.groupBy(table, ({ observation }) => observation.area).values()]
  const categories = [...new Set(table.map(categoryOf))]
  const cells = rows.map((row) =>
    categories.map((category) => row.find((value) => categoryOf(value) === category)),
  )
  const counts = cells.map((row) => row.map((value) => value?.observation.count))
  if (!counts.every((row) => row.every(Number.isInteger))) return []
  const { cells: fates } = protectTable(counts as number[][], options, {
    rows: categories.length > 1,
    columns: rows.length > 1,
  })
  return cells.flatMap((row, i) =>
    row.flatMap((value, j) => (value && fates[i]![j]!.mark === 'suppressed' ? [value] : [])),
  )
}

function categoryOf({ observation }: OutgoingValue): string {
  return observation.category?.value ?? ''
}

/** A denominator counts people too. */
function shownDenominator({ denominator }: Observation, options: DisclosureOptions): number | null {
  if (denominator === null || isSmall(denominator, options)) return null
  return options.round ? toBase(denominator) : denominator
}

/**
 * A rounded count beside the exact value and denominator could be worked out again, so the
 * denominator is rounded too, and the value made from the rounded two.
 */
function rounded(
  value: ProtectedValue,
  { valueType, multiplier }: OutgoingValue['definition'],
): ProtectedValue {
  const { count, denominator } = value
  if (denominator === null) return value
  const below = toBase(denominator)
  if (count === null || valueType === 'other')
    return { ...value, denominator: below, mark: 'rounded' }
  if (below === 0) return { ...value, denominator: null, mark: 'rounded' }
  const above = valueType === 'proportion' ? Math.min(count, below) : count
  const made = rateValue(above, below, { valueType, multiplier })
  const { lower95, upper95, lower998, upper998 } = made
  return {
    ...value,
    value: made.value,
    lower95,
    upper95,
    lower998,
    upper998,
    count: above,
    denominator: below,
    mark: 'rounded',
  }
}

function toBase(count: number): number {
  return Math.round(count / ROUNDING_BASE) * ROUNDING_BASE
}
