import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Options, stringify } from 'csv-stringify'
import { stringify as stringifyNow } from 'csv-stringify/sync'
import { guardFormula } from '../../domain/register/formula-guard.ts'
import { writeWhole } from './whole-file.ts'

export type CsvCell = string | number | null

/** How every CSV file of ours is written. */
export const CSV_FORMAT = {
  bom: true,
  record_delimiter: 'windows',
  quoted_match: /[\r\n;\t]/,
} satisfies Options

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
  const lines = stringify(CSV_FORMAT)
  await writeWhole(path, (temporary) =>
    pipeline(Readable.from(guarded(headings, rows)), lines, createWriteStream(temporary)),
  )
}

/** The same as a text, for a table that is one of several in a file. */
export function plainCsv(headings: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  return stringifyNow([...guarded(headings, rows)], CSV_FORMAT)
}

function* guarded(headings: readonly string[], rows: Iterable<readonly CsvCell[]>) {
  yield headings
  for (const row of rows)
    yield row.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell))
}
