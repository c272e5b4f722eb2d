import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { ServiceRecord } from '../../main/record/record.ts'
import { reportOf } from '../../main/reports/evidence.ts'
import { requireFreeze } from '../../main/reports/freeze-record.ts'
import { contextOn, freeze, QUIET, rawEntries, recordWithYear } from './fixtures.ts'

/** A pack on a quarter that ended long before it was frozen. */

// Summer time: the quarter ends an hour before midnight in UTC.
const QUARTER = { from: '2026-07-01', to: '2026-09-30', kind: 'quarterly' } as const
const [BEGINS, ENDS] = ['2026-06-30T23:00', '2026-09-30T23:00']

async function figuresOf(record: ServiceRecord) {
  const { id } = await freeze(record, { ...QUARTER, scope: 'system:QK1' })
  const context = contextOn(record)
  return (await reportOf(context, requireFreeze(context, id), QUIET)).composed.figures
}

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
