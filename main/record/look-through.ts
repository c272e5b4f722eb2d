import { extname, join } from 'node:path'
import { type Helper, type HelperEnd, startHelper } from '../helpers/helper.ts'
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
  let child: Helper | undefined
  let isOff = false
  const timer = setTimeout(() => {
    child = startHelper({ entry: ENTRY, args: [recordPath(dataDir)] })
    child.hear({ message: () => undefined, ended: (end) => isOff || resolve(wordFor(end)) })
    // It ends by itself: nobody waits for it, and it waits for nobody.
    child.holdOpen(false)
  }, afterMs)
  timer.unref()
  return {
    found,
    async stop() {
      isOff = true
      clearTimeout(timer)
      await child?.end()
    },
  }
}

function wordFor(end: HelperEnd): Found {
  const code = typeof end === 'object' ? end.code : undefined
  if (code === LOOK_ENDS.sound) return 'sound'
  return code === LOOK_ENDS.damaged ? 'damaged' : 'nothing'
}
