import type { ReactNode } from 'react'

/** One column of a table, as its page declares it. Keep the array stable between renders. */
export interface Column<Row> {
  id: string
  header: string
  /** The cell in words: shown unless `render` is given, copied to Excel, and the name of a group. */
  text: (row: Row) => string
  /** What it sorts and groups by, the text by default; rows with `null` come last. */
  sortBy?: (row: Row) => string | number | null
  render?: (row: Row) => ReactNode
  /** Width at first, in px. */
  width?: number
  /** Shares what is left of the width with the other columns that grow. */
  grow?: boolean
  align?: 'end'
  /** Not shown until chosen. */
  hidden?: boolean
  /** Not shown until chosen where the table is narrower than this, in px. */
  needs?: number
  /** Rows can be grouped by it. */
  groupable?: boolean
  /** Cells copied from Excel can be pasted into it, while `onPaste` is given. */
  pasteable?: boolean
}

export const DEFAULT_WIDTH = 130

/** The columns as they stand in a table of this width, in px. */
export function columnsWithin<Row>(columns: readonly Column<Row>[], width: number): Column<Row>[] {
  return columns.map((column) =>
    column.needs !== undefined && column.needs > width ? { ...column, hidden: true } : column,
  )
}
