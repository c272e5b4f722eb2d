import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { compareText } from '../../domain/record/fold.ts'
import { plural } from '../../domain/words.ts'
import type { VerifyReport } from '../../preload/types.ts'
import { letOthersWork } from '../runtime/turns.ts'
import { tellSetAside } from './carefully.ts'
import { type Db, findDamage, openDatabase } from './database.ts'
import { loggedDocs, replayLog } from './log.ts'
import { PROJECTIONS } from './migrations.ts'
import { projection } from './projection.ts'
import { readSystems } from './resources.ts'
import { damagedUpdates } from './update-digests.ts'
import { nothingSigned, signatureCheck } from './verify-signatures.ts'

const MOST_DIFFERENCES = 50

/**
 * Rebuilds every table that follows from the log in a database of its own and compares row by
 * row. Yields between documents, so that the service can answer others meanwhile; what they write
 * by then is left out, since both sides are read as they stood at the start.
 * @param onProgress hears documents done and in all
 */
export async function verifyRecord(
  db: Db,
  onProgress: (done: number, total: number) => void = () => {},
  signal?: AbortSignal,
): Promise<VerifyReport> {
  const damaged = damagedUpdates(db).length
  const damage =
    findDamage(db) ??
    (damaged > 0 ? `${plural(damaged, 'stored change')} cannot be read` : undefined)
  if (damage)
    return {
      ok: false,
      entries: 0,
      rows: {},
      setAside: [],
      signatures: nothingSigned(),
      differences: [`The file is damaged: ${damage}.`],
    }

  const folder = mkdtempSync(join(tmpdir(), 'accord-verify-'))
  const rebuilt = openDatabase(join(folder, 'rebuilt.sqlite'))
  const snapshot = new Database(db.name, { readonly: true })
  try {
    snapshot.exec('BEGIN')
    const total = loggedDocs(snapshot).length
    rebuilt.pragma('synchronous = OFF')
    const fold = projection(rebuilt, readSystems())
    rebuilt.transaction(() => fold.seed())()
    let done = 0
    const signed = signatureCheck(snapshot)
    for (const { doc, stream, values } of replayLog(snapshot)) {
      signal?.throwIfAborted()
      rebuilt.transaction(() => fold.apply(stream, values))()
      await signed.add(doc, values)
      done += 1
      onProgress(done, total)
      await letOthersWork()
    }
    const rows: Record<string, number> = {}
    const differences: string[] = []
    for (const [table, { columns, order }] of Object.entries(PROJECTIONS))
      rows[table] = compareTable(snapshot, rebuilt, table, columns, order, differences)
    const entries = snapshot.prepare('SELECT count(*) FROM entry').pluck().get() as number
    const setAside = tellSetAside(snapshot)
    const signatures = signed.report()
    const ok = differences.length === 0 && signatures.problems.length === 0
    return { ok, entries, rows, differences, setAside, signatures }
  } finally {
    snapshot.close()
    rebuilt.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Walks both tables side by side in the order of their keys; answers how many rows were compared. */
function compareTable(
  db: Db,
  rebuilt: Db,
  table: string,
  columns: string,
  order: string,
  differences: string[],
): number {
  const keyed = order.split(', ').length
  const sql = `SELECT ${order}, ${columns} FROM "${table}" ORDER BY ${order}`
  const kept = db.prepare(sql).raw().iterate() as IterableIterator<string[]>
  const made = rebuilt.prepare(sql).raw().iterate() as IterableIterator<string[]>
  const show = (row: string[] | undefined) => (row ? JSON.stringify(row.slice(keyed)) : 'no row')
  let count = 0
  try {
    let ours = next(kept)
    let theirs = next(made)
    while ((ours || theirs) && differences.length < MOST_DIFFERENCES) {
      const side = compareKeys(ours, theirs, keyed)
      const ourRow = side <= 0 ? ours : undefined
      const theirRow = side >= 0 ? theirs : undefined
      if (show(ourRow) !== show(theirRow)) {
        const key = (ourRow ?? theirRow)?.slice(0, keyed).join(' ')
        differences.push(
          `Table ${table}, ${key}: the record has ${show(ourRow)}, the log gives ${show(theirRow)}.`,
        )
      }
      count += 1
      if (ourRow) ours = next(kept)
      if (theirRow) theirs = next(made)
    }
    return count
  } finally {
    kept.return?.()
    made.return?.()
  }
}

function next(rows: IterableIterator<string[]>): string[] | undefined {
  const { done, value } = rows.next()
  return done ? undefined : value
}

/** Which of two rows comes first by its key, the first so many columns; a missing row comes last. */
function compareKeys(a: string[] | undefined, b: string[] | undefined, keyed: number): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0
  for (let i = 0; i < keyed; i += 1) {
    const order = compareText(a[i] ?? '', b[i] ?? '')
    if (order !== 0) return order
  }
  return 0
}
