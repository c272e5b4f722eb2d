import Database from 'better-sqlite3'
import { recordPath } from '../main/record/database.ts'
import { openRecord } from '../main/record/record.ts'
import { openService } from '../main/service.ts'
import { fillRegister } from './fill.ts'
import { type Benchmark, inTemporaryFolder, type Line, quantile } from './measure.ts'

const RUNS = 15

/** The register's columns as the service answers them. */
const ROWS = `
  SELECT s.reference, s.ics, s.sort, a.title, a.section, a.focus_area AS focusArea, a.recommendation,
    a.source, s.status, s.confidence, s.owner, o.name AS ownerName, s.due, s.note,
    s.note_at AS noteAt, s.next_step AS nextStep, s.adopted_from AS adoptedFrom, s.evidence,
    s.conflicts, s.updated_at AS updatedAt, m.name AS updatedBy
  FROM action_state s
  JOIN action a ON a.reference = s.reference
  LEFT JOIN owner o ON o.ics = s.ics AND o.id = s.owner
  LEFT JOIN member m ON m.id = s.updated_by
  WHERE s.ics = 'QK1' AND a.removed = 0`
const FOUND =
  '(a.id IN (SELECT rowid FROM action_fts WHERE action_fts MATCH ?) OR s.id IN (SELECT rowid FROM note_fts WHERE note_fts MATCH ?))'

/** Register query and search through the service, beside the same SQL in bare better-sqlite3. */
export async function benchRegister(): Promise<Benchmark> {
  const lines: Line[] = []
  for (const times of [1, 20, 100]) lines.push(...(await atSize(times)))
  return {
    title: 'Register query and search',
    about:
      'One system’s register through the service, beside the same SQL prepared once in bare better-sqlite3 on the same file. The register grows by local actions: 246 × 11 × n rows.',
    lines,
  }
}

function atSize(times: number): Promise<Line[]> {
  return inTemporaryFolder(async (dataDir) => {
    const first = await openService({ dataDir })
    await first.ask('record.create', { ics: 'QK1', name: 'Bench' })
    await first.close()
    const record = openRecord(dataDir, () => {})
    fillRegister(record, times)
    record.close()

    const service = await openService({ dataDir })
    const bare = new Database(recordPath(dataDir), { readonly: true })
    bare.pragma('cache_size = -64000')
    const all = bare.prepare(`${ROWS} ORDER BY s.sort`)
    const blocked = bare.prepare(`${ROWS} AND s.status IN (?) ORDER BY s.sort`)
    const found = bare.prepare(`${ROWS} AND ${FOUND} ORDER BY s.sort`)
    const foundBoth = bare.prepare(`${ROWS} AND ${FOUND} AND ${FOUND} ORDER BY s.sort`)
    const list = (filter: object) => service.ask('register.list', { ics: 'QK1', filter })
    const size = `${(246 * 11 * times).toLocaleString('en-GB')} rows`
    try {
      return [
        await line(
          `${times}×: one system's register`,
          size,
          () => list({}),
          () => all.all(),
        ),
        await line(
          `${times}×: filtered by status`,
          size,
          () => list({ status: ['blocked'] }),
          () => blocked.all('blocked'),
        ),
        await line(
          `${times}×: search, one word`,
          size,
          () => list({ search: 'maternity' }),
          () => found.all('"maternity"*', '"maternity"*'),
        ),
        await line(
          `${times}×: search, hardly anything found`,
          size,
          () => list({ search: 'progress 41' }),
          () => foundBoth.all('"progress"*', '"progress"*', '"41"*', '"41"*'),
        ),
      ]
    } finally {
      bare.close()
      await service.close()
    }
  })
}

/** Both in turn, so that what slows the machine slows both; the first two of each warm up. */
async function line(
  what: string,
  size: string,
  accord: () => Promise<readonly unknown[]>,
  bare: () => readonly unknown[],
): Promise<Line> {
  const [ours, theirs]: [number[], number[]] = [[], []]
  let rows = 0
  for (let run = 0; run < RUNS + 2; run += 1) {
    const start = performance.now()
    rows = (await accord()).length
    const between = performance.now()
    const same = bare().length
    const end = performance.now()
    if (same !== rows) throw new Error(`${what}: ${rows} rows beside ${same} in bare SQLite.`)
    if (run < 2) continue
    ours.push(between - start)
    theirs.push(end - between)
  }
  const note = `${rows.toLocaleString('en-GB')} of ${size}`
  return { what, accord: quantile(ours, 0.5), bare: quantile(theirs, 0.5), note }
}
