import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makePrivateFolder } from '../../disk/private-files.ts'

/**
 * Folders for what is being made, beside the record and on its disk. Whoever has the record has
 * them to itself: what is there when it is opened was left by a process that was cut short.
 */

const shelfOf = (dataDir: string) => join(dataDir, 'cache', 'unfinished')

/** A new folder that only this user can read; whoever asks for it takes it away. */
export function unfinishedFolder(dataDir: string): string {
  makePrivateFolder(shelfOf(dataDir))
  return mkdtempSync(join(shelfOf(dataDir), 'part-'))
}

/** Only for who holds the record, before anything is made. What cannot go now goes another time. */
export function clearUnfinished(dataDir: string): void {
  try {
    rmSync(shelfOf(dataDir), { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // Another program may hold a file, such as one that looks for viruses.
  }
}
