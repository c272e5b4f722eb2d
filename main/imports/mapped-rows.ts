import { UserError } from '../../domain/errors.ts'
import { parsePeriod } from '../../domain/metrics/periods.ts'
import type { TableMapping } from '../../preload/metrics-contract.ts'
import type { TableColumn } from '../../preload/metrics-types.ts'
import type { AnyTable } from './any-table.ts'
import type { FingertipsRow } from './fingertips-rows.ts'
import { headingKey, notANumber, type RowProblem, readNumber, shortened } from './row-problems.ts'

/** Rows of any table as observations, once a person has said which column holds what. */

export interface MappedRows {
  rows: FingertipsRow[]
  /** Each cell that could not be read; its row is left out. */
  problems: RowProblem[]
}

/** Areas to know by code or by name. */
type Areas = ReadonlyMap<string, { name: string }>

const EVERYBODY = { sex: 'Persons', age: 'All ages' }

/** @throws UserError when the mapping leaves out what every observation needs */
export function readMappedRows(table: AnyTable, mapping: TableMapping, areas: Areas): MappedRows {
  requireColumns(table, mapping)
  const reader = new MappedReader(table, mapping, areas)
  const rows = table.rows.flatMap((row) => reader.read(row) ?? [])
  return { rows: distinct(rows, reader.problems), problems: reader.problems }
}

function requireColumns({ headings }: AnyTable, { columns, all }: TableMapping): void {
  const given: Record<string, boolean> = {
    metric: columns.indicator !== undefined || all.metric !== undefined,
    area: columns.area !== undefined || all.area !== undefined,
    period: columns.period !== undefined || all.period !== undefined,
    value: columns.value !== undefined,
  }
  const missing = Object.keys(given).filter((name) => !given[name])
  if (missing.length > 0)
    throw new UserError(`Say which column holds the ${missing.join(' and the ')}.`, 'wrong-call')
  for (const [column, at] of Object.entries(columns))
    if (at >= headings.length)
      throw new UserError(
        `The table has ${headings.length} columns, so column ${at + 1} cannot hold the ${column}.`,
        'wrong-call',
      )
}

class MappedReader {
  readonly problems: RowProblem[] = []
  readonly #table: AnyTable
  readonly #mapping: TableMapping
  readonly #areas: Areas
  readonly #byName: ReadonlyMap<string, string[]>
  /** Excel keeps a month as its first day: where all days are first days, months are meant. */
  readonly #daysAreMonths: boolean
  #row: AnyTable['rows'][number] = { number: 0, cells: [] }

  constructor(table: AnyTable, mapping: TableMapping, areas: Areas) {
    this.#table = table
    this.#mapping = mapping
    this.#areas = areas
    this.#byName = new Map(
      [...Map.groupBy(areas, ([, { name }]) => headingKey(name))].map(([key, found]) => [
        key,
        found.map(([code]) => code),
      ]),
    )
    const at = mapping.columns.period
    this.#daysAreMonths =
      at !== undefined && table.rows.every(({ cells }) => /^\d{4}-\d\d-01$/.test(cells[at] ?? ''))
  }

  /** The row as an observation; `undefined`, with problems, where it cannot be read. */
  read(row: AnyTable['rows'][number]): FingertipsRow | undefined {
    this.#row = row
    const before = this.problems.length
    const { all } = this.#mapping
    const area = this.#area(this.#cell('area') || all.area || '')
    const period = this.#period(this.#cell('period') || all.period || '')
    const value = this.#number('value')
    if (value === null && this.problems.length === before)
      this.#problem('value', 'The value is missing.')
    const [lower95, upper95] = this.#limits('lower95', 'upper95')
    const [lower998, upper998] = this.#limits('lower998', 'upper998')
    const indicator = all.metric ?? this.#cell('indicator')
    if (indicator === '') this.#problem('indicator', 'This cell is empty.')
    const type = this.#cell('categoryType') || all.categoryType || ''
    const category = this.#cell('category')
    const mapped: FingertipsRow = {
      ...{ row: row.number, indicator, indicatorName: indicator, area, period, value },
      sex: this.#cell('sex') || all.sex || EVERYBODY.sex,
      age: this.#cell('age') || all.age || EVERYBODY.age,
      category: category === '' || type === '' ? null : { type, value: category },
      ...{ lower95, upper95, lower998, upper998 },
      ...{ count: this.#amount('count'), denominator: this.#amount('denominator') },
      note: this.#cell('note') || null,
    }
    if (category !== '' && type === '')
      this.#problem('category', 'Say what kind of category this is, such as Ethnic groups.')
    return this.problems.length === before ? mapped : undefined
  }

  #cell(column: TableColumn): string {
    const at = this.#mapping.columns[column]
    return at === undefined ? '' : (this.#row.cells[at] ?? '').replace(/[\s\u00a0]+/g, ' ').trim()
  }

  #area(text: string): string {
    if (this.#areas.has(text)) return text
    const found = this.#byName.get(headingKey(text)) ?? []
    if (found.length === 1) return found[0]!
    this.#problem(
      'area',
      text === ''
        ? 'The area is missing.'
        : found.length > 1
          ? `“${shortened(text)}” is the name of several areas. Use a code: ${found.join(' or ')}.`
          : `“${shortened(text)}” is not an area that Accord knows. Use its name or its ONS code, such as E54000015.`,
    )
    return ''
  }

  #period(text: string): string {
    const period = parsePeriod(this.#daysAreMonths ? text.slice(0, 7) : text)
    if (period) return period.label
    this.#problem(
      'period',
      text === ''
        ? 'The period is missing.'
        : `“${shortened(text)}” is not a period that can be read. Write it such as 2022, 2022/23, 2020 - 22, 2022 Q3 or Jan 2023.`,
    )
    return ''
  }

  #number(column: TableColumn): number | null {
    const text = this.#cell(column)
    const value = readNumber(text)
    if (value === undefined) this.#problem(column, notANumber(text))
    return value ?? null
  }

  #amount(column: TableColumn): number | null {
    const value = this.#number(column)
    if (value !== null && value < 0) this.#problem(column, 'This must not be below 0.')
    return value
  }

  #limits(lower: TableColumn, upper: TableColumn): [number | null, number | null] {
    const [from, to] = [this.#number(lower), this.#number(upper)]
    if (from !== null && to !== null && from > to)
      this.#problem(lower, 'The lower limit is above the upper limit.')
    return [from, to]
  }

  #problem(column: TableColumn, message: string): void {
    const at = this.#mapping.columns[column]
    const heading = at === undefined ? null : (this.#table.headings[at] ?? null)
    this.problems.push({ row: this.#row.number, column: heading, message })
  }
}

/** Of rows for the same place the first; those that say something else become problems. */
function distinct(rows: readonly FingertipsRow[], problems: RowProblem[]): FingertipsRow[] {
  const first = new Map<string, FingertipsRow>()
  for (const row of rows) {
    const { indicator, area, period, sex, age, category } = row
    const key = JSON.stringify([indicator, area, period, sex, age, category])
    const earlier = first.get(key)
    if (!earlier) first.set(key, row)
    else if (earlier.value !== row.value)
      problems.push({
        row: row.row,
        column: null,
        message: `Row ${earlier.row} gives another value for the same area, period and group. That one is kept.`,
      })
  }
  return [...first.values()]
}

/** Headings by which a column's content can be guessed, compared without case and punctuation. */
const GUESSES: Record<TableColumn, readonly string[]> = {
  indicator: ['indicator', 'indicatorid', 'metric', 'measure'],
  area: ['areacode', 'area', 'onscode', 'code', 'icb', 'system', 'areaname', 'organisation'],
  period: ['timeperiod', 'period', 'month', 'date', 'year', 'quarter', 'financialyear'],
  value: ['value', 'percentage', 'percent', 'rate', 'proportion'],
  sex: ['sex', 'gender'],
  age: ['age', 'agegroup', 'ageband'],
  categoryType: ['categorytype', 'breakdown'],
  category: ['category', 'group', 'ethnicgroup', 'decile', 'quintile'],
  lower95: ['lowerci950limit', 'lowerci', 'lower', 'lower95', 'lowerci95'],
  upper95: ['upperci950limit', 'upperci', 'upper', 'upper95', 'upperci95'],
  lower998: ['lowerci998limit', 'lower998'],
  upper998: ['upperci998limit', 'upper998'],
  count: ['count', 'numerator'],
  denominator: ['denominator', 'population'],
  note: ['valuenote', 'note', 'comment'],
}

/** What the columns look like they hold, by their headings. */
export function suggestColumns(headings: readonly string[]): Partial<Record<TableColumn, number>> {
  const keys = headings.map(headingKey)
  const found = Object.entries(GUESSES).flatMap(([column, names]) => {
    const at = names.map((name) => keys.indexOf(name)).find((position) => position >= 0)
    return at === undefined ? [] : [[column, at] as const]
  })
  return Object.fromEntries(found)
}
