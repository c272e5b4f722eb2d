import type { FinishedGrid, Run } from '../../../domain/publication/finished.ts'
import { plainText } from '../../../domain/publication/text.ts'

/** A table of more columns than this is set smaller, as each has little room. */
export const MANY_COLUMNS = 7

/** Characters on a line of a table as wide as the page. */
const LINE = 90
/** A cell of more lines than this may not fit on a page. */
const MANY_LINES = 20

/** For each row, whether it may be split between pages. */
export function rowsThatMaySplit({ columns, rows }: FinishedGrid): boolean[] {
  const total = columns.reduce((sum, { width }) => sum + width, 0)
  return rows.map((row) =>
    row.some((cell, index) => linesIn(cell, (columns[index]?.width ?? 1) / total) > MANY_LINES),
  )
}

/** About how many lines a cell takes; `share` is its column's part of the page's width. */
function linesIn(cell: readonly Run[], share: number): number {
  const breaks = cell.filter(({ kind }) => kind === 'break').length
  return breaks + plainText(cell).length / (LINE * share)
}
