import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import {
  EXCHANGE_FIELDS,
  fieldNow,
  fieldWords,
  spreadsheetText,
} from '../../domain/register/fields.ts'
import { guardFormula } from '../../domain/register/formula-guard.ts'
import { ownerLabels } from '../../domain/register/owners.ts'
import { letOthersWork } from '../runtime/turns.ts'
import {
  type ExportOptions,
  placeNames,
  REGISTER_COLUMNS,
  type RegisterExport,
  ROWS_A_BREATH,
  rowMarks,
} from './register-columns.ts'
import { writeWhole } from './whole-file.ts'

/** A CSV file shows all it has: the key would only repeat the reference. */
const COLUMNS = REGISTER_COLUMNS.filter(({ key }) => key !== 'key')

/**
 * Writes a system's register as CSV that Excel opens right: UTF-8 with its mark, CRLF, dates as
 * `21 Nov 2026` (which Excel takes for a date in any region's settings), and no text that Excel
 * would run as a formula.
 *
 * @throws UserError when the file cannot be written; the signal's reason when it aborts
 */
export async function writeRegisterCsv(
  register: RegisterExport,
  path: string,
  options: ExportOptions = {},
): Promise<void> {
  const lines = stringify({
    header: true,
    columns: COLUMNS.map(({ key, label }) => ({ key, header: label })),
    bom: true,
    record_delimiter: 'windows',
    // Beside what it quotes anyway: line breaks inside a cell, and other programs' separators.
    quoted_match: /[\r\n;\t]/,
  })
  await writeWhole(path, (temporary) =>
    pipeline(Readable.from(csvRows(register, options)), lines, createWriteStream(temporary), {
      signal: options.signal,
    }),
  )
}

async function* csvRows(
  register: RegisterExport,
  { onProgress }: ExportOptions,
): AsyncGenerator<Record<string, string>> {
  const owners = ownerLabels(register.owners)
  const placeOf = placeNames(register)
  let done = 0
  for (const row of register.rows) {
    const fields = register.fields[row.reference]
    const cells: Record<string, string | null> = {
      reference: row.reference,
      title: row.title,
      place: placeOf(row),
      version: rowMarks(row.reference, fields).version,
    }
    for (const field of EXCHANGE_FIELDS) {
      cells[field] = fieldWords(field, fieldNow(fields, field).value, owners)
    }
    yield Object.fromEntries(
      Object.entries(cells).map(([key, text]) => [
        key,
        guardFormula(spreadsheetText(text ?? '') ?? ''),
      ]),
    )
    done += 1
    if (done % ROWS_A_BREATH === 0) {
      onProgress?.(done, register.rows.length)
      await letOthersWork()
    }
  }
  onProgress?.(done, register.rows.length)
}
