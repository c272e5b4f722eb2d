import { extname } from 'node:path'
import { UserError } from '../../domain/errors.ts'
import type { RawCell } from '../../domain/register/cells.ts'
import { parseCsv } from './csv-table.ts'
import { decodeCsv } from './csv-text.ts'
import { openFile } from './open-file.ts'
import { readWhole } from './read-whole.ts'
import { sheetRows } from './workbook-cells.ts'
import { openWorkbook } from './workbook-file.ts'

/** Any table in a CSV file or an Excel workbook, as text, for a person to say what its columns hold. */

export interface AnyTable {
  /** Sheets of a workbook; empty for CSV. */
  sheets: string[]
  sheet: string | null
  headings: string[]
  /** Rows under the headings, numbered as a spreadsheet does. */
  rows: { number: number; cells: string[] }[]
}

export interface TableOptions {
  /** What the person calls the file. */
  fileName: string
  sheet?: string | undefined
  signal?: AbortSignal
  /** Reads only this many rows. */
  most?: number
}

const HEAD_BYTES = 256 * 1024

/** @throws UserError when the file is no table, is damaged, too large, or lacks the sheet */
export async function readAnyTable(path: string, options: TableOptions): Promise<AnyTable> {
  const type = extname(options.fileName).toLowerCase()
  if (type === '.xlsx' || type === '.xlsm') return readSheet(path, options)
  const { fileName, most, signal } = options
  const bytes =
    most === undefined ? await readWhole(path, fileName, signal) : await readHead(path, fileName)
  if (bytes.length === 0) throw new UserError(`${fileName} is empty. Choose another file.`)
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return readSheet(path, options)
  const cut = most !== undefined && bytes.length === HEAD_BYTES
  const [headings = [], ...records] = parseCsv(wholeLines(decodeCsv(bytes).text, cut), fileName)
  const rows = records.flatMap((cells, i) =>
    cells.every((cell) => cell.trim() === '') ? [] : [{ number: i + 2, cells }],
  )
  return table({ sheets: [], sheet: null, headings, rows: rows.slice(0, most) }, fileName)
}

async function readHead(path: string, fileName: string): Promise<Buffer<ArrayBuffer>> {
  await using file = await openFile(path, fileName)
  const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES) })
  return buffer.subarray(0, bytesRead)
}

/** Without the last line, where the text was cut in its middle. */
function wholeLines(text: string, cut: boolean): string {
  if (!cut) return text
  const lines = text.slice(0, text.lastIndexOf('\n') + 1)
  // A quotation mark that is open at the cut belongs to the last record, which goes too.
  const quotes = lines.split('"').length - 1
  return quotes % 2 === 0 ? lines : lines.slice(0, lines.lastIndexOf('"'))
}

async function readSheet(
  path: string,
  { fileName, sheet, signal, most }: TableOptions,
): Promise<AnyTable> {
  const workbook = await openWorkbook(path, fileName, signal)
  const sheets = workbook.worksheets.map(({ name }) => name)
  const chosen = sheet === undefined ? workbook.worksheets[0] : workbook.getWorksheet(sheet)
  if (!chosen) {
    throw new UserError(
      `${fileName} has no sheet “${sheet ?? ''}”. Its sheets are: ${sheets.join(', ')}.`,
    )
  }
  const [first, ...others] = sheetRows(chosen)
  const asText = (cells: readonly RawCell[]) => cells.map(plainText)
  const rows = others.map(({ number, cells }) => ({ number, cells: asText(cells) }))
  const headings = first ? asText(first.cells) : []
  return table({ sheets, sheet: chosen.name, headings, rows: rows.slice(0, most) }, fileName)
}

function plainText(cell: RawCell): string {
  switch (cell.kind) {
    case 'text':
    case 'broken':
      return cell.text
    case 'number':
      return String(cell.number)
    case 'date':
      return cell.date
    default:
      return ''
  }
}

function table(found: AnyTable, fileName: string): AnyTable {
  if (found.headings.every((heading) => heading.trim() === '')) {
    throw new UserError(
      `${fileName} has no headings in its first row. Choose another file or sheet.`,
    )
  }
  if (found.rows.length === 0) {
    throw new UserError(`${fileName} has headings but no rows under them. Choose another file.`)
  }
  return { ...found, headings: found.headings.map((heading) => heading.trim()) }
}
