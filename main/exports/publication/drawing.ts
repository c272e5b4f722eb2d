import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { getCompileCacheDir } from 'node:module'
import { extname, join } from 'node:path'
import type { Finished } from '../../../domain/publication/finished.ts'
import type { DrawingAnswer, DrawingTask } from './drawing-process.ts'

/** Beside this module, in the sources as in the desktop's bundle. */
const ENTRY = join(import.meta.dirname, `drawing-process${extname(import.meta.filename)}`)

/** From so many characters on, drawing a document takes hundreds of megabytes. */
const LONG = 300_000

/** A process that waits for the next document. */
let idle: ChildProcess | undefined

/**
 * A PDF, drawn in a process of its own: a long one takes seconds, and Typst never gives back the memory
 * it took, so a process that has grown large ends.
 *
 * @throws Error when Typst refuses the document; the signal's reason, at once, when it aborts
 */
export function pdfOf(finished: Finished, signal?: AbortSignal): Promise<Buffer> {
  return drawn({ kind: 'pdf', text: JSON.stringify(finished) }, signal)
}

/** A Word document, drawn by the same process as PDFs. */
export function docxOf(finished: Finished, signal?: AbortSignal): Promise<Buffer> {
  return drawn({ kind: 'docx', text: JSON.stringify(finished) }, signal)
}

async function drawn(task: DrawingTask, signal: AbortSignal | undefined): Promise<Buffer> {
  signal?.throwIfAborted()
  const child = takeProcess()
  let stays = false
  try {
    // While the other works, room is made for what it takes.
    const making = task.text.length > LONG ? dropGarbage() : undefined
    const [answer] = await Promise.all([ask(child, task, signal), making])
    stays = answer.stays
    if ('refusal' in answer) throw new Error(answer.refusal)
    return answer.drawn
  } finally {
    if (stays) keep(child)
    else await end(child)
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

function takeProcess(): ChildProcess {
  const waiting = idle?.connected ? idle : undefined
  idle = undefined
  waiting?.ref()
  waiting?.channel?.ref()
  return waiting ?? start()
}

function start(): ChildProcess {
  const compiled = getCompileCacheDir?.()
  return fork(ENTRY, [], {
    env: {
      ...process.env,
      // Under Electron the program itself is no Node unless it is told so.
      ELECTRON_RUN_AS_NODE: '1',
      // What this process has compiled once, that one need not compile again.
      ...(compiled ? { NODE_COMPILE_CACHE: compiled } : {}),
    },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

function ask(
  child: ChildProcess,
  task: DrawingTask,
  signal: AbortSignal | undefined,
): Promise<DrawingAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<DrawingAnswer>()
  const callOff = () => reject(signal?.reason)
  child.once('message', resolve)
  child.once('error', reject)
  child.once('exit', () => reject(new Error('The process that draws documents stopped.')))
  signal?.addEventListener('abort', callOff)
  child.send(task)
  return promise.finally(() => {
    signal?.removeEventListener('abort', callOff)
    for (const event of ['message', 'error', 'exit']) child.removeAllListeners(event)
  })
}

/** Lets it wait for more, without keeping this process alive. One is enough. */
function keep(child: ChildProcess): void {
  idle?.kill()
  idle = child
  child.unref()
  child.channel?.unref()
}

/** Waits until its memory is free again. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
