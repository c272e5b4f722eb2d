import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, findDamage, openDatabase } from './database.ts'
import type { UpdateLog } from './log.ts'
import { PROJECTIONS } from './migrations.ts'
import { projection } from './projection.ts'
import { readSystems } from './resources.ts'

export interface VerifyReport {
  ok: boolean
  entries: number
  /** Rows compared, by table. */
  rows: Record<string, number>
  /** Each difference in one plain sentence. */
  differences: string[]
}

const MOST_DIFFERENCES = 50

/**
 * Rebuilds every table that follows from the log in a database of its own and compares row by
 * row. Yields between documents, so that the service can answer others meanwhile.
 * @param onProgress hears documents done and in all
 */
export async function verifyRecord(
  db: Db,
  log: UpdateLog,
  onProgress: (done: number, total: number) => void = () => {},
  signal?: AbortSignal,
): Promise<VerifyReport> {
  const damage = findDamage(db)
  if (damage)
    return { ok: false, entries: 0, rows: {}, differences: [`The file is damaged: ${damage}.`] }

  const folder = mkdtempSync(join(tmpdir(), 'accord-verify-'))
  const rebuilt = openDatabase(join(folder, 'rebuilt.sqlite'))
  try {
    rebuilt.pragma('synchronous = OFF')
    const fold = projection(rebuilt, readSystems())
    rebuilt.transaction(() => fold.seed())()
    const total = log.docs().length
    let done = 0
    for (const { stream, entries } of log.replay()) {
      signal?.throwIfAborted()
      rebuilt.transaction(() => fold.apply(stream, entries))()
      done += 1
      onProgress(done, total)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const rows: Record<string, number> = {}
    const differences: string[] = []
    for (const [table, { columns, order }] of Object.entries(PROJECTIONS))
      rows[table] = compareTable(db, rebuilt, table, columns, order, differences)
    const entries = db.prepare('SELECT count(*) FROM entry').pluck().get() as number
    return { ok: differences.length === 0, entries, rows, differences }
  } finally {
    rebuilt.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Walks both tables in the same order; answers how many rows were compared. */
function compareTable(
  db: Db,
  rebuilt: Db,
  table: string,
  columns: string,
  order: string,
  differences: string[],
): number {
  const sql = `SELECT ${columns} FROM "${table}" ORDER BY ${order}`
  const kept = db.prepare(sql).raw().iterate() as IterableIterator<unknown[]>
  const made = rebuilt.prepare(sql).raw().iterate() as IterableIterator<unknown[]>
  let count = 0
  try {
    for (;;) {
      const a = kept.next()
      const b = made.next()
      if (a.done && b.done) return count
      count += 1
      const ours = a.done ? 'no row' : JSON.stringify(a.value)
      const theirs = b.done ? 'no row' : JSON.stringify(b.value)
      if (ours === theirs) continue
      differences.push(
        `Table ${table}, row ${count}: the record has ${ours}, the log gives ${theirs}.`,
      )
      // After one missing row every later one differs too; the first few say enough.
      if (differences.length >= MOST_DIFFERENCES || a.done || b.done) return count
    }
  } finally {
    kept.return?.()
    made.return?.()
  }
}
