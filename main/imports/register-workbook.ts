import { UserError } from '../../domain/errors.ts'
import { cellText } from '../../domain/register/cells.ts'
import { type Base, type ImportedRegister, matchesBase } from '../../domain/register/compare.ts'
import { EXCHANGE_FIELDS, type ExchangeField } from '../../domain/register/fields.ts'
import { ownerChoices, ownerFinder } from '../../domain/register/owners.ts'
import {
  findHeader,
  type TableContext,
  type TableHeader,
  type TableRow,
} from '../../domain/register/table.ts'
import { versionBase } from '../../domain/register/version.ts'
import type { Sheet, Workbook } from '../../domain/tables/cells.ts'
import type { Owner } from '../../preload/types.ts'
import {
  ABOUT_MARK,
  type AboutRow,
  BASE_COLUMNS,
  headsColumn,
  LIST_COLUMNS,
  SHEETS,
  WORKBOOK_FORMAT,
} from '../exports/workbook-format.ts'
import { type ImportOptions, importRows } from './register-rows.ts'
import { openWorkbook } from './workbook-file.ts'

/**
 * Reads a register workbook that came back, whatever was done to it in Excel. Cells that cannot
 * be read are among the problems, each by its name; the rest is ready to be compared.
 *
 * @throws UserError when the file is not a workbook, or not one to take into this system
 */
export async function readRegisterWorkbook(
  path: string,
  options: ImportOptions,
): Promise<ImportedRegister> {
  const { fileName, signal } = options
  const workbook = await openWorkbook(path, fileName, signal)
  signal?.throwIfAborted()
  checkAbout(workbook, options)
  const { sheet, header } = findRegister(workbook, fileName)
  const context = tableContext(workbook, sheet.name, options.owners)
  return importRows(rowsOf(sheet), sheet.rows.length, header, context, options)
}

/** A sheet's rows as the register reads them: the cells' values alone. */
function* rowsOf(sheet: Sheet): Generator<TableRow> {
  for (const { number, cells } of sheet.rows)
    yield { number, cells: cells.map(({ value }) => value) }
}

function sheetCalled(workbook: Workbook, name: string): Sheet | undefined {
  return workbook.sheets.find((sheet) => sheet.name === name)
}

function checkAbout(workbook: Workbook, { system, fileName }: ImportOptions): void {
  const textAt = ({ cells }: TableRow, column: number) =>
    cellText(cells[column] ?? { kind: 'empty' })
  const tables = workbook.sheets.map((sheet) => [...rowsOf(sheet)])
  const table = tables.find(([first]) => first?.number === 1 && textAt(first, 0) === ABOUT_MARK)
  if (table === undefined) {
    throw new UserError(
      `${fileName} is not a register that was exported from Accord. Export the register, make your changes there, then import it.`,
    )
  }
  const about: Partial<Record<AboutRow, string | null>> = Object.fromEntries(
    table.map((row) => [textAt(row, 0), textAt(row, 1)]),
  )
  if (Number(about.format) > WORKBOOK_FORMAT) {
    throw new UserError(
      `${fileName} was made by a newer version of Accord. Update Accord, then try again.`,
    )
  }
  if (about.system !== system.ods) {
    throw new UserError(
      `${fileName} is the register of ${about.systemName ?? about.system}, not of ${system.name}. Switch to that system, or choose another file.`,
    )
  }
}

/** The sheet of the register, under its own name or whichever people gave it. */
function findRegister(workbook: Workbook, name: string): { sheet: Sheet; header: TableHeader } {
  const named = sheetCalled(workbook, SHEETS.register)
  const others = workbook.sheets.filter((sheet) => sheet !== named && !isOurOwn(sheet.name))
  for (const sheet of named ? [named, ...others] : others) {
    const header = findHeader(rowsOf(sheet))
    if (header !== undefined) return { sheet, header }
  }
  throw new UserError(
    `${name} has no sheet with the headings Reference and Status. Put the headings of the register back, save, then try again.`,
  )
}

function isOurOwn(name: string): boolean {
  return [SHEETS.lists, SHEETS.base, SHEETS.about].some((each) => each === name)
}

function tableContext(workbook: Workbook, sheet: string, owners: readonly Owner[]): TableContext {
  const base = readBase(workbook)
  return {
    sheet,
    calendar1904: workbook.calendar1904,
    findOwner: ownerFinder(owners, readKnownOwners(workbook)),
    ownerChoices: ownerChoices(owners),
    baseOf: (reference, field, version) => {
      const exported = base.get(reference)?.[field]
      // A row pasted from another export brings a version that is not this file's.
      const pasted = versionBase(version, reference, field)
      if (pasted.kind === 'unknown') return exported ?? pasted
      return exported !== undefined && matchesBase(exported.value, pasted) ? exported : pasted
    },
  }
}

type ValueBase = Extract<Base, { kind: 'value' }>

/** The values and heads that were exported, by reference. */
function readBase(workbook: Workbook): Map<string, Record<ExchangeField, ValueBase>> {
  const base = new Map<string, Record<ExchangeField, ValueBase>>()
  const sheet = sheetCalled(workbook, SHEETS.base)
  if (sheet === undefined) return base
  for (const { number, cells } of rowsOf(sheet)) {
    const textOf = (column: string) =>
      cellText(cells[BASE_COLUMNS.indexOf(column)] ?? { kind: 'empty' })
    const reference = textOf('reference')
    if (number === 1 || reference === null) continue
    const fields = EXCHANGE_FIELDS.map((field): [ExchangeField, ValueBase] => [
      field,
      {
        kind: 'value',
        value: textOf(field),
        heads: textOf(headsColumn(field))?.split(' ') ?? [],
      },
    ])
    base.set(reference, Object.fromEntries(fields) as Record<ExchangeField, ValueBase>)
  }
  return base
}

/** Labels that owners had when the workbook was made, each with the owner's id. */
function readKnownOwners(workbook: Workbook): Map<string, string> {
  const known = new Map<string, string>()
  const sheet = sheetCalled(workbook, SHEETS.lists)
  if (sheet === undefined) return known
  for (const { number, cells } of rowsOf(sheet)) {
    const textOf = (column: (typeof LIST_COLUMNS)[number]) =>
      cellText(cells[LIST_COLUMNS.indexOf(column)] ?? { kind: 'empty' })
    const label = textOf('knownOwner')
    const id = textOf('ownerId')
    if (number > 1 && label !== null && id !== null) known.set(label, id)
  }
  return known
}
