import { CsvError, parse } from 'csv-parse/sync'
import { UserError } from '../../domain/errors.ts'

/**
 * Rows of a CSV text as lists of cells, the headings first. Between cells stands whichever of comma,
 * semicolon and tab the headings have.
 * @param fileName what the person calls the file
 * @throws UserError when a quotation mark is missing
 */
export function parseCsv(text: string, fileName: string): string[][] {
  const headings = /^.*$/m.exec(text)?.[0] ?? ''
  const delimiter = [',', ';', '\t'].find((separator) => headings.includes(separator)) ?? ','
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, bom: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UserError(
      `${fileName} cannot be read from row ${Number(error.records ?? 0) + 1} on: a quotation mark may be missing there.`,
    )
  }
}
