import { join } from 'node:path'
import { type UtilityProcess, utilityProcess } from 'electron'
import { own } from '../../../domain/own.ts'
import type { HelperEnd } from '../../helpers/helper.ts'
import { PROJECT_DIR } from '../places.ts'
import type { HelperAsk, HelperNews } from './child-messages.ts'

/** What may be started, and what the system's list of processes calls it. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'drawing-process': 'Accord documents',
  'reading-process': 'Accord files',
  'looking-process': 'Accord check',
}

/** The helpers of one service's process. */
export interface Helpers {
  receive(ask: HelperAsk): void
  /** Their service is gone: nobody waits for them any more. */
  endAll(): void
}

/**
 * Starts helpers for the service. As the program is packed it cannot be made a plain Node, so only
 * this process can start others; what they say to each other passes through.
 */
export function helpersFor(
  tell: (news: HelperNews) => void,
  said: (text: string) => void,
): Helpers {
  const running = new Map<number, UtilityProcess>()

  function start(helper: number, { program, args, memoryMb, isHeard }: Wanted): void {
    const serviceName = own(PROGRAMS, program)
    if (serviceName === undefined) {
      tell({ helper, ended: 'not-started' })
      return
    }
    const child = utilityProcess.fork(join(PROJECT_DIR, 'out', 'main', `${program}.js`), args, {
      serviceName,
      execArgv: memoryMb === undefined ? [] : [`--js-flags=--max-old-space-size=${memoryMb}`],
      stdio: ['ignore', 'ignore', isHeard ? 'pipe' : 'ignore'],
    })
    running.set(helper, child)
    child.stderr?.setEncoding('utf8').on('data', said)
    child.on('message', (message) => tell({ helper, said: message }))
    child.once('exit', (code) => {
      running.delete(helper)
      tell({ helper, ended: endOf(code) })
    })
  }

  return {
    receive(ask) {
      const child = running.get(ask.helper)
      if ('start' in ask) start(ask.helper, ask.start)
      else if ('end' in ask) end(child)
      else child?.postMessage(ask.send)
    },
    endAll() {
      for (const child of running.values()) end(child)
    },
  }
}

/** One that has not begun yet cannot be ended yet. */
function end(child: UtilityProcess | undefined): void {
  if (child?.pid === undefined) child?.once('spawn', () => child.kill())
  else child.kill()
}

type Wanted = Extract<HelperAsk, { start: unknown }>['start']

/** Our programs end with small numbers; V8 and the system end one with the number of a signal or more. */
function endOf(code: number): HelperEnd {
  return code <= LARGEST_OF_OURS ? { code } : 'out-of-memory'
}

const LARGEST_OF_OURS = 3
