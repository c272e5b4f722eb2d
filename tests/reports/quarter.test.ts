import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { packObservations } from '../../domain/record/observations.ts'
import type { ServiceRecord } from '../../main/record/record.ts'
import { reportOf } from '../../main/reports/evidence.ts'
import { requireFreeze } from '../../main/reports/freeze-record.ts'
import { contextOn, freeze, LLR, QUIET, rawEntries, recordWithYear } from './fixtures.ts'

/** A pack on a quarter that ended long before it was frozen. */

// Summer time: the quarter ends an hour before midnight in UTC.
const QUARTER = { from: '2026-07-01', to: '2026-09-30', kind: 'quarterly' } as const
const [BEGINS, ENDS] = ['2026-06-30T23:00', '2026-09-30T23:00']

async function packOf(record: ServiceRecord) {
  const { id } = await freeze(record, { ...QUARTER, scope: 'system:QK1' })
  const context = contextOn(record)
  return reportOf(context, requireFreeze(context, id), QUIET)
}

const figuresOf = async (record: ServiceRecord) => (await packOf(record)).composed.figures

function say(record: ServiceRecord, reference: string, status: string, at: string): void {
  const change = { subject: `action:${reference}`, set: { status }, basedOn: {} }
  record.write(
    [{ stream: 'ics:QK1', draft: { kind: 'change', ...change }, at: Date.parse(at) }],
    randomUUID(),
  )
}

it('hears the last word of the quarter, and none of later', async () => {
  const record = recordWithYear(['QK1'])
  const figures = await figuresOf(record)
  const own = rawEntries(record)
    .filter(({ stream }) => stream === 'ics:QK1')
    .sort((a, b) => (a.at < b.at ? -1 : 1))
  const last = own.findLast(({ at }) => at < ENDS)
  expect(own.at(-1)).not.toBe(last)
  expect(figures.get('last-word@QK1')?.entries).toEqual([last?.id])
  const spoken = new Set(
    own
      .filter(({ at, subject }) => at >= BEGINS && at < ENDS && subject?.startsWith('action:'))
      .map(({ subject }) => subject)
      .filter((subject) => /^action:[A-Z]{2}\d+\.[a-z]\d*$/.test(subject ?? '')),
  )
  expect(figures.get('reported@QK1')?.numerator).toBe(spoken.size)
})

it('counts days without a word by the clocks of the United Kingdom', async () => {
  const stalled = async (at: string) => {
    const record = recordWithYear([])
    say(record, 'LA1.a1', 'planned', at)
    say(record, 'LA1.a2', 'planned', '2026-09-01T10:00:00Z')
    return (await figuresOf(record)).get('stalled@QK1')?.numerator
  }
  // 180 days before the end of September is 3 April, which begins at 23:00 in UTC.
  expect(await stalled('2026-04-02T22:30:00Z')).toBe(1)
  expect(await stalled('2026-04-02T23:30:00Z')).toBe(0)
})

it('says which values of a metric are compared, since they may be of long before the quarter', async () => {
  const record = recordWithYear(['QK1'])
  const lives: [string, number][] = [
    ['2013 - 15', 60],
    ['2023 - 25', 65],
  ]
  const contents = packObservations(
    { metric: 'healthy-life-expectancy', from: { kind: 'manual', source: 'Made for a test' } },
    lives.map(([period, value]) => ({
      ...{ area: LLR, period, sex: 'Persons', age: 'All ages', category: null, value },
      ...{ lower95: value - 1, upper95: value + 1, lower998: null, upper998: null },
      ...{ count: null, denominator: null, note: null, row: null },
    })),
  )
  for (const content of contents)
    record.write([{ stream: 'region', draft: { kind: 'observations', ...content } }], randomUUID())
  const { composed } = await packOf(record)
  const text = (key: string) =>
    JSON.stringify(composed.sections.find((section) => section.key === key)?.blocks)
  expect(text('metrics')).toContain(
    'Improved. From 2013 - 15 to 2023 - 25: the 95% confidence interval of the difference leaves out zero.',
  )
  expect(text('metrics')).toContain('a change may have come before the period')
  expect(text('summary')).toContain('the latest value against the earlier ones, however old')
})

it('names a section or a focus area alone where all of it is about one system', async () => {
  const { composed } = await packOf(recordWithYear(['QK1']))
  const areas = composed.sections.find(({ key }) => key === 'progress-areas')?.blocks
  const names = areas?.flatMap((block) =>
    block.kind === 'table' ? block.rows.map(([name]) => JSON.stringify(name)) : [],
  )
  expect(names).toHaveLength(18)
  expect(names?.filter((name) => name.includes('Leicester'))).toEqual([])
})
