import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { extname, join } from 'node:path'
import type { Finished } from '../../../domain/publication/finished.ts'
import type { DrawingAnswer, DrawingTask, Drawn } from './drawing-process.ts'
import type { Layout } from './typst.ts'

/** Beside this module, in the sources as in the desktop's bundle. */
const ENTRY = join(import.meta.dirname, `drawing-process${extname(import.meta.filename)}`)

/** From so many characters on, drawing a document takes hundreds of megabytes. */
const LONG = 300_000

/** A process that waits for the next document. */
let idle: ChildProcess | undefined

/** What was laid out last: the PDF and the Word file of a document are asked for one after the other. */
let last: { key: string; layout: Layout } | undefined

/**
 * Lays a document out, in a process of its own: a long one takes seconds, and Typst never gives back
 * the memory it took, so a process that has grown large ends.
 *
 * @throws Error when Typst refuses the document; the signal's reason, at once, when it aborts
 */
export function layoutOf(finished: Finished, signal?: AbortSignal): Promise<Layout> {
  return laidOut(JSON.stringify(finished), signal)
}

async function laidOut(text: string, signal: AbortSignal | undefined): Promise<Layout> {
  const key = createHash('sha256').update(text).digest('hex')
  if (last?.key === key) return last.layout
  const layout = await drawn({ kind: 'layout', text }, signal)
  last = { key, layout }
  return layout
}

/**
 * A Word document, drawn by the same process as layouts.
 *
 * @throws as `layoutOf`; a document that cannot be laid out has a list of contents without numbers
 */
export async function docxOf(finished: Finished, signal?: AbortSignal): Promise<Buffer> {
  const hasContents = finished.blocks.some(({ kind }) => kind === 'contents')
  const text = JSON.stringify(finished)
  const layout = hasContents ? await laidOut(text, signal).catch(() => undefined) : undefined
  signal?.throwIfAborted()
  const places = layout && { headings: layout.headings, pages: layout.pages }
  return drawn({ kind: 'docx', text, places }, signal)
}

async function drawn<Kind extends DrawingTask['kind']>(
  task: DrawingTask & { kind: Kind },
  signal: AbortSignal | undefined,
): Promise<Drawn[Kind]> {
  signal?.throwIfAborted()
  const child = takeProcess()
  let stays = false
  try {
    // While the other works, room is made for what it takes.
    const making = task.text.length > LONG ? dropGarbage() : undefined
    const [answer] = await Promise.all([ask<Kind>(child, task, signal), making])
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
  return fork(ENTRY, [], {
    // Under Electron the program itself is no Node unless it is told so.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

function ask<Kind extends DrawingTask['kind']>(
  child: ChildProcess,
  task: DrawingTask,
  signal: AbortSignal | undefined,
): Promise<DrawingAnswer<Kind>> {
  const { promise, resolve, reject } = Promise.withResolvers<DrawingAnswer<Kind>>()
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
