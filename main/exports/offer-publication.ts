import { FORMATS, type PublicationFormat } from '../../domain/publication/formats.ts'
import { signInvented } from '../../domain/publication/invented.ts'
import type { Publication } from '../../domain/publication/tree.ts'
import type { OutFile } from '../../preload/types.ts'
import type { FileShelf } from '../runtime/files.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { writePublication } from './publication/index.ts'

/** Draws a publication and puts the file on the shelf, under these words as its name. */
export function offerPublication(
  shelf: FileShelf,
  publication: Publication,
  { name, format }: { name: string; format: PublicationFormat },
  { signal, progress }: JobTools,
): Promise<OutFile> {
  return shelf.offer(`${fileName(name)}.${format}`, FORMATS[format].type, (path) =>
    writePublication(shelf.isInvented ? signInvented(publication) : publication, format, path, {
      signal,
      onProgress: (done, total) => progress(done, total, 'Making the document'),
    }),
  )
}

/** A name that Windows takes too. */
export function fileName(words: string): string {
  return words.replace(/[^\p{L}\p{N} -]+/gu, '').trim()
}
