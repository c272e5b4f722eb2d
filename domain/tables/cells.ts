/** Cells as a spreadsheet holds them, before anything is made of them. */

export type RawCell =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  /** Of a cell shown in per cent the number of per cent: 12.5 for what is stored as 0.125. */
  | { kind: 'number'; number: number; percent?: true }
  /** An ISO date, without its time; `month` where the cell shows only a month and a year. */
  | { kind: 'date'; date: string; month?: true }
  /** A formula that came to nothing, such as `#NAME?`, or whose result was never stored. */
  | { kind: 'broken'; text: string }
  /** Covered by a merged cell of another column. */
  | { kind: 'merged'; into: string }

/** A cell with all that a reader of somebody's own spreadsheet may want to know of it. */
export interface SheetCell {
  value: RawCell
  /** The text as the sheet shows it. */
  shown: string
  /** Number format, such as `0.0%`; `null` for the general one. */
  format: string | null
  /** Colour of the ground in six hexadecimal digits; `null` for none. */
  fill: string | null
  /** In a hidden row or column. */
  hidden: boolean
  /** The range it is merged in, such as `A1:G1`. */
  merged: string | null
  /** What a comment or a thread of them says. */
  comment: string | null
}

export interface SheetRow {
  /** As the spreadsheet numbers it, from 1. */
  number: number
  hidden: boolean
  /** From column A on; as long as the row has cells. */
  cells: readonly SheetCell[]
}

export interface Sheet {
  name: string
  hidden: boolean
  /** Rows that hold anything, from the top. */
  rows: readonly SheetRow[]
  /** Hidden columns, from 0. */
  hiddenColumns: readonly number[]
  /** Formulas without a stored result. */
  unanswered: number
}

export interface Workbook {
  sheets: readonly Sheet[]
  /** Whether it counts days as old Macintosh workbooks do. */
  calendar1904: boolean
}

/** A cell as plain text: a number of per cent with its sign, a date as ISO, a month as `2023-04`. */
export function plainText(cell: RawCell): string {
  switch (cell.kind) {
    case 'text':
    case 'broken':
      return cell.text
    case 'number':
      return `${cell.number}${cell.percent ? '%' : ''}`
    case 'date':
      return cell.date
    default:
      return ''
  }
}

/** `A` for column 0, `AA` for column 26. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}
