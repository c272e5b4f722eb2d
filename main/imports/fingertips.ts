import { areaFinder, type NamedArea } from '../../domain/areas/finder.ts'
import { UserError } from '../../domain/errors.ts'
import { readEndedAreas } from '../record/metric-resources.ts'
import { isFingertipsHeading, readFingertipsHeader } from './fingertips-columns.ts'
import { openTable } from './tables/open-table.ts'
import { readValues } from './value-batches.ts'

export interface FingertipsOptions {
  /** What the person calls the file. */
  fileName: string
  /** Areas to take, by ONS code. */
  areas: ReadonlyMap<string, NamedArea>
  signal?: AbortSignal
  /** Called as the file is read; both in bytes. */
  onProgress?: (done: number, total: number) => void
  /** Rows in a batch, about. */
  batchSize?: number
}

/**
 * Reads an export of Fingertips of any size, as the site or its R package writes it, in bounded
 * memory: rows and problems come in batches, the last of which may be empty of both. Observations
 * that repeat under several parent areas come once.
 *
 * @throws UserError when the file is not such an export or breaks off in the middle of a row; the
 *   signal's reason when the work is cancelled
 */
export async function* readFingertips(
  path: string,
  options: FingertipsOptions,
): ReturnType<typeof readValues> {
  const { fileName, areas, signal, onProgress, batchSize } = options
  signal?.throwIfAborted()
  const table = await openTable(path, { fileName, signal, isKnown: isFingertipsHeading })
  const at = readFingertipsHeader(table.headings, table.headingRow, fileName)
  const findArea = areaFinder(areas, readEndedAreas())
  let read = 0
  for await (const batch of readValues(
    table,
    (columns) => ({
      headings: table.headings,
      at,
      all: {},
      findArea,
      columns,
      needed: ['indicator', 'sex', 'age'],
      mayLackValue: true,
    }),
    (code) => areas.get(code)?.type,
    { batchSize, onProgress, alone: table.dialect?.separator === ',' },
  )) {
    read = batch.soFar.read
    if (read > 0) yield batch
  }
  if (read === 0)
    throw new UserError(`${fileName} has headings but no rows under them. Choose another file.`)
}
