import { once } from 'node:events'
import { open } from 'node:fs/promises'
import ExcelJS from '@protobi/exceljs'
import { own } from '../../domain/own.ts'
import { CONFIDENCE_WORDS, STATUS_WORDS } from '../../domain/record/statuses.ts'
import { EXCHANGE_FIELDS, fieldNow, fieldWords } from '../../domain/register/fields.ts'
import { ownerChoices, ownerLabels } from '../../domain/register/owners.ts'
import { letOthersWork } from '../runtime/turns.ts'
import { cellText } from './cell-text.ts'
import {
  type ExportOptions,
  placeNames,
  type RegisterExport,
  ROWS_A_BREATH,
  rowMarks,
} from './register-columns.ts'
import { DARK_BLUE, FONT, openRegisterSheet } from './register-sheet.ts'
import { writeWhole } from './whole-file.ts'
import {
  ABOUT_MARK,
  ABOUT_ROWS,
  BASE_COLUMNS,
  headsColumn,
  LIST_COLUMNS,
  SHEETS,
  WORKBOOK_FORMAT,
} from './workbook-format.ts'
import { instructions } from './workbook-instructions.ts'

/** Width of the instructions, which fits a page of A4, and the height of a line of them. */
const LINE_CHARACTERS = 80
const LINE_POINTS = 16

type Writer = InstanceType<typeof ExcelJS.stream.xlsx.WorkbookWriter>

/**
 * Writes a system's register as an Excel workbook to work on offline and to bring back with
 * `readRegisterWorkbook`.
 *
 * @throws UserError when the file cannot be written; the signal's reason when it aborts
 */
export async function writeRegisterWorkbook(
  register: RegisterExport,
  path: string,
  options: ExportOptions = {},
): Promise<void> {
  await writeWhole(path, async (temporary) => {
    const file = (await open(temporary, 'wx')).createWriteStream()
    const failed = new Promise<never>((_, reject) => file.once('error', reject))
    try {
      const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
        stream: file,
        useStyles: true,
        useSharedStrings: true,
      })
      workbook.creator = 'Accord'
      workbook.lastModifiedBy = 'Accord'
      await Promise.race([failed, fill(workbook, register, options)])
    } finally {
      if (!file.closed) {
        file.destroy()
        await once(file, 'close').catch(() => {})
      }
    }
  })
}

async function fill(
  workbook: Writer,
  register: RegisterExport,
  options: ExportOptions,
): Promise<void> {
  writeInstructions(workbook, register)
  await writeRegister(workbook, register, options)
  writeLists(workbook, register)
  await writeBase(workbook, register, options)
  writeAbout(workbook, register)
  options.signal?.throwIfAborted()
  await workbook.commit()
}

function writeInstructions(workbook: Writer, register: RegisterExport): void {
  const { system, exportedAt, rows } = register
  const sheet = workbook.addWorksheet(SHEETS.instructions, {
    views: [{ showGridLines: false }],
    pageSetup: { paperSize: 9, fitToWidth: 1, fitToHeight: 0, orientation: 'portrait' },
  })
  sheet.columns = [
    {
      width: LINE_CHARACTERS,
      style: { font: FONT, alignment: { wrapText: true, vertical: 'top' } },
    },
  ]
  for (const { text, heading } of instructions(system.name, exportedAt, rows.length)) {
    const row = sheet.addRow([cellText(text)])
    if (heading) row.getCell(1).font = { ...FONT, bold: true, size: 13, color: { argb: DARK_BLUE } }
    row.height = LINE_POINTS * (heading ? 1.5 : Math.ceil(text.length / LINE_CHARACTERS))
    row.commit()
  }
  sheet.commit()
}

async function writeRegister(
  workbook: Writer,
  register: RegisterExport,
  options: ExportOptions,
): Promise<void> {
  const { rows, fields } = register
  const labels = ownerLabels(register.owners)
  const placeOf = placeNames(register)
  const choices = ownerChoices(register.owners).length
  const sheet = openRegisterSheet(workbook, rows.length, choices)
  await eachRow(rows, options, (row) => {
    const now = fields[row.reference]
    const { key, version } = rowMarks(row.reference, now)
    const values = EXCHANGE_FIELDS.map((field) => {
      const { value } = fieldNow(now, field)
      if (field === 'due') return value === null ? null : new Date(`${value}T00:00:00Z`)
      return cellText(fieldWords(field, value, labels))
    })
    sheet
      .addRow([row.reference, cellText(row.title), cellText(placeOf(row)), ...values, key, version])
      .commit()
  })
  sheet.commit()
}

function writeLists(workbook: Writer, { owners }: RegisterExport): void {
  const labels = ownerLabels(owners)
  const lists: Record<(typeof LIST_COLUMNS)[number], string[]> = {
    status: Object.values(STATUS_WORDS),
    confidence: Object.values(CONFIDENCE_WORDS),
    owner: ownerChoices(owners),
    knownOwner: owners.map(({ id }) => labels.get(id) ?? ''),
    ownerId: owners.map((owner) => owner.id),
  }
  const sheet = workbook.addWorksheet(SHEETS.lists, { state: 'veryHidden' })
  sheet.addRow([...LIST_COLUMNS]).commit()
  const longest = Math.max(...Object.values(lists).map((list) => list.length))
  for (let index = 0; index < longest; index += 1) {
    sheet.addRow(LIST_COLUMNS.map((column) => cellText(lists[column][index] ?? null))).commit()
  }
  sheet.commit()
}

async function writeBase(
  workbook: Writer,
  { rows, fields }: RegisterExport,
  { signal }: ExportOptions,
): Promise<void> {
  const sheet = workbook.addWorksheet(SHEETS.base, { state: 'veryHidden' })
  sheet.columns = BASE_COLUMNS.map((key) => ({ key, style: { numFmt: '@' } }))
  sheet.addRow([...BASE_COLUMNS]).commit()
  await eachRow(rows, { signal }, ({ reference }) => {
    const cells: Record<string, string | null> = { reference }
    for (const field of EXCHANGE_FIELDS) {
      const { value, heads } = fieldNow(own(fields, reference), field)
      cells[field] = cellText(value)
      cells[headsColumn(field)] = heads.length === 0 ? null : heads.join(' ')
    }
    sheet.addRow(BASE_COLUMNS.map((column) => own(cells, column) ?? null)).commit()
  })
  sheet.commit()
}

function writeAbout(workbook: Writer, { system, exportedAt }: RegisterExport): void {
  const about: Record<(typeof ABOUT_ROWS)[number], string | number> = {
    format: WORKBOOK_FORMAT,
    system: system.ods,
    systemName: system.name,
    exportedAt,
  }
  const sheet = workbook.addWorksheet(SHEETS.about, { state: 'veryHidden' })
  sheet.addRow([ABOUT_MARK]).commit()
  for (const name of ABOUT_ROWS) sheet.addRow([name, about[name]]).commit()
  sheet.commit()
}

async function eachRow<Row>(
  rows: readonly Row[],
  { signal, onProgress }: ExportOptions,
  write: (row: Row) => void,
): Promise<void> {
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_A_BREATH === 0) {
      onProgress?.(index, rows.length)
      await letOthersWork()
      signal?.throwIfAborted()
    }
    write(row)
  }
  onProgress?.(rows.length, rows.length)
}
