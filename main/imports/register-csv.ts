import { UserError } from '../../domain/errors.ts'
import type { ImportedRegister } from '../../domain/register/compare.ts'
import { unguardFormula } from '../../domain/register/formula-guard.ts'
import { ownerChoices, ownerFinder } from '../../domain/register/owners.ts'
import { findHeader, type TableRow } from '../../domain/register/table.ts'
import { versionBase } from '../../domain/register/version.ts'
import type { RawCell } from '../../domain/tables/cells.ts'
import { spelledIn } from '../../domain/tables/encoding.ts'
import { readWhole } from './read-whole.ts'
import { type ImportOptions, importRows } from './register-rows.ts'
import { surveyText, type TextDialect, textRows } from './tables/text-file.ts'
import { isZip } from './zip.ts'

const MOST_ROWS = 50_000

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
  const dialect = await surveyText(path, { fileName, signal })
  const rows = await registerRows(path, dialect, options)
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
  const { encoding, wholeAlphabet } = dialect
  if (wholeAlphabet) return imported
  const page = encoding === 'macintosh' ? 'macintosh' : 'windows-1252'
  return { ...imported, spelling: (text) => spelledIn(page, text) }
}

async function registerRows(
  path: string,
  dialect: TextDialect,
  { fileName, signal }: ImportOptions,
): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const batch of textRows(path, dialect, { fileName, signal })) {
    for (const { number, cells } of batch) rows.push({ number, cells: cells.map(rawCell) })
    if (rows.length > MOST_ROWS) {
      throw new UserError(
        `${fileName} is too large: it has more than ${MOST_ROWS.toLocaleString('en-GB')} rows. Delete those that are not of the register.`,
      )
    }
  }
  return rows
}

function rawCell(text: string): RawCell {
  const plain = unguardFormula(text)
  return plain === '' ? { kind: 'empty' } : { kind: 'text', text: plain }
}
