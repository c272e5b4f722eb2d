import { writeFile } from 'node:fs/promises'
import { finish } from '../../../domain/publication/finish.ts'
import type { Finished } from '../../../domain/publication/finished.ts'
import type { PublicationFormat } from '../../../domain/publication/formats.ts'
import type { Publication } from '../../../domain/publication/tree.ts'
import { writeWhole } from '../whole-file.ts'
import { docxOf, pdfOf, prepareDrawing } from './drawing.ts'

export type RenderOptions = {
  signal?: AbortSignal | undefined
  /** Hears steps done and in all. */
  onProgress?: ((done: number, total: number) => void) | undefined
}

type Renderer = (finished: Finished, signal?: AbortSignal) => Promise<Buffer | string> | string

/** Each renderer with the libraries it needs, read only when it is asked for. */
const RENDERERS: Record<PublicationFormat, () => Promise<Renderer>> = {
  docx: async () => {
    prepareDrawing('docx')
    return docxOf
  },
  pdf: async () => {
    prepareDrawing('pdf')
    return pdfOf
  },
  html: async () => (await import('./html.ts')).renderHtml,
  md: async () => (await import('./markdown.ts')).renderMarkdown,
}

const STEPS = 3

/**
 * Draws a publication as a file of this format.
 *
 * @throws the signal's reason when it aborts: at once, but for a web page or text that is under way
 */
export async function render(
  publication: Publication,
  format: PublicationFormat,
  { signal, onProgress }: RenderOptions = {},
): Promise<Buffer> {
  signal?.throwIfAborted()
  const renderer = await RENDERERS[format]()
  onProgress?.(1, STEPS)
  signal?.throwIfAborted()
  const finished = finish(publication)
  onProgress?.(2, STEPS)
  const file = await renderer(finished, signal)
  signal?.throwIfAborted()
  onProgress?.(STEPS, STEPS)
  return typeof file === 'string' ? Buffer.from(file) : file
}

/**
 * Draws a publication and writes the file, whole or not at all.
 *
 * @throws UserError when the file cannot be written; the signal's reason when it aborts
 */
export async function writePublication(
  publication: Publication,
  format: PublicationFormat,
  path: string,
  options: RenderOptions = {},
): Promise<void> {
  const content = await render(publication, format, options)
  await writeWhole(path, (temporary) => writeFile(temporary, content))
}
