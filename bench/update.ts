import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openRecord } from '../main/record/record.ts'
import { openService } from '../main/service.ts'
import { fillHistory, references } from './fill.ts'
import { asMarkdown, inTemporaryFolder, type Line, quantile, say, sizes } from './measure.ts'

/**
 * `npm run bench update [-- --sizes 10000]`: a status with a note, from the call to its answer: on
 * the disk, and in every table that shows it.
 */

const RUNS = 200

const lines: Line[] = []
for (const entries of sizes([1_000, 10_000, 100_000]))
  lines.push(...(await inTemporaryFolder((dataDir) => withEntries(dataDir, entries))))
console.log(
  asMarkdown({
    title: 'A status update, from call to durable',
    about:
      'One `action.update` of status and note, beside one transaction in bare better-sqlite3 (WAL, synchronous = FULL) that writes rows of the same size: an update, an entry, two heads, a row of the register, a clock. A new row of the log for each.',
    unit: 'entries before',
    lines,
  }),
)

async function withEntries(dataDir: string, entries: number): Promise<Line[]> {
  const first = await openService({ dataDir })
  await first.ask('record.create', { ics: 'QK1', name: 'Bench' })
  await first.close()
  const record = openRecord(dataDir, () => {})
  fillHistory(record, entries)
  record.close()

  const service = await openService({ dataDir })
  const bare = bareWriter(join(dataDir, 'bare.sqlite'))
  const [ours, theirs]: [number[], number[]] = [[], []]
  say(`${RUNS} updates`)
  for (let run = 0; run < RUNS; run += 1) {
    const reference = references[run % references.length] ?? ''
    const changes = { status: run % 2 ? 'planned' : 'blocked', note: `Note ${run}` } as const
    const start = performance.now()
    await service.ask('action.update', { ics: 'QK1', reference, changes })
    const between = performance.now()
    bare.write(reference, changes.note)
    ours.push(between - start)
    theirs.push(performance.now() - between)
  }
  bare.close()
  await service.close()
  const line = (what: string, q: number, note: string): Line => ({
    what,
    size: entries,
    accord: quantile(ours, q),
    bare: quantile(theirs, q),
    note,
  })
  return [
    line('median', 0.5, `the first after opening ${ours[0]?.toFixed(1)} ms`),
    line('95 of 100 within', 0.95, ''),
  ]
}

function bareWriter(path: string) {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`
    CREATE TABLE log (seq INTEGER PRIMARY KEY, doc TEXT, bytes BLOB, at TEXT);
    CREATE INDEX log_doc ON log (doc, seq);
    CREATE TABLE entry (id TEXT PRIMARY KEY, reference TEXT, batch TEXT, body TEXT);
    CREATE INDEX entry_reference ON entry (reference);
    CREATE INDEX entry_batch ON entry (batch);
    CREATE TABLE head (reference TEXT, field TEXT, entry TEXT, value TEXT, PRIMARY KEY (reference, field)) WITHOUT ROWID;
    CREATE TABLE state (reference TEXT PRIMARY KEY, status TEXT, note TEXT) WITHOUT ROWID;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID`)
  const log = db.prepare('INSERT INTO log (doc, bytes, at) VALUES (?, ?, ?)')
  const entry = db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?)')
  const head = db.prepare('INSERT OR REPLACE INTO head VALUES (?, ?, ?, ?)')
  const state = db.prepare('INSERT OR REPLACE INTO state VALUES (?, ?, ?)')
  const meta = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
  const bytes = randomBytes(400)
  const body = 'x'.repeat(400)
  return {
    write: db.transaction((reference: string, note: string) => {
      const id = randomUUID()
      log.run('ics:QK1:2026', bytes, new Date().toISOString())
      entry.run(id, reference, randomUUID(), body)
      head.run(reference, 'status', id, '"blocked"')
      head.run(reference, 'note', id, note)
      state.run(reference, 'blocked', note)
      meta.run('clock', id)
    }),
    close: () => db.close(),
  }
}
