import { UserError } from '../../domain/errors.ts'
import { knownHeading } from './column-guesses.ts'
import { type OpenedRow, openTable } from './tables/open-table.ts'

/** Any table in a text file or a workbook, whole, for a person to say what its columns hold. */

export interface AnyTable {
  /** Sheets of a workbook; empty for a text file. */
  sheets: string[]
  hiddenSheets: string[]
  sheet: string | null
  headings: string[]
  /** Number of the row of headings, and why it was taken for that. */
  headingRow: number
  headingReasons: string[]
  /** What the person should know of the file, in sentences. */
  notices: string[]
  /** Rows under the headings, numbered as a spreadsheet does. */
  rows: OpenedRow[]
  /** The first rows of the file, those above the headings too. */
  top: OpenedRow[]
}

export interface TableOptions {
  /** What the person calls the file. */
  fileName: string
  sheet?: string | undefined
  headingRow?: number | undefined
  signal?: AbortSignal | undefined
  /** Reads only this many rows. */
  most?: number
}

/** @throws UserError when the file is no table, is damaged, too large, or lacks the sheet */
export async function readAnyTable(path: string, options: TableOptions): Promise<AnyTable> {
  const { fileName, most = Number.POSITIVE_INFINITY } = options
  const table = await openTable(path, { ...options, isKnown: knownHeading })
  const rows: OpenedRow[] = []
  for await (const batch of table.batches()) {
    rows.push(...batch.slice(0, most - rows.length))
    if (rows.length >= most) break
  }
  if (rows.length === 0)
    throw new UserError(`${fileName} has headings but no rows under them. Choose another file.`)
  const { sheet, headings, headingRow, headingReasons, notices, top } = table
  return {
    sheets: table.sheets.map(({ name }) => name),
    hiddenSheets: table.sheets.flatMap(({ name, hidden }) => (hidden ? [name] : [])),
    sheet,
    headings,
    headingRow,
    headingReasons,
    notices,
    rows,
    top,
  }
}
