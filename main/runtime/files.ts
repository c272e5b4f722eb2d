import { randomUUID } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { UserError } from '../../domain/errors.ts'
import type { OutFile } from '../../preload/types.ts'
import { unfinishedFolder } from './unfinished.ts'

/** Who looks at each file that goes out or comes in. */
export interface FileDoor {
  /** Whether what goes out now is invented, and must say so. */
  isInvented(): boolean
  /** The name under which a file leaves. */
  nameOf(name: string): string
  /** Looks at a finished file, and may change it. @throws when it may not leave */
  leave(path: string, type: string): Promise<void>
  /** @throws UserError when the file may not come in */
  enter(file: { path: string; name: string }): Promise<void>
}

export interface FileShelf {
  readonly isInvented: boolean
  takeIn(path: string, name?: string): string
  /** The file behind a token. @throws UserError when the token names none, or the door refuses it */
  incoming(token: string): Promise<{ path: string; name: string }>
  /** Makes a file in the service's own temporary folder and offers it to the host. */
  offer(name: string, type: string, make: (path: string) => Promise<void>): Promise<OutFile>
  /** Path for a file that nobody sees; it goes with the folder at the latest. */
  scratch(): string
  out(token: string): { path: string; name: string; type: string } | undefined
  close(): void
}

const OPEN_DOOR: FileDoor = {
  isInvented: () => false,
  nameOf: (name) => name,
  leave: () => Promise.resolve(),
  enter: () => Promise.resolve(),
}

/**
 * Files on their way in and out, named by tokens, so that no page ever names a path.
 * @param dataDir folder of the record, beside which files wait that go out
 * @param door left out where no example can be open
 */
export function fileShelf(dataDir: string, door: FileDoor = OPEN_DOOR): FileShelf {
  const incoming = new Map<string, { path: string; name: string }>()
  const outgoing = new Map<string, { path: string; name: string; type: string }>()
  let folder: string | undefined
  const ownFolder = () => {
    folder ??= unfinishedFolder(dataDir)
    return folder
  }

  return {
    get isInvented() {
      return door.isInvented()
    },
    takeIn(path, name = basename(path)) {
      const token = randomUUID()
      incoming.set(token, { path, name })
      return token
    },
    async incoming(token) {
      const file = incoming.get(token)
      if (!file) throw new UserError('That file is not at hand any more. Choose it again.')
      await door.enter(file)
      return file
    },
    async offer(plainName, type, make) {
      const name = door.nameOf(plainName)
      const token = randomUUID()
      const path = join(ownFolder(), token)
      await make(path)
      await door.leave(path, type)
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
