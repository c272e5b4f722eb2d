import type { FileHandle } from 'node:fs/promises'
import { CsvError, type Parser, parse } from 'csv-parse'
import { UserError } from '../../domain/errors.ts'
import { readFingertipsHeader } from './fingertips-columns.ts'
import { type FingertipsRow, FingertipsRowReader } from './fingertips-rows.ts'
import { openFile } from './open-file.ts'
import { RowKeys } from './row-keys.ts'
import type { RowProblem } from './row-problems.ts'

export type { FingertipsRow } from './fingertips-rows.ts'

export interface FingertipsOptions {
  /** What the person calls the file. */
  fileName: string
  /** Areas to take, by ONS code. */
  areas: ReadonlyMap<string, unknown>
  signal?: AbortSignal
  /** Called as the file is read; both in bytes. */
  onProgress?: (done: number, total: number) => void
  /** Rows in a batch, about. */
  batchSize?: number
}

export interface FingertipsBatch {
  rows: FingertipsRow[]
  /** Those of this batch; after the first thousand of a file problems are only counted. */
  problems: RowProblem[]
  /** Counts from the start of the file to the end of this batch. */
  soFar: {
    /** Rows under the heading, whatever became of them. */
    read: number
    taken: number
    /** The same observation again, under another parent area. */
    repeated: number
    /** Of areas that are not among ours, and empty rows. */
    skipped: number
    problems: number
  }
}

const DEFAULT_BATCH = 5000
const MOST_PROBLEMS = 1000
const CHUNK_BYTES = 256 * 1024
/** A longer row means a quotation mark that is never closed. */
const LONGEST_ROW = 1024 * 1024

/**
 * Reads a CSV export of Fingertips of any size in bounded memory: rows and problems come in
 * batches, the last of which may be empty of both. Observations that repeat under several parent
 * areas come once.
 *
 * @throws UserError when the file is not such an export or breaks off in the middle of a row; the
 *   signal's reason when the work is cancelled
 */
export async function* readFingertips(
  path: string,
  options: FingertipsOptions,
): AsyncGenerator<FingertipsBatch, void, undefined> {
  const { fileName, signal, onProgress, batchSize = DEFAULT_BATCH } = options
  signal?.throwIfAborted()
  await using file = await openFile(path, fileName)
  const { size } = await file.stat()
  const collector = new Collector(options)
  const parser = parse({
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
    // Rows are taken here, as they are parsed; nothing comes out at the other end of the stream.
    on_record: (cells: string[], { records }) => {
      collector.take(cells, records)
      return null
    },
  })
  // Failures also come back from the writes below, where they are handled.
  parser.on('error', () => {}).resume()
  try {
    let done = 0
    for await (const chunk of chunks(file)) {
      signal?.throwIfAborted()
      if (done === 0) checkFormat(chunk, fileName)
      await write(parser, chunk)
      collector.throwIfFailed()
      done += chunk.length
      onProgress?.(done, size)
      if (collector.waiting >= batchSize) yield collector.batch()
    }
    await finish(parser)
    collector.throwIfFailed()
    collector.checkComplete()
    yield collector.batch()
  } catch (error) {
    throw inWords(error, fileName)
  } finally {
    parser.destroy()
  }
}

/** Gathers what the parser finds until a batch is asked for. */
class Collector {
  readonly #options: FingertipsOptions
  readonly #keys = new RowKeys()
  readonly #soFar = { read: 0, taken: 0, repeated: 0, skipped: 0, problems: 0 }
  #reader: FingertipsRowReader | undefined
  #rows: FingertipsRow[] = []
  #problems: RowProblem[] = []
  #failure: unknown

  constructor(options: FingertipsOptions) {
    this.#options = options
  }

  get waiting(): number {
    return this.#rows.length + this.#problems.length
  }

  batch(): FingertipsBatch {
    const batch = { rows: this.#rows, problems: this.#problems, soFar: { ...this.#soFar } }
    this.#rows = []
    this.#problems = []
    return batch
  }

  /** Called by the parser, which must not be thrown into: a failure waits for `throwIfFailed`. */
  take(cells: string[], number: number): void {
    if (this.#failure) return
    try {
      if (!this.#reader) {
        const header = readFingertipsHeader(cells, this.#options.fileName)
        this.#reader = new FingertipsRowReader(header, this.#options.areas)
      } else {
        this.#takeRow(this.#reader, cells, number)
      }
    } catch (error) {
      this.#failure = error
    }
  }

  throwIfFailed(): void {
    if (this.#failure) throw this.#failure
  }

  checkComplete(): void {
    const { fileName } = this.#options
    if (!this.#reader) throw new UserError(`${fileName} is empty. Choose another file.`)
    if (this.#soFar.read === 0) {
      throw new UserError(`${fileName} has headings but no rows under them. Choose another file.`)
    }
  }

  #takeRow(reader: FingertipsRowReader, cells: string[], number: number): void {
    this.#soFar.read++
    const reading = reader.read(cells, number)
    if (reading === 'skipped') {
      this.#soFar.skipped++
    } else if ('problems' in reading) {
      for (const problem of reading.problems) this.#addProblem(problem)
    } else {
      this.#takeNew(reading.row)
    }
  }

  #takeNew(row: FingertipsRow): void {
    const { indicator, area, period, sex, age, category } = row
    const key = `${indicator}\n${area}\n${period}\n${sex}\n${age}\n${category?.type}\n${category?.value}`
    const met = this.#keys.add(key, `${row.value}\n${row.count}\n${row.denominator}`)
    if (met === 'new') {
      this.#soFar.taken++
      this.#rows.push(row)
      return
    }
    this.#soFar.repeated++
    if (met === 'different') {
      this.#addProblem({
        row: row.row,
        column: null,
        message: `An earlier row gives another value for the same area (${area}), period (${period}) and group. The earlier one is kept.`,
      })
    }
  }

  #addProblem(problem: RowProblem): void {
    if (this.#soFar.problems < MOST_PROBLEMS) this.#problems.push(problem)
    this.#soFar.problems++
  }
}

async function* chunks(file: FileHandle): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(CHUNK_BYTES) })
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

/** Knows by its first bytes a file that is no CSV in UTF-8, for which a better answer can be given. */
function checkFormat(start: Buffer, fileName: string): void {
  if (start.subarray(0, 2).toString('latin1') === 'PK') {
    throw new UserError(
      `${fileName} is an Excel workbook. In Excel choose “Save as”, then “CSV UTF-8”, and import that file.`,
    )
  }
  const head = start.subarray(0, 200)
  if (head.includes(0) || (head[0]! >= 0xfe && head[1]! >= 0xfe)) {
    throw new UserError(
      `${fileName} is not a CSV file in UTF-8. In Excel choose “Save as”, then “CSV UTF-8”, or use the file as Fingertips gave it.`,
    )
  }
}

function write(parser: Parser, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(chunk, (error) => (error ? reject(error) : resolve()))
  })
}

function finish(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject)
    parser.end(resolve)
  })
}

function inWords(error: unknown, fileName: string): unknown {
  if (!(error instanceof CsvError)) return error
  const row = Number(error.records ?? 0) + 1
  return new UserError(
    `${fileName} cannot be read from row ${row} on: a quotation mark may be missing there. Download the file again, or mend that row.`,
  )
}
