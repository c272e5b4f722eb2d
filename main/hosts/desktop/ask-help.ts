import type { SyncOptions } from '../../sync/desk.ts'
import type { Help, Helped, HelpWanted } from './child-messages.ts'

/** The service's end of `help.ts`: what synchronisation asks of Electron's main process. */
export interface HelpLine {
  options: Required<Pick<SyncOptions, 'secrets' | 'resolveProxy'>>
  receive(answer: Helped): void
}

export function helpLine(send: (message: HelpWanted) => void): HelpLine {
  const waiting = new Map<number, PromiseWithResolvers<Help>>()
  let last = 0

  function ask(what: HelpWanted['with'], text: string): Promise<Help> {
    last += 1
    const answer = Promise.withResolvers<Help>()
    waiting.set(last, answer)
    send({ help: last, with: what, text })
    return answer.promise
  }

  return {
    options: {
      secrets: {
        encrypt: async (text) => Buffer.from((await ask('encrypt', text)).text, 'base64'),
        async decrypt(sealed) {
          const { text, again = false } = await ask('decrypt', sealed.toString('base64'))
          return { text, again }
        },
      },
      resolveProxy: async (url) => (await ask('proxy', url)).text || undefined,
    },
    receive(answer) {
      const { resolve, reject } = waiting.get(answer.helped) ?? {}
      waiting.delete(answer.helped)
      if ('failed' in answer) reject?.(new Error('The main process could not help.'))
      else resolve?.(answer)
    },
  }
}
