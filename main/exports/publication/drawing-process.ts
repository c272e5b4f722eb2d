import type { Finished } from '../../../domain/publication/finished.ts'
import { starter } from '../../helpers/starter.ts'

/**
 * A process that draws documents, one after the other. It ends with the process that started it.
 */

/** What to make of a finished document, which comes as JSON. */
export interface DrawingTask {
  text: string
  kind: 'pdf' | 'docx'
}

/** What it says of a task, and whether it is still small enough to do another. */
export type DrawingAnswer = { stays: boolean } & ({ drawn: Uint8Array } | { refusal: string })

const LARGE = 250 * 1024 * 1024

starter.hear(async (task) => {
  const said = await draw(task as DrawingTask).then(
    (drawn) => ({ drawn }),
    (error: unknown) => ({ refusal: error instanceof Error ? error.message : String(error) }),
  )
  await starter.tell({
    stays: process.memoryUsage.rss() < LARGE,
    ...said,
  } satisfies DrawingAnswer)
})

/** Each with only the libraries that it needs. */
const DRAWERS = {
  pdf: async () => (await import('./typst.ts')).renderPdf,
  docx: async () => (await import('./docx.ts')).renderDocx,
} satisfies Record<DrawingTask['kind'], unknown>

async function draw({ kind, text }: DrawingTask): Promise<Buffer> {
  const drawer = await DRAWERS[kind]()
  return drawer(JSON.parse(text) as Finished)
}

// What it is started for is read while the document is still being made ready.
const [first] = process.argv.slice(2)
if (first === 'pdf' || first === 'docx') void DRAWERS[first]().catch(() => undefined)
