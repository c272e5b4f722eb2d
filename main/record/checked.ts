import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordPath } from './database.ts'

/**
 * A note beside the database: when the whole of it was last looked through for damage, and how its
 * file lay when it was closed. A file that nobody has touched since need not be looked through again
 * at each opening, but once a day: disks forget by themselves too.
 */
const notePath = (dataDir: string) => join(dataDir, 'record.checked')

const DAY_MS = 86_400_000

/**
 * When a record's file was last looked through, in ms since 1970, as far as it lies as it was closed;
 * `undefined` where it is to be looked through. Ask before the database is opened, which moves it.
 */
export function readChecked(dataDir: string, now: number): number | undefined {
  try {
    const [at, ...lay] = readFileSync(notePath(dataDir), 'utf8').split(' ')
    const since = now - Number(at)
    const isRecent = since >= 0 && since < DAY_MS
    return isRecent && lay.join(' ') === layOf(dataDir) ? Number(at) : undefined
  } catch {
    return undefined
  }
}

/** @param at when the whole file was looked through; `undefined`: it was not */
export function noteChecked(dataDir: string, at: number | undefined): void {
  try {
    const lay = layOf(dataDir)
    if (at === undefined || lay === undefined) rmSync(notePath(dataDir), { force: true })
    else writeFileSync(notePath(dataDir), `${at} ${lay}`, { mode: 0o600 })
  } catch {
    // Without a note the file is looked through once more than it need be.
  }
}

/** What changes with any byte that a program writes; `undefined` while part of it lies elsewhere. */
function layOf(dataDir: string): string | undefined {
  const path = recordPath(dataDir)
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
  if (log && log.size > 0) return undefined
  const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true })
  return [size, mtimeNs, ctimeNs, ino].join(' ')
}
