import { expect, test } from 'vitest'
import { listConflicts } from '../../main/across/conflicts.ts'
import { findAnything } from '../../main/across/search.ts'
import { settleConflict } from '../../main/across/settle.ts'
import { listActions } from '../../main/actions/rows.ts'
import type { ServiceRecord } from '../../main/record/record.ts'
import { listSystems } from '../../main/record/systems.ts'
import { actionDetail } from '../../main/register/detail.ts'
import { listOwners } from '../../main/register/owners.ts'
import { mergeSystems } from '../../main/register/systems.ts'
import {
  addEvidence,
  addLocalAction,
  saveOwner,
  updateAction,
} from '../../main/register/writing.ts'
import {
  contextOf,
  differences,
  exchange,
  expectClean,
  newRecord,
  openRecordIn,
  REFERENCE,
  rowsOf,
} from '../helpers.ts'

const SUCCESSOR = { ods: 'QML', ons: 'E54000099', name: 'Midland East', subRegion: 'East' } as const
const ON = '2027-04-01'
const BEFORE = '2027-03-31'
const GRANTS = ['lead:QK1', 'lead:QJM', 'lead:QML', 'regional'] as const

const leadOfAll = () => newRecord([...GRANTS])
const merge = (record: ServiceRecord, from = ['QK1', 'QJM']) =>
  mergeSystems(contextOf(record), { from, into: SUCCESSOR, on: ON })

/** Two systems with something of each kind to carry over. */
function writeHistory(record: ServiceRecord) {
  const context = contextOf(record)
  const { id: owner } = saveOwner(context, 'QK1', undefined, { name: 'Priya Shah', type: 'person' })
  updateAction(context, 'QK1', REFERENCE, {
    status: 'in-progress',
    owner,
    note: 'Leicester’s note',
  })
  addEvidence(context, 'QK1', REFERENCE, { title: 'Plan', location: 'https://example.org' })
  const { reference: local } = addLocalAction(context, 'QK1', 'HS1.e', { title: 'Mobile clinics' })
  updateAction(context, 'QK1', local, { status: 'planned' })
  updateAction(context, 'QJM', REFERENCE, { status: 'complete', note: 'Lincoln’s note' })
  updateAction(context, 'QJM', 'JW4.c1', { status: 'blocked' })
  return { owner, local }
}

test('the successor carries over actions, owners, evidence, notes and local actions', async () => {
  const record = leadOfAll()
  const { owner, local } = writeHistory(record)
  merge(record)
  const context = contextOf(record, ON)
  const { row, evidence, timeline } = actionDetail(context, 'QML', REFERENCE)
  expect(row).toMatchObject({ note: 'Lincoln’s note', owner, ownerName: 'Priya Shah', evidence: 1 })
  expect(evidence).toEqual([expect.objectContaining({ title: 'Plan' })])
  expect(timeline.map(({ ics }) => ics)).toEqual(['QJM', 'QK1', 'QK1'])
  expect(listOwners(context, 'QML')).toEqual([
    expect.objectContaining({ id: owner, name: 'Priya Shah' }),
  ])
  const rows = listActions(record.db, 'QML', {}, ON)
  expect(rows).toHaveLength(247)
  expect(rows.find(({ reference }) => reference === local)).toMatchObject({
    status: 'planned',
    title: 'Mobile clinics',
  })
  expect(rows.find(({ reference }) => reference === 'JW4.c1')?.status).toBe('blocked')
  expect(findAnything(context, 'mobile clin', 'QML', 5)[0]).toMatchObject({ reference: local })
  await expectClean(record.db)
})

test('where two predecessors differ, the successor has a conflict to settle, and they have none', () => {
  const record = leadOfAll()
  writeHistory(record)
  const before = rowsOf(record.db)
  merge(record)
  const context = contextOf(record, ON)
  const [conflict, ...more] = listConflicts(context)
  expect(more).toEqual([])
  expect(conflict).toMatchObject({ ics: 'QML', field: 'status' })
  expect(conflict?.values.map(({ value }) => value)).toEqual(['complete', 'in-progress'])

  const changed = differences(before, rowsOf(record.db)).filter((row) => !row.includes('QML'))
  // Of the predecessors nothing moves but their last day.
  expect(changed.map((row) => row.slice(0, 13))).toEqual([
    'system ["QJM"',
    'system ["QJM"',
    'system ["QK1"',
    'system ["QK1"',
  ])

  settleConflict(context, 'QML', `action:${REFERENCE}`, 'status', 'in-progress')
  expect(listConflicts(context)).toEqual([])
  expect(actionDetail(context, 'QJM', REFERENCE).row.status).toBe('complete')
})

test('systems are in force from their first day to their last', () => {
  const record = leadOfAll()
  merge(record)
  const inForce = (today: string) =>
    listSystems(record.db, today)
      .filter(({ current }) => current)
      .map(({ ods }) => ods)
  expect(inForce(BEFORE)).toEqual(expect.arrayContaining(['QK1', 'QJM']))
  expect(inForce(BEFORE)).not.toContain('QML')
  expect(inForce(ON)).toContain('QML')
  expect(inForce(ON)).not.toContain('QK1')
  expect(inForce(ON)).toHaveLength(10)
  expect(listSystems(record.db, ON).find(({ ods }) => ods === 'QML')).toMatchObject({
    from: ON,
    to: null,
    predecessors: ['QJM', 'QK1'],
  })
  expect(listSystems(record.db, ON).find(({ ods }) => ods === 'QK1')?.to).toBe(BEFORE)
})

test('until its last day a system is written to, and the successor sees it; then it is closed', () => {
  const record = leadOfAll()
  merge(record)
  updateAction(contextOf(record, BEFORE), 'QK1', REFERENCE, { status: 'planned' })
  expect(actionDetail(contextOf(record, ON), 'QML', REFERENCE).row.status).toBe('planned')
  expect(() =>
    updateAction(contextOf(record, ON), 'QK1', REFERENCE, { status: 'blocked' }),
  ).toThrow(/has closed, and its record can no longer be changed/)
  updateAction(contextOf(record, ON), 'QML', REFERENCE, { status: 'blocked' })
  expect(listConflicts(contextOf(record, ON))).toEqual([])
  expect(actionDetail(contextOf(record, BEFORE), 'QK1', REFERENCE).row.status).toBe('planned')
})

test('what a predecessor wrote offline and brings late still flows to the successor', async () => {
  const [here, late] = [leadOfAll(), leadOfAll()]
  writeHistory(here)
  exchange(here, late)
  merge(here)
  updateAction(contextOf(here, ON), 'QML', 'JW4.c1', { status: 'complete' })
  updateAction(contextOf(late), 'QK1', 'LA1.a1', { status: 'embedded' })
  updateAction(contextOf(late), 'QJM', 'JW4.c1', { status: 'planned' })
  exchange(here, late)
  const context = contextOf(here, ON)
  expect(actionDetail(context, 'QML', 'LA1.a1').row.status).toBe('embedded')
  expect(listConflicts(context).map(({ reference }) => reference)).toContain('JW4.c1')
  expect(differences(rowsOf(here.db), rowsOf(late.db))).toEqual([])
  await expectClean(here.db)
})

test('a local action renamed by the successor has one title, however the record came about', async () => {
  const record = leadOfAll()
  const { local } = writeHistory(record)
  merge(record)
  record.write(
    [
      {
        stream: 'ics:QML',
        draft: {
          kind: 'change',
          subject: `local-action:${local}`,
          set: { title: 'Clinics on wheels' },
          basedOn: {},
        },
      },
    ],
    crypto.randomUUID(),
  )
  const title = () =>
    record.db.prepare('SELECT title FROM action WHERE reference = ?').pluck().get(local)
  expect(title()).toBe('Clinics on wheels')
  updateAction(contextOf(record), 'QK1', local, { note: 'Late' })
  expect(title()).toBe('Clinics on wheels')
  await expectClean(record.db)
})

test('a merger is remembered when the record is opened again', () => {
  const record = leadOfAll()
  merge(record)
  record.close()
  const again = openRecordIn(record.dataDir)
  updateAction(contextOf(again), 'QK1', REFERENCE, { status: 'planned' })
  expect(actionDetail(contextOf(again, ON), 'QML', REFERENCE).row.status).toBe('planned')
})

test('mergers that make no sense are refused with the reason', () => {
  const record = leadOfAll()
  const context = contextOf(record)
  const attempt = (from: string[], into: string) => () =>
    mergeSystems(context, { from, into: { ...SUCCESSOR, ods: into }, on: ON })
  expect(attempt(['QZZ'], 'QML')).toThrow(/There is no system QZZ/)
  expect(attempt(['QK1'], 'QK1')).toThrow(/needs two systems or a new one/)
  expect(attempt(['QK1'], 'QT1')).toThrow(/QT1 is Nottingham.*Use a new code/)
  attempt(['QK1', 'QJM'], 'QML')()
  expect(attempt(['QK1', 'QT1'], 'QNW')).toThrow(/closes on 31 Mar 2027 already/)
  const lead = newRecord(['lead:QK1'])
  expect(() => merge(lead)).toThrow(/Only workshop co-chairs and regional staff/)
  expect(() => merge(newRecord(['chair']))).toThrow(/Only regional staff can record a merger/)
})
