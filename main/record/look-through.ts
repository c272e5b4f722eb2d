import { fork } from 'node:child_process'
import { once } from 'node:events'
import { extname, join } from 'node:path'
import { recordPath } from './database.ts'

/** Beside this module, in the sources as in the desktop's bundle. */
const ENTRY = join(import.meta.dirname, `looking-process${extname(import.meta.filename)}`)

/** How the process ends, by what it found; any other way it found out nothing. */
export const LOOK_ENDS = { sound: 0, damaged: 3 } as const
type Found = keyof typeof LOOK_ENDS | 'nothing'

/** How a record is looked through for damage. */
export interface LookOptions {
  /** From this size on, in bytes, not as it is opened but meanwhile. */
  behindFrom?: number
  /** So long after it was opened, in ms. */
  afterMs?: number
}

/** A smaller file is looked through in a fifth of a second; later, it is in nobody's way. */
export const LOOKS = { behindFrom: 64 * 1024 * 1024, afterMs: 5000 } satisfies LookOptions

export const LOOKING =
  'Accord is looking through this record for damage, since it was not closed properly or was not looked through for a day. You can work meanwhile. You are told if any is found.'

interface Look {
  /** What was found; never, where the look was called off before. */
  found: Promise<Found>
  /** Calls it off: when this answers, nobody reads the file any more. */
  stop(): Promise<void>
}

/**
 * Looks through the whole of a record for damage in a process of its own, some time from now: those
 * who have just opened it come first, and a large file takes seconds.
 */
export function lookThrough(dataDir: string, afterMs: number): Look {
  const { promise: found, resolve } = Promise.withResolvers<Found>()
  let child: ReturnType<typeof start> | undefined
  let isOff = false
  const timer = setTimeout(() => {
    child = start(recordPath(dataDir))
    child.once('error', () => isOff || resolve('nothing'))
    child.once('exit', (code) => {
      if (!isOff) resolve(wordFor(code))
    })
  }, afterMs)
  timer.unref()
  return {
    found,
    async stop() {
      isOff = true
      clearTimeout(timer)
      if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.ref()
      child.kill('SIGKILL')
      await exited
    },
  }
}

function wordFor(code: number | null): Found {
  if (code === LOOK_ENDS.sound) return 'sound'
  return code === LOOK_ENDS.damaged ? 'damaged' : 'nothing'
}

function start(path: string) {
  const child = fork(ENTRY, [path], {
    // Under Electron the program itself is no Node unless it is told so.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // It ends by itself: nobody waits for it, and it waits for nobody.
  child.unref()
  child.channel?.unref()
  return child
}
