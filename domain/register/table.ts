import { FIELD_LABELS } from '../record/labels.ts'
import { columnLetters, type RawCell } from '../tables/cells.ts'
import { type CellContext, cellText, readCell } from './cells.ts'
import { type Base, type CellProblem, type ImportedRow, matchesBase } from './compare.ts'
import {
  EXCHANGE_FIELDS,
  type ExchangeField,
  type FieldValue,
  KEY_LABEL,
  REFERENCE_LABEL,
  VERSION_LABEL,
} from './fields.ts'

/** Reads the rows of a register out of a table of cells, wherever in it they stand. */

/** One row of a sheet. */
export interface TableRow {
  /** As the spreadsheet numbers it, from 1. */
  number: number
  /** From column A on. */
  cells: readonly RawCell[]
}

export interface TableContext extends CellContext {
  /** Name of the sheet; `null` for a file that has no sheets. */
  sheet: string | null
  /** What is known of a field at the moment of export; `version` is the row's own, if it has one. */
  baseOf: (reference: string, field: ExchangeField, version: string | undefined) => Base
}

/** Where each column stands, counted from 0. */
export interface TableHeader {
  row: number
  reference: number
  key: number | undefined
  version: number | undefined
  fields: Partial<Record<ExchangeField, number>>
  /** Columns whose heading was there already further to the left. */
  repeated: { column: number; label: string }[]
}

/** Rows from the top in which the headings may stand: people put titles above a table. */
const HEADER_SEARCH_ROWS = 20

/** Finds the row of headings; `undefined` when the table is not a register. */
export function findHeader(rows: Iterable<TableRow>): TableHeader | undefined {
  for (const row of rows) {
    if (row.number > HEADER_SEARCH_ROWS) return undefined
    const header = headerIn(row)
    if (header !== undefined) return header
  }
  return undefined
}

function headerIn(row: TableRow): TableHeader | undefined {
  const columns = new Map<string, number>()
  const repeated: TableHeader['repeated'] = []
  row.cells.forEach((cell, column) => {
    const label = cellText(cell)
    const heading = headingKey(label ?? '')
    if (heading === '') return
    if (!columns.has(heading)) columns.set(heading, column)
    else if (isOurs(heading)) repeated.push({ column, label: label! })
  })
  const reference = columns.get(headingKey(REFERENCE_LABEL))
  const fields = Object.fromEntries(
    EXCHANGE_FIELDS.flatMap((field) => {
      const column = columns.get(headingKey(FIELD_LABELS[field]))
      return column === undefined ? [] : [[field, column]]
    }),
  ) as TableHeader['fields']
  if (reference === undefined || Object.keys(fields).length === 0) return undefined
  return {
    row: row.number,
    reference,
    key: columns.get(headingKey(KEY_LABEL)),
    version: columns.get(headingKey(VERSION_LABEL)),
    fields,
    repeated,
  }
}

function isOurs(heading: string): boolean {
  return [REFERENCE_LABEL, ...EXCHANGE_FIELDS.map((field) => FIELD_LABELS[field])]
    .map(headingKey)
    .includes(heading)
}

function headingKey(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '')
}

/** What can be said of the headings themselves: columns that are missing, or there twice. */
export function headerProblems(header: TableHeader, sheet: string | null): CellProblem[] {
  const missing = EXCHANGE_FIELDS.filter((field) => header.fields[field] === undefined)
  const row = rowName(sheet, header.row)
  return [
    ...missing.map((field) => ({
      cell: row,
      message: `${row}: there is no column called ${FIELD_LABELS[field]}, so none of it was read.`,
    })),
    ...header.repeated.map(({ column, label }) => {
      const cell = cellName(sheet, column, header.row)
      return {
        cell,
        message: `${cell}: there are two columns called ${label}. Only the first was read.`,
      }
    }),
  ]
}

/**
 * Reads rows below the headings one by one. Call it with each row in turn; it remembers which
 * references it met. `undefined` for a row that says nothing.
 */
export function rowReader(
  header: TableHeader,
  context: TableContext,
): (row: TableRow) => { row?: ImportedRow; problems: CellProblem[] } {
  const met = new Map<string, number>()
  const { sheet } = context

  return (row) => {
    const at = (column: number | undefined): RawCell =>
      (column === undefined ? undefined : row.cells[column]) ?? { kind: 'empty' }
    const textAt = (column: number | undefined) => cellText(at(column)) ?? undefined
    const cell = cellName(sheet, header.reference, row.number)
    const problem = (message: string) => ({ problems: [{ cell, message: `${cell}: ${message}` }] })

    const key = referenceIn(textAt(header.key))
    const reference = referenceIn(textAt(header.reference)) ?? key
    if (reference === undefined) {
      const filled = Object.values(header.fields).some((column) => textAt(column) !== undefined)
      return filled
        ? problem(
            'this row has no reference, so it was left out. Add new actions in Accord itself.',
          )
        : { problems: [] }
    }
    const before = met.get(reference)
    if (before !== undefined) {
      return problem(
        `${reference} is already on row ${before}, so this row was left out. Keep one row for each action.`,
      )
    }
    met.set(reference, row.number)

    // The version belongs to the key beside it: after a sort that left the hidden columns behind
    // it is another row's.
    const version = key === undefined || key === reference ? textAt(header.version) : undefined
    const problems: CellProblem[] = []
    const cells: ImportedRow['cells'] = {}
    for (const field of EXCHANGE_FIELDS) {
      const column = header.fields[field]
      if (column === undefined) continue
      const name = cellName(sheet, column, row.number)
      const base = context.baseOf(reference, field, version)
      const reading = unchangedText(field, at(column), base) ?? readCell(field, at(column), context)
      if ('problem' in reading) {
        problems.push({ cell: name, message: `${name}: ${reading.problem}` })
      } else {
        cells[field] = { ...reading, cell: name, base }
      }
    }
    return {
      row: {
        key: rowName(sheet, row.number),
        reference,
        cell,
        cells,
        flawed: problems.length > 0,
      },
      problems,
    }
  }
}

/** A text as it was exported: it stands in the record already, so nothing in it is a problem. */
function unchangedText(
  field: ExchangeField,
  raw: RawCell,
  base: Base,
): { value: FieldValue } | undefined {
  if (field !== 'note' && field !== 'nextStep') return undefined
  const value = cellText(raw)
  return value !== null && raw.kind !== 'broken' && matchesBase(value, base) ? { value } : undefined
}

/** A cell's text as a reference: people put spaces in, and full stops after. */
function referenceIn(text: string | undefined): string | undefined {
  const plain = text?.replace(/\s+/g, '').replace(/\.$/, '')
  return plain === '' ? undefined : plain
}

/** `Register!D17`, or `D17` without a sheet; the column counts from 0. */
export function cellName(sheet: string | null, column: number, row: number): string {
  return `${sheet === null ? '' : `${sheet}!`}${columnLetters(column)}${row}`
}

function rowName(sheet: string | null, row: number): string {
  return sheet === null ? `Row ${row}` : `${sheet}!${row}`
}
