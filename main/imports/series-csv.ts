import { UserError } from '../../domain/errors.ts'
import { parsePeriod } from '../../domain/metrics/periods.ts'
import type { QuantileRow } from '../../domain/metrics/quantiles.ts'
import { parseCsv } from './csv-table.ts'
import { decodeCsv } from './csv-text.ts'
import { readWhole } from './read-whole.ts'
import { headingKey, notANumber, type RowProblem, readNumber, shortened } from './row-problems.ts'

/** Small CSV tables that analysts make: a series for an XmR chart, quantiles for a gap. */

export interface FileOptions {
  /** What the person calls the file. */
  fileName: string
  signal?: AbortSignal
}

export interface ReadRows<T> {
  rows: T[]
  /** Rows that could not be read are left out of `rows` and named here. */
  problems: RowProblem[]
}

export interface SeriesRow {
  row: number
  /** The period as Accord writes it, or the number of the point. */
  label: string
  value: number
}

/**
 * Reads a series from the columns `period` and `value`, in order of time. Periods are as
 * `parsePeriod` reads them; a file that only numbers its points (1, 2, 3) is taken by those numbers.
 *
 * @throws UserError when the file is no such table
 */
export async function readSeries(path: string, options: FileOptions): Promise<ReadRows<SeriesRow>> {
  const table = await readTable(path, options, ['period', 'value'])
  const numbered = table.lines.every(({ cell }) => /^\d{1,3}$/.test(cell('period').trim()))
  const read: (SeriesRow & { sortKey: string })[] = []
  const seen = new Map<string, number>()
  for (const line of table.lines) {
    const period = readPeriod(line.cell('period'), numbered)
    if (!period) line.problem('period', unreadablePeriod(line.cell('period')))
    const value = line.number('value')
    if (!period || value === undefined) continue
    const earlier = seen.get(period.sortKey)
    if (earlier !== undefined) {
      line.problem(
        'period',
        `${period.label} already stands in row ${earlier}. Keep one of the two.`,
      )
      continue
    }
    seen.set(period.sortKey, line.row)
    read.push({ row: line.row, value, ...period })
  }
  read.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1))
  const rows = read.map(({ row, label, value }) => ({ row, label, value }))
  return { rows, problems: table.problems }
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
  return { rows, problems: table.problems }
}

function readPeriod(text: string, numbered: boolean) {
  if (!numbered) return parsePeriod(text)
  const label = String(Number(text))
  return { label, sortKey: label.padStart(3, '0') }
}

function unreadablePeriod(text: string): string {
  return text.trim() === ''
    ? 'The period is missing.'
    : `“${shortened(text)}” is not a period that can be read. Write it such as 2022, 2022/23, 2022 Q3, Jan 2023 or 2023-01-31.`
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
  /** Its number; `undefined` when it is empty, and, with a problem, when it is something else. */
  optionalNumber(column: string): number | undefined
  problem(column: string, message: string): void
}

async function readTable(
  path: string,
  { fileName, signal }: FileOptions,
  needed: readonly string[],
): Promise<{ lines: Line[]; problems: RowProblem[] }> {
  const bytes = await readWhole(path, fileName, signal)
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    throw new UserError(
      `${fileName} is an Excel workbook. In Excel choose “Save as”, then “CSV UTF-8”, and use that file.`,
    )
  }
  const [titles = [], ...records] = parseCsv(decodeCsv(bytes).text, fileName)
  const keys = titles.map(headingKey)
  const missing = needed.filter((column) => !keys.includes(headingKey(column)))
  if (missing.length > 0) {
    throw new UserError(
      `${fileName} lacks the column ${missing.map((name) => `“${name}”`).join(' and ')} in row 1. It needs ${needed.map((name) => `“${name}”`).join(', ')}.`,
    )
  }
  const problems: RowProblem[] = []
  const lines = records.flatMap((cells, i) =>
    cells.every((cell) => cell.trim() === '') ? [] : [lineOf(cells, i + 2, keys, problems)],
  )
  if (lines.length === 0) {
    throw new UserError(`${fileName} has headings but no rows under them. Choose another file.`)
  }
  return { lines, problems }
}

function lineOf(
  cells: readonly string[],
  row: number,
  keys: readonly string[],
  problems: RowProblem[],
): Line {
  const line: Line = {
    row,
    cell: (column) => cells[keys.indexOf(headingKey(column))] ?? '',
    number: (column) => {
      const before = problems.length
      const value = line.optionalNumber(column)
      if (value === undefined && problems.length === before) {
        line.problem(column, `The ${column} is missing.`)
      }
      return value
    },
    optionalNumber: (column) => {
      const text = line.cell(column)
      const value = readNumber(text)
      if (value === undefined) line.problem(column, notANumber(text))
      return value ?? undefined
    },
    problem: (column, message) => {
      problems.push({ row, column, message })
    },
  }
  return line
}
