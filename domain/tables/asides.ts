/** Rows of a table that are none of its own: notes, sub-headings and totals between and under. */

export type Aside = 'note' | 'total' | 'heading'

export interface AsideColumns {
  headings: readonly string[]
  /** Columns that say what a row is about, such as the area and the period. */
  keys: readonly number[]
  /** The column of the figure; `undefined` where it is not known. */
  value: number | undefined
}

const TOTAL = /^(?:grand |sub-? ?|overall )?totals?\b(?!.*\bfertility\b)/i
const NOTE =
  /^(?:notes?|sources?|foot-?notes?|caveats?|copyright|©|contact|publication|published|last updated|next update|data (?:as at|extracted)|produced by|end of (?:worksheet|table)|this worksheet|key|\*|†|\(?\d{1,2}[.)] |\[[a-z]{1,4} ?\d*\])/i

/** What a row is instead of a row of the table; `undefined` for one of its own. */
export function asideOf(
  cells: readonly string[],
  { headings, keys, value }: AsideColumns,
): Aside | undefined {
  const filled = cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]))
  const first = filled[0]
  if (first === undefined) return 'note'
  const repeats = filled.filter(
    (column) => headings[column] !== '' && cells[column]!.trim() === headings[column]?.trim(),
  )
  if (repeats.length === filled.length && filled.length > 1) return 'heading'
  if (TOTAL.test(cells[first]!.trim()) || keys.some((key) => TOTAL.test(cells[key]?.trim() ?? '')))
    return 'total'
  const hasFigure = value !== undefined && (cells[value]?.trim() ?? '') !== ''
  if (hasFigure && value !== first) return undefined
  const alone = filled.length === 1 && headings.filter((heading) => heading !== '').length > 2
  return alone || (filled.length < 3 && NOTE.test(cells[first]!.trim())) ? 'note' : undefined
}
