import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { undoStack } from '../../main/across/undo.ts'
import type { ServiceRecord } from '../../main/record/record.ts'
import { updateAction } from '../../main/register/writing.ts'
import { compareFreezes } from '../../main/reports/compare.ts'
import { hashFigures, reportOf } from '../../main/reports/evidence.ts'
import { freezeNow } from '../../main/reports/freeze.ts'
import { cutInPieces, requireFreeze } from '../../main/reports/freeze-record.ts'
import { listReports } from '../../main/reports/read.ts'
import { verifyFreeze } from '../../main/reports/verify.ts'
import { contextOn, freeze, PERIOD, QUIET, recordWithYear, regionalRecord } from './fixtures.ts'

/** Reports but for the one that the example begins with. */
const madeReports = (record: ServiceRecord) =>
  listReports(contextOn(record)).filter(({ title }) => title !== 'Impact report, the example year')

const REFERENCE = 'HS1.e2'

/** Gives one record what the other has, the latest document first. */
function copyBackwards(from: ServiceRecord, to: ServiceRecord): void {
  for (const doc of from.log.docs().reverse()) to.receive(doc, from.log.state(doc), 'sync')
}

/** An entry that was written long ago by somebody who was offline. */
function writeLate(record: ServiceRecord, reference: string, status: string, at: string): void {
  const change = { subject: `action:${reference}`, set: { status }, basedOn: {} }
  record.write(
    [{ stream: 'ics:QPM', draft: { kind: 'change', ...change }, at: Date.parse(at) }],
    randomUUID(),
  )
}

const hashOf = async (record: ServiceRecord, id: string) => {
  const context = contextOn(record)
  const { composed } = await reportOf(context, requireFreeze(context, id), QUIET)
  return hashFigures(composed.figures)
}

describe('a freeze', () => {
  it('is the same in two records with the same entries, in whatever order they came', async () => {
    const [here, there] = [recordWithYear(), regionalRecord()]
    copyBackwards(here, there)
    const [a, b] = [await freeze(here), await freeze(there)]
    expect(b.hash).toBe(a.hash)
    expect(b.entries).toBe(a.entries)
    expect(requireFreeze(contextOn(there), b.id).figures).toBe(
      requireFreeze(contextOn(here), a.id).figures,
    )
  })

  it('stays as it is when entries are added, corrected or come in late', async () => {
    const record = recordWithYear()
    const context = contextOn(record)
    const first = await freeze(record)
    const before = await hashOf(record, first.id)
    updateAction(context, 'QJM', REFERENCE, { status: 'blocked' })
    writeLate(record, REFERENCE, 'complete', '2026-04-01T09:00:00Z')
    rmSync(join(record.dataDir, 'cache'), { recursive: true })

    expect(await hashOf(record, first.id)).toBe(before)
    expect(await verifyFreeze(context, first.id, QUIET)).toMatchObject({
      ...{ ok: true, missing: 0, differences: [], found: first.hash, entries: first.entries },
    })
    // Another computer that has them all sees the same.
    const there = regionalRecord()
    copyBackwards(record, there)
    expect(await hashOf(there, first.id)).toBe(before)
  })

  it('has a hash that reports and freezes themselves leave alone', async () => {
    const record = recordWithYear()
    const first = await freeze(record)
    const second = await freeze(record)
    expect(second).toMatchObject({ hash: first.hash, report: first.report })
    const other = await freeze(record, { scope: 'system:QJM', kind: 'quarterly' })
    expect(other.hash).toBe(first.hash)
    expect(other.report).not.toBe(first.report)
    expect(
      madeReports(record)
        .map(({ scopeWords }) => scopeWords)
        .sort(),
    ).toEqual(['Lincolnshire', 'The whole region'])
  })

  it('shows beside a newer one what moved and why', async () => {
    const record = recordWithYear()
    const context = contextOn(record)
    const first = await freeze(record)
    writeLate(record, REFERENCE, 'complete', '2026-04-01T09:00:00Z')
    const second = await freeze(record)
    const found = await compareFreezes(context, { a: first.id, b: second.id }, QUIET)
    expect(found).toMatchObject({ added: 1, gone: 0 })
    const done = found.changes.find(({ key }) => key === 'done@QPM')
    expect(done).toMatchObject({
      ...{ before: '0 of 246 (0.0%)', after: '1 of 246 (0.4%)' },
      why: '1 entry that came in late.',
    })
    expect(done?.entries).toHaveLength(1)
    for (const { key, why, entries } of found.changes)
      expect([key, why, entries.length]).toEqual([key, expect.stringContaining('came in late'), 1])
    expect(found.changes.some(({ key }) => key.endsWith('@QK1'))).toBe(false)
    // All of them have one cause, which is named.
    expect(found.causes).toEqual([
      {
        said: [expect.stringContaining(`${REFERENCE}: status Complete (Northamptonshire`)],
        more: 0,
        figures: found.changes.map(({ key }) => key),
      },
    ])
  })

  it('lets what is taken back after the period put it right, and nothing else that is said later', async () => {
    const record = recordWithYear()
    const context = contextOn(record)
    const before = (await freeze(record)).id
    // The twenty-first is after the period.
    updateAction(context, 'QJM', 'LA1.a1', { status: 'embedded' })
    const later = await freeze(record)
    const same = await compareFreezes(context, { a: before, b: later.id }, QUIET)
    expect(same.changes).toEqual([])

    const wrong = record.write(
      [
        {
          stream: 'ics:QJM',
          draft: {
            kind: 'change',
            subject: 'action:LA1.a2',
            set: { status: 'blocked' },
            basedOn: {},
          },
          at: Date.parse('2026-11-19T10:00:00Z'),
        },
      ],
      randomUUID(),
    )
    const stack = undoStack(context)
    stack.did({ batch: wrong[0]?.batch as string, said: 'LA1.a2: blocked' })
    const blocked = await freeze(record)
    stack.undo()
    const undone = await freeze(record)
    const right = await compareFreezes(context, { a: blocked.id, b: undone.id }, QUIET)
    expect(right.changes.find(({ key }) => key === 'status.blocked@QJM')?.why).toMatch(
      /taking something back, on 21 Nov 2026/,
    )
  })

  it('is made whole or not at all', async () => {
    const record = recordWithYear()
    const cancelled = new AbortController()
    const progress = () => cancelled.abort()
    await expect(
      freezeNow(contextOn(record), PERIOD, { signal: cancelled.signal, progress }),
    ).rejects.toThrow('abort')
    expect(madeReports(record)).toEqual([])
    const shelf = join(record.dataDir, 'cache', 'frozen')
    expect(existsSync(shelf) ? readdirSync(shelf) : []).toEqual([])
  })

  it('says which entries are not here yet, and shows no figures without them', async () => {
    const record = recordWithYear()
    const { id } = await freeze(record)
    const there = regionalRecord()
    for (const doc of record.log.docs())
      if (!doc.startsWith('ics:QJM')) there.receive(doc, record.log.state(doc), 'sync')
    const context = contextOn(there)
    const check = await verifyFreeze(context, id, QUIET)
    expect(check.ok).toBe(false)
    expect(check.missing).toBeGreaterThan(20)
    await expect(reportOf(context, requireFreeze(context, id), QUIET)).rejects.toThrow(
      /not on this computer yet/,
    )
  })

  it('keeps a cut of many writing sessions in pieces', () => {
    const cut = { 'region:2026': 'AwMDAgIBAQ==', 'ics:QK1:2026': 'AQkJ' }
    const pieces = cutInPieces(cut, 2)
    expect(pieces).toHaveLength(2)
    expect(cutInPieces(cut)).toEqual([cut])
  })
})

describe('a freeze that makes no sense', () => {
  const cases: [string, Parameters<typeof freeze>[1], RegExp][] = [
    ['ends before it begins', { from: '2026-05-01', to: '2026-04-01' }, /before it begins/],
    ['lies in the future', { from: '2027-05-01', to: '2027-06-01' }, /has not come yet/],
    [
      'has no data',
      { from: '2019-01-01', to: '2019-12-31' },
      /Nothing was written about the whole region/,
    ],
    [
      'has a scope nobody wrote in',
      { scope: 'system:QPM' },
      /Nothing was written about Northamptonshire/,
    ],
    ['names no system', { scope: 'system:XXX' }, /There is no system XXX/],
  ]
  it('is refused in a sentence', async () => {
    const record = recordWithYear()
    for (const [, asked, sentence] of cases)
      await expect(freeze(record, asked)).rejects.toThrow(sentence)
    expect(madeReports(record)).toEqual([])
  })
})
