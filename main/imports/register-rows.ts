import { UserError } from '../../domain/errors.ts'
import type { ImportedRegister } from '../../domain/register/compare.ts'
import {
  headerProblems,
  rowReader,
  type TableContext,
  type TableHeader,
  type TableRow,
} from '../../domain/register/table.ts'
import type { Owner, System } from '../../preload/types.ts'
import { letOthersWork } from '../runtime/turns.ts'

/** What an import is measured against, and how it is followed. */
export interface ImportOptions {
  /** The system the file should be of. */
  system: Pick<System, 'ods' | 'name'>
  /** All owners of the system, the removed ones too. */
  owners: readonly Owner[]
  /** What the person calls the file. */
  fileName: string
  signal?: AbortSignal | undefined
  /** Rows read so far, of about all. */
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** Rows between two looks at the signal; the event loop breathes there too. */
const ROWS_A_BREATH = 250

/**
 * Reads all rows below the headings.
 *
 * @param total about how many rows there are
 * @throws UserError when there are none
 */
export async function importRows(
  table: Iterable<TableRow>,
  total: number,
  header: TableHeader,
  context: TableContext,
  { fileName, signal, onProgress }: ImportOptions,
): Promise<ImportedRegister> {
  const read = rowReader(header, context)
  const rows: ImportedRegister['rows'] = []
  const problems: ImportedRegister['problems'] = []
  let done = 0
  for (const tableRow of table) {
    if (done % ROWS_A_BREATH === 0) {
      onProgress?.(done, total)
      await letOthersWork()
      signal?.throwIfAborted()
    }
    done += 1
    if (tableRow.number <= header.row) continue
    const reading = read(tableRow)
    if (reading.row !== undefined) rows.push(reading.row)
    problems.push(...reading.problems)
  }
  if (rows.length === 0 && problems.length === 0) {
    throw new UserError(
      `${fileName} has no actions below its headings, so there is nothing to import.`,
    )
  }
  onProgress?.(total, total)
  return { rows, problems: [...headerProblems(header, context.sheet), ...problems] }
}
