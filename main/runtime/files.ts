import { randomUUID } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { UserError } from '../../domain/errors.ts'
import type { OutFile } from '../../preload/types.ts'
import { unfinishedFolder } from './unfinished.ts'

export interface FileShelf {
  takeIn(path: string, name?: string): string
  /** The file behind a token. @throws UserError when the token names none */
  incoming(token: string): { path: string; name: string }
  /** Makes a file in the service's own temporary folder and offers it to the host. */
  offer(name: string, type: string, make: (path: string) => Promise<void>): Promise<OutFile>
  /** Path for a file that nobody sees; it goes with the folder at the latest. */
  scratch(): string
  out(token: string): { path: string; name: string; type: string } | undefined
  close(): void
}

/**
 * Files on their way in and out, named by tokens, so that no page ever names a path.
 * @param dataDir folder of the record, beside which files wait that go out
 */
export function fileShelf(dataDir: string): FileShelf {
  const incoming = new Map<string, { path: string; name: string }>()
  const outgoing = new Map<string, { path: string; name: string; type: string }>()
  let folder: string | undefined
  const ownFolder = () => {
    folder ??= unfinishedFolder(dataDir)
    return folder
  }

  return {
    takeIn(path, name = basename(path)) {
      const token = randomUUID()
      incoming.set(token, { path, name })
      return token
    },
    incoming(token) {
      const file = incoming.get(token)
      if (!file) throw new UserError('That file is not at hand any more. Choose it again.')
      return file
    },
    async offer(name, type, make) {
      const token = randomUUID()
      const path = join(ownFolder(), token)
      await make(path)
      outgoing.set(token, { path, name, type })
      return { token, name, type, bytes: statSync(path).size }
    },
    scratch: () => join(ownFolder(), randomUUID()),
    out: (token) => outgoing.get(token),
    close() {
      if (folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}
