/** Rows of a table that are none of its own: notes, sub-headings and totals between and under. */

export type Aside = 'note' | 'total' | 'heading'

export interface AsideColumns {
  headings: readonly string[]
  /** Columns that say what a row is about, such as the area and the period. */
  keys: readonly number[]
  /** The column of the figure; `undefined` where it is not known. */
  value: number | undefined
}

const TOTAL = /^\s*(?:grand |sub-? ?|overall )?totals?\b(?!.*\bfertility\b)/i
const NOTE =
  /^(?:notes?|sources?|foot-?notes?|caveats?|copyright|©|contact|publication|published|last updated|next update|data (?:as at|extracted)|produced by|end of (?:worksheet|table)|this worksheet|key|\*|†|\(?\d{1,2}[.)] |\[[a-z]{1,4} ?\d*\])/i

/** R writes `NA` for every cell of an empty row. */
function isEmpty(cell: string): boolean {
  return cell === '' || cell === 'NA' || cell.trim() === ''
}

/** What a row is instead of a row of the table; `undefined` for one of its own. */
export function asideOf(cells: readonly string[], columns: AsideColumns): Aside | undefined {
  const { headings, keys, value } = columns
  const first = cells.findIndex((cell) => !isEmpty(cell))
  if (first < 0) return 'note'
  const isTotal = (column: number) => TOTAL.test(cells[column] ?? '')
  if (isTotal(first) || keys.some(isTotal)) return 'total'
  // Most rows of a file: they have a figure and need no closer look.
  const figure = value === undefined || value === first ? '' : (cells[value] ?? '').trim()
  if (figure !== '') return figure === headings[value!] ? 'heading' : undefined
  return withoutFigure(cells, columns)
}

function withoutFigure(
  cells: readonly string[],
  { headings, value }: AsideColumns,
): Aside | undefined {
  const filled = cells.flatMap((cell, column) => (isEmpty(cell) ? [] : [column]))
  const repeats = filled.every((column) => cells[column]!.trim() === headings[column])
  if (repeats && filled.length > 1) return 'heading'
  if (value !== undefined && filled[0] === value) return undefined
  const alone = filled.length === 1 && headings.filter((heading) => heading !== '').length > 2
  return alone || (filled.length < 3 && NOTE.test(cells[filled[0]!]!.trim())) ? 'note' : undefined
}
