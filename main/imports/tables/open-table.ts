import { extname } from 'node:path'
import { UserError } from '../../../domain/errors.ts'
import { plainText, type RawCell, type Sheet, type Workbook } from '../../../domain/tables/cells.ts'
import { ENCODING_WORDS } from '../../../domain/tables/encoding.ts'
import {
  findHeadings,
  HEADINGS_SEARCHED,
  type HeadingsFound,
  type NumberedRow,
} from '../../../domain/tables/headings.ts'
import { plural } from '../../../domain/words.ts'
import { openFile } from '../open-file.ts'
import { looksLikeWorkbook, openWorkbook } from '../workbook-file.ts'
import { type ReadingOptions, surveyText, type TextDialect, textRows } from './text-file.ts'

/** The one door for every table that comes in, from a text file or a workbook of any program. */

/** A row as text; `raw` has what a workbook says beyond it. */
export interface OpenedRow extends NumberedRow {
  raw?: readonly RawCell[]
}

export interface OpenedTable {
  /** Sheets of a workbook; empty for a text file. */
  sheets: { name: string; hidden: boolean }[]
  sheet: string | null
  /** How a text file is written; `null` for a workbook. */
  dialect: TextDialect | null
  /** Whether a workbook counts days from 1904. */
  calendar1904: boolean
  headings: string[]
  /** Number of the row of headings, and why it was taken for that. */
  headingRow: number
  headingReasons: string[]
  /** The first rows of the file as they stand, titles above the headings too. */
  top: OpenedRow[]
  /** What the person should know of the file, in sentences. */
  notices: string[]
  /** The rows under the headings that hold anything, in batches; can be asked for again. */
  batches(onProgress?: ReadingOptions['onProgress']): AsyncGenerator<OpenedRow[], void, undefined>
}

export interface OpenOptions extends ReadingOptions {
  sheet?: string | undefined
  /** Number of the row of headings, where the person says it. */
  headingRow?: number | undefined
  /** Whether a text is a heading that the caller looks for. */
  isKnown?: ((heading: string) => boolean) | undefined
}

const FIRST_BYTES = 8

/** @throws UserError when the file is no table, is damaged, too large, or lacks the sheet */
export async function openTable(path: string, options: OpenOptions): Promise<OpenedTable> {
  if (await isWorkbook(path, options.fileName)) return openSheet(path, options)
  const dialect = await surveyText(path, options)
  const { fileName, signal } = options
  const rows = (onProgress?: ReadingOptions['onProgress']) =>
    textRows(path, dialect, { fileName, signal, onProgress })
  return opened(await firstRows(rows()), rows, options, {
    sheets: [],
    sheet: null,
    dialect,
    calendar1904: false,
    notices: dialect.sure
      ? []
      : [
          `The letters beyond English of this file were read as ${ENCODING_WORDS[dialect.encoding]}, which it does not prove. If they look wrong, save it as “CSV UTF-8” in Excel.`,
        ],
  })
}

/** Whether a file is a workbook, by its first bytes or else its ending. */
export async function isWorkbook(path: string, fileName: string): Promise<boolean> {
  await using file = await openFile(path, fileName)
  const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(FIRST_BYTES) })
  if (looksLikeWorkbook(buffer.subarray(0, bytesRead))) return true
  // So that what is wrong is said of a workbook.
  return bytesRead > 0 && /^\.(xls|xlsx|xlsm|xlsb|ods)$/i.test(extname(fileName))
}

async function firstRows(batches: AsyncGenerator<OpenedRow[]>): Promise<OpenedRow[]> {
  const first: OpenedRow[] = []
  for await (const rows of batches) {
    first.push(...rows.slice(0, HEADINGS_SEARCHED - first.length))
    if (first.length >= HEADINGS_SEARCHED) break
  }
  return first
}

async function openSheet(path: string, options: OpenOptions): Promise<OpenedTable> {
  const { fileName, signal } = options
  const workbook = await openWorkbook(path, fileName, signal)
  const sheet = chosenSheet(workbook, options)
  const all = sheet.rows.flatMap(({ number, cells }): OpenedRow[] => {
    const raw = cells.map(({ value }) => value)
    const texts = raw.map(plainText)
    return texts.every((text) => text.trim() === '') ? [] : [{ number, cells: texts, raw }]
  })
  const rows = async function* (onProgress?: ReadingOptions['onProgress']) {
    yield all
    onProgress?.(all.length, all.length)
  }
  return opened(all.slice(0, HEADINGS_SEARCHED), rows, options, {
    sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
    sheet: sheet.name,
    dialect: null,
    calendar1904: workbook.calendar1904,
    notices: noticesOf(sheet, workbook),
  })
}

/** The sheet asked for; else the first in sight that holds a table: workbooks begin with covers. */
function chosenSheet(
  { sheets }: Workbook,
  { sheet: asked, fileName, isKnown }: OpenOptions,
): Sheet {
  if (asked !== undefined) {
    const found = sheets.find(({ name }) => name === asked)
    if (found) return found
    throw new UserError(
      `${fileName} has no sheet “${asked}”. Its sheets are: ${sheets.map(({ name }) => name).join(', ')}.`,
    )
  }
  const inSight = sheets.filter(({ hidden }) => !hidden)
  const found = inSight.flatMap((sheet) => {
    const first = sheet.rows.slice(0, HEADINGS_SEARCHED).map(({ number, cells }) => ({
      number,
      cells: cells.map(({ value }) => plainText(value)),
    }))
    const headings = findHeadings(first, isKnown)
    const names = first.find(({ number }) => number === headings?.row)?.cells ?? []
    const isTable = names.filter((name) => name.trim() !== '').length > 2
    return headings && isTable && headings.weight >= 7 ? [{ sheet, ...headings }] : []
  })
  // Lists of contents and of notes are tables too, and stand before those that are meant.
  const chosen =
    (
      found.find(({ known, figures }) => known > 1 && figures > 0) ??
      found.find(({ known }) => known > 1) ??
      found.find(({ figures }) => figures > 1) ??
      found[0]
    )?.sheet ?? inSight.find(({ rows }) => rows.length > 0)
  if (chosen) return chosen
  if (sheets[0]) return sheets[0]
  throw new UserError(`${fileName} has no sheets. Choose another file.`)
}

function noticesOf(sheet: Sheet, { sheets }: Workbook): string[] {
  const hidden = sheets.filter((each) => each.hidden)
  const hiddenRows = sheet.rows.filter((row) => row.hidden).length
  return [
    ...(hidden.length > 0
      ? [
          `${plural(hidden.length, 'sheet')} of this workbook ${hidden.length === 1 ? 'is' : 'are'} hidden: ${hidden.map(({ name }) => name).join(', ')}.`,
        ]
      : []),
    ...(hiddenRows > 0
      ? [
          `${plural(hiddenRows, 'hidden row')} of “${sheet.name}” ${hiddenRows === 1 ? 'is' : 'are'} read like the others.`,
        ]
      : []),
    ...(sheet.hiddenColumns.length > 0
      ? [`“${sheet.name}” has ${plural(sheet.hiddenColumns.length, 'hidden column')}.`]
      : []),
    ...(sheet.unanswered > 0
      ? [
          `${plural(sheet.unanswered, 'formula')} of “${sheet.name}” ${sheet.unanswered === 1 ? 'has' : 'have'} no stored result. Open the workbook in Excel and save it, then try again.`,
        ]
      : []),
  ]
}

type Source = (onProgress?: ReadingOptions['onProgress']) => AsyncGenerator<OpenedRow[]>

function opened(
  top: OpenedRow[],
  rows: Source,
  { fileName, headingRow, isKnown }: OpenOptions,
  about: Pick<OpenedTable, 'sheets' | 'sheet' | 'dialect' | 'calendar1904' | 'notices'>,
): OpenedTable {
  const found = headingRow === undefined ? findHeadings(top, isKnown) : asked(top, headingRow)
  if (!found) {
    throw new UserError(
      headingRow === undefined
        ? `${fileName} has no headings in its first rows. Choose another file or sheet.`
        : `${fileName} has nothing in row ${headingRow}, so the headings cannot be there. Choose another row.`,
    )
  }
  const { cells } = top.find(({ number }) => number === found.row)!
  return {
    ...about,
    headings: cells.map((heading) => heading.replace(/\s+/g, ' ').trim()),
    headingRow: found.row,
    headingReasons: found.reasons,
    top,
    async *batches(onProgress) {
      for await (const batch of rows(onProgress)) {
        const under = batch.filter(({ number }) => number > found.row)
        if (under.length > 0) yield under
      }
    },
  }
}

function asked(top: readonly OpenedRow[], row: number): HeadingsFound | undefined {
  return top.some(({ number }) => number === row)
    ? { row, weight: 0, known: 0, figures: 0, reasons: ['You chose this row.'] }
    : undefined
}
