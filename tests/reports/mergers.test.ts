import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Evidence } from '../../domain/reports/evidence.ts'
import type { Figure } from '../../domain/reports/model.ts'
import type { ServiceRecord } from '../../main/record/record.ts'
import { mergeSystems } from '../../main/register/systems.ts'
import { compareFreezes } from '../../main/reports/compare.ts'
import { createReport, saveSection } from '../../main/reports/deeds.ts'
import { reportOf } from '../../main/reports/evidence.ts'
import { requireFreeze } from '../../main/reports/freeze-record.ts'
import { reportDetail } from '../../main/reports/read.ts'
import type { FreezeComparison } from '../../preload/reports-types.ts'
import { contextOn, freeze, PERIOD, QUIET, recordWithYear } from './fixtures.ts'

/** Reports of before and after two systems became one. */

const MERGED = ['QUA', 'QJM']
const INTO = { ods: 'QXX', ons: 'E54000099', name: 'The new board', subRegion: 'West' as const }
const ON = '2026-11-01'

const ends: (() => void)[] = []
const merge = (record: ServiceRecord) =>
  mergeSystems(contextOn(record), { from: MERGED, into: INTO, on: ON })

async function told(record: ServiceRecord, more: Parameters<typeof freeze>[1] = {}) {
  const { id } = await freeze(record, more)
  const context = contextOn(record)
  return { id, ...(await reportOf(context, requireFreeze(context, id), QUIET)) }
}

/** Says that one system took over another's approach to an action. */
function adopt(record: ServiceRecord, taker: string, reference: string, giver: string): void {
  const change = { subject: `action:${reference}`, set: { adoptedFrom: giver }, basedOn: {} }
  record.write(
    [
      {
        stream: `ics:${taker}`,
        draft: { kind: 'change', ...change },
        at: Date.parse('2026-10-01T10:00:00Z'),
      },
    ],
    randomUUID(),
  )
}

describe('after systems became one', () => {
  let before: { evidence: Evidence; figures: ReadonlyMap<string, Figure> }
  let after: typeof before
  let compared: FreezeComparison

  beforeAll(async () => {
    const record = recordWithYear(['QK1', ...MERGED], (clean) => ends.push(clean))
    adopt(record, 'QK1', 'LA1.a1', 'QUA')
    adopt(record, 'QJM', 'LA1.a1', 'QUA')
    const first = await told(record)
    merge(record)
    const second = await told(record)
    compared = await compareFreezes(contextOn(record), { a: first.id, b: second.id }, QUIET)
    before = { evidence: first.evidence, figures: first.composed.figures }
    after = { evidence: second.evidence, figures: second.composed.figures }
    return () => {
      for (const end of ends) end()
    }
  })

  it('counts those who came for either of them for the one', () => {
    for (const { id } of before.evidence.sessions.filter(({ state }) => state === 'held')) {
      const key = `attendance.${id}@region`
      expect([key, after.figures.get(key)?.text]).toEqual([key, before.figures.get(key)?.text])
    }
    const sum = (which: 'numerator' | 'denominator') =>
      MERGED.reduce((all, ods) => all + (before.figures.get(`attendance@${ods}`)?.[which] ?? 0), 0)
    expect(sum('numerator')).toBeGreaterThan(0)
    expect(after.figures.get('attendance@QXX')).toMatchObject({
      ...{ numerator: sum('numerator'), denominator: sum('denominator') },
    })
  })

  it('keeps what fell to either of them in workshops', () => {
    const systems = (evidence: Evidence) => evidence.outcomes.map(({ ics }) => ics)
    expect(systems(before.evidence)).toEqual(expect.arrayContaining([expect.stringMatching(/Q/)]))
    expect(systems(after.evidence)).toEqual(
      systems(before.evidence).map((ics) => (ics && MERGED.includes(ics) ? 'QXX' : ics)),
    )
  })

  it('counts what others took over from either, and nothing that one took from the other', () => {
    const given = (ods: string) =>
      before.evidence.actions.filter(
        ({ ics, adoptedFrom }) => adoptedFrom.value === ods && !MERGED.includes(ics),
      ).length
    expect(after.figures.get('gave@QXX')?.numerator).toBe(given('QUA') + given('QJM'))
    expect(given('QUA')).toBeGreaterThan(0)
    const own = after.evidence.actions.filter(({ ics }) => ics === 'QXX')
    expect(own.filter(({ adoptedFrom }) => MERGED.includes(adoptedFrom.value ?? ''))).toEqual([])
    expect(own.find(({ reference }) => reference === 'LA1.a1')?.adoptedFrom.value).toBeNull()
  })

  it('names the merger as what moved the figures', () => {
    const done = compared.changes.find(({ key }) => key === 'done@region')
    expect(done?.why).toBe(
      'Which systems there are has changed: 1 entry written since, on 21 Nov 2026.',
    )
    expect(done?.entries).toHaveLength(1)
  })
})

it('tells of a system that closed up to the day it did, and of its heir from the day it began', async () => {
  const record = recordWithYear(['QK1', ...MERGED], onTestFinished)
  merge(record)
  const quarter = { from: '2026-07-01', to: '2026-09-30', kind: 'quarterly' } as const
  const { evidence } = await told(record, { ...quarter, scope: 'system:QJM' })
  expect(evidence.about.systems.map(({ ods }) => ods)).toEqual(['QJM'])
  await expect(freeze(record, { ...quarter, scope: 'system:QXX' })).rejects.toThrow(
    'The new board begins on 1 Nov 2026, and the report ends on 30 Sep 2026. Choose a later end, or what there was then: QJM (Lincolnshire) and QUA (Black Country).',
  )
  await expect(freeze(record, { scope: 'system:QJM' })).rejects.toThrow(
    'Lincolnshire closed on 31 Oct 2026, and the report ends on 20 Nov 2026. Choose an end by then, or QXX (The new board), which carries its record on.',
  )
})

it('shows the chapters of the freeze it speaks from, which can be worked on, until there is a newer one', async () => {
  const record = recordWithYear(['QK1', ...MERGED], onTestFinished)
  const context = contextOn(record)
  const { id } = createReport(context, {
    ...PERIOD,
    title: 'Year',
    kind: 'impact',
    scope: 'region',
  })
  const { id: freezeId } = await freeze(record, { report: id })
  const shown = async () => {
    const { contents, sections } = await reportDetail(context, { id }, QUIET)
    return { sections, keys: contents.map(({ key }) => key).filter((key) => /^system-/.test(key)) }
  }
  const before = await shown()
  expect(before.keys).toEqual(expect.arrayContaining(['system-QUA', 'system-QJM']))
  merge(record)
  expect(await shown()).toEqual(before)
  const { evidence } = await reportOf(context, requireFreeze(context, freezeId), QUIET)
  expect(before.keys).toEqual(evidence.about.systems.map(({ ods }) => `system-${ods}`))
  saveSection(context, { report: id, section: 'system-QUA', fields: { state: 'done' } })
  expect((await reportDetail(context, { id }, QUIET)).done).toBe(1)
  await freeze(record, { report: id })
  const after = await shown()
  expect(after.keys).toContain('system-QXX')
  expect(after.keys).not.toContain('system-QUA')
  expect(after.sections).toBe(before.sections - 1)
})
