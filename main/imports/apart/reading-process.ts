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

const send = (answer: ReadingAnswer) =>
  new Promise<void>((resolve) => {
    if (process.send) process.send(answer, () => resolve())
    else resolve()
  })

process.once('message', async ({ reader, bytes, options }: ReadingTask) => {
  try {
    const read = READERS[reader] as (
      bytes: Buffer,
      options: unknown,
      progress: (done: number, total: number) => void,
    ) => unknown
    const value = await read(Buffer.from(bytes), options, (done, total) =>
      send({ kind: 'progress', done, total }),
    )
    await send({ kind: 'read', value })
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    await send({ kind: 'failed', name, message })
  }
  process.disconnect()
})
