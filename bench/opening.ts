import Database from 'better-sqlite3'
import { actionsQuery } from '../main/actions/rows.ts'
import { recordPath } from '../main/record/database.ts'
import { openRecord } from '../main/record/record.ts'
import { openService } from '../main/service.ts'
import { recordBytes } from '../main/workspace.ts'
import { fillHistory } from './fill.ts'
import { asMarkdown, inTemporaryFolder, type Line, quantile, say, sizes } from './measure.ts'

/**
 * `npm run bench opening [-- --sizes 10000]`: from asking for the service to the first register on
 * the screen, as the record's history grows.
 */

const RUNS = 5

const lines: Line[] = []
for (const entries of sizes([10_000, 100_000, 1_000_000]))
  lines.push(...(await inTemporaryFolder((dataDir) => withEntries(dataDir, entries))))
console.log(
  asMarkdown({
    title: 'Opening a record',
    about:
      'From asking for the service to the first register on the screen, beside opening the same file in bare better-sqlite3 and running the same query. After a kill the whole file is looked through for damage: first below 64 MB, else behind.',
    unit: 'entries',
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

  const { sql, values } = actionsQuery('QK1', {})
  const [ours, theirs, afterKill]: [number[], number[], number[]] = [[], [], []]
  for (let run = 0; run < RUNS; run += 1) {
    say(`opening, ${run + 1} of ${RUNS}`)
    ours.push(await openOnce(dataDir))
    const start = performance.now()
    const bare = new Database(recordPath(dataDir))
    bare.prepare(sql).all(...values)
    theirs.push(performance.now() - start)
    // As a killed process leaves it.
    bare.prepare("UPDATE meta SET value = 'yes' WHERE key = 'open'").run()
    bare.close()
    afterKill.push(await openOnce(dataDir))
  }
  const bare = quantile(theirs, 0.5)
  const note = `${Math.round(recordBytes(dataDir) / 1024 / 1024)} MB`
  return [
    { what: 'closed properly', size: entries, accord: quantile(ours, 0.5), bare, note },
    { what: 'after a kill', size: entries, accord: quantile(afterKill, 0.5), bare, note },
  ]
}

async function openOnce(dataDir: string): Promise<number> {
  const start = performance.now()
  const service = await openService({ dataDir })
  await service.ask('register.list', { ics: 'QK1' })
  const time = performance.now() - start
  await service.close()
  return time
}
