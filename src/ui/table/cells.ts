import type { Column } from './column.ts'

/** Cells as the clipboard carries them to and from Excel: tab-separated values. Pure. */

export interface PastedCell<Row> {
  row: Row
  column: string
  text: string
}

/** A cell is quoted when it holds a tab, a line end or a quote, as Excel does. */
function toCell(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function toTsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return rows
    .map((row) => columns.map((column) => toCell(column.text(row))).join('\t'))
    .join('\r\n')
}

/** Rows of cells from tab-separated text; a quoted cell may hold tabs and line ends. */
export function fromTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text) ?? looseCell(text, cell)
    if (!match) break
    const [, quoted, plain, end] = match
    rows.at(-1)?.push(quoted !== undefined ? quoted.replaceAll('""', '"') : (plain ?? ''))
    const isLast = cell.lastIndex >= text.length
    if (end !== '\t' && !isLast) rows.push([])
    if (end === '\t' && isLast) rows.at(-1)?.push('')
  }
  return rows.filter((row) => row.length > 0)
}

/** A cell that opens with a quote but is not quoted, such as `"so-called" help`. */
function looseCell(text: string, after: RegExp): RegExpExecArray | null {
  const loose = /()?([^\t\r\n]*)(\t|\r\n|\n|\r|$)/y
  loose.lastIndex = after.lastIndex
  const match = loose.exec(text)
  after.lastIndex = loose.lastIndex
  return match
}

/**
 * Lays pasted cells over the table from one cell on. A single cell fills every selected row, as it
 * would fill a selected range in Excel. Cells that fall outside, or on a column that takes no
 * pasting, come back as `left`.
 */
export function layPasted<Row>(
  pasted: readonly string[][],
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  at: { row: number; column: number },
  selected: readonly Row[],
): { cells: PastedCell<Row>[]; left: number } {
  const single = pasted.length === 1 && pasted[0]?.length === 1 ? pasted[0][0] : undefined
  if (single !== undefined && selected.length > 1) {
    const column = columns[at.column]
    if (!column?.pasteable) return { cells: [], left: 1 }
    return { cells: selected.map((row) => ({ row, column: column.id, text: single })), left: 0 }
  }
  const cells: PastedCell<Row>[] = []
  let left = 0
  pasted.forEach((texts, down) => {
    texts.forEach((text, across) => {
      const row = rows[at.row + down]
      const column = columns[at.column + across]
      if (row !== undefined && column?.pasteable) cells.push({ row, column: column.id, text })
      else left += 1
    })
  })
  return { cells, left }
}
