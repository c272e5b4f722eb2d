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

/** A table of no more than about so many points stays on one page: half a page. */
const HALF_PAGE = 350
const LINE_HEIGHT = 12.5
const ROW_MARGIN = 10
const HANDWRITTEN_ROW = 40

/** Whether a table is so short that it is not split between pages. */
export function staysWhole(grid: FinishedGrid): boolean {
  const total = grid.columns.reduce((sum, { width }) => sum + width, 0)
  const heightOf = (row: readonly Run[][]) => {
    const lines = row.map((cell, place) => {
      return Math.ceil(linesIn(cell, (grid.columns[place]?.width ?? 1) / total))
    })
    return Math.max(1, ...lines) * LINE_HEIGHT + ROW_MARGIN
  }
  const least = grid.handwritten ? HANDWRITTEN_ROW : 0
  const heights = grid.rows.map((row) => Math.max(least, heightOf(row)))
  const height = heights.reduce(
    (sum, each) => sum + each,
    heightOf([grid.columns.flatMap(({ header }) => header)]),
  )
  return height <= HALF_PAGE
}

/** No part of a longer table has fewer rows on a page. */
const LEAST_ROWS = 3

/**
 * Rows that stay together where a table may be split: the first and the last few, as the first of each
 * run and how many they are. A table of very long rows has none, since they would not fit on a page.
 */
export function rowsHeld(grid: FinishedGrid): [first: number, rows: number][] {
  const { length } = grid.rows
  const splits = rowsThatMaySplit(grid)
  const runs = [
    [0, LEAST_ROWS],
    [length - LEAST_ROWS, LEAST_ROWS],
  ] as [number, number][]
  if (length < 2 * LEAST_ROWS) return []
  return runs.filter(([first, rows]) => !splits.slice(first, first + rows).includes(true))
}

/** About how many lines a cell takes; `share` is its column's part of the page's width. */
function linesIn(cell: readonly Run[], share: number): number {
  const breaks = cell.filter(({ kind }) => kind === 'break').length
  return breaks + plainText(cell).length / (LINE * share)
}
