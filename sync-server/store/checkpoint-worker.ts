import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/**
 * Moves what SQLite's write-ahead log holds into the file itself. Waits for the disk here, on a
 * thread of its own, and never for a writer nor makes one wait. Any message ends it.
 */
const LOOK_MS = 1000
const LOG_BYTES = 4 * 1024 * 1024

const file = workerData as string
const db = new Database(file, { fileMustExist: true })
db.pragma('synchronous = NORMAL')

const looking = setInterval(() => {
  try {
    const size = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
    if (size > LOG_BYTES) db.pragma('wal_checkpoint(PASSIVE)')
  } catch {
    // A full disk, most likely. Nothing is lost by waiting: the log stays as it is until there is
    // room, and whoever wants to write meanwhile is told why not.
  }
}, LOOK_MS)

parentPort?.once('message', () => {
  clearInterval(looking)
  db.close()
})
