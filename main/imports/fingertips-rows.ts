import type { Observation } from '../../domain/metrics/definitions.ts'
import { parsePeriod } from '../../domain/metrics/periods.ts'
import type { FingertipsColumn, FingertipsHeader } from './fingertips-columns.ts'
import {
  notANumber,
  type RowProblem,
  readNumber,
  shortened,
  UNREADABLE_LETTER,
} from './row-problems.ts'

/** One row of a Fingertips export: an observation of an indicator that is not yet a metric of ours. */
export interface FingertipsRow extends Omit<Observation, 'metric' | 'provenance'> {
  row: number
  /** Fingertips' number for the indicator, and its name. */
  indicator: string
  indicatorName: string
}

/** A row that cannot be used answers the problems that say why. */
export type RowReading = { row: FingertipsRow } | { problems: RowProblem[] } | 'skipped'

/** More remembered texts than this, and the file repeats too little for remembering to help. */
const MOST_REMEMBERED = 100_000

/** Reads the rows under one heading. Keeps what repeats from row to row: texts and periods. */
export class FingertipsRowReader {
  readonly #header: FingertipsHeader
  readonly #areas: ReadonlyMap<string, unknown>
  readonly #texts = new Map<string, string | undefined>()
  readonly #periods = new Map<string, string | undefined>()
  readonly #unknownAreas = new Set<string>()
  #problems: RowProblem[] = []
  #rowNumber = 0

  constructor(header: FingertipsHeader, areas: ReadonlyMap<string, unknown>) {
    this.#header = header
    this.#areas = areas
  }

  /**
   * Reads one row. `skipped` are empty rows, headings repeated where files were joined, and rows of
   * an area that is not among ours, of which only the first becomes a problem.
   */
  read(cells: readonly string[], number: number): RowReading {
    this.#rowNumber = number
    this.#problems = []
    const { at, titles } = this.#header
    if (isEmpty(cells) || cells[at.area]?.trim() === titles[at.area]) return 'skipped'
    if (!this.#checkLength(cells)) return { problems: this.#problems }
    if (!this.#checkArea(cells)) {
      return this.#problems.length > 0 ? { problems: this.#problems } : 'skipped'
    }
    const row: FingertipsRow = {
      row: number,
      indicator: this.#needed(cells, 'indicator'),
      indicatorName: this.#text(cells, 'indicatorName'),
      area: cells[at.area]!.trim(),
      period: this.#period(cells),
      sex: this.#needed(cells, 'sex'),
      age: this.#needed(cells, 'age'),
      category: this.#category(cells),
      value: this.#quantity(cells, 'value'),
      lower95: this.#quantity(cells, 'lower95'),
      upper95: this.#quantity(cells, 'upper95'),
      lower998: this.#quantity(cells, 'lower998'),
      upper998: this.#quantity(cells, 'upper998'),
      count: this.#amount(cells, 'count'),
      denominator: this.#amount(cells, 'denominator'),
      note: this.#text(cells, 'note') || null,
    }
    this.#checkLimits(row.lower95, row.upper95, 'lower95')
    this.#checkLimits(row.lower998, row.upper998, 'lower998')
    return this.#problems.length > 0 ? { problems: this.#problems } : { row }
  }

  /** A row may end early, in columns nobody needs, but not before its value. */
  #checkLength(cells: readonly string[]): boolean {
    const { at, titles } = this.#header
    if (cells.length <= at.value) {
      this.#problem(
        null,
        `This row is cut short: it has ${cells.length} of ${titles.length} cells.`,
      )
    } else if (cells.slice(titles.length).some((cell) => cell !== '')) {
      this.#problem(
        null,
        'This row has more cells than there are headings. A comma may stand in a cell without quotation marks.',
      )
    }
    return this.#problems.length === 0
  }

  #checkArea(cells: readonly string[]): boolean {
    const code = (cells[this.#header.at.area] ?? '').trim()
    if (this.#areas.has(code)) return true
    if (this.#unknownAreas.has(code)) return false
    this.#unknownAreas.add(code)
    const name = this.#text(cells, 'areaName')
    this.#problem(
      'area',
      code === ''
        ? 'The area code is missing.'
        : `${shortened(code)}${name ? ` (${shortened(name)})` : ''} is not an area that Accord knows. This row and any others with that code are left out.`,
    )
    return false
  }

  #period(cells: readonly string[]): string {
    const text = cells[this.#header.at.period] ?? ''
    if (!this.#periods.has(text)) this.#periods.set(text, parsePeriod(text)?.label)
    const label = this.#periods.get(text)
    if (label !== undefined) return label
    this.#problem(
      'period',
      text.trim() === ''
        ? 'The period is missing.'
        : `“${shortened(text)}” is not a period that can be read. Write it such as 2022, 2022/23, 2020 - 22, 2022 Q3 or Jan 2023.`,
    )
    return ''
  }

  #category(cells: readonly string[]): FingertipsRow['category'] {
    const type = this.#text(cells, 'categoryType')
    const value = this.#text(cells, 'category')
    if (type === '' && value === '') return null
    if (type === '' || value === '') {
      this.#problem('category', 'A category needs both its type and its name.')
    }
    return { type, value }
  }

  #needed(cells: readonly string[], column: FingertipsColumn): string {
    if (!cells[this.#header.at[column]]?.trim()) this.#problem(column, 'This cell is empty.')
    return this.#text(cells, column)
  }

  /** Text without line breaks and doubled spaces; empty where the file has no such column. */
  #text(cells: readonly string[], column: FingertipsColumn): string {
    const raw = cells[this.#header.at[column]]
    if (!raw) return ''
    if (!this.#texts.has(raw)) {
      if (this.#texts.size > MOST_REMEMBERED) this.#texts.clear()
      const plain = raw.replace(/[\s\u00a0]+/g, ' ').trim()
      this.#texts.set(raw, plain.includes(UNREADABLE_LETTER) ? undefined : plain)
    }
    const text = this.#texts.get(raw)
    if (text !== undefined) return text
    this.#problem(
      column,
      `“${shortened(raw)}” has letters that cannot be read. Save the file as “CSV UTF-8”, or use the file as Fingertips gave it.`,
    )
    return ''
  }

  #quantity(cells: readonly string[], column: FingertipsColumn): number | null {
    const text = cells[this.#header.at[column]]
    if (!text) return null
    const value = readNumber(text)
    if (value !== undefined) return value
    this.#problem(column, notANumber(text))
    return null
  }

  #amount(cells: readonly string[], column: FingertipsColumn): number | null {
    const value = this.#quantity(cells, column)
    if (value !== null && value < 0) this.#problem(column, 'This must not be below 0.')
    return value
  }

  #checkLimits(lower: number | null, upper: number | null, column: FingertipsColumn) {
    if (lower !== null && upper !== null && lower > upper) {
      this.#problem(column, 'The lower limit is above the upper limit.')
    }
  }

  #problem(column: FingertipsColumn | null, message: string) {
    const { at, titles } = this.#header
    const title = column === null ? null : (titles[at[column]] ?? null)
    this.#problems.push({ row: this.#rowNumber, column: title, message })
  }
}

function isEmpty(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}
