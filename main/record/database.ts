import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { UserError } from '../../domain/errors.ts'
import { MIGRATIONS } from './migrations.ts'

export type Db = Database.Database

/** 'ACCD': tells a record from any other SQLite file. */
const APPLICATION_ID = 0x41434344

/** The record is in use by another service; whoever wants in must speak to that one. */
export class RecordHeld extends UserError {
  constructor(dataDir: string) {
    super(`Another program has the record in ${dataDir} open. Close it there and try again.`)
    this.name = 'RecordHeld'
  }
}

/** The file is there but cannot be trusted. */
export class RecordDamaged extends Error {}

export function recordPath(dataDir: string): string {
  return join(dataDir, 'record.sqlite')
}

/**
 * Takes the record for this process until `release`. The lock is an open transaction on a tiny
 * SQLite file, so it works on every platform and ends with the process, however that ends.
 * @throws RecordHeld
 */
export function holdRecord(dataDir: string): { release(): void } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = new Database(join(dataDir, 'lock.sqlite'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (isCode(error, 'SQLITE_BUSY')) throw new RecordHeld(dataDir)
    throw error
  }
  return { release: () => lock.close() }
}

/**
 * Opens a record's database and brings its schema up to date.
 * @throws RecordDamaged when the file is no sound SQLite database
 * @throws UserError when it is something else, or of a newer version
 */
export function openDatabase(path: string): Db {
  let db: Db | undefined
  try {
    db = new Database(path)
    db.pragma('journal_mode = WAL')
    // FULL: a transaction is on the disk before it is acknowledged, also when the power goes.
    db.pragma('synchronous = FULL')
    db.pragma('cache_size = -64000')
    db.pragma('temp_store = MEMORY')
    migrate(db, path)
    return db
  } catch (error) {
    db?.close()
    if (isDamage(error)) throw new RecordDamaged(`${path}: ${(error as Error).message}`)
    throw error
  }
}

function migrate(db: Db, path: string): void {
  const version = db.pragma('user_version', { simple: true }) as number
  const application = db.pragma('application_id', { simple: true }) as number
  if (version > MIGRATIONS.length)
    throw new UserError(
      `The record at ${path} was written by a newer version of Accord. Update Accord on this computer to open it.`,
    )
  if (version > 0 && application !== APPLICATION_ID)
    throw new UserError(`${path} is a database of another program, not a record of Accord.`)
  if (version === MIGRATIONS.length) return
  db.transaction(() => {
    for (const step of MIGRATIONS.slice(version)) db.exec(step)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${MIGRATIONS.length}`)
  })()
}

/** Looks through the whole file for damage; answers the first thing found, or `undefined`. */
export function findDamage(db: Db): string | undefined {
  try {
    const found = db.pragma('quick_check(1)', { simple: true }) as string
    return found === 'ok' ? undefined : found
  } catch (error) {
    if (isDamage(error)) return (error as Error).message
    throw error
  }
}

export function isDamage(error: unknown): boolean {
  return isCode(error, 'SQLITE_CORRUPT') || isCode(error, 'SQLITE_NOTADB')
}

export function isDiskFull(error: unknown): boolean {
  return isCode(error, 'SQLITE_FULL') || (error as NodeJS.ErrnoException)?.code === 'ENOSPC'
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith(code)
}

/** A value of the record's small change: replica, member, clock. */
export function readMeta(db: Db, key: string): string | undefined {
  return db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined
}

export function writeMeta(db: Db, key: string, value: string): void {
  db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value').run(
    key,
    value,
  )
}
