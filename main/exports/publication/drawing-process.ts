import type { Finished } from '../../../domain/publication/finished.ts'
import type { Layout, Places } from './typst.ts'

/**
 * A process that draws documents, one after the other. It ends with the process that started it.
 */

/** What to make of a finished document, which comes as JSON. */
export type DrawingTask = { text: string } & (
  | { kind: 'layout' }
  | { kind: 'docx'; places: Places | undefined }
)

/** What each task makes. */
export interface Drawn {
  layout: Layout
  docx: Buffer
}

/** What it says of a task, and whether it is still small enough to do another. */
export type DrawingAnswer<Kind extends keyof Drawn = keyof Drawn> = { stays: boolean } & (
  | { drawn: Drawn[Kind] }
  | { refusal: string }
)

const LARGE = 250 * 1024 * 1024

process.on('message', async (task: DrawingTask) => {
  const said = await draw(task).then(
    (drawn) => ({ drawn }),
    (error: unknown) => ({ refusal: error instanceof Error ? error.message : String(error) }),
  )
  process.send?.({ stays: process.memoryUsage.rss() < LARGE, ...said } satisfies DrawingAnswer)
})

/** Reads only the libraries that the task needs. */
async function draw(task: DrawingTask): Promise<Drawn[DrawingTask['kind']]> {
  const finished = JSON.parse(task.text) as Finished
  if (task.kind === 'layout') return (await import('./typst.ts')).layOut(finished)
  return (await import('./docx.ts')).renderDocx(finished, task.places)
}
