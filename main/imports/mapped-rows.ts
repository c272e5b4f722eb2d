import { areaFinder, type NamedArea } from '../../domain/areas/finder.ts'
import { UserError } from '../../domain/errors.ts'
import type { TableMapping } from '../../preload/metrics-contract.ts'
import { readEndedAreas } from '../record/metric-resources.ts'
import type { OpenedTable } from './tables/open-table.ts'
import { readValues, type ValueOptions } from './value-batches.ts'
import type { ValueTable } from './value-rows.ts'

/** Rows of any table as observations, once a person has said which column holds what. */

export { suggestColumns } from './column-guesses.ts'

/** Areas to know by code or by name. */
type Areas = ReadonlyMap<string, NamedArea>

/**
 * Reads a table of any size in batches.
 * @throws UserError when the mapping leaves out what every observation needs
 */
export function readMapped(
  table: OpenedTable,
  mapping: TableMapping,
  areas: Areas,
  options: ValueOptions,
): ReturnType<typeof readValues> {
  requireColumns(table.headings, mapping)
  const make = valueTable(table.headings, mapping, areas)
  return readValues(table, make, (code) => areas.get(code)?.type, options)
}

function valueTable(
  headings: readonly string[],
  { columns: at, all }: TableMapping,
  areas: Areas,
): (columns: ValueTable['columns']) => ValueTable {
  const findArea = areaFinder(areas, readEndedAreas())
  return (columns) => ({
    headings,
    at,
    columns,
    findArea,
    mayLackValue: false,
    all: { ...all, indicator: all.metric },
    needed: ['indicator'],
  })
}

function requireColumns(headings: readonly string[], { columns, all }: TableMapping): void {
  const given: Record<string, boolean> = {
    metric: columns.indicator !== undefined || all.metric !== undefined,
    area: columns.area !== undefined || all.area !== undefined,
    period: columns.period !== undefined || all.period !== undefined,
    value: columns.value !== undefined,
  }
  const missing = Object.entries(given).flatMap(([name, isGiven]) => (isGiven ? [] : [name]))
  if (missing.length > 0)
    throw new UserError(`Say which column holds the ${missing.join(' and the ')}.`, 'wrong-call')
  for (const [column, at] of Object.entries(columns))
    if (at >= headings.length)
      throw new UserError(
        `The table has ${headings.length} columns, so column ${at + 1} cannot hold the ${column}.`,
        'wrong-call',
      )
}
