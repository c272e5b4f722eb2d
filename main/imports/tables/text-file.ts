import { CsvError, type Parser, parse } from 'csv-parse'
import { UserError } from '../../../domain/errors.ts'
import type { Encoding, EncodingFound } from '../../../domain/tables/encoding.ts'
import type { NumberedRow } from '../../../domain/tables/headings.ts'
import { namedSeparator, separatorOf } from '../../../domain/tables/separator.ts'
import { TextRecords } from '../../../domain/tables/text-records.ts'
import { letOthersWork } from '../../runtime/turns.ts'
import { openFile } from '../open-file.ts'
import { chunksOf, surveyEncoding } from './survey.ts'

/** Tables in text files: what they are written in, and their rows in bounded memory. */

export interface TextDialect extends EncodingFound {
  separator: string
  /** Letters before the first row: Excel's `sep=` line. */
  skipped: number
}

export interface ReadingOptions {
  /** What the person calls the file. */
  fileName: string
  signal?: AbortSignal | undefined
  /** Called as the file is read; both in bytes. */
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** A longer row means a quotation mark that is never closed. */
const LONGEST_ROW = 1024 * 1024
/** Letters from the start by which the separator is told. */
const HEAD_LETTERS = 64 * 1024
/**
 * How tables begin that are written neither as text nor as a workbook: web pages, XML of old Excel
 * and of OpenDocument, SYLK, DIF, rich text.
 */
const OTHER_KINDS =
  /^\ufeff?\s*(?:<\?xml|<!doctype|<html|<head|<body|<table|<style|<meta|\{\\rtf|ID;P|TABLE\r?\n0,1\r?\n)/i
const ENCODING_NAMES: Record<Encoding, string> = {
  'utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
  macintosh: 'macintosh',
}

/** @throws UserError when the file is empty or cannot be opened */
export async function surveyText(path: string, options: ReadingOptions): Promise<TextDialect> {
  const { fileName, signal } = options
  await using file = await openFile(path, fileName)
  const found = await surveyEncoding(file, signal)
  const decoder = new TextDecoder(ENCODING_NAMES[found.encoding])
  let head = ''
  for await (const chunk of chunksOf(file, signal)) {
    head += decoder.decode(chunk, { stream: true })
    if (head.length >= HEAD_LETTERS) break
  }
  if (head.trim() === '') throw new UserError(`${fileName} is empty. Choose another file.`)
  if (OTHER_KINDS.test(head))
    throw new UserError(
      `${fileName} is a web page or of another kind that is no table of text. Open it in Excel, save it as an Excel workbook (.xlsx), then try again.`,
    )
  const named = namedSeparator(head)
  return {
    ...found,
    separator: named?.separator ?? separatorOf(wholeLines(head)),
    skipped: named?.length ?? 0,
  }
}

/** Without the last line, which may be cut in its middle. */
function wholeLines(text: string): string {
  if (text.length < HEAD_LETTERS) return text
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return end > 0 ? text.slice(0, end) : text
}

/**
 * The rows that hold anything, in batches as the file is read; rows are numbered as a spreadsheet
 * does, where a line break in quotation marks starts no row.
 *
 * @throws UserError when a quotation mark is never closed; the signal's reason when cancelled
 */
export async function* textRows(
  path: string,
  dialect: TextDialect,
  { fileName, signal, onProgress }: ReadingOptions,
): AsyncGenerator<NumberedRow[], void, undefined> {
  await using file = await openFile(path, fileName)
  const { size } = await file.stat()
  const decoder = new TextDecoder(ENCODING_NAMES[dialect.encoding])
  const rows = rowsIn(dialect.separator)
  let { skipped } = dialect
  let done = 0
  try {
    for await (const chunk of chunksOf(file, signal)) {
      const text = decoder.decode(chunk, { stream: true })
      const batch = await rows.take(text.slice(Math.min(skipped, text.length)))
      skipped -= Math.min(skipped, text.length)
      done += chunk.length
      onProgress?.(done, size)
      if (batch.length > 0) yield batch
      await letOthersWork()
    }
    const last = await rows.end()
    if (last.length > 0) yield last
  } catch (error) {
    throw inWords(error, fileName, rows.cut)
  } finally {
    rows.close()
  }
}

/** Rows of a text that comes in pieces: quickly, and from the first odd quotation mark on with care. */
function rowsIn(separator: string) {
  const records = new TextRecords(separator, LONGEST_ROW / 2)
  let rows: NumberedRow[] = []
  let cut = 0
  let parser: Parser | undefined

  const add = (number: number, cells: string[]) => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ number, cells })
  }
  const addAll = (found: readonly string[][]) => {
    for (const cells of found) {
      cut += 1
      add(cut, cells)
    }
  }
  const taken = () => {
    const batch = rows
    rows = []
    return batch
  }

  function carefulParser(): Parser {
    const made = parse({
      delimiter: separator,
      // Files are joined out of others: one kind of line end does not promise the next.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: LONGEST_ROW,
      // Rows are taken here, as they are parsed; nothing comes out at the other end of the stream.
      on_record: (cells: string[], { records: nth }) => {
        add(cut + nth, cells)
        return null
      },
    })
    // Failures also come back from the writes below, where they are handled.
    made.on('error', () => {}).resume()
    return made
  }

  /** Begins with the other parser where it is called for. */
  async function careful(): Promise<void> {
    if (records.left === undefined || parser) return
    parser = carefulParser()
    await write(parser, records.left)
  }

  return {
    /** Records that were cut before the other parser began. */
    get cut() {
      return cut
    },
    async take(text: string): Promise<NumberedRow[]> {
      if (parser) await write(parser, text)
      else addAll(records.take(text))
      await careful()
      return taken()
    },
    async end(): Promise<NumberedRow[]> {
      if (!parser) addAll(records.end())
      await careful()
      if (parser) await finish(parser)
      return taken()
    },
    close: () => parser?.destroy(),
  }
}

function write(parser: Parser, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

function finish(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject)
    parser.end(resolve)
  })
}

/** @param before records that came before those that the parser counts */
function inWords(error: unknown, fileName: string, before: number): unknown {
  if (!(error instanceof CsvError)) return error
  const row = before + Number(error.records ?? 0) + 1
  return new UserError(
    `${fileName} cannot be read from row ${row} on: a quotation mark may be missing there. Open the file in Excel and save it again, or mend that row.`,
  )
}
