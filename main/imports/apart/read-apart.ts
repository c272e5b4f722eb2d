import { extname, join } from 'node:path'
import { UserError } from '../../../domain/errors.ts'
import { startHelper } from '../../helpers/helper.ts'
import type { READERS, ReaderName } from './readers.ts'
import type { ReadingAnswer, ReadingTask } from './reading-process.ts'

/** Beside this module, in the sources as in the desktop's bundle. */
const ENTRY = join(import.meta.dirname, `reading-process${extname(import.meta.filename)}`)

/** Fifty thousand rows of values take two thirds of it, a report of 300 pages a tenth. */
const MOST_MEMORY_MB = 1536
const DEADLINE_MS = 120_000

/** What a reader answers. */
type Read<Name extends ReaderName> = Awaited<ReturnType<(typeof READERS)[Name]>>

export interface ReadApartOptions {
  /** What the person calls the file, for the sentence where it is too much. */
  name: string
  /** Whatever else the reader takes. */
  options?: unknown
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
  /** Shorter, in ms, for what takes less, and smaller, in MB, in tests. */
  deadlineMs?: number
  memoryMb?: number
}

/**
 * Reads a file from elsewhere in a process of its own, with a limit to its memory and its time: a
 * file made to fill either costs nobody more than this sentence.
 * @throws UserError when it takes more than the limits or nothing can be started to read it; whatever the reader throws, by its name and
 *   message; the signal's reason, at once, when it aborts
 */
export async function readApart<Name extends ReaderName>(
  reader: Name,
  bytes: Uint8Array,
  { name, options, signal, onProgress, ...limits }: ReadApartOptions,
): Promise<Read<Name>> {
  signal?.throwIfAborted()
  const child = startHelper({ entry: ENTRY, memoryMb: limits.memoryMb ?? MOST_MEMORY_MB })
  const { promise, resolve, reject } = Promise.withResolvers<Read<Name>>()
  const tooMuch = (what: string) =>
    new UserError(
      `${name} takes more ${what} to read than any file of its kind should. Open it in the program it came from, save it anew without pictures and other sheets, then try again.`,
    )
  const callOff = () => reject(signal?.reason)
  const deadline = setTimeout(() => reject(tooMuch('time')), limits.deadlineMs ?? DEADLINE_MS)
  const stopped = () =>
    new UserError(
      `${name} was not read, because the part of Accord that reads files did not start. Try again; if that does not help, start Accord anew.`,
    )
  child.hear({
    message(said) {
      const answer = said as ReadingAnswer
      if (answer.kind === 'progress') onProgress?.(answer.done, answer.total)
      else if (answer.kind === 'read') resolve(answer.value as Read<Name>)
      else reject(Object.assign(new Error(answer.message), { name: answer.name }))
    },
    // Of its own accord it answers before it ends.
    ended: (end) => reject(end === 'out-of-memory' ? tooMuch('memory') : stopped()),
  })
  signal?.addEventListener('abort', callOff)
  child.send({ reader, bytes, options } satisfies ReadingTask)
  try {
    return await promise
  } finally {
    clearTimeout(deadline)
    signal?.removeEventListener('abort', callOff)
    await child.end()
  }
}
