import { asideOf } from '../tables/asides.ts'
import { columnLetters, plainText, type Sheet, type SheetCell } from '../tables/cells.ts'
import { findHeadings, type HeadingsFound, type NumberedRow } from '../tables/headings.ts'

/** A sheet of a tracker as a table: its headings, its own rows, and what stands between them. */

export interface TrackerColumn {
  /** `A`, `B` … as the spreadsheet names it. */
  letters: string
  at: number
  heading: string
  hidden: boolean
}

export interface TrackerRow {
  number: number
  hidden: boolean
  cells: readonly SheetCell[]
}

export interface TrackerTable {
  sheet: string
  headingRow: number
  reasons: string[]
  columns: TrackerColumn[]
  /** All rows under the headings that hold anything, with what they are instead of a row. */
  rows: { row: TrackerRow; aside: 'note' | 'total' | 'heading' | undefined }[]
}

const HEADING =
  /^(?:ref\w*|rec\w*|action\w*|task.*|title|rag|brag|status|lead\w*|owner\w*|due.*|deadline|update\w*|progress.*|comment\w*|notes?|assigned.*|responsible.*|by when|target date|description)\b/i

/** A cell's text: a number or day as it is meant, a text as it stands. */
export function cellWords(cell: SheetCell | undefined): string {
  return cell === undefined ? '' : plainText(cell.value).trim()
}

/** The row of headings that a sheet shows; `undefined` for an empty one. */
export function trackerHeadings(sheet: Sheet): HeadingsFound | undefined {
  const rows = sheet.rows.map(
    ({ number, cells }): NumberedRow => ({ number, cells: cells.map(cellWords) }),
  )
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  return findHeadings(filled, (text) => HEADING.test(text.trim()))
}

/** @param headingRow number of the row of headings; 0 where the sheet has none */
export function trackerTable(sheet: Sheet, headingRow: number, reasons: string[]): TrackerTable {
  const heads = sheet.rows.find(({ number }) => number === headingRow)?.cells ?? []
  const width = Math.max(heads.length, ...sheet.rows.map(({ cells }) => cells.length), 0)
  const used = new Map<string, number>()
  const columns = Array.from({ length: Math.min(width, 200) }, (_, at): TrackerColumn => {
    const words = cellWords(heads[at]).replace(/\s+/g, ' ')
    const times = (used.get(words) ?? 0) + 1
    used.set(words, times)
    const heading = words === '' || times === 1 ? words : `${words} (${times})`
    return { letters: columnLetters(at), at, heading, hidden: sheet.hiddenColumns.includes(at) }
  })
  const under = sheet.rows.filter(
    ({ number, cells }) =>
      number > headingRow && cells.some((cell) => cellWords(cell) !== '' || cell.fill),
  )
  const headings = columns.map(({ heading }) => heading)
  const shown = columns.filter(({ hidden }) => !hidden).map(({ at }) => at)
  return {
    ...{ sheet: sheet.name, headingRow, reasons },
    columns: columns.filter(
      ({ at, heading }) => heading !== '' || under.some(({ cells }) => cellWords(cells[at]) !== ''),
    ),
    rows: under
      .filter(({ cells }) => cells.some((cell) => cellWords(cell) !== ''))
      .map((row) => {
        const words = headings.map((_, at) => (shown.includes(at) ? cellWords(row.cells[at]) : ''))
        return { row, aside: asideOf(words, { headings, keys: [], value: undefined }) }
      }),
  }
}

/** The text by which files of one shape are known: their headings, in order. */
export function shapeText(table: Pick<TrackerTable, 'columns'>): string {
  return table.columns
    .map(({ heading }) => heading.toLowerCase().replace(/\s+/g, ' ').trim())
    .join('\u0001')
}
