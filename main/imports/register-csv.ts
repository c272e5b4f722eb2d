import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { UserError } from '../../domain/errors.ts'
import type { RawCell } from '../../domain/register/cells.ts'
import type { ImportedRegister } from '../../domain/register/compare.ts'
import { unguardFormula } from '../../domain/register/formula-guard.ts'
import { ownerChoices, ownerFinder } from '../../domain/register/owners.ts'
import { findHeader, type TableRow } from '../../domain/register/table.ts'
import { versionBase } from '../../domain/register/version.ts'
import { decodeCsv, inWindows1252, separatorOf } from './csv-text.ts'
import { readWhole } from './read-whole.ts'
import { type ImportOptions, importRows } from './register-rows.ts'
import { isZip } from './zip.ts'

const MOST_ROWS = 50_000
/** In bytes. */
const LONGEST_ROW = 1024 * 1024
/** Characters handed to the parser at a time. */
const CHUNK = 64 * 1024

/**
 * Reads a register that comes back as CSV: separated by commas, semicolons or tabs, in any
 * encoding Excel saves. A file without versions is read too; then nobody can tell whose change is
 * the newer, and a problem says so.
 *
 * @throws UserError when the file is not a register in CSV
 */
export async function readRegisterCsv(
  path: string,
  options: ImportOptions,
): Promise<ImportedRegister> {
  const { fileName, owners, signal } = options
  const bytes = await readWhole(path, fileName, signal)
  if (isZip(bytes)) {
    throw new UserError(
      `${fileName} is an Excel workbook under another name. Give it the ending .xlsx, then try again.`,
    )
  }
  const { text, wholeAlphabet } = decodeCsv(bytes)
  const rows = await parseRows(text, options)
  const header = findHeader(rows)
  if (header === undefined) {
    throw new UserError(
      `${fileName} is not a register that was exported from Accord: it has no headings Reference and Status.`,
    )
  }
  const imported = await importRows(
    rows,
    rows.length,
    header,
    {
      sheet: null,
      calendar1904: false,
      findOwner: ownerFinder(owners),
      ownerChoices: ownerChoices(owners),
      baseOf: (reference, field, version) => versionBase(version, reference, field),
    },
    options,
  )
  return wholeAlphabet ? imported : { ...imported, spelling: inWindows1252 }
}

async function parseRows(text: string, { fileName, signal }: ImportOptions): Promise<TableRow[]> {
  const body = text.replace(/^sep=.\r?\n/i, '')
  const parser = parse({
    delimiter: separatorOf(body),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_ROW,
    to: MOST_ROWS + 1,
  })
  const rows: TableRow[] = []
  try {
    await pipeline(
      chunks(body),
      parser,
      async (records: AsyncIterable<string[]>) => {
        for await (const record of records) {
          rows.push({ number: rows.length + 1, cells: record.map(rawCell) })
        }
      },
      { signal },
    )
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UserError(
      `${fileName} cannot be read as CSV from line ${error.lines ?? 1} on: a quotation mark may be missing there. Open it in Excel, save it again, then try again.`,
    )
  }
  if (rows.length > MOST_ROWS) {
    throw new UserError(
      `${fileName} is too large: it has more than ${MOST_ROWS.toLocaleString('en-GB')} rows. Delete those that are not of the register.`,
    )
  }
  return rows
}

function* chunks(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK)
}

function rawCell(text: string): RawCell {
  const plain = unguardFormula(text)
  return plain === '' ? { kind: 'empty' } : { kind: 'text', text: plain }
}
