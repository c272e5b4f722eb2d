import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { keepPrivate, makePrivateFolder } from '../disk/private-files.ts'
import { UserError } from '../domain/errors.ts'
import { loadKeys, type ServerKeys } from './keys.ts'
import { noteWhatIsThere } from './known.ts'
import { makeMemberTables } from './members/tables.ts'
import { openPostgresStore } from './store/postgres.ts'
import { type Disk, openSqliteStore } from './store/sqlite.ts'
import { DamagedStore, type Store } from './store/store.ts'

/** Where a server keeps what it keeps. */
export interface DataOptions {
  dataDir: string
  /** PostgreSQL instead of the file. */
  databaseUrl?: string | undefined
  /** Base64; instead of the key in the data folder. */
  serverKey?: string | undefined
  /** A new store takes the place of one that was lost; seen by itself when the key is a file. */
  storeLost?: boolean | undefined
  /** How the file reaches the disk, where that is not this computer's. */
  disk?: Disk | undefined
}

export interface ServerData {
  store: Store
  keys: ServerKeys
}

export function storeFile(dataDir: string): string {
  return join(dataDir, 'accord-server.db')
}

/**
 * Opens key and store, making them where there are none. An empty store beside an old key means
 * that a store was lost: it is marked, and joining asks for more from then on.
 * @throws UserError with a way out when the store is damaged
 */
export async function openData(options: DataOptions): Promise<ServerData> {
  const { dataDir, databaseUrl, serverKey, storeLost, disk } = options
  makeFolder(dataDir)
  const keys = loadKeys(dataDir, serverKey)
  const store = databaseUrl ? await openPostgresStore(databaseUrl) : openFile(dataDir, disk)
  await makeMemberTables(store)
  const [made] = await store.all("SELECT 1 FROM meta WHERE key = 'server'")
  if (!made) {
    await store.atomically([
      {
        sql: "INSERT INTO meta (key, value) VALUES ('server', ?) ON CONFLICT (key) DO NOTHING",
        params: [keys.serverId],
      },
      ...(keys.existed || storeLost ? [MARK_RECOVERED] : []),
    ])
  }
  const [owner] = await store.all<{ value: string }>("SELECT value FROM meta WHERE key = 'server'")
  if (owner?.value !== keys.serverId) {
    await store.close()
    throw new UserError(
      'The store belongs to a server with another key. Put back the server.key that was used with it.',
    )
  }
  await noteWhatIsThere(store, keys)
  return { store, keys }
}

/** @throws UserError when the folder cannot be made */
function makeFolder(dataDir: string): void {
  try {
    makePrivateFolder(dataDir)
  } catch (error) {
    throw new UserError(
      `The folder ${dataDir} cannot be made. Check the name after --data, and that you may write there.`,
      'failed',
      { cause: error },
    )
  }
  keepPrivate(dataDir, (name) => /^(accord-server\.db|server\.(key|lock))/.test(name))
}

/** Joining under an id needs proof from now on: the list of members may have gaps. */
export const MARK_RECOVERED = {
  sql: "INSERT INTO meta (key, value) VALUES ('recovered', '1') ON CONFLICT (key) DO NOTHING",
}

function openFile(dataDir: string, disk: Disk | undefined): Store {
  const file = storeFile(dataDir)
  try {
    return openSqliteStore(file, disk)
  } catch (error) {
    if (!(error instanceof DamagedStore)) throw error
    throw new UserError(
      `The store ${file} is damaged. Put back a backup with "accord-server restore --data ${dataDir} FILE". ` +
        'Without a backup, move the file away and start: members join again, and their copies fill the store (docs/server.md).',
      'failed',
      { cause: error },
    )
  }
}

/**
 * Keeps a second server, or a restore, off the folder until the answer is called. The lock goes with
 * the process, however it ends.
 * @throws UserError when another process holds it
 */
export function lockData(dataDir: string): () => void {
  makeFolder(dataDir)
  const lock = new Database(join(dataDir, 'server.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new UserError(`A server is running in ${dataDir}. Stop it first.`, 'failed', {
      cause: error,
    })
  }
  return () => lock.close()
}

/** @throws UserError when there is no server's data in the folder */
export function requireData({ dataDir, databaseUrl }: DataOptions): void {
  if (databaseUrl || existsSync(storeFile(dataDir))) return
  throw new UserError(`There is no server in ${dataDir}. Start one with "accord-server start".`)
}
