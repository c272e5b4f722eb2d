import { NOT_THE_REPORT } from '../../domain/commission/match.ts'
import { type ParsedReport, parseReport } from '../../domain/commission/report.ts'
import { ImportError, type ReadOptions, readDocument } from './document-text.ts'

/** Nine times the report's text; the parser would take its time over more, and in vain. */
const LONGEST = 5_000_000

/**
 * Reads the commission's report from a PDF, Word, Markdown or text file. Rejects with an
 * `ImportError` when the file cannot be read or holds none of the commission's actions; whether it
 * holds all of them is for `checkReport`.
 */
export async function readReport(path: string, options: ReadOptions = {}): Promise<ParsedReport> {
  const pages = await readDocument(path, { wanted: 'the report', longest: LONGEST }, options)
  const parsed = parseReport(pages.join('\f'))
  if (parsed.actions.length === 0) throw new ImportError(NOT_THE_REPORT)
  return parsed
}
