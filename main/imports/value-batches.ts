import { letOthersWork } from '../runtime/turns.ts'
import { ColumnSurvey, type Columns } from './column-survey.ts'
import { RowKeys } from './row-keys.ts'
import type { RowProblem } from './row-problems.ts'
import type { OpenedTable } from './tables/open-table.ts'
import { type Reason, ValueReader, type ValueRow, type ValueTable } from './value-rows.ts'

/** Reads the rows of any table as values, in batches, in bounded memory. */

export interface ValueCounts {
  /** Rows under the headings that hold anything, whatever became of them. */
  read: number
  /** Rows that became a value. With those left out they are all that were read. */
  taken: number
  leftOut: Partial<Record<Reason, number>>
  /** Cells that could not be read, and areas not known, each told once. */
  problems: number
}

export interface ValueBatch {
  rows: ValueRow[]
  /** Those of this batch; after the first thousand of a file problems are only counted. */
  problems: RowProblem[]
  /** From the start of the file to the end of this batch. */
  soFar: ValueCounts
}

/** Says what the columns hold, of a table that was looked through or not. */
type MakeTable = (columns: Columns | undefined) => ValueTable

const MOST_PROBLEMS = 1000
const DEFAULT_BATCH = 5000

export interface ValueOptions {
  /** Rows in a batch, about. */
  batchSize?: number | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
  /** Cells mean what they say alone, as in files of one known maker: no look at the columns first. */
  alone?: boolean
}

/**
 * Rows of a table as observations; those that repeat come once. The last batch may be empty.
 * @param make says what the columns hold
 */
export async function* readValues(
  table: OpenedTable,
  make: MakeTable,
  kindOf: (code: string) => string | undefined,
  { batchSize = DEFAULT_BATCH, onProgress, alone = false }: ValueOptions,
): AsyncGenerator<ValueBatch & { notices: string[] }> {
  const columns = alone ? undefined : await surveyed(table, make, kindOf)
  const reader = new ValueReader(make(columns))
  const gatherer = new Gatherer()
  const batch = () => ({
    ...gatherer.batch(),
    notices: [...(columns?.periods.notices ?? []), ...reader.notices],
  })
  for await (const rows of table.batches(onProgress)) {
    for (const row of rows) gatherer.take(reader.read(row))
    if (gatherer.waiting >= batchSize) yield batch()
  }
  yield batch()
}

/** Looks the whole table through, for what its columns hold. */
async function surveyed(
  table: OpenedTable,
  make: MakeTable,
  kindOf: (code: string) => string | undefined,
): Promise<Columns> {
  const { at, findArea } = make(undefined)
  const seen = new ColumnSurvey(at)
  for await (const rows of table.batches()) {
    for (const row of rows) seen.see(row)
    await letOthersWork()
  }
  return seen.decide(table.headings, findArea, kindOf)
}

/** Gathers readings until a batch is asked for, and knows the rows that repeat. */
class Gatherer {
  readonly #keys = new RowKeys()
  readonly #soFar: ValueCounts = { read: 0, taken: 0, leftOut: {}, problems: 0 }
  #rows: ValueRow[] = []
  #problems: RowProblem[] = []

  get waiting(): number {
    return this.#rows.length + this.#problems.length
  }

  batch(): ValueBatch {
    const { leftOut } = this.#soFar
    const batch = {
      rows: this.#rows,
      problems: this.#problems,
      soFar: { ...this.#soFar, leftOut: { ...leftOut } },
    }
    this.#rows = []
    this.#problems = []
    return batch
  }

  take(reading: ReturnType<ValueReader['read']>): void {
    this.#soFar.read += 1
    if ('row' in reading) {
      this.#takeNew(reading.row)
    } else {
      this.#leaveOut(reading.leftOut)
      for (const problem of reading.problems) this.#addProblem(problem)
    }
  }

  #takeNew(row: ValueRow): void {
    const { indicator, area, period, sex, age, category } = row
    const key = `${indicator}\n${area}\n${period}\n${sex}\n${age}\n${category?.type}\n${category?.value}`
    const met = this.#keys.add(key, `${row.value}\n${row.count}\n${row.denominator}`)
    if (met === 'new') {
      this.#soFar.taken += 1
      this.#rows.push(row)
      return
    }
    this.#leaveOut(met === 'same' ? 'repeated' : 'clash')
    if (met === 'different') {
      this.#addProblem({
        row: row.row,
        column: null,
        message: `An earlier row gives another value for the same area (${area}), period (${period}) and group. The earlier one is kept.`,
      })
    }
  }

  #leaveOut(reason: Reason): void {
    this.#soFar.leftOut[reason] = (this.#soFar.leftOut[reason] ?? 0) + 1
  }

  #addProblem(problem: RowProblem): void {
    if (this.#soFar.problems < MOST_PROBLEMS) this.#problems.push(problem)
    this.#soFar.problems += 1
  }
}
