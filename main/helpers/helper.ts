import { fork } from 'node:child_process'
import { once } from 'node:events'

/**
 * Helpers: small programs of ours that do one thing in a process of their own, such as drawing a
 * document or reading a file from elsewhere. This module starts them; `starter.ts` is their end.
 */

export interface HelperWanted {
  /** Path of the program's module, which lies beside whatever asks for it. */
  entry: string
  args?: readonly string[]
  /** The most memory it may take for JavaScript, in MB. */
  memoryMb?: number
  /** What it writes on standard error is for the log; of others it is for nobody. */
  isHeard?: boolean
  /** Where what was compiled once is kept for the next process. */
  compiled?: string | undefined
}

/** How a helper ended: of its own accord with a code, for want of memory, or before it began. */
export type HelperEnd = { code: number } | 'out-of-memory' | 'not-started'

export interface HelperHears {
  message(message: unknown): void
  ended(end: HelperEnd): void
}

export interface Helper {
  /** One that is over hears nothing. */
  send(message: unknown): void
  hear(hears: HelperHears): void
  isOver(): boolean
  /** Whether this process stays for as long as the helper does; it does until told otherwise. */
  holdOpen(isHeld: boolean): void
  /** Ends it, whatever it is doing, and answers when its memory is free again. */
  end(): Promise<void>
}

export type StartHelper = (wanted: HelperWanted) => Helper

let start: StartHelper = startByNode

export function startHelper(wanted: HelperWanted): Helper {
  return start(wanted)
}

/** For a host whose program is no Node: from now on, helpers are started in its way. */
export function startHelpersBy(other: StartHelper): void {
  start = other
}

/** In the browser host and the command line: a child of the Node that runs. */
function startByNode({ entry, args = [], memoryMb, isHeard, compiled }: HelperWanted): Helper {
  const child = fork(entry, [...args], {
    env: compiled ? { ...process.env, NODE_COMPILE_CACHE: compiled } : process.env,
    execArgv: memoryMb === undefined ? [] : [`--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    // What V8 writes as it runs out of memory is for nobody.
    stdio: ['ignore', 'ignore', isHeard ? 'inherit' : 'ignore', 'ipc'],
  })
  let hears: HelperHears | undefined
  let ended: HelperEnd | undefined
  const end = (how: HelperEnd) => {
    if (ended !== undefined) return
    ended = how
    hears?.ended(how)
  }
  child.on('message', (message) => hears?.message(message))
  child.once('error', () => end('not-started'))
  child.once('exit', (code) => end(nodeEnd(code)))
  return {
    send: (message) => void child.send(message as object, () => undefined),
    hear(other) {
      hears = other
      if (ended !== undefined) other.ended(ended)
    },
    isOver: () => ended !== undefined || !child.connected,
    holdOpen(isHeld) {
      if (isHeld) {
        child.ref()
        child.channel?.ref()
      } else {
        child.unref()
        child.channel?.unref()
      }
    },
    async end() {
      if (!child.pid || child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.ref()
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** V8 or the system ends a process for want of memory; one that fails says a small number. */
function nodeEnd(code: number | null): HelperEnd {
  return code === null || code === V8_FATAL || code >= ENDED_BY_SIGNAL ? 'out-of-memory' : { code }
}

const V8_FATAL = 5
const ENDED_BY_SIGNAL = 128
