import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A mark outside the database of how many changes it acknowledged. Where the write-ahead log beside
 * the database is lost or cut short, SQLite opens what is left without a word; the mark tells.
 *
 * It is written after each change and not waited for: after a power cut it may be behind, never ahead.
 */
export interface Mark {
  /** @param count changes of the log that are on the disk */
  set(count: number): void
  close(): void
}

export const markPath = (dataDir: string) => join(dataDir, 'record.mark')

/** Characters of a mark, of whatever count. */
const WIDTH = 60

/** @param record tells this record from one that was restored over it */
export function openMark(dataDir: string, record: string): Mark {
  const file = openSync(markPath(dataDir), 'a+', 0o600)
  closeSync(file)
  const handle = openSync(markPath(dataDir), 'r+')
  return {
    set(count) {
      writeSync(handle, `${record} ${count}`.padEnd(WIDTH), 0)
    },
    close: () => closeSync(handle),
  }
}

/** How many changes were acknowledged; 0 where nothing is known of this record. */
export function readMark(dataDir: string, record: string): number {
  try {
    const [of, count] = readFileSync(markPath(dataDir), 'utf8').trim().split(' ')
    return of === record && Number.isSafeInteger(Number(count)) ? Number(count) : 0
  } catch {
    return 0
  }
}

/** What stands in the record's place from now on has another past. */
export function forgetMark(dataDir: string): void {
  rmSync(markPath(dataDir), { force: true })
}
