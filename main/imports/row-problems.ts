/** What is wrong with one row of a file, so that a person can find and mend it. */
export interface RowProblem {
  /** As a spreadsheet counts: the first row is row 1, and a line break within quotes starts no row. */
  row: number
  /** The column's heading; null when the row as a whole is wrong. */
  column: string | null
  message: string
}

/** What a letter becomes that could not be read as UTF-8. */
export const UNREADABLE_LETTER = '\ufffd'

/** Says that a cell should hold a number. */
export function notANumber(text: string): string {
  return `“${shortened(text)}” is not a number. Write digits only.`
}

/** Says that a cell should hold a period. */
export function notAPeriod(text: string): string {
  return text.trim() === ''
    ? 'The period is missing.'
    : `“${shortened(text)}” is not a period that can be read. Write it such as 2022, 2022/23, 2020 - 22, 2022 Q3, Jan 2023 or Aug 2021 - Jul 2022.`
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
