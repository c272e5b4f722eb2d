import { passagesOf } from '../../domain/practice/passages.ts'
import type { PassageFile } from '../../preload/strategies-types.ts'
import { readDocument } from '../imports/document-text.ts'
import type { FileShelf } from '../runtime/files.ts'
import type { JobTools } from '../runtime/jobs.ts'

/** Characters; a long strategy with its appendices has a tenth of that. */
const LONGEST = 3_000_000

/**
 * Reads a strategy's file into passages to pick from; nothing is kept.
 * @throws UserError when it cannot be read, or holds no text or far too much
 */
export async function readPassages(
  shelf: FileShelf,
  token: string,
  { signal, progress }: JobTools,
): Promise<PassageFile> {
  const { path, name } = await shelf.incoming(token)
  const pages = await readDocument(
    path,
    { wanted: 'the strategy', longest: LONGEST },
    {
      name,
      signal,
      onProgress: (done, total) => progress(done, total, 'Reading the strategy'),
    },
  )
  return { name, passages: passagesOf(pages) }
}
