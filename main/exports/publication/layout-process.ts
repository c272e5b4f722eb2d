import type { Finished } from '../../../domain/publication/finished.ts'
import { type Layout, layOut } from './typst.ts'

/**
 * A process that lays documents out, one after the other. It ends with the process that started it.
 */

/** What it says of a document, and whether it is still small enough to lay out another. */
export type LayoutAnswer = { stays: boolean } & ({ layout: Layout } | { refusal: string })

const LARGE = 250 * 1024 * 1024

process.on('message', async (text: string) => {
  const said = await layOut(JSON.parse(text) as Finished).then(
    (layout) => ({ layout }),
    (error: unknown) => ({ refusal: error instanceof Error ? error.message : String(error) }),
  )
  process.send?.({ stays: process.memoryUsage.rss() < LARGE, ...said } satisfies LayoutAnswer)
})
