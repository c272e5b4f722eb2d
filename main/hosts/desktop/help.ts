import { safeStorage, session } from 'electron'
import type { Helped, HelpWanted } from './child-messages.ts'
import { firstProxy } from './proxy-list.ts'

/** Does for the service's process what only Electron's main process can. Never throws. */
export async function help({ help: helped, with: what, text }: HelpWanted): Promise<Helped> {
  try {
    return { helped, text: await done(what, text) }
  } catch {
    return { helped, failed: true }
  }
}

async function done(what: HelpWanted['with'], text: string): Promise<string> {
  switch (what) {
    case 'encrypt':
      return safeStorage.encryptString(text).toString('base64')
    case 'decrypt':
      return safeStorage.decryptString(Buffer.from(text, 'base64'))
    case 'proxy':
      return firstProxy(await session.defaultSession.resolveProxy(text))
  }
}
