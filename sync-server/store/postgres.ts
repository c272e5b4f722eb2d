import pg from 'pg'
import type { Chain } from '../../domain/sync/signatures.ts'
import { checksum, decodeEnds, encodeEnds, type RawUpdate, toUpdateRow } from './codec.ts'
import { SCHEMA_VERSION, schemaFor, stepsFrom } from './schema.ts'
import type { NewUpdate, RoomState, Store, StoredReceipt } from './store.ts'

/** Chosen at random: the advisory lock under which one node makes the tables. */
const SCHEMA_LOCK = 4_727_193
const UNIQUE_VIOLATION = '23505'

// Sequence numbers, clocks and times are far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

type Query = Pick<pg.ClientBase, 'query'>

/** The store in PostgreSQL, for several nodes. A room's row is the lock under which it grows. */
export async function openPostgresStore(url: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 16, connectionTimeoutMillis: 5000 })
  // An idle connection that breaks is replaced; the next query says so if none can be had.
  pool.on('error', () => {})
  await makeTables(pool)

  async function transaction<T>(work: (db: Query) => Promise<T>): Promise<T> {
    const db = await pool.connect()
    try {
      await db.query('BEGIN')
      const result = await work(db)
      await db.query('COMMIT')
      db.release()
      return result
    } catch (error) {
      await db.query('ROLLBACK').then(
        () => db.release(),
        (broken: Error) => db.release(broken),
      )
      throw error
    }
  }

  async function lockRoom(db: Query, room: string): Promise<{ seq: number; bytes: number }> {
    await db.query('INSERT INTO rooms VALUES ($1, 0, 0) ON CONFLICT (name) DO NOTHING', [room])
    const { rows } = await db.query('SELECT seq, bytes FROM rooms WHERE name = $1 FOR UPDATE', [
      room,
    ])
    return rows[0]
  }

  async function takenIds(updates: NewUpdate[]): Promise<string[]> {
    const ids = updates.flatMap((update) => update.entries.map((entry) => entry.id))
    if (ids.length === 0) return []
    const { rows } = await pool.query('SELECT id FROM entries WHERE id = ANY($1)', [ids])
    return rows.map((row: { id: string }) => row.id)
  }

  return {
    kind: 'postgres',
    async loadRoom(room) {
      return transaction(async (db) => {
        await db.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
        const state = await db.query('SELECT seq, bytes FROM rooms WHERE name = $1', [room])
        const clients: RoomState['clients'] = new Map()
        const { rows } = await db.query(
          'SELECT client, clock, member, link FROM clients WHERE room = $1',
          [room],
        )
        for (const { client, ...state } of rows) clients.set(client, state)
        const chains = await db.query<Chain>(
          'SELECT member, key, public_key AS "publicKey", since, head, at FROM chains WHERE room = $1',
          [room],
        )
        const [{ seq, bytes } = { seq: 0, bytes: 0 }] = state.rows
        return { seq, bytes, clients, chains: chains.rows }
      })
    },
    async append(room, after, updates) {
      const taken = await takenIds(updates)
      try {
        return await transaction(async (db) => {
          const state = await lockRoom(db, room)
          // Behind first: what looks taken may be this very update, stored through another node.
          if (state.seq !== after) return { outcome: 'behind' } as const
          if (taken.length > 0) return { outcome: 'taken', ids: taken } as const
          const grown = updates.reduce((sum, { bytes }) => sum + bytes.length, state.bytes)
          await insertUpdates(db, room, after, updates)
          const seq = after + updates.length
          await db.query('UPDATE rooms SET seq = $2, bytes = $3 WHERE name = $1', [
            room,
            seq,
            grown,
          ])
          // PostgreSQL commits onto the disk.
          return { outcome: 'stored', seq, flushed: Promise.resolve() } as const
        })
      } catch (error) {
        if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
        // The same id in another room at the same moment.
        return { outcome: 'taken', ids: await takenIds(updates) }
      }
    },
    async heads(room) {
      const { rows } = await pool.query(
        'SELECT seq, length(bytes) AS size, ends, deletes FROM updates WHERE room = $1 ORDER BY seq',
        [room],
      )
      return rows.map(({ seq, size, ends, deletes }) => ({
        seq,
        size,
        ends: decodeEnds(ends),
        deletes: deletes === 1,
      }))
    },
    async read(room, from, to) {
      const { rows } = await pool.query<RawUpdate>(
        `SELECT seq, bytes, ends, deletes, checksum FROM updates
         WHERE room = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq`,
        [room, from, to],
      )
      return rows.map((raw) => toUpdateRow(room, raw))
    },
    async merge(room, { from, to, count }, merged) {
      return unlessNothing(
        transaction(async (db) => {
          const state = await lockRoom(db, room)
          const { rows } = await db.query<{ size: number }>(
            `DELETE FROM updates WHERE room = $1 AND seq BETWEEN $2 AND $3
             RETURNING length(bytes) AS size`,
            [room, from, to],
          )
          // Another node merged them first.
          if (rows.length !== count) throw new NothingChanged()
          const before = rows.reduce((sum, { size }) => sum + size, 0)
          let after = 0
          for (const [i, update] of merged.entries()) {
            const seq = to - merged.length + 1 + i
            await insertUpdate(db, room, seq, { ...update, at: Date.now() })
            after += update.bytes.length
          }
          await db.query('UPDATE rooms SET bytes = $2 WHERE name = $1', [
            room,
            state.bytes + after - before,
          ])
        }),
      )
    },
    async entryIds(room, client, from, to) {
      const { rows } = await pool.query(
        `SELECT clock, id FROM entries
         WHERE room = $1 AND client = $2 AND clock >= $3 AND clock < $4`,
        [room, client, from, to],
      )
      return new Map(rows.map(({ clock, id }) => [clock, id]))
    },
    async receipts(room, client, from, limit) {
      const { rows } = await pool.query({
        text: `SELECT client, clock, receipt, hash FROM entries
               WHERE room = $1 AND client = $2 AND clock >= $3 ORDER BY clock LIMIT $4`,
        values: [room, client, from, limit],
        rowMode: 'array',
      })
      return rows as StoredReceipt[]
    },
    async latest(rooms) {
      if (rooms.length === 0) return new Map()
      const { rows } = await pool.query('SELECT name, seq FROM rooms WHERE name = ANY($1)', [rooms])
      return new Map(rows.map(({ name, seq }) => [name, seq]))
    },
    async roomNames() {
      const { rows } = await pool.query('SELECT name FROM rooms ORDER BY name')
      return rows.map(({ name }) => name)
    },
    async all<Row>(sql: string, params: unknown[] = []) {
      return (await pool.query(numbered(sql), params)).rows as Row[]
    },
    async atomically(statements) {
      return unlessNothing(
        transaction(async (db) => {
          for (const { sql, params = [], must } of statements) {
            const { rowCount } = await db.query(numbered(sql), params)
            if (must && rowCount === 0) throw new NothingChanged()
          }
        }),
      )
    },
    // Committed there means that.
    flushed: () => Promise.resolve(),
    async check() {
      await pool.query("UPDATE meta SET value = value WHERE key = 'schema'")
    },
    close: () => pool.end(),
  }
}

class NothingChanged extends Error {}

function unlessNothing(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    (error) => {
      if (error instanceof NothingChanged) return false
      throw error
    },
  )
}

type UpdateContent = Pick<NewUpdate, 'bytes' | 'ends' | 'deletes' | 'at'>

async function insertUpdate(db: Query, room: string, seq: number, update: UpdateContent) {
  const { bytes, ends, deletes, at } = update
  await db.query('INSERT INTO updates VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    room,
    seq,
    at,
    bytes,
    encodeEnds(ends),
    deletes ? 1 : 0,
    checksum(bytes),
  ])
}

async function insertUpdates(db: Query, room: string, after: number, updates: NewUpdate[]) {
  for (const [i, update] of updates.entries()) {
    const { ends, authors, entries } = update
    await insertUpdate(db, room, after + i + 1, update)
    await db.query(
      `INSERT INTO clients (room, client, clock, member, link)
       SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[])
       ON CONFLICT (room, client) DO UPDATE SET clock = excluded.clock, link = excluded.link`,
      [
        room,
        [...ends.keys()],
        [...ends.values()],
        [...ends.keys()].map((id) => authors.get(id)),
        [...ends.keys()].map((id) => update.links?.get(id) ?? ''),
      ],
    )
    await db.query(
      `INSERT INTO entries (room, client, clock, id, receipt, hash)
       SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[])`,
      [
        room,
        entries.map(({ client }) => client),
        entries.map(({ clock }) => clock),
        entries.map(({ id }) => id),
        entries.map(({ receipt }) => receipt),
        entries.map(({ hash }) => hash),
      ],
    )
    for (const { member, key, publicKey, since, head, at } of update.chains ?? [])
      await db.query(
        `INSERT INTO chains VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (room, member, key) DO UPDATE
         SET public_key = excluded.public_key, since = excluded.since,
             head = excluded.head, at = excluded.at`,
        [room, member, key, publicKey, since, head, at],
      )
    for (const { kind, id } of update.subjects ?? [])
      await db.query('INSERT INTO subjects VALUES ($1, $2) ON CONFLICT DO NOTHING', [kind, id])
    if (update.deleted) {
      const { member, ranges } = update.deleted
      await db.query('INSERT INTO deletions VALUES ($1, $2, $3, $4, $5)', [
        room,
        after + i + 1,
        update.at,
        member,
        JSON.stringify(ranges),
      ])
    }
  }
}

async function makeTables(pool: pg.Pool): Promise<void> {
  const db = await pool.connect()
  try {
    await db.query('SELECT pg_advisory_lock($1)', [SCHEMA_LOCK])
    const { rows } = await db.query("SELECT to_regclass('meta') AS meta")
    if (rows[0].meta === null) await db.query(schemaFor('postgres'))
    const found = await db.query("SELECT value FROM meta WHERE key = 'schema'")
    const version = Number(found.rows[0]?.value)
    if (version < SCHEMA_VERSION) await db.query(stepsFrom(version, 'postgres'))
    if (version > SCHEMA_VERSION) {
      throw new Error('The store was made by a newer version of Accord. Install that version.')
    }
  } finally {
    await db.query('SELECT pg_advisory_unlock($1)', [SCHEMA_LOCK]).catch(() => {})
    db.release()
  }
}

/** `?` placeholders as PostgreSQL numbers them. */
function numbered(sql: string): string {
  let n = 0
  return sql.replaceAll('?', () => {
    n += 1
    return `$${n}`
  })
}
