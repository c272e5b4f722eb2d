import { parsePeriod } from '../../../domain/metrics/periods.ts'
import type { TableColumn } from '../../../preload/metrics-types.ts'

/** Which column of a table holds what, while somebody says it. Pure. */

/** What a column may be, in the order it is offered. */
export const COLUMN_WORDS: Record<TableColumn, string> = {
  area: 'Area (name or code)',
  period: 'Period',
  value: 'Value',
  indicator: 'Metric or indicator',
  sex: 'Sex',
  age: 'Age',
  categoryType: 'Kind of group',
  category: 'Group',
  lower95: 'Lower 95% limit',
  upper95: 'Upper 95% limit',
  lower998: 'Lower 99.8% limit',
  upper998: 'Upper 99.8% limit',
  standardError: 'Standard error',
  count: 'Count',
  denominator: 'Out of',
  note: 'Note',
}
export const COLUMNS = Object.keys(COLUMN_WORDS) as TableColumn[]

export type ColumnChoice = Partial<Record<TableColumn, number>>

/** What holds for every row, where no column says it. */
export interface ForAllRows {
  metric: string | null
  area: string | null
  period: string
  categoryType: string
  /** What numbered groups mean; `null` until it is said. */
  order: QuantileOrder | null
  source: string
}

export type QuantileOrder = 'most-first' | 'least-first' | 'as-named'

export const ORDER_WORDS: Record<QuantileOrder, string> = {
  'most-first': '1 is the most deprived',
  'least-first': '1 is the least deprived',
  'as-named': 'Not of deprivation: keep the numbers',
}

/** Whether the groups of a column are numbers, so that somebody must say which end is 1. */
export function areNumbered(rows: readonly string[][], column: number | undefined): boolean {
  if (column === undefined) return false
  const groups = rows.map((row) => (row[column] ?? '').trim()).filter((group) => group !== '')
  return (
    groups.length > 0 &&
    groups.every((group) => /^(?:decile |quintile |[dq])?\d{1,2}$/i.test(group))
  )
}

/** The choice with a column meaning something else, or nothing; no two columns mean the same. */
export function withColumn(
  choice: ColumnChoice,
  column: number,
  meaning: TableColumn | null,
): ColumnChoice {
  const others = Object.entries(choice).filter(([other, at]) => at !== column && other !== meaning)
  return Object.fromEntries([...others, ...(meaning === null ? [] : [[meaning, column]])])
}

/** What a column means; `null` when it is left out. */
export function meaningOf(choice: ColumnChoice, column: number): TableColumn | null {
  return COLUMNS.find((meaning) => choice[meaning] === column) ?? null
}

/** What is still missing before the file can be read, in sentences. */
export function missingFrom(choice: ColumnChoice, all: ForAllRows, numbered = false): string[] {
  const hasPeriod = parsePeriod(all.period) !== undefined
  return [
    ...(choice.value === undefined ? ['Say which column holds the values.'] : []),
    ...(choice.indicator === undefined && all.metric === null
      ? ['Choose the metric, or the column that names it.']
      : []),
    ...(choice.area === undefined && all.area === null
      ? ['Choose the area, or the column that names it.']
      : []),
    ...(choice.period === undefined && !hasPeriod
      ? ['Give the period, such as 2025/26, or the column that says it.']
      : []),
    ...(choice.category !== undefined &&
    choice.categoryType === undefined &&
    all.categoryType.trim() === ''
      ? ['Say what kind of group the groups are, such as Ethnic group.']
      : []),
    ...(numbered && all.order === null ? ['Say what the numbers of the groups mean.'] : []),
    ...(all.source.trim() === '' ? ['Say where the values are from.'] : []),
  ]
}
