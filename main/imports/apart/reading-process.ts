import { starter } from '../../helpers/starter.ts'
import { READERS, type ReaderName } from './readers.ts'

/**
 * A process that reads one file from elsewhere and ends. What a hostile file can make of it, too much
 * memory or work without end, stays in it: see `read-apart.ts`, which starts it with its limits.
 */

export interface ReadingTask {
  reader: ReaderName
  bytes: Uint8Array
  /** Whatever else the reader takes. */
  options: unknown
}

export type ReadingAnswer =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'read'; value: unknown }
  | { kind: 'failed'; name: string; message: string }

const tell = (answer: ReadingAnswer) => starter.tell(answer)

starter.hear(async (task) => {
  const { reader, bytes, options } = task as ReadingTask
  try {
    const read = READERS[reader] as (
      bytes: Buffer,
      options: unknown,
      progress: (done: number, total: number) => void,
    ) => unknown
    const value = await read(Buffer.from(bytes), options, (done, total) =>
      tell({ kind: 'progress', done, total }),
    )
    await tell({ kind: 'read', value })
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    await tell({ kind: 'failed', name, message })
  }
  starter.leave()
})
