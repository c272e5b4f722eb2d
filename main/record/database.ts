import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { isDiskFull } from '../../disk/no-room.ts'
import { keepPrivate, makePrivateFile, makePrivateFolder } from '../../disk/private-files.ts'
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
 * @throws UserError when the folder cannot be made, or not be written in
 */
export function holdRecord(dataDir: string): { release(): void } {
  let lock: Db | undefined
  try {
    makePrivateFolder(dataDir)
    // An empty lock file is locked by whoever may read it.
    accessSync(dataDir, constants.W_OK)
    lock = new Database(join(dataDir, 'lock.sqlite'), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (isCode(error, 'SQLITE_BUSY')) throw new RecordHeld(dataDir)
    if (isDiskFull(error)) throw error
    throw new UserError(
      `The folder ${dataDir} cannot be used for the record. Check that it is a folder and that you may write in it.`,
      'failed',
      { cause: error },
    )
  }
  keepPrivate(dataDir, isOfRecord)
  keepPrivate(join(dataDir, 'backups'), isOfRecord)
  const held = lock
  return { release: () => held.close() }
}

/** Whether a file in the record's folder, by its name, is one of Accord's. */
function isOfRecord(name: string): boolean {
  return (
    /\.sqlite(-wal|-shm|-journal|\.part)?$/.test(name) ||
    name === 'service.json' ||
    name === 'record.mark' ||
    name === 'record.checked'
  )
}

/**
 * Opens a record's database and brings its schema up to date.
 * @throws RecordDamaged when the file is no sound SQLite database
 * @throws UserError when it is something else, or of a newer version
 */
export function openDatabase(path: string): Db {
  let db: Db | undefined
  try {
    makePrivateFile(path)
    db = new Database(path)
    // Before anything is set: a file that is not ours is left as it is.
    requireRecord(db, path)
    db.pragma('journal_mode = WAL')
    // FULL: a transaction is on the disk before it is acknowledged, also when the power goes.
    db.pragma('synchronous = FULL')
    db.pragma('cache_size = -64000')
    db.pragma('temp_store = MEMORY')
    migrate(db)
    return db
  } catch (error) {
    db?.close()
    if (isDamage(error)) throw new RecordDamaged(`${path}: ${(error as Error).message}`)
    if (isReadOnly(error))
      throw new UserError(
        `The record at ${path} can only be read. Check that you may write in its folder and that the file is not marked as read-only, then open Accord again.`,
        'failed',
        { cause: error },
      )
    throw error
  }
}

/** What Node and SQLite call a file or folder that may not be written in. */
function isReadOnly(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return /^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS)/.test(code)
}

/**
 * Makes sure that a database is a record that this version can open, or an empty one.
 * @throws UserError when it is of another program, or of a newer version
 */
export function requireRecord(db: Db, path: string): void {
  const application = db.pragma('application_id', { simple: true }) as number
  const isEmpty = db.prepare('SELECT count(*) FROM sqlite_master').pluck().get() === 0
  if (application !== APPLICATION_ID && !(application === 0 && isEmpty))
    throw new UserError(`${path} is a database of another program, not a record of Accord.`)
  if (schemaVersion(db) > MIGRATIONS.length)
    throw new UserError(
      `The record at ${path} was written by a newer version of Accord. Update Accord on this computer to open it.`,
    )
}

/** How many migrations a database has been through. */
function schemaVersion(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number
}

function migrate(db: Db): void {
  const version = schemaVersion(db)
  if (version === MIGRATIONS.length) return
  db.transaction(() => {
    for (const step of MIGRATIONS.slice(version)) db.exec(step)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${MIGRATIONS.length}`)
  })()
}

const MOST_STATEMENTS = 100
const statements = new WeakMap<Db, Map<string, Database.Statement>>()

/**
 * The statement of an SQL text, prepared once for each database: to prepare the register's query
 * takes longer than to run it on one system.
 */
export function prepared(db: Db, sql: string): Database.Statement {
  const known = statements.get(db) ?? new Map<string, Database.Statement>()
  statements.set(db, known)
  let statement = known.get(sql)
  if (!statement) {
    // Filters make texts without end; those least likely to come again are the oldest.
    if (known.size >= MOST_STATEMENTS) known.delete(known.keys().next().value as string)
    statement = db.prepare(sql)
    known.set(sql, statement)
  }
  return statement
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
