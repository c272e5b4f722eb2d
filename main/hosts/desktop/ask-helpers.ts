import { basename, extname } from 'node:path'
import type { Helper, HelperEnd, HelperHears, StartHelper } from '../../helpers/helper.ts'
import type { HelperAsk, HelperNews } from './child-messages.ts'

/** The service's end of `helpers.ts`: helpers that Electron's main process starts for it. */
export interface HelperLine {
  start: StartHelper
  receive(news: HelperNews): void
}

export function helperLine(tell: (message: HelperAsk) => void): HelperLine {
  const running = new Map<number, { said(message: unknown): void; ended(end: HelperEnd): void }>()
  let last = 0

  function start({ entry, args = [], memoryMb, isHeard = false }: Parameters<StartHelper>[0]) {
    last += 1
    const helper = last
    const gone = Promise.withResolvers<void>()
    let hears: HelperHears | undefined
    let over: HelperEnd | undefined
    running.set(helper, {
      said: (message) => hears?.message(message),
      ended(end) {
        over = end
        running.delete(helper)
        hears?.ended(end)
        gone.resolve()
      },
    })
    // Only the name goes across: the main process starts none but those that it knows.
    const program = basename(entry, extname(entry))
    tell({ helper, start: { program, args: [...args], memoryMb, isHeard } })
    return {
      send(message) {
        if (over === undefined) tell({ helper, send: message })
      },
      hear(other) {
        hears = other
        if (over !== undefined) other.ended(over)
      },
      isOver: () => over !== undefined,
      // The service stays for as long as its window does.
      holdOpen: () => undefined,
      async end() {
        if (over === undefined) tell({ helper, end: true })
        await gone.promise
      },
    } satisfies Helper
  }

  return {
    start,
    receive(news) {
      const helper = running.get(news.helper)
      if ('ended' in news) helper?.ended(news.ended)
      else helper?.said(news.said)
    },
  }
}
