import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import {
  columnLetters,
  type RawCell,
  type Sheet,
  type SheetCell,
  type SheetRow,
  type Workbook,
} from '../../../domain/tables/cells.ts'
import { isoOfSerial } from '../../../domain/tables/serial-dates.ts'
import { type OutOfSight, outOfSight } from './ods-hidden.ts'

/**
 * Workbooks of any program (`.xlsx`, strict ones and macro ones too, `.xls`, `.xlsb`, `.ods`) as
 * plain sheets. Needs only the bytes, so it can run wherever they are.
 */

/** What a workbook may hold at the most; the first sheet over it stops the reading. */
export interface WorkbookLimits {
  rows: number
  columns: number
}

/** Thrown where a sheet is larger than the limits. */
export class TooManyCells extends Error {
  override name = 'TooManyCells'
}

const EMPTY: RawCell = { kind: 'empty' }

/**
 * @throws TooManyCells; or the library's own error where the bytes are no workbook, are damaged or
 *   locked by a password
 */
export async function readWorkbook(bytes: Uint8Array, limits: WorkbookLimits): Promise<Workbook> {
  // A library of half a megabyte, for those alone who open a workbook.
  const { read, SSF } = await import('@e965/xlsx')
  const book = read(bytes, {
    type: 'buffer',
    dense: true,
    cellNF: true,
    cellStyles: true,
    sheetStubs: true,
    sheetRows: limits.rows + 1,
  })
  const calendar1904 = book.Workbook?.WBProps?.date1904 === true
  const isDate = (format: string) => SSF.is_date(format)
  const ods = outOfSight(bytes, limits)
  const sheets = book.SheetNames.flatMap((name, at) => {
    const sheet = book.Sheets[name]
    // A chart on a leaf of its own has no cells.
    return sheet === undefined || sheet['!type'] === 'chart'
      ? []
      : [
          plainSheet(
            sheet,
            name,
            ods[at] ?? hiddenOf(book, sheet, at),
            { calendar1904, isDate },
            limits,
          ),
        ]
  })
  return { sheets, calendar1904 }
}

function hiddenOf(book: WorkBook, sheet: WorkSheet, at: number): OutOfSight {
  const placesOf = (each: ({ hidden?: boolean } | undefined)[] = []) =>
    new Set(each.flatMap((one, place) => (one?.hidden ? [place] : [])))
  return {
    sheet: (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0,
    rows: placesOf(sheet['!rows']),
    columns: placesOf(sheet['!cols']),
  }
}

interface Reading {
  calendar1904: boolean
  isDate: (format: string) => boolean
}

function plainSheet(
  sheet: WorkSheet,
  name: string,
  hidden: OutOfSight,
  reading: Reading,
  limits: WorkbookLimits,
): Sheet {
  // The library keeps rows as lists of cells where it is asked for dense sheets.
  const lines = (sheet['!data'] ?? []) as (CellObject | undefined)[][]
  if (lines.length > limits.rows || lines.some((line) => line && line.length > limits.columns))
    throw new TooManyCells()
  const merged = mergedCells(sheet)
  let unanswered = 0
  const rows: SheetRow[] = []
  for (const [at, line] of lines.entries()) {
    const rowHidden = hidden.rows.has(at)
    // Rows that a range is merged over have no cells of their own where a writer leaves them out.
    const length = Math.max(line?.length ?? 0, merged.lengths.get(at) ?? 0)
    const cells = Array.from({ length }, (_, column): SheetCell => {
      const cell = line?.[column]
      const merge = merged.cells.get(`${at} ${column}`)
      const owner = merge ? lines[merge.row]?.[merge.column] : cell
      const own = rawCell(owner, reading)
      if (cell?.t === 'z' && cell.f !== undefined) unanswered += 1
      return {
        // Merged down a column a value holds for every row of it; merged along a row it hides cells.
        value: merge && merge.column !== column ? { kind: 'merged', into: merge.into } : own,
        shown: cell?.t === 'z' ? '' : tidied(cell?.w ?? String(cell?.v ?? '')),
        format: typeof cell?.z === 'string' && cell.z !== 'General' ? cell.z : null,
        fill: fillOf(cell),
        hidden: rowHidden || hidden.columns.has(column),
        merged: merge?.range ?? null,
        comment: commentOf(cell),
      }
    })
    const holds = cells.some(({ value, fill, comment }) => value !== EMPTY || fill || comment)
    if (holds) rows.push({ number: at + 1, hidden: rowHidden, cells })
  }
  return { name, hidden: hidden.sheet, rows, hiddenColumns: [...hidden.columns], unanswered }
}

function rawCell(cell: CellObject | undefined, { calendar1904, isDate }: Reading): RawCell {
  if (cell === undefined) return EMPTY
  switch (cell.t) {
    case 's':
      return cell.v === '' || cell.v === undefined ? EMPTY : textCell(tidied(String(cell.v)))
    case 'b':
      return textCell(cell.v ? 'TRUE' : 'FALSE')
    case 'e':
      return { kind: 'broken', text: cell.w ?? 'an error' }
    case 'z':
      return cell.f === undefined ? EMPTY : { kind: 'broken', text: 'nothing' }
    case 'n':
      return numberCell(Number(cell.v), String(cell.z ?? 'General'), calendar1904, isDate)
    default:
      return cell.v instanceof Date
        ? { kind: 'date', date: cell.v.toISOString().slice(0, 10) }
        : EMPTY
  }
}

function numberCell(
  number: number,
  format: string,
  calendar1904: boolean,
  isDate: Reading['isDate'],
): RawCell {
  if (isDate(format)) {
    const shape = format
      .replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
      .replace(/h+(?::m+)?|:m+|m+:|s+|am\/pm|a\/p/gi, '')
    // Hours and minutes alone are no day.
    if (/\[[hms]+\]/i.test(format) || !/[dmy]/i.test(shape)) return { kind: 'number', number }
    const date = isoOfSerial(number, calendar1904)
    if (date === undefined) return { kind: 'broken', text: 'no date' }
    return /d/i.test(shape) || !/y/i.test(shape)
      ? { kind: 'date', date }
      : { kind: 'date', date, month: true }
  }
  return isPercent(format)
    ? { kind: 'number', number: hundredfold(number), percent: true }
    : { kind: 'number', number }
}

/** Whether a number format multiplies by 100: it has a per cent sign that is no quoted text. */
function isPercent(format: string): boolean {
  return (format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').split(';')[0] ?? '').includes('%')
}

/** A hundred times the number, without what binary fractions add behind the 15th digit. */
function hundredfold(number: number): number {
  return Number((number * 100).toPrecision(15))
}

function textCell(text: string): RawCell {
  return { kind: 'text', text }
}

/** Excel writes a carriage return before a line break as `_x000D_`. */
function tidied(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

function fillOf(cell: CellObject | undefined): string | null {
  const style = cell?.s as { patternType?: string; fgColor?: { rgb?: string } } | undefined
  const rgb = style?.patternType === 'none' ? undefined : style?.fgColor?.rgb
  return rgb === undefined ? null : rgb.slice(-6).toUpperCase()
}

function commentOf(cell: CellObject | undefined): string | null {
  const texts = (cell?.c ?? []).map(({ t }) => tidied(t ?? '').trim()).filter(Boolean)
  return texts.length === 0 ? null : texts.join('\n')
}

interface Merge {
  row: number
  column: number
  into: string
  range: string
}

/** Most cells that merged ranges may cover in all: a range may claim a whole sheet. */
const MOST_MERGED = 200_000

/** Every cell of a merged range, by `row column` from 0, and how far each row then goes. */
function mergedCells(sheet: WorkSheet): {
  cells: Map<string, Merge>
  lengths: Map<number, number>
} {
  const cells = new Map<string, Merge>()
  const lengths = new Map<number, number>()
  const rows = (sheet['!data'] ?? []).length
  for (const { s, e } of sheet['!merges'] ?? []) {
    const into = `${columnLetters(s.c)}${s.r + 1}`
    const merge = {
      row: s.r,
      column: s.c,
      into,
      range: `${into}:${columnLetters(e.c)}${e.r + 1}`,
    }
    for (let row = s.r; row <= Math.min(e.r, rows - 1); row += 1) {
      lengths.set(row, Math.max(lengths.get(row) ?? 0, e.c + 1))
      for (let column = s.c; column <= e.c; column += 1) {
        if (cells.size >= MOST_MERGED) throw new TooManyCells()
        cells.set(`${row} ${column}`, merge)
      }
    }
  }
  return { cells, lengths }
}
