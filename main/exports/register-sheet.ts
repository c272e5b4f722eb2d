import type ExcelJS from '@protobi/exceljs'
import { OPEN, STATUS, STATUS_WORDS, type StatusFacts } from '../../domain/record/statuses.ts'
import { FIRST_YEAR, LAST_YEAR } from '../../domain/uk-date.ts'
import { type ColumnKey, REGISTER_COLUMNS } from './register-columns.ts'
import { SHEETS } from './workbook-format.ts'

/** How the Register sheet looks and what its cells accept. */

type Writer = InstanceType<typeof ExcelJS.stream.xlsx.WorkbookWriter>

/** In characters, as Excel counts a column's width. */
const WIDTHS: Record<ColumnKey, number> = {
  reference: 15,
  title: 42,
  place: 34,
  status: 16,
  confidence: 13,
  owner: 28,
  due: 21,
  note: 60,
  nextStep: 42,
  key: 15,
  version: 15,
}
const READ_ONLY: readonly ColumnKey[] = ['reference', 'title', 'place']
const HIDDEN: readonly ColumnKey[] = ['key', 'version']
const LONG_TEXT: readonly ColumnKey[] = ['note', 'nextStep']
const FROZEN_COLUMNS = 2

/** Excel falls back on a serif where a cell's font has no name. */
export const FONT = { name: 'Calibri', size: 11 }

const INK = 'FF212B32'
export const DARK_BLUE = 'FF003087'
const DARK_GREY = 'FF4C6272'
const PALE_GREY = 'FFE8EDEE'
const WHITE = 'FFFFFFFF'

/**
 * Adds the Register sheet with its headings, ready for rows.
 *
 * @param rows how many rows will follow
 * @param ownerChoices how many owners the list of owners holds
 */
export function openRegisterSheet(
  workbook: Writer,
  rows: number,
  ownerChoices: number,
): ExcelJS.Worksheet {
  const last = rows + 1
  const end = letterOf(REGISTER_COLUMNS.at(-1)!.key)
  const sheet = workbook.addWorksheet(SHEETS.register, {
    views: [{ state: 'frozen', xSplit: FROZEN_COLUMNS, ySplit: 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
  })
  // Over the hidden columns too, so that they move with their rows when somebody sorts.
  sheet.autoFilter = `A1:${end}${last}`
  sheet.columns = REGISTER_COLUMNS.map(({ key }) => ({
    key,
    width: WIDTHS[key],
    hidden: HIDDEN.includes(key),
    style: columnStyle(key),
  }))
  writeHeadings(sheet)
  if (rows > 0) {
    addValidations(sheet, last, ownerChoices)
    addTints(sheet, last)
  }
  return sheet
}

function columnStyle(key: ColumnKey): Partial<ExcelJS.Style> {
  const readOnly = READ_ONLY.includes(key)
  return {
    alignment: { wrapText: true, vertical: 'top' },
    font: { ...FONT, color: { argb: readOnly ? DARK_GREY : INK } },
    ...(readOnly ? { fill: solid(PALE_GREY) } : {}),
    ...(key === 'due' ? { numFmt: 'd mmm yyyy' } : {}),
    // As text, so that a note which begins with = stays a note also when it is edited.
    ...(LONG_TEXT.includes(key) ? { numFmt: '@' } : {}),
  }
}

function writeHeadings(sheet: ExcelJS.Worksheet): void {
  const headings = sheet.addRow(REGISTER_COLUMNS.map(({ label }) => label))
  REGISTER_COLUMNS.forEach(({ key }, index) => {
    const cell = headings.getCell(index + 1)
    cell.numFmt = 'General'
    cell.font = { ...FONT, bold: true, color: { argb: WHITE } }
    cell.fill = solid(READ_ONLY.includes(key) ? DARK_GREY : DARK_BLUE)
    cell.alignment = { vertical: 'middle', wrapText: true }
  })
  headings.commit()
}

function addValidations(sheet: ExcelJS.Worksheet, last: number, ownerChoices: number): void {
  // The library's types leave this out; a range keeps the file small where cells would not.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void }
  }
  const add = (from: ColumnKey, to: ColumnKey, rule: ExcelJS.DataValidation) =>
    dataValidations.add(`${letterOf(from)}2:${letterOf(to)}${last}`, {
      showErrorMessage: true,
      errorStyle: 'stop',
      ...rule,
    })
  const listOf = (column: string, count: number, allowBlank: boolean, error: string) => ({
    type: 'list' as const,
    allowBlank,
    formulae: [`${SHEETS.lists}!$${column}$2:$${column}$${count + 1}`],
    errorTitle: 'Choose from the list',
    error,
  })

  add('reference', 'place', {
    type: 'custom',
    formulae: ['FALSE'],
    errorTitle: 'For reading only',
    error: 'This says which action the row is about. Change the white columns.',
  })
  add('status', 'status', {
    ...listOf('A', Object.keys(STATUS_WORDS).length, false, 'Choose one of the statuses.'),
  })
  add('confidence', 'confidence', {
    ...listOf('B', 3, true, 'Choose On track, At risk or Off track, or leave it empty.'),
  })
  if (ownerChoices > 0) {
    const error = 'Choose an owner from the list. New owners are added in Accord.'
    add('owner', 'owner', { ...listOf('C', ownerChoices, true, error) })
  }
  add('due', 'due', {
    type: 'date',
    operator: 'between',
    allowBlank: true,
    formulae: [new Date(Date.UTC(FIRST_YEAR, 0, 1)), new Date(Date.UTC(LAST_YEAR, 11, 31))],
    errorTitle: 'Write a date',
    error: 'Write a date like 21 Nov 2026, or leave it empty.',
  })
}

/** A tint goes with words: the status's own, and `Overdue` before a date that has passed. */
function addTints(sheet: ExcelJS.Worksheet, last: number): void {
  const status = letterOf('status')
  const due = letterOf('due')
  sheet.addConditionalFormatting({
    ref: `${status}2:${status}${last}`,
    rules: Object.values<StatusFacts>(STATUS).flatMap(({ words, tint }, index) =>
      tint === undefined
        ? []
        : [
            {
              type: 'expression',
              priority: index + 2,
              formulae: [`$${status}2="${words}"`],
              style: {
                fill: {
                  type: 'pattern',
                  pattern: 'solid',
                  bgColor: { argb: tint },
                } as ExcelJS.Fill,
              },
            } as ExcelJS.ConditionalFormattingRule,
          ],
    ),
  })
  const open = OPEN.map((code) => `$${status}2="${STATUS_WORDS[code]}"`).join(',')
  sheet.addConditionalFormatting({
    ref: `${due}2:${due}${last}`,
    rules: [
      {
        type: 'expression',
        priority: 1,
        formulae: [`AND(ISNUMBER($${due}2),$${due}2<TODAY(),OR(${open}))`],
        style: {
          numFmt: '"Overdue: "d mmm yyyy',
          font: { bold: true, color: { argb: 'FF8A1513' } },
        },
      },
    ],
  })
}

function letterOf(key: ColumnKey): string {
  return String.fromCharCode(65 + REGISTER_COLUMNS.findIndex((column) => column.key === key))
}

function solid(argb: string): ExcelJS.Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } }
}
