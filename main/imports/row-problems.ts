/** What is wrong with one row of a file, so that a person can find and mend it. */
export interface RowProblem {
  /** As a spreadsheet counts: the heading is row 1, and a line break within quotes starts no row. */
  row: number
  /** The column's heading; null when the row as a whole is wrong. */
  column: string | null
  message: string
}

/** What a letter becomes that could not be read as UTF-8. */
export const UNREADABLE_LETTER = '\ufffd'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * A number as CSV files write it: `12`, `-0.5`, `1e-3`. `null` for an empty cell, `undefined` for
 * anything else, `1,234` and `12%` included, which could be read in two ways.
 */
export function readNumber(text: string): number | null | undefined {
  const plain = text.trim()
  if (plain === '') return null
  if (!NUMBER.test(plain)) return undefined
  const value = Number(plain)
  return Number.isFinite(value) ? value : undefined
}

/** Says that a cell should hold a number. */
export function notANumber(text: string): string {
  return `“${shortened(text)}” is not a number. Write digits only, without commas or signs such as %.`
}

/** A cell's text, cut to what fits into a message. */
export function shortened(text: string): string {
  const plain = text.trim().replace(/\s+/g, ' ')
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain
}

/** Headings compared without case, spaces and punctuation, which differ between versions of a file. */
export function headingKey(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]/g, '')
}
