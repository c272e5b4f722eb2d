import Database from 'better-sqlite3'
import { actionsQuery } from '../main/actions/rows.ts'
import { recordPath } from '../main/record/database.ts'
import { openRecord } from '../main/record/record.ts'
import { openService, type Service } from '../main/service.ts'
import type { RegisterFilter } from '../preload/contract.ts'
import { fillRegister } from './fill.ts'
import { asMarkdown, inTemporaryFolder, type Line, quantile, say, sizes } from './measure.ts'

/**
 * `npm run bench register [-- --sizes 1,20]`: the register's query and search through the service,
 * beside the same SQL in bare better-sqlite3.
 */

const RUNS = 31
const WARM_UP = 5
const SYSTEM = 'QK1'
const FILTERS: readonly { what: string; filter: RegisterFilter }[] = [
  { what: 'one system’s register', filter: {} },
  { what: 'filtered by status', filter: { status: ['blocked'] } },
  { what: 'search, one word', filter: { search: 'maternity' } },
  { what: 'search, hardly anything found', filter: { search: 'progress 41' } },
]

const lines: Line[] = []
for (const times of sizes([1, 20, 100])) {
  say(`${times}×`)
  lines.push(...(await inTemporaryFolder((dataDir) => atSize(dataDir, times))))
}
console.log(
  asMarkdown({
    title: 'Register query and search',
    about:
      'One system’s register through the service, beside the same SQL with the same values, prepared once in bare better-sqlite3 on the same file. The register grows by local actions: 246 × 11 × n rows.',
    unit: 'rows',
    lines,
  }),
)

async function atSize(dataDir: string, times: number): Promise<Line[]> {
  const first = await openService({ dataDir })
  await first.ask('record.create', { ics: SYSTEM, name: 'Bench' })
  await first.close()
  const record = openRecord(dataDir, () => {})
  fillRegister(record, times)
  record.close()

  const service = await openService({ dataDir })
  const bare = new Database(recordPath(dataDir), { readonly: true })
  bare.pragma('cache_size = -64000')
  try {
    const measured: Line[] = []
    for (const { what, filter } of FILTERS)
      measured.push({ what, size: 246 * 11 * times, ...(await compare(service, bare, filter)) })
    return measured
  } finally {
    bare.close()
    await service.close()
  }
}

/** Both in turn, so that what slows the machine slows both. */
async function compare(
  service: Service,
  bare: Database.Database,
  filter: RegisterFilter,
): Promise<Pick<Line, 'accord' | 'bare' | 'note'>> {
  const { sql, values } = actionsQuery(SYSTEM, filter)
  const statement = bare.prepare(sql)
  const [ours, theirs]: [number[], number[]] = [[], []]
  let found = 0
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    const start = performance.now()
    found = (await service.ask('register.list', { ics: SYSTEM, filter })).length
    const between = performance.now()
    const same = statement.all(...values).length
    const end = performance.now()
    if (same !== found) throw new Error(`${found} rows beside ${same} in bare SQLite.`)
    if (run < WARM_UP) continue
    ours.push(between - start)
    theirs.push(end - between)
  }
  const note = `${found.toLocaleString('en-GB')} found`
  return { accord: quantile(ours, 0.5), bare: quantile(theirs, 0.5), note }
}
