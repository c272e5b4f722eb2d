import { join } from 'node:path'
import { type UtilityProcess, utilityProcess } from 'electron'
import type { ServiceEvent } from '../../../preload/contract.ts'
import { PROJECT_DIR } from '../places.ts'
import { type RemoteService, remoteService, type ServiceHandle } from '../service-handle.ts'
import type { ChildEnd, FromChild, HelperAsk, ToChild } from './child-messages.ts'
import { help } from './help.ts'
import { helpersFor } from './helpers.ts'

const ENTRY = join(PROJECT_DIR, 'out', 'main', 'service-process.js')

/** More crashes than this within the window of time (in ms) and it is not started again. */
const MOST_CRASHES = 3
const CRASH_WINDOW = 60_000

export interface ServiceChild {
  /** The service; calls wait until it has started. */
  service(): Promise<ServiceHandle>
  /** The address at which it shows Accord in the person's browser, from now on. */
  link(): Promise<string | null>
  stop(): Promise<void>
}

export interface ServiceChildHears {
  event(event: ServiceEvent): void
  /** Somebody started Accord again. */
  show(): void
  /** It said something on standard error that is for the log. */
  said(text: string): void
  /** It stopped by itself; `again`: and was started again. */
  crashed(again: boolean): void
  /** It has no service to offer, and is not started again. */
  ended(why: ChildEnd): void
}

/** Starts the service's process, and starts it again when it crashes. */
export function startServiceChild(dataDir: string, hears: ServiceChildHears): ServiceChild {
  const crashes: number[] = []
  let stopping = false
  let ready = Promise.withResolvers<RemoteService>()
  let { child, gone } = start()

  function start(): { child: UtilityProcess; gone: Promise<void> } {
    const child = utilityProcess.fork(ENTRY, [dataDir], {
      serviceName: 'Accord record',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr?.setEncoding('utf8').on('data', hears.said)
    const tell = (message: ToChild) => child.postMessage(message)
    const remote = remoteService(tell, async () => tell({ stop: true }))
    const helpers = helpersFor(tell, hears.said)
    child.on('message', (message: FromChild) => {
      if ('helper' in message) helpers.receive(message)
      else hear(message, remote)
    })
    const gone = new Promise<void>((resolve) => {
      child.once('exit', (code) => {
        resolve()
        helpers.endAll()
        if (!stopping) hears.said(`the service's process ended by itself, with code ${code}`)
        remote.lose('Accord stopped before it could answer. Check whether your change is there.')
        if (stopping) return
        hears.event({ type: 'link', up: false })
        restart()
      })
    })
    return { child, gone }
  }

  function hear(message: Exclude<FromChild, HelperAsk>, remote: RemoteService): void {
    if ('help' in message) {
      void help(message).then((answer) => child.postMessage(answer satisfies ToChild))
      return
    }
    if (!('state' in message)) {
      remote.receive(message)
      return
    }
    switch (message.state) {
      case 'ready':
        remote.service.listen(hears.event)
        ready.resolve(remote)
        if (crashes.length > 0) {
          hears.event({ type: 'link', up: true })
          hears.event({ type: 'changed', what: 'everything', origin: 'local' })
        }
        break
      case 'show':
        hears.show()
        break
      default:
        stopping = true
        hears.ended(message)
    }
  }

  function restart(): void {
    crashes.push(Date.now())
    const recent = crashes.filter((moment) => Date.now() - moment < CRASH_WINDOW)
    const again = recent.length <= MOST_CRASHES
    if (again) {
      ready = Promise.withResolvers()
      ;({ child, gone } = start())
    } else {
      stopping = true
    }
    hears.crashed(again)
  }

  return {
    service: async () => (await ready.promise).service,
    link: async () => (await ready.promise).show(),
    async stop() {
      stopping = true
      child.postMessage({ stop: true } satisfies ToChild)
      await gone
    },
  }
}
