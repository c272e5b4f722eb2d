import type ExcelJS from '@protobi/exceljs'
import type { RawCell } from '../../domain/register/cells.ts'
import type { TableRow } from '../../domain/register/table.ts'

/** Cells of an Excel sheet as plain values: of rich text its text, of a formula its last result. */

/** The sheet's rows that hold anything, from the top. */
export function* sheetRows(sheet: ExcelJS.Worksheet): Generator<TableRow> {
  for (let number = 1; number <= sheet.rowCount; number += 1) {
    const row = sheet.findRow(number)
    if (!row?.hasValues) continue
    const cells: RawCell[] = []
    for (let column = 1; column <= row.cellCount; column += 1) {
      cells.push(rawCell(row.getCell(column)))
    }
    yield { number, cells }
  }
}

function rawCell(cell: ExcelJS.Cell): RawCell {
  const { master } = cell
  // Merged down a column the value holds for every row of it; merged along a row it hides a cell.
  if (master.col !== cell.col) return { kind: 'merged', into: master.address }
  return rawValue(master.value)
}

function rawValue(value: ExcelJS.CellValue | undefined): RawCell {
  if (value === null || value === undefined) return { kind: 'empty' }
  if (typeof value === 'number') return { kind: 'number', number: value }
  if (typeof value === 'string') return { kind: 'text', text: value }
  if (typeof value === 'boolean') return { kind: 'text', text: value ? 'TRUE' : 'FALSE' }
  if (value instanceof Date) return rawDate(value)
  if ('error' in value) return { kind: 'broken', text: value.error }
  if ('richText' in value) {
    return { kind: 'text', text: value.richText.map((run) => run.text).join('') }
  }
  if ('hyperlink' in value) return rawValue(value.text as ExcelJS.CellValue)
  if ('formula' in value || 'sharedFormula' in value) {
    return value.result === undefined ? { kind: 'broken', text: 'nothing' } : rawValue(value.result)
  }
  return { kind: 'empty' }
}

function rawDate(date: Date): RawCell {
  // A number that is no date at all, shown in a date's format.
  if (Number.isNaN(date.getTime())) return { kind: 'broken', text: 'no date' }
  const iso = date.toISOString()
  return iso.length === 24
    ? { kind: 'date', date: iso.slice(0, 10) }
    : { kind: 'text', text: iso.slice(0, 13) }
}
