import Database from 'better-sqlite3'
import { recordPath } from '../main/record/database.ts'
import { openRecord } from '../main/record/record.ts'
import { openService } from '../main/service.ts'
import { recordBytes } from '../main/workspace.ts'
import { fillHistory } from './fill.ts'
import { type Benchmark, inTemporaryFolder, type Line, quantile } from './measure.ts'

const RUNS = 5

/** @param full also a million entries, which take minutes to write */
export async function benchOpening(full: boolean): Promise<Benchmark> {
  const lines: Line[] = []
  for (const entries of [10_000, 100_000, ...(full ? [1_000_000] : [])])
    lines.push(...(await withEntries(entries)))
  return {
    title: 'Opening a record',
    about: `From asking for the service to the first register on the screen, beside opening the same file in bare better-sqlite3 and running the same query.${full ? '' : ' A million entries: `npm run bench opening -- --full`.'}`,
    lines,
  }
}

function withEntries(entries: number): Promise<Line[]> {
  return inTemporaryFolder(async (dataDir) => {
    const first = await openService({ dataDir })
    await first.ask('record.create', { ics: 'QK1', name: 'Bench' })
    await first.close()
    const record = openRecord(dataDir, () => {})
    fillHistory(record, entries)
    record.close()

    const [ours, theirs, afterKill]: [number[], number[], number[]] = [[], [], []]
    for (let run = 0; run < RUNS; run += 1) {
      ours.push(await openOnce(dataDir))
      const start = performance.now()
      const bare = new Database(recordPath(dataDir))
      bare.prepare("SELECT * FROM action_state WHERE ics = 'QK1' ORDER BY sort").all()
      theirs.push(performance.now() - start)
      // As a killed process leaves it, so that the whole file is looked through.
      bare.prepare("UPDATE meta SET value = 'yes' WHERE key = 'open'").run()
      bare.close()
      afterKill.push(await openOnce(dataDir))
    }
    const bare = quantile(theirs, 0.5)
    const what = `${entries.toLocaleString('en-GB')} entries`
    const note = `${Math.round(recordBytes(dataDir) / 1024 / 1024)} MB`
    return [
      { what, accord: quantile(ours, 0.5), bare, note },
      { what: `${what}, after a kill`, accord: quantile(afterKill, 0.5), bare, note },
    ]
  })
}

async function openOnce(dataDir: string): Promise<number> {
  const start = performance.now()
  const service = await openService({ dataDir })
  await service.ask('register.list', { ics: 'QK1' })
  const time = performance.now() - start
  await service.close()
  return time
}
