import type { AreaFound } from '../../domain/areas/finder.ts'
import { LONGEST_NOTE, type Observation } from '../../domain/metrics/definitions.ts'
import { quantileName } from '../../domain/metrics/deprivation.ts'
import type { PeriodColumn } from '../../domain/metrics/period-column.ts'
import { parsePeriod } from '../../domain/metrics/periods.ts'
import { asideOf } from '../../domain/tables/asides.ts'
import { FIGURE_STYLE_PLAIN, type FigureReading, readFigure } from '../../domain/tables/figures.ts'
import { listOf } from '../../domain/words.ts'
import type { TableColumn } from '../../preload/metrics-types.ts'
import { type Columns, groupNumber, periodText } from './column-survey.ts'
import {
  notANumber,
  notAPeriod,
  type RowProblem,
  shortened,
  UNREADABLE_LETTER,
} from './row-problems.ts'
import type { OpenedRow } from './tables/open-table.ts'

/** Rows of any table as observations, once it is known what its columns hold. */

/** An observation of an indicator that is not yet a metric of ours. */
export interface ValueRow extends Omit<Observation, 'metric' | 'provenance'> {
  row: number
  /** The file's own number or name for the indicator, and its name. */
  indicator: string
  indicatorName: string
}

/** Why a row was left out, in words that stand behind "12 rows:". */
export const REASONS = {
  flawed: 'with a cell that cannot be read',
  area: 'of areas that Accord does not know',
  note: 'notes and sub-headings, not values',
  total: 'totals of other rows',
  heading: 'headings again',
  repeated: 'the same value again, as under another parent area',
  clash: 'another value for the area, period and group of an earlier row',
} as const
export type Reason = keyof typeof REASONS

export type RowReading = { row: ValueRow } | { leftOut: Reason; problems: RowProblem[] }

/** Columns that a file names beyond those that a person can choose. */
export type ValueColumn = TableColumn | 'indicatorName' | 'areaName'

export interface ValueTable {
  headings: readonly string[]
  at: Partial<Record<ValueColumn, number>>
  /** What holds for all rows where no column says it. */
  all: {
    indicator?: string | undefined
    area?: string | undefined
    period?: string | undefined
    sex?: string | undefined
    age?: string | undefined
    categoryType?: string | undefined
    /** How numbers name the groups of deprivation. */
    order?: 'most-first' | 'least-first' | undefined
  }
  /** Columns that must not be empty. */
  needed: readonly ValueColumn[]
  /** Whether a row may have no value and no mark that says why. */
  mayLackValue: boolean
  findArea: (text: string, kind?: string) => AreaFound
  /** What the columns were found to be; without it each cell is read alone. */
  columns: Columns | undefined
}

/** More remembered texts than this, and the file repeats too little for remembering to help. */
const MOST_REMEMBERED = 100_000
const EVERYBODY = { sex: 'Persons', age: 'All ages' }
/** What R and databases write for a text that is missing. */
const MISSING = /^(?:NA|<NA>|NULL|NaN|#N\/A|None)$/
/** Normal deviate of 95 % limits. */
const Z_95 = 1.959963984540054

/** Keeps what repeats from row to row: texts, periods and areas. */
export class ValueReader {
  readonly #table: ValueTable
  readonly #keys: number[]
  readonly #texts = new Map<string, string | undefined>()
  readonly #periods = new Map<string, string | undefined>()
  readonly #areas = new Map<string, string | undefined>()
  readonly #toldAreas = new Set<string>()
  /** What the person should know of how areas were read, in sentences. */
  readonly notices = new Set<string>()
  #toldLongNote = false
  #problems: RowProblem[] = []
  #notes: string[] = []
  #row: OpenedRow = { number: 0, cells: [] }

  constructor(table: ValueTable) {
    this.#table = table
    this.#keys = [table.at.area, table.at.period].filter((at) => at !== undefined)
  }

  read(row: OpenedRow): RowReading {
    this.#row = row
    this.#problems = []
    this.#notes = []
    const { at, headings } = this.#table
    const aside = asideOf(row.cells, { headings, keys: this.#keys, value: at.value })
    if (aside) return { leftOut: aside, problems: [] }
    if (!this.#checkLength()) return this.#flawed()
    const label = this.#periodText()
    const area = this.#area()
    if (area === null) return { leftOut: 'area', problems: this.#problems }
    const value = this.#value()
    const indicator = this.#table.all.indicator ?? this.#text('indicator')
    const read: ValueRow = {
      row: row.number,
      indicator,
      indicatorName: this.#text('indicatorName') || indicator,
      area,
      period: this.#period(label),
      sex: this.#text('sex') || this.#table.all.sex || EVERYBODY.sex,
      age: this.#text('age') || this.#table.all.age || EVERYBODY.age,
      category: this.#category(),
      value,
      ...this.#limits(value),
      count: this.#amount('count'),
      denominator: this.#amount('denominator'),
      note: this.#note(),
    }
    for (const column of this.#table.needed)
      if (at[column] !== undefined && this.#text(column) === '')
        this.#problem(column, 'This cell is empty.')
    return this.#problems.length > 0 ? this.#flawed() : { row: read }
  }

  #flawed(): RowReading {
    return { leftOut: 'flawed', problems: this.#problems }
  }

  /** A row may end early, in columns nobody needs, but not before its value. */
  #checkLength(): boolean {
    const { at, headings } = this.#table
    const { cells, raw } = this.#row
    if (at.value !== undefined && cells.length <= at.value && !raw) {
      this.#problem(
        null,
        `This row is cut short: it has ${cells.length} of ${headings.length} cells.`,
      )
    } else if (!raw && cells.slice(headings.length).some((cell) => cell.trim() !== '')) {
      this.#problem(
        null,
        'This row has more cells than there are headings. A comma may stand in a cell without quotation marks.',
      )
    }
    return this.#problems.length === 0
  }

  /** The area's code; `null` where Accord does not know it, of which the first row tells. */
  #area(): string | null {
    const { at, all, findArea, columns } = this.#table
    const text =
      (at.area === undefined ? '' : (this.#row.cells[at.area] ?? '').trim()) || all.area || ''
    const remembered = this.#areas.get(text)
    if (remembered !== undefined) return remembered
    const found = findArea(text, columns?.areaKind)
    if (found && 'code' in found) {
      this.#tell(text, found)
      if (this.#areas.size < MOST_REMEMBERED) this.#areas.set(text, found.code)
      return found.code
    }
    if (this.#toldAreas.has(text)) return null
    this.#toldAreas.add(text)
    this.#problem('area', this.#unknownArea(text, found))
    return null
  }

  #tell(text: string, found: { code: string; carriedFrom?: string; chosen?: true }): void {
    if (found.carriedFrom)
      this.notices.add(
        `Values of ${found.carriedFrom}, a code that ended, go to ${found.code}, which carries it on.`,
      )
    if (found.chosen)
      this.notices.add(
        `“${shortened(text)}” is the name of several areas. It was read as ${found.code}, as the other names of its column are of that kind.`,
      )
  }

  #unknownArea(text: string, found: AreaFound): string {
    if (text === '') return this.#isByCode() ? 'The area code is missing.' : 'The area is missing.'
    if (found && 'several' in found)
      return `“${shortened(text)}” is the name of several areas. Use a code: ${found.several.join(' or ')}.`
    const name = this.#text('areaName')
    if (found && 'divided' in found)
      return `${shortened(text)}${name ? ` (${shortened(name)})` : ''} is a code that ended when its area was divided into ${listOf(found.divided)}: none of them can have its values. This row and any others of it are left out.`
    return `${this.#isByCode() ? shortened(text) : `“${shortened(text)}”`}${name ? ` (${shortened(name)})` : ''} is not an area that Accord knows. This row and any others of it are left out.`
  }

  #isByCode(): boolean {
    return this.#table.at.areaName !== undefined
  }

  #periodText(): string {
    const { at, all } = this.#table
    const text =
      at.period === undefined
        ? ''
        : periodText(this.#row.cells[at.period], this.#row.raw?.[at.period])
    return text.trim() === '' ? (all.period ?? '') : text
  }

  #period(text: string): string {
    if (!this.#periods.has(text)) {
      if (this.#periods.size > MOST_REMEMBERED) this.#periods.clear()
      const read: PeriodColumn['read'] = this.#table.columns?.periods.read ?? parsePeriod
      this.#periods.set(text, read(text)?.label)
    }
    const label = this.#periods.get(text)
    if (label !== undefined) return label
    this.#problem('period', notAPeriod(text))
    return ''
  }

  #category(): ValueRow['category'] {
    const { all } = this.#table
    const type = this.#text('categoryType') || all.categoryType || ''
    const category = this.#text('category')
    if (category === '' && this.#text('categoryType') === '') return null
    if (category === '' || type === '') {
      this.#problem(
        'category',
        this.#table.at.categoryType === undefined
          ? 'Say what kind of category this is, such as Ethnic groups.'
          : 'A category needs both its type and its name.',
      )
      return null
    }
    return { type, value: this.#groupName(category) }
  }

  /** A numbered group of deprivation by its name, once it is known which end is 1. */
  #groupName(category: string): string {
    const { all, columns } = this.#table
    const number = groupNumber(category)
    if (number === undefined || all.order === undefined || !columns) return category
    const of = columns.largestGroup > 5 ? 10 : 5
    if (number < 1 || number > of) {
      this.#problem('category', `There is no group ${number} of ${of}.`)
      return category
    }
    return quantileName({ quantile: all.order === 'most-first' ? number : of + 1 - number, of })
  }

  /** Text without line breaks and doubled spaces; empty where the file has no such column. */
  #text(column: ValueColumn): string {
    const at = this.#table.at[column]
    const raw = at === undefined ? '' : this.#row.cells[at]
    if (!raw) return ''
    if (!this.#texts.has(raw)) {
      if (this.#texts.size > MOST_REMEMBERED) this.#texts.clear()
      const plain = raw
        .normalize('NFC')
        .replace(/[\s\u00a0]+/g, ' ')
        .trim()
      this.#texts.set(
        raw,
        plain.includes(UNREADABLE_LETTER) ? undefined : MISSING.test(plain) ? '' : plain,
      )
    }
    const text = this.#texts.get(raw)
    if (text !== undefined) return text
    this.#problem(
      column,
      `“${shortened(raw)}” has letters that cannot be read. Save the file as “CSV UTF-8”, or use the file as its publisher gave it.`,
    )
    return ''
  }

  #value(): number | null {
    const reading = this.#figure('value')
    const { percent } = this.#table.columns ?? { percent: null }
    if (reading.kind === 'value') {
      if (percent !== null && reading.percent !== percent)
        this.#problem(
          'value',
          percent
            ? 'This cell is not in per cent, as the others of its column are. Make all of them alike.'
            : 'This cell is in per cent, and the others of its column are not. Make all of them alike.',
        )
      if (reading.note) this.#notes.push(capital(reading.note))
      return reading.value
    }
    if (reading.kind === 'absent') {
      if (reading.note) this.#notes.push(`No figure: ${reading.note}`)
      else if (!this.#table.mayLackValue) this.#problem('value', 'The value is missing.')
    }
    return null
  }

  #figure(column: TableColumn): FigureReading {
    const at = this.#table.at[column]
    const text = at === undefined ? '' : (this.#row.cells[at] ?? '')
    if (text === '') return { kind: 'absent', note: null }
    // In the export of a program a missing figure is an empty cell, whatever the program writes.
    if (this.#table.mayLackValue && MISSING.test(text.trim())) return { kind: 'absent', note: null }
    const raw = at === undefined ? undefined : this.#row.raw?.[at]
    if (raw?.kind === 'broken' && raw.text === 'nothing') {
      this.#problem(
        column,
        'The formula here has no stored result. Open the file in Excel, save it, then try again.',
      )
      return { kind: 'unreadable' }
    }
    const reading = readFigure(text, this.#table.columns?.styleOf(column) ?? FIGURE_STYLE_PLAIN)
    if (reading.kind === 'unreadable') this.#problem(column, notANumber(text))
    return reading
  }

  #number(column: TableColumn): number | null {
    const reading = this.#figure(column)
    return reading.kind === 'value' ? reading.value : null
  }

  #amount(column: 'count' | 'denominator'): number | null {
    const reading = this.#figure(column)
    if (reading.kind === 'absent' && reading.note)
      this.#notes.push(`${column === 'count' ? 'Count' : 'Denominator'}: ${reading.note}`)
    if (reading.kind !== 'value') return null
    if (reading.value < 0) this.#problem(column, 'This must not be below 0.')
    return reading.value
  }

  #limits(value: number | null) {
    const error = this.#number('standardError')
    const lower95 = this.#number('lower95')
    const upper95 = this.#number('upper95')
    const [lower998, upper998] = [this.#number('lower998'), this.#number('upper998')]
    for (const [lower, upper, column] of [
      [lower95, upper95, 'lower95'],
      [lower998, upper998, 'lower998'],
    ] as const)
      if (lower !== null && upper !== null && lower > upper)
        this.#problem(column, 'The lower limit is above the upper limit.')
    if (error !== null && error < 0)
      this.#problem('standardError', 'A standard error must not be below 0.')
    const reach = error === null || value === null ? null : Z_95 * error
    return {
      lower95: lower95 ?? (reach === null ? null : value! - reach),
      upper95: upper95 ?? (reach === null ? null : value! + reach),
      lower998,
      upper998,
    }
  }

  #note(): string | null {
    const told = this.#text('note')
    const note = [...(told === '' ? [] : [told]), ...this.#notes].join('. ')
    if (note.length > LONGEST_NOTE && !this.#toldLongNote) {
      this.#toldLongNote = true
      this.notices.add(
        `The note of row ${this.#row.number} is longer than ${LONGEST_NOTE} letters: the first ${LONGEST_NOTE} are taken. So it is with any others that are longer.`,
      )
    }
    return note.slice(0, LONGEST_NOTE).trim() || null
  }

  #problem(column: ValueColumn | null, message: string): void {
    const at = column === null ? undefined : this.#table.at[column]
    const title = at === undefined ? null : (this.#table.headings[at] ?? null)
    this.#problems.push({ row: this.#row.number, column: title, message })
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
