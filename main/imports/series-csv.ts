import { UserError } from '../../domain/errors.ts'
import { readPeriodColumn } from '../../domain/metrics/period-column.ts'
import { comparePeriods, gapsBefore, type Period } from '../../domain/metrics/periods.ts'
import type { QuantileRow } from '../../domain/metrics/quantiles.ts'
import { rhythmsOf, rhythmWords } from '../../domain/metrics/rhythms.ts'
import { asideOf } from '../../domain/tables/asides.ts'
import { FigureEvidence, readFigure } from '../../domain/tables/figures.ts'
import { readAnyTable } from './any-table.ts'
import { periodText } from './column-survey.ts'
import { headingKey, notANumber, notAPeriod, type RowProblem } from './row-problems.ts'
import type { OpenedRow } from './tables/open-table.ts'

/** Small tables that analysts make: a series for an XmR chart, quantiles for a gap. */

export interface FileOptions {
  /** What the person calls the file. */
  fileName: string
  signal?: AbortSignal
}

export interface ReadRows<T> {
  rows: T[]
  /** Rows that could not be read are left out of `rows` and named here. */
  problems: RowProblem[]
  /** What else the person should know, in sentences. */
  notices: string[]
}

export interface SeriesRow {
  row: number
  /** The period as Accord writes it, or the number of the point. */
  label: string
  value: number
  /** Whether periods are missing between this and the one before. */
  afterGap: boolean
}

/**
 * Reads a series from the columns `period` and `value`, in order of time. Periods are read as one
 * column; a file that only numbers its points (1, 2, 3) is taken by those numbers.
 *
 * @throws UserError when the file is no such table, or mixes rhythms, such as months and years
 */
export async function readSeries(path: string, options: FileOptions): Promise<ReadRows<SeriesRow>> {
  const table = await readTable(path, options, ['period', 'value'])
  const numbered = table.lines.every(({ cell }) => /^\d{1,3}$/.test(cell('period').trim()))
  const column = readPeriodColumn(table.lines.map(({ cell }) => cell('period')))
  const read: (Omit<SeriesRow, 'afterGap'> & { period: Period | null; order: string })[] = []
  const seen = new Map<string, number>()
  for (const line of table.lines) {
    const text = line.cell('period')
    const period = numbered ? null : (column.read(text) ?? null)
    if (!numbered && !period) line.problem('period', notAPeriod(text))
    const value = line.number('value')
    if ((!numbered && !period) || value === undefined) continue
    const label = period?.label ?? String(Number(text))
    const order = period?.sortKey ?? label.padStart(3, '0')
    const earlier = seen.get(order)
    if (earlier !== undefined) {
      line.problem('period', `${label} already stands in row ${earlier}. Keep one of the two.`)
      continue
    }
    seen.set(order, line.row)
    read.push({ row: line.row, label, value, period, order })
  }
  read.sort((a, b) => (a.order < b.order ? -1 : 1))
  const periods = read.flatMap(({ period }) => (period ? [period] : []))
  requireOneRhythm(periods, options.fileName)
  // Numbered points have no periods; a number that is left out is no gap of time.
  const gaps = gapsBefore(periods)
  return {
    rows: read.map(({ row, label, value }, at) => ({
      row,
      label,
      value,
      afterGap: gaps[at] ?? false,
    })),
    problems: table.problems,
    notices: [...table.notices, ...column.notices, ...gapNotices(periods)],
  }
}

function requireOneRhythm(periods: readonly Period[], fileName: string): void {
  const rhythms = rhythmsOf(periods)
  if (rhythms.length < 2) return
  throw new UserError(
    `${fileName} mixes ${rhythmWords(rhythms)}, which are not one series. Keep the rows of one kind, then try again.`,
  )
}

/** Says where periods are missing: a chart must not take what lies beside a gap for neighbours. */
function gapNotices(periods: readonly Period[]): string[] {
  const sorted = periods.toSorted(comparePeriods)
  return gapsBefore(sorted).flatMap((isGap, at) =>
    isGap ? [`There is no value between ${sorted[at - 1]!.label} and ${sorted[at]!.label}.`] : [],
  )
}

/**
 * Reads quantiles from the columns `quantile`, `population` and `value` and, where there are any,
 * `standard_error` or `lower` and `upper` (95 % limits). An empty cell in those says that it is not
 * known.
 *
 * @throws UserError when the file is no such table
 */
export async function readQuantiles(
  path: string,
  options: FileOptions,
): Promise<ReadRows<QuantileRow>> {
  const table = await readTable(path, options, ['quantile', 'population', 'value'])
  const rows: QuantileRow[] = []
  const seen = new Map<number, number>()
  for (const line of table.lines) {
    const before = table.problems.length
    const quantile = line.number('quantile')
    const population = line.number('population')
    const value = line.number('value')
    const standardError = line.optionalNumber('standard_error')
    const lower = line.optionalNumber('lower')
    const upper = line.optionalNumber('upper')
    if (quantile !== undefined) checkQuantile(line, quantile, seen)
    if (population !== undefined && population <= 0) {
      line.problem('population', 'The population must be greater than 0.')
    }
    if (lower !== undefined && upper !== undefined && lower > upper) {
      line.problem('lower', 'The lower limit is above the upper limit.')
    }
    if (table.problems.length > before) continue
    rows.push({
      quantile: quantile!,
      population: population!,
      value: value!,
      ...(standardError === undefined ? {} : { standardError }),
      ...(lower === undefined ? {} : { lower }),
      ...(upper === undefined ? {} : { upper }),
    })
  }
  return { rows, problems: table.problems, notices: table.notices }
}

function checkQuantile(line: Line, quantile: number, seen: Map<number, number>): void {
  const earlier = seen.get(quantile)
  if (!Number.isInteger(quantile) || quantile < 1) {
    line.problem('quantile', 'A quantile is a whole number, 1 for the most deprived.')
  } else if (earlier !== undefined) {
    line.problem('quantile', `Quantile ${quantile} already stands in row ${earlier}.`)
  }
  seen.set(quantile, line.row)
}

interface Line {
  row: number
  /** Text of the cell under a heading; empty where the row or the file has none. */
  cell(column: string): string
  /** Its number; `undefined`, with a problem, when there is none. */
  number(column: string): number | undefined
  /** Its number; `undefined` when there is none, and, with a problem, when it is something else. */
  optionalNumber(column: string): number | undefined
  problem(column: string, message: string): void
}

async function readTable(
  path: string,
  { fileName, signal }: FileOptions,
  needed: readonly string[],
): Promise<{ lines: Line[]; problems: RowProblem[]; notices: string[] }> {
  const table = await readAnyTable(path, { fileName, signal })
  const keys = table.headings.map(headingKey)
  const missing = needed.filter((column) => !keys.includes(headingKey(column)))
  if (missing.length > 0) {
    throw new UserError(
      `${fileName} lacks the column ${missing.map((name) => `“${name}”`).join(' and ')} in row ${table.headingRow}. It needs ${needed.map((name) => `“${name}”`).join(', ')}.`,
    )
  }
  const problems: RowProblem[] = []
  const asides = {
    headings: table.headings,
    keys: [keys.indexOf(headingKey(needed[0]!))],
    value: keys.indexOf('value'),
  }
  const kept = table.rows.filter(({ cells }) => asideOf(cells, asides) === undefined)
  const styles = keys.map((_, at) => {
    const evidence = new FigureEvidence()
    for (const { cells } of kept) evidence.see(cells[at] ?? '')
    return evidence.style
  })
  const lineOf = (row: OpenedRow): Line => {
    const at = (column: string) => keys.indexOf(headingKey(column))
    const line: Line = {
      row: row.number,
      cell: (column) => periodText(row.cells[at(column)], row.raw?.[at(column)]),
      number: (column) => {
        const before = problems.length
        const value = line.optionalNumber(column)
        if (value === undefined && problems.length === before)
          line.problem(column, `The ${column} is missing.`)
        return value
      },
      optionalNumber: (column) => {
        const text = row.cells[at(column)] ?? ''
        const reading = readFigure(text, styles[at(column)] ?? { decimalComma: false })
        if (reading.kind === 'unreadable') line.problem(column, notANumber(text))
        return reading.kind === 'value' ? reading.value : undefined
      },
      problem: (column, message) => {
        problems.push({ row: row.number, column, message })
      },
    }
    return line
  }
  return { lines: kept.map(lineOf), problems, notices: table.notices }
}
