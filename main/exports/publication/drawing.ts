import { getCompileCacheDir } from 'node:module'
import { extname, join } from 'node:path'
import type { Finished } from '../../../domain/publication/finished.ts'
import { type Helper, startHelper } from '../../helpers/helper.ts'
import { isWaitedFor } from '../../runtime/waited-for.ts'
import type { DrawingAnswer, DrawingTask } from './drawing-process.ts'

/** Beside this module, in the sources as in the desktop's bundle. */
const ENTRY = join(import.meta.dirname, `drawing-process${extname(import.meta.filename)}`)

/** From so many characters on, drawing a document takes hundreds of megabytes. */
const LONG = 300_000

/** A process that waits for the next document. */
let idle: Helper | undefined

/**
 * A PDF, drawn in a process of its own: a long one takes seconds, and Typst never gives back the memory
 * it took, so a process that has grown large ends.
 *
 * @throws Error when Typst refuses the document; the signal's reason, at once, when it aborts
 */
export function pdfOf(finished: Finished, signal?: AbortSignal): Promise<Buffer> {
  return drawn({ kind: 'pdf', text: JSON.stringify(finished) }, signal)
}

/** A Word document, drawn by the same process as PDFs; where nobody else waits, by this one. */
export async function docxOf(finished: Finished, signal?: AbortSignal): Promise<Buffer> {
  signal?.throwIfAborted()
  if (!isWaitedFor()) return (await import('./docx.ts')).renderDocx(finished)
  return drawn({ kind: 'docx', text: JSON.stringify(finished) }, signal)
}

async function drawn(task: DrawingTask, signal: AbortSignal | undefined): Promise<Buffer> {
  signal?.throwIfAborted()
  const child = takeProcess(task.kind)
  let stays = false
  try {
    // While the other works, room is made for what it takes.
    const making = task.text.length > LONG ? dropGarbage() : undefined
    const [answer] = await Promise.all([ask(child, task, signal), making])
    stays = answer.stays
    if ('refusal' in answer) throw new Error(answer.refusal)
    return Buffer.from(answer.drawn)
  } finally {
    if (stays) keep(child)
    else await child.end()
  }
}

/** V8 keeps garbage, hundreds of megabytes after a report, until it wants the room itself. */
async function dropGarbage(): Promise<void> {
  try {
    const { Session } = await import('node:inspector/promises')
    const session = new Session()
    session.connect()
    await session.post('HeapProfiler.collectGarbage')
    session.disconnect()
  } catch {
    // Where V8 cannot be asked, more memory is in use for a while, and nothing is wrong.
  }
}

/** Starts the process, so that it is there by the time the document is ready to be drawn. */
export function prepareDrawing(kind: DrawingTask['kind']): void {
  if (kind === 'docx' && !isWaitedFor()) void import('./docx.ts').catch(() => undefined)
  else if (idle && !idle.isOver()) return
  idle = startProcess(kind)
  idle.holdOpen(false)
}

function takeProcess(kind: DrawingTask['kind']): Helper {
  const waiting = idle?.isOver() ? undefined : idle
  idle = undefined
  waiting?.holdOpen(true)
  return waiting ?? startProcess(kind)
}

/** What this process has compiled once, that one need not compile again. */
function startProcess(kind: DrawingTask['kind']): Helper {
  const compiled = getCompileCacheDir?.()
  return startHelper({ entry: ENTRY, args: [kind], isHeard: true, compiled })
}

function ask(
  child: Helper,
  task: DrawingTask,
  signal: AbortSignal | undefined,
): Promise<DrawingAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<DrawingAnswer>()
  const callOff = () => reject(signal?.reason)
  child.hear({
    message: (answer) => resolve(answer as DrawingAnswer),
    ended: () => reject(new Error('The process that draws documents stopped.')),
  })
  signal?.addEventListener('abort', callOff)
  child.send(task)
  return promise.finally(() => signal?.removeEventListener('abort', callOff))
}

/** Lets it wait for more, without keeping this process alive. One is enough. */
function keep(child: Helper): void {
  void idle?.end()
  idle = child
  child.holdOpen(false)
}
