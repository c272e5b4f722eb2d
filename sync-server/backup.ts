import { copyFileSync, existsSync, lstatSync, renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { makePrivateFile } from '../disk/private-files.ts'
import { UserError } from '../domain/errors.ts'
import { lockData, MARK_RECOVERED, requireData, storeFile } from './data.ts'
import { openSqliteStore } from './store/sqlite.ts'

/**
 * Copies the store into one file, while the server runs or not. The key is not in it: keep a copy of
 * `server.key` apart from the backups.
 */
export async function backupStore(dataDir: string, to: string): Promise<void> {
  requireData({ dataDir })
  if (lstatSync(to, { throwIfNoEntry: false }))
    throw new UserError(`There is a file ${to} already. Choose another name.`)
  const db = new Database(storeFile(dataDir), { readonly: true })
  try {
    makePrivateFile(to)
    await db.backup(to)
  } finally {
    db.close()
  }
}

/**
 * Puts a backup in the place of the store; the store that stood there is kept beside it. Entries
 * since the backup come back from the members' machines, which hold receipts for them.
 * @returns where the store that was replaced is now, if there was one
 */
export async function restoreStore(
  dataDir: string,
  from: string,
  now: Date,
): Promise<string | undefined> {
  if (!existsSync(from)) throw new UserError(`There is no file ${from}.`)
  const unlock = lockData(dataDir)
  try {
    const file = storeFile(dataDir)
    const incoming = `${file}.incoming`
    copyFileSync(from, incoming)
    await markRecovered(incoming, from)
    const replaced = existsSync(file)
      ? `${file}.replaced-${now.toISOString().replaceAll(':', '-')}`
      : undefined
    if (replaced) renameSync(file, replaced)
    // What SQLite kept beside the old store belongs to the old store.
    for (const suffix of ['-wal', '-shm']) {
      if (!existsSync(file + suffix)) continue
      if (replaced) renameSync(file + suffix, replaced + suffix)
      else rmSync(file + suffix)
    }
    renameSync(incoming, file)
    return replaced
  } finally {
    unlock()
  }
}

async function markRecovered(file: string, from: string): Promise<void> {
  try {
    const store = openSqliteStore(file)
    await store.atomically([MARK_RECOVERED])
    await store.close()
  } catch (error) {
    rmSync(file, { force: true })
    throw new UserError(`${from} is not a backup of an Accord server, or is damaged.`, 'failed', {
      cause: error,
    })
  }
}
