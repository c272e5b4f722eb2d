import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { guardFormula } from '../../domain/register/formula-guard.ts'
import { writeWhole } from './whole-file.ts'

export type CsvCell = string | number | null

/**
 * Writes a table as CSV that Excel opens right: UTF-8 with its mark, CRLF, and no text that Excel
 * would run as a formula.
 * @throws UserError when the file cannot be written
 */
export async function writePlainCsv(
  headings: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
  path: string,
): Promise<void> {
  const lines = stringify({
    bom: true,
    record_delimiter: 'windows',
    quoted_match: /[\r\n;\t]/,
  })
  await writeWhole(path, (temporary) =>
    pipeline(Readable.from(guarded(headings, rows)), lines, createWriteStream(temporary)),
  )
}

function* guarded(headings: readonly string[], rows: Iterable<readonly CsvCell[]>) {
  yield headings
  for (const row of rows)
    yield row.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell))
}
