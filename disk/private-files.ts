import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** Folders and files that only the user may read, whatever stood there before. */

/**
 * Makes a folder that only the user can read, and those above it that are missing.
 * One by one: asked to make them all, Node tries without end where one can never be made, as in /proc.
 * @throws what the file system says
 */
export function makePrivateFolder(path: string): void {
  const missing: string[] = []
  for (let at = resolve(path); !existsSync(at) && dirname(at) !== at; at = dirname(at))
    missing.unshift(at)
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode: 0o700 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** Makes a file that only the user can read, unless there is one: what opens it next leaves it so. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}

/**
 * Takes from others what they may do with a folder of ours and the files in it. Folders that are not
 * the record's alone stay as they are: the user's home, and those that everybody writes in.
 * On Windows the rights of the user's profile hold.
 * @param isOurs tells by its name whether a file is
 */
export function keepPrivate(folder: string, isOurs: (name: string) => boolean): void {
  if (process.platform === 'win32' || !existsSync(folder)) return
  for (const name of readdirSync(folder)) if (isOurs(name)) restrict(join(folder, name))
  if (resolve(folder) !== homedir()) restrict(folder)
}

const SHARED = 0o1000

function restrict(path: string): void {
  try {
    const found = statSync(path)
    const { mode, uid } = found
    const isFolder = found.isDirectory()
    if ((mode & 0o077) === 0 || uid !== userInfo().uid || (isFolder && mode & SHARED)) return
    chmodSync(path, isFolder ? 0o700 : 0o600)
  } catch {
    // On a disk that knows no rights, or that only reads.
  }
}
