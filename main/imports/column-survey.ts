import type { AreaFound } from '../../domain/areas/finder.ts'
import { MONTHS } from '../../domain/dates.ts'
import { type PeriodColumn, readPeriodColumn } from '../../domain/metrics/period-column.ts'
import {
  FIGURE_STYLE_PLAIN,
  FigureEvidence,
  type FigureStyle,
} from '../../domain/tables/figures.ts'
import type { TableColumn } from '../../preload/metrics-types.ts'
import type { OpenedRow } from './tables/open-table.ts'

/** Looks a table through before it is read: the type of a column is that of all its cells. */

/** What the columns of a table turned out to be. */
export interface Columns {
  periods: PeriodColumn
  styleOf: (column: TableColumn) => FigureStyle
  /** Whether the values of a column stand in per cent; `null` where there are no values. */
  percent: boolean | null
  /** The largest number of a group, where groups are numbered. */
  largestGroup: number
  /** The kind of area that all names of the column that are of one area are of. */
  areaKind: string | undefined
}

export const FIGURES = [
  ...(['value', 'lower95', 'upper95', 'lower998', 'upper998'] as const),
  ...(['standardError', 'count', 'denominator'] as const),
] satisfies TableColumn[]

/** Different labels looked at: beyond them a column is not one of periods or of areas. */
const MOST_LABELS = 50_000

export class ColumnSurvey {
  readonly #at: Partial<Record<TableColumn, number>>
  readonly #periods = new Set<string>()
  readonly #areas = new Set<string>()
  readonly #figures = new Map<TableColumn, FigureEvidence>()
  #percents = 0
  #largestGroup = 0
  #numbers = 0

  constructor(at: Partial<Record<TableColumn, number>>) {
    this.#at = at
    for (const column of FIGURES)
      if (at[column] !== undefined) this.#figures.set(column, new FigureEvidence())
  }

  see({ cells, raw }: OpenedRow): void {
    const { period, area, value } = this.#at
    // A row without a value is no row of the table: a footnote says nothing of the other cells.
    const shown = value === undefined ? '' : (cells[value] ?? '').trim()
    if (shown === '') return
    if (period !== undefined) add(this.#periods, periodText(cells[period], raw?.[period]))
    if (area !== undefined) add(this.#areas, cells[area])
    if (/\d/.test(shown)) {
      if (/%|per ?cent/i.test(shown)) this.#percents += 1
      else this.#numbers += 1
    }
    const group = groupNumber(this.#at.category === undefined ? '' : cells[this.#at.category])
    if (group !== undefined) this.#largestGroup = Math.max(this.#largestGroup, group)
    for (const [column, evidence] of this.#figures) evidence.see(cells[this.#at[column]!] ?? '')
  }

  /** @param headings of the table's columns */
  decide(
    headings: readonly string[],
    findArea: (text: string) => AreaFound,
    kindOf: (code: string) => string | undefined,
  ): Columns {
    const none = this.#percents + this.#numbers === 0
    return {
      periods: readPeriodColumn(
        this.#periods,
        this.#at.period === undefined ? '' : headings[this.#at.period],
      ),
      styleOf: (column) => this.#figures.get(column)?.style ?? FIGURE_STYLE_PLAIN,
      largestGroup: this.#largestGroup,
      percent: none ? null : this.#percents >= this.#numbers,
      areaKind: kindOfAll(this.#areas, findArea, kindOf),
    }
  }
}

/** The number of a group that is called by it, such as `1`, `D1` or `Decile 1`. */
export function groupNumber(text: string | undefined): number | undefined {
  const found = /^\s*(?:decile |quintile |[dq])?(\d{1,2})\s*$/i.exec(text ?? '')
  return found ? Number(found[1]) : undefined
}

function add(set: Set<string>, text: string | undefined): void {
  if (text !== undefined && set.size < MOST_LABELS) set.add(text)
}

/** A period's text; of a cell that shows a month of a date, the month alone. */
export function periodText(
  text: string | undefined,
  raw: NonNullable<OpenedRow['raw']>[number] | undefined,
): string {
  return raw?.kind === 'date' && raw.month ? monthWords(raw.date) : (text ?? '')
}

/** `2023-04` could be years; letters cannot. */
function monthWords(date: string): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
}

/** Fewer names than this prove nothing of the others. */
const FEWEST_NAMES = 3

function kindOfAll(
  areas: ReadonlySet<string>,
  findArea: (text: string) => AreaFound,
  kindOf: (code: string) => string | undefined,
): string | undefined {
  const kinds = new Map<string, number>()
  for (const text of areas) {
    const found = findArea(text)
    const kind = found && 'code' in found ? kindOf(found.code) : undefined
    if (kind !== undefined) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const [only] = [...kinds]
  return kinds.size === 1 && only && only[1] >= FEWEST_NAMES ? only[0] : undefined
}
