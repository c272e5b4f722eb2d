import { safeStorage, session } from 'electron'
import type { Help, Helped, HelpWanted } from './child-messages.ts'
import { firstProxy } from './proxy-list.ts'

/** Does for the service's process what only Electron's main process can. Never throws. */
export async function help({ help: helped, with: what, text }: HelpWanted): Promise<Helped> {
  try {
    return { helped, ...(await done(what, text)) }
  } catch {
    return { helped, failed: true }
  }
}

async function done(what: HelpWanted['with'], text: string): Promise<Help> {
  switch (what) {
    case 'encrypt':
      requireKeyring()
      return { text: (await safeStorage.encryptStringAsync(text)).toString('base64') }
    case 'decrypt': {
      const opened = await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'))
      return { text: opened.result, again: opened.shouldReEncrypt }
    }
    case 'proxy':
      return { text: firstProxy(await session.defaultSession.resolveProxy(text)) }
  }
}

/**
 * Without a keyring Chromium on Linux seals with a key that everybody knows. That is no seal, so the
 * file says openly what it is, and the person is told.
 * @throws Error
 */
function requireKeyring(): void {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    throw new Error('There is no keyring.')
}
