import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { makePrivateFile } from '../../disk/private-files.ts'
import type { Chain } from '../../domain/sync/signatures.ts'
import { checksum, decodeEnds, encodeEnds, type RawUpdate, toUpdateRow } from './codec.ts'
import { type Flush, flusher, flushToDisk } from './flush.ts'
import { SCHEMA_VERSION, schemaFor, stepsFrom } from './schema.ts'
import {
  type AppendOutcome,
  type ClientState,
  DamagedStore,
  type NewUpdate,
  type RoomState,
  type Statement,
  type Store,
  type StoredReceipt,
} from './store.ts'

/** Ids asked for in one statement. */
const IDS_AT_ONCE = 500

/** After which another thread for checkpoints is tried, in ms. */
const RESTART_MS = 60_000

/** What one append came to, before the disk has it. */
type Appended = Exclude<AppendOutcome, { outcome: 'stored' }> | { outcome: 'stored'; seq: number }

interface Waiting {
  room: string
  after: number
  updates: NewUpdate[]
  resolve: (outcome: AppendOutcome) => void
  reject: (error: unknown) => void
}

/**
 * The store in one SQLite file. What is committed while the disk is busy reaches it together: one
 * wait, however many wrote.
 * @throws DamagedStore
 */
export function openSqliteStore(file: string, disk: Disk = REAL): Store {
  const db = openDatabase(file)
  const one = statements(db)
  const log = flusher(`${file}-wal`, () => moveLog(db), disk.flush)
  // On demand: short-lived users of the store (the command line) never need it.
  let checkpoints: Checkpoints | undefined
  let waiting: Waiting[] = []

  function appendNow({ room, after, updates }: Waiting): Appended {
    const state = one.room.get(room) as { seq: number; bytes: number } | undefined
    if ((state?.seq ?? 0) !== after) return { outcome: 'behind' }
    const taken = takenIds(updates.flatMap((update) => update.entries.map((entry) => entry.id)))
    if (taken.length > 0) return { outcome: 'taken', ids: taken }

    let seq = after
    let bytes = state?.bytes ?? 0
    for (const update of updates) {
      seq += 1
      bytes += update.bytes.length
      const { ends, deletes } = update
      one.addUpdate.run(
        room,
        seq,
        update.at,
        update.bytes,
        encodeEnds(ends),
        deletes ? 1 : 0,
        checksum(update.bytes),
      )
      for (const [client, clock] of ends) {
        const link = update.links?.get(client) ?? ''
        one.setClient.run(room, client, clock, update.authors.get(client) ?? '', link)
      }
      for (const entry of update.entries) {
        one.addEntry.run(room, entry.client, entry.clock, entry.id, entry.receipt, entry.hash)
      }
      for (const { member, key, publicKey, since, head, at } of update.chains ?? [])
        one.setChain.run(room, member, key, publicKey, since, head, at)
      for (const { kind, id } of update.subjects ?? []) one.addSubject.run(kind, id)
      if (update.deleted) {
        const { member, ranges } = update.deleted
        one.addDeletions.run(room, seq, update.at, member, JSON.stringify(ranges))
      }
    }
    one.setRoom.run(room, seq, bytes)
    return { outcome: 'stored', seq }
  }

  function takenIds(ids: string[]): string[] {
    const taken: string[] = []
    for (let i = 0; i < ids.length; i += IDS_AT_ONCE) {
      const some = JSON.stringify(ids.slice(i, i + IDS_AT_ONCE))
      taken.push(...(one.taken.all(some) as string[]))
    }
    return taken
  }

  const commit = db.transaction((batch: Waiting[]) => batch.map(appendNow))

  function flush(): void {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      checkpoints ??= disk.startCheckpoints(file, () => {
        checkpoints = undefined
      })
      const outcomes = commit.immediate(batch)
      const flushed = log.flushed()
      // Those who wait for it hear of a failure; where nothing was stored nobody does.
      flushed.catch(() => {})
      for (const [i, { resolve }] of batch.entries()) {
        const appended = outcomes[i] as Appended
        resolve(appended.outcome === 'stored' ? { ...appended, flushed } : appended)
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  const atomically = db.transaction((list: Statement[]) => {
    for (const { sql, params = [], must } of list) {
      const { changes } = db.prepare(sql).run(...params)
      if (must && changes === 0) throw new NothingChanged()
    }
  })

  return {
    kind: 'sqlite',
    async loadRoom(room) {
      const state = one.room.get(room) as { seq: number; bytes: number } | undefined
      const clients: RoomState['clients'] = new Map()
      for (const row of one.clients.iterate(room)) {
        const { client, ...state } = row as { client: number } & ClientState
        clients.set(client, state)
      }
      const chains = one.chains.all(room) as Chain[]
      return { seq: state?.seq ?? 0, bytes: state?.bytes ?? 0, clients, chains }
    },
    append: (room, after, updates) =>
      new Promise((resolve, reject) => {
        waiting.push({ room, after, updates, resolve, reject })
        if (waiting.length === 1) queueMicrotask(flush)
      }),
    async heads(room) {
      const rows = one.heads.all(room) as {
        seq: number
        size: number
        ends: Buffer
        deletes: number
      }[]
      return rows.map(({ seq, size, ends, deletes }) => ({
        seq,
        size,
        ends: decodeEnds(ends),
        deletes: deletes === 1,
      }))
    },
    async read(room, from, to) {
      return (one.read.all(room, from, to) as RawUpdate[]).map((raw) => toUpdateRow(room, raw))
    },
    async merge(room, { from, to, count }, merged) {
      return db
        .transaction(() => {
          const before = one.size.get(room, from, to) as { size: number; count: number }
          if (before.count !== count) return false
          one.removeUpdates.run(room, from, to)
          const at = Date.now()
          let after = 0
          for (const [i, { bytes, ends, deletes }] of merged.entries()) {
            const seq = to - merged.length + 1 + i
            const row = [bytes, encodeEnds(ends), deletes ? 1 : 0, checksum(bytes)]
            one.addUpdate.run(room, seq, at, ...row)
            after += bytes.length
          }
          one.grow.run(after - before.size, room)
          return true
        })
        .immediate()
    },
    async entryIds(room, client, from, to) {
      const rows = one.entryIds.all(room, client, from, to) as { clock: number; id: string }[]
      return new Map(rows.map(({ clock, id }) => [clock, id]))
    },
    async receipts(room, client, from, limit) {
      return one.receipts.all(room, client, from, limit) as StoredReceipt[]
    },
    async latest(rooms) {
      const found = new Map<string, number>()
      for (const room of rooms) {
        const state = one.room.get(room) as { seq: number } | undefined
        if (state) found.set(room, state.seq)
      }
      return found
    },
    async roomNames() {
      return one.roomNames.all() as string[]
    },
    async all<Row>(sql: string, params: unknown[] = []) {
      return db.prepare(sql).all(...params) as Row[]
    },
    async atomically(list) {
      try {
        atomically.immediate(list)
        await log.flushed()
        return true
      } catch (error) {
        if (error instanceof NothingChanged) return false
        throw error
      }
    },
    async check() {
      await log.flushed()
      db.prepare("UPDATE meta SET value = value WHERE key = 'schema'").run()
    },
    flushed: () => log.flushed(),
    async close() {
      flush()
      await checkpoints?.end()
      log.close()
      db.close()
    },
  }
}

class NothingChanged extends Error {}

interface Checkpoints {
  end(): Promise<void>
}

/** How the store reaches the disk. */
export interface Disk {
  flush: Flush
  startCheckpoints(file: string, gone: () => void): Checkpoints
}

const REAL: Disk = { flush: flushToDisk, startCheckpoints }

/** Writes all that the log holds into the file, and that onto the disk. @throws when it cannot */
function moveLog(db: Database.Database): void {
  const [outcome] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  if (outcome?.busy !== 0) throw new Error('The log cannot be moved now.')
}

/** @param gone called a minute after it failed, so that another may be started */
function startCheckpoints(file: string, gone: () => void): Checkpoints {
  const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
    workerData: file,
    // It holds next to nothing.
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  })
  worker.unref()
  // Without an ear an error there would end this process; meanwhile the log only grows.
  worker.on('error', () => setTimeout(gone, RESTART_MS).unref())
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  return {
    // Told rather than terminated: a thread that is cut off while it loads SQLite takes the process along.
    end() {
      worker.ref()
      worker.postMessage('end')
      return ended
    },
  }
}

function openDatabase(file: string): Database.Database {
  let db: Database.Database | undefined
  try {
    makePrivateFile(file)
    db = new Database(file)
    db.pragma('journal_mode = WAL')
    // The log is flushed by us, off this thread, before anybody is told "stored".
    db.pragma('synchronous = NORMAL')
    db.pragma('wal_autocheckpoint = 0')
    db.pragma('busy_timeout = 5000')
    db.pragma('foreign_keys = ON')
    const fresh = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'").get() === undefined
    if (fresh) db.transaction(() => db?.exec(schemaFor('sqlite'))).immediate()
    const found = db.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok') throw new DamagedStore(String(found))
    // Also makes sure that there is a log to flush.
    db.pragma('wal_checkpoint(PASSIVE)')
    db.prepare("UPDATE meta SET value = value WHERE key = 'schema'").run()
  } catch (error) {
    db?.close()
    if (error instanceof DamagedStore) throw error
    const { code = '', message } = error as { code?: string; message: string }
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw new DamagedStore(message)
    throw error
  }
  const version = Number(db.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get())
  if (version < SCHEMA_VERSION)
    db.transaction(() => db?.exec(stepsFrom(version, 'sqlite'))).immediate()
  if (version > SCHEMA_VERSION) {
    db.close()
    throw new Error('The store was made by a newer version of Accord. Install that version.')
  }
  return db
}

function statements(db: Database.Database) {
  return {
    room: db.prepare('SELECT seq, bytes FROM rooms WHERE name = ?'),
    roomNames: db.prepare('SELECT name FROM rooms ORDER BY name').pluck(),
    setRoom: db.prepare(
      `INSERT INTO rooms (name, seq, bytes) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, bytes = excluded.bytes`,
    ),
    grow: db.prepare('UPDATE rooms SET bytes = bytes + ? WHERE name = ?'),
    addUpdate: db.prepare(
      `INSERT INTO updates (room, seq, at, bytes, ends, deletes, checksum)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    removeUpdates: db.prepare('DELETE FROM updates WHERE room = ? AND seq BETWEEN ? AND ?'),
    size: db.prepare(
      `SELECT coalesce(sum(length(bytes)), 0) AS size, count(*) AS count
       FROM updates WHERE room = ? AND seq BETWEEN ? AND ?`,
    ),
    heads: db.prepare(
      `SELECT seq, length(bytes) AS size, ends, deletes FROM updates WHERE room = ? ORDER BY seq`,
    ),
    read: db.prepare(
      `SELECT seq, bytes, ends, deletes, checksum FROM updates
       WHERE room = ? AND seq BETWEEN ? AND ? ORDER BY seq`,
    ),
    clients: db.prepare('SELECT client, clock, member, link FROM clients WHERE room = ?'),
    setClient: db.prepare(
      `INSERT INTO clients (room, client, clock, member, link) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (room, client) DO UPDATE SET clock = excluded.clock, link = excluded.link`,
    ),
    chains: db.prepare(
      'SELECT member, key, public_key AS publicKey, since, head, at FROM chains WHERE room = ?',
    ),
    setChain: db.prepare('INSERT OR REPLACE INTO chains VALUES (?, ?, ?, ?, ?, ?, ?)'),
    addEntry: db.prepare(
      'INSERT INTO entries (room, client, clock, id, receipt, hash) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    addSubject: db.prepare('INSERT OR IGNORE INTO subjects (kind, id) VALUES (?, ?)'),
    addDeletions: db.prepare(
      'INSERT INTO deletions (room, seq, at, member, ranges) VALUES (?, ?, ?, ?, ?)',
    ),
    taken: db
      .prepare('SELECT id FROM entries WHERE id IN (SELECT value FROM json_each(?))')
      .pluck(),
    entryIds: db.prepare(
      `SELECT clock, id FROM entries
       WHERE room = ? AND client = ? AND clock >= ? AND clock < ?`,
    ),
    receipts: db
      .prepare(
        `SELECT client, clock, receipt, hash FROM entries
         WHERE room = ? AND client = ? AND clock >= ? ORDER BY clock LIMIT ?`,
      )
      .raw(),
  }
}
