import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { packObservations } from '../../domain/record/observations.ts'
import { type StreamName, systemStream } from '../../domain/record/stream.ts'
import { recordContext, type WritingContext } from '../../main/record/context.ts'
import { openRecord, type ServiceRecord } from '../../main/record/record.ts'
import { freezeNow } from '../../main/reports/freeze.ts'
import type { JobTools } from '../../main/runtime/jobs.ts'
import type { Frozen } from '../../preload/reports-types.ts'
import { yearUpTo } from '../example/year.ts'

/** Real records of a few systems' invented year, and an own reading of their logs. */

export const TODAY = '2026-11-21'
/** The period begins while the year is under way, so that there is something at its start. */
export const PERIOD = { from: '2026-03-01', to: '2026-11-20' }
export const SYSTEMS = ['QK1', 'QUA', 'QJM']
export const LLR = 'E54000015'

export const QUIET: JobTools = { signal: new AbortController().signal, progress: () => {} }

type AtEnd = (clean: () => void) => void

/**
 * A record of a member of the regional staff, on a day that stays the same; a second goes by at each
 * look at the clock.
 * @param atEnd what closes it and takes its folder away
 */
export function regionalRecord(atEnd: AtEnd = onTestFinished): ServiceRecord {
  const folder = mkdtempSync(join(tmpdir(), 'accord-test-'))
  let now = Date.parse(`${TODAY}T12:00:00Z`)
  const clock = () => {
    now += 1000
    return now
  }
  const record = openRecord(folder, () => {}, clock)
  atEnd(() => {
    record.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const grants = ['regional' as const, ...SYSTEMS.map((ods) => `lead:${ods}` as const)]
  record.identify({
    member: { id: randomUUID(), name: 'Robin Tester', grants },
    ics: 'QK1',
    example: false,
  })
  return record
}

export const contextOn = (record: ServiceRecord, today = TODAY): WritingContext =>
  recordContext(record, () => today)

export function freeze(
  record: ServiceRecord,
  more: Partial<Parameters<typeof freezeNow>[1]> = {},
): Promise<Frozen> {
  return freezeNow(contextOn(record), { ...PERIOD, ...more }, QUIET)
}

/** The invented year of some systems and the region, with one metric of the home system. */
export function recordWithYear(systems: readonly string[] = ['QJM'], atEnd?: AtEnd): ServiceRecord {
  const record = regionalRecord(atEnd)
  const year = yearUpTo(TODAY)
  const write = (stream: StreamName, entries: ReturnType<typeof year.region>) =>
    record.write(
      entries.map(({ id, at, by, ...change }) => ({
        ...{ stream, at, by, id },
        draft: { kind: 'change' as const, ...change },
      })),
      randomUUID(),
    )
  // The year's own report would stand among those that the tests make.
  const isReport = ({ subject }: { subject: string }) => /^report(?:-section)?:/.test(subject)
  write(
    'region',
    year.region().filter((entry) => !isReport(entry)),
  )
  for (const { ods, entries } of year.systems)
    if (systems.includes(ods)) write(systemStream(ods), entries())
  writeMetric(record)
  return record
}

/** Ten quarters around 12% and then three well below: a shift that process control sees. */
export const QUARTERS = [12.1, 11.9, 12.0, 12.2, 11.8, 12.0, 12.1, 11.9, 12.0, 12.1, 8.1, 8.0, 7.9]

function writeMetric(record: ServiceRecord): void {
  const contents = packObservations(
    { metric: 'smoking-at-delivery', from: { kind: 'manual', source: 'Made for a test' } },
    QUARTERS.map((value, i) => ({
      area: LLR,
      period: `${2023 + Math.floor(i / 4)}/${24 + Math.floor(i / 4)} Q${(i % 4) + 1}`,
      ...{ sex: 'Persons', age: 'All ages', category: null, value },
      ...{ lower95: value - 0.5, upper95: value + 0.5, lower998: null, upper998: null },
      ...{ count: Math.round(value * 100), denominator: 10_000, note: null, row: null },
    })),
  )
  for (const content of contents)
    record.write(
      [
        {
          stream: 'region',
          draft: { kind: 'observations', ...content },
          at: Date.parse('2026-07-01'),
        },
      ],
      randomUUID(),
    )
}

/** An entry as the log holds it, read without the product's code. */
export interface RawEntry {
  stream: string
  id: string
  at: string
  kind: string
  subject?: string
  set?: Record<string, unknown>
  basedOn?: Record<string, string[]>
}

/** Every entry of the log, straight from its updates. */
export function rawEntries(record: ServiceRecord): RawEntry[] {
  const rows = record.db.prepare('SELECT doc, bytes FROM update_log ORDER BY seq').all() as {
    doc: string
    bytes: Uint8Array
  }[]
  return [...Map.groupBy(rows, ({ doc }) => doc)].flatMap(([name, updates]) => {
    if (name.startsWith('document:')) return []
    const doc = new Y.Doc()
    for (const { bytes } of updates) Y.applyUpdate(doc, bytes)
    const stream = name.slice(0, -':2026'.length)
    return (doc.getArray('entries').toArray() as Omit<RawEntry, 'stream'>[]).map((entry) => ({
      ...entry,
      stream,
    }))
  })
}
