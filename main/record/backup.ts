import { randomBytes } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { isDiskFull, noRoomSentence } from '../../disk/no-room.ts'
import { makePrivateFile, makePrivateFolder } from '../../disk/private-files.ts'
import { UserError } from '../../domain/errors.ts'
import { unfinishedFolder } from '../runtime/unfinished.ts'
import {
  type Db,
  findDamage,
  openDatabase,
  readMeta,
  recordPath,
  requireRecord,
} from './database.ts'
import { forgetMark } from './mark.ts'
import { damagedUpdates, isWhole } from './update-digests.ts'

export interface BackupFile {
  path: string
  /** Moment it was made, ISO in UTC. */
  at: string
  bytes: number
}

const NAME = /^record-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)\.sqlite$/
/** Every backup of the last day, then one a day for a fortnight, then one a month for a year. */
const KEEP = { day: 14, month: 12 }

export function backupsDir(dataDir: string): string {
  return join(dataDir, 'backups')
}

/** Backups that Accord made of this record, newest first. */
export function listBackups(dataDir: string): BackupFile[] {
  const folder = backupsDir(dataDir)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const stamp = NAME.exec(name)?.[1]
      if (!stamp) return []
      const path = join(folder, name)
      return [{ path, at: fromFileStamp(stamp), bytes: statSync(path).size }]
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

/**
 * Copies the record while it is in use. The copy is checked before it takes its name, so a file
 * with a backup's name is a good backup.
 * @param now ms since 1970
 * @param to where to, which takes the place of nothing; by default among the record's own backups
 */
export async function makeBackup(
  db: Db,
  dataDir: string,
  now: number,
  to?: string,
): Promise<BackupFile> {
  const at = new Date(now).toISOString()
  const path = to ?? join(backupsDir(dataDir), `record-${toFileStamp(at)}.sqlite`)
  if (lstatSync(path, { throwIfNoEntry: false }))
    throw new UserError(
      `There is something at ${path} already, and a backup never takes the place of anything. Name another file.`,
    )
  const left: string[] = []
  try {
    const partial =
      to === undefined
        ? join(ownFolder(), 'record.sqlite')
        : `${path}.${randomBytes(4).toString('hex')}.part`
    left.push(partial, `${partial}-journal`)
    makePrivateFile(partial)
    await db.backup(partial)
    const damage = settleCopy(partial)
    if (damage)
      throw new UserError(`The backup could not be made: the copy is damaged (${damage}).`)
    takeName(partial, path)
  } catch (error) {
    if (error instanceof UserError) throw error
    if (isDiskFull(error)) throw new UserError(noRoomSentence(path))
    throw new UserError(
      `The backup could not be written to ${path}. Check that the folder is there and has room.`,
    )
  } finally {
    for (const each of left) rmSync(each, { recursive: true, force: true })
  }
  return { path, at, bytes: statSync(path).size }

  /** One of the record's own is made elsewhere: what is cut short goes when it is next opened. */
  function ownFolder(): string {
    makePrivateFolder(backupsDir(dataDir))
    const folder = unfinishedFolder(dataDir)
    left.push(folder)
    return folder
  }
}

/** Gives a finished file its name, unless something has it since. */
function takeName(partial: string, path: string): void {
  // Claimed first: to give a name takes the place of whatever has it.
  closeSync(openSync(path, 'wx', 0o600))
  try {
    renameSync(partial, path)
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  }
}

/** Makes a copy one file, readable anywhere, with no WAL beside it; answers its damage, if any. */
function settleCopy(path: string): string | undefined {
  const copy = new Database(path)
  try {
    copy.pragma('journal_mode = DELETE')
    return findDamage(copy)
  } finally {
    copy.close()
  }
}

/** Removes backups that newer ones make needless. */
export function rotateBackups(dataDir: string, now: number): void {
  const kept = { day: new Set<string>(), month: new Set<string>() }
  for (const backup of listBackups(dataDir)) {
    if (now - Date.parse(backup.at) < 86_400_000) continue
    const day = backup.at.slice(0, 10)
    const month = backup.at.slice(0, 7)
    const keepForDay = kept.day.size < KEEP.day && !kept.day.has(day)
    const keepForMonth = kept.month.size < KEEP.month && !kept.month.has(month)
    if (keepForDay) kept.day.add(day)
    if (keepForMonth) kept.month.add(month)
    if (!keepForDay && !keepForMonth) rmSync(backup.path, { force: true })
  }
}

/**
 * Opens a file read-only and makes sure that it is a sound record.
 * @throws UserError in one sentence when it is not
 */
export function checkBackup(path: string): void {
  if (!existsSync(path) || !statSync(path).isFile())
    throw new UserError(`There is no backup at ${path}.`, 'wrong-call')
  let db: Db | undefined
  try {
    db = new Database(path, { readonly: true })
    requireRecord(db, path)
    const isRecord = db
      .prepare("SELECT count(*) FROM sqlite_master WHERE name IN ('update_log', 'meta', 'entry')")
      .pluck()
      .get()
    if (isRecord !== 3) throw new UserError(`${path} is not a backup of an Accord record.`)
    if (findDamage(db) || hasDamagedUpdates(db))
      throw new UserError(`The backup at ${path} is damaged and was not restored.`)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${path} cannot be read as a backup of an Accord record.`)
  } finally {
    db?.close()
  }
}

/** Whether a checked backup is of the example, whose data is invented. */
export function isExampleBackup(path: string): boolean {
  const db = new Database(path, { readonly: true })
  try {
    return (JSON.parse(readMeta(db, 'identity') ?? '{}') as { example?: boolean }).example === true
  } finally {
    db.close()
  }
}

/** Backups of older versions have no checksums. */
function hasDamagedUpdates(db: Db): boolean {
  const has = db
    .prepare("SELECT 1 FROM pragma_table_info('update_log') WHERE name = 'digest'")
    .get()
  return has !== undefined && damagedUpdates(db).length > 0
}

/**
 * Puts a checked backup where the record lies, all or nothing: until the whole of it is on the
 * disk, the record keeps its place.
 * @param why what becomes of the record that is there
 * @returns where that one lies now; `undefined` when there was none
 */
export function putInPlace(
  backup: string,
  dataDir: string,
  why: 'damaged' | 'replaced',
): string | undefined {
  const path = recordPath(dataDir)
  const partial = `${path}.part`
  try {
    takeSnapshot(backup, partial)
    const file = openSync(partial, 'r+')
    fsyncSync(file)
    closeSync(file)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
  const kept = existsSync(path) ? setAside(dataDir, why) : undefined
  renameSync(partial, path)
  forgetMark(dataDir)
  return kept
}

/** Copies a record whole, with what lies in a write-ahead log beside it: SQLite does it itself. */
function takeSnapshot(from: string, to: string): void {
  rmSync(to, { force: true })
  const db = new Database(from, { readonly: true })
  try {
    db.prepare('VACUUM INTO ?').run(to)
  } finally {
    db.close()
  }
}

/** Keeps a copy of the record as it lies, beside what else was damaged. @returns where */
export function keepDamaged(dataDir: string): string {
  const folder = join(dataDir, 'damaged')
  makePrivateFolder(folder)
  const kept = join(folder, `record-${toFileStamp(new Date().toISOString())}.sqlite`)
  for (const suffix of ['-wal', ''])
    if (existsSync(recordPath(dataDir) + suffix))
      copyFileSync(recordPath(dataDir) + suffix, kept + suffix)
  return kept
}

/**
 * Puts the record's files aside, where nobody loses them.
 * @returns where the database now lies
 */
function setAside(dataDir: string, why: 'damaged' | 'replaced'): string {
  const folder = join(dataDir, why)
  makePrivateFolder(folder)
  const kept = join(folder, `record-${toFileStamp(new Date().toISOString())}.sqlite`)
  for (const suffix of ['-wal', '-shm', '']) {
    const from = recordPath(dataDir) + suffix
    if (existsSync(from)) renameSync(from, kept + suffix)
  }
  return kept
}

/** Updates that can still be read out of a damaged record. */
export function* rescueUpdates(path: string): Iterable<{ doc: string; bytes: Uint8Array }> {
  let db: Db
  try {
    db = openDatabase(path)
  } catch {
    return
  }
  try {
    // Row by row, so that one damaged page does not take the readable ones with it.
    const last = db.prepare('SELECT max(seq) FROM update_log').pluck().get() as number | null
    const read = db.prepare('SELECT doc, bytes, digest FROM update_log WHERE seq = ?')
    for (let seq = 1; seq <= (last ?? 0); seq += 1) {
      let row: { doc: string; bytes: Uint8Array; digest: Uint8Array | null } | undefined
      try {
        row = read.get(seq) as typeof row
      } catch {
        continue
      }
      if (row && (row.digest === null || isWhole(row.doc, row.bytes, row.digest))) yield row
    }
  } catch {
    // Nothing more can be read.
  } finally {
    db.close()
  }
}

function toFileStamp(iso: string): string {
  return iso.replace(/[:.]/g, '-')
}

function fromFileStamp(stamp: string): string {
  return stamp.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/, 'T$1:$2:$3.$4Z')
}
