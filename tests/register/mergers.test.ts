import { expect, test } from 'vitest'
import { undoStack } from '../../main/across/undo.ts'
import { listMergers, withdrawMerger } from '../../main/register/mergers.ts'
import { mergeSystems } from '../../main/register/systems.ts'
import { updateAction } from '../../main/register/writing.ts'
import type { Service } from '../../main/service.ts'
import {
  contextOf,
  differences,
  exchange,
  expectClean,
  HOME,
  newRecord,
  newService,
  REFERENCE,
  refusal,
  rowsOf,
} from '../helpers.ts'

const SUCCESSOR = { ods: 'QML', ons: 'E54000099', name: 'Midland East', subRegion: 'East' } as const
const MERGER = { from: ['QK1', 'QJM'], into: SUCCESSOR, on: '2026-01-01' }
const SAID =
  'Leicester, Leicestershire and Rutland and Lincolnshire become Midland East on 1 Jan 2026'
const GRANTS = ['lead:QK1', 'lead:QJM', 'lead:QML', 'regional'] as const

/** Everything that follows from the log, but the log's own entries. */
const told = (record: ReturnType<typeof newRecord>) =>
  new Set([...rowsOf(record.db)].filter((row) => !row.startsWith('entry ')))
const current = async (service: Service) =>
  (await service.ask('systems.list', {})).filter((s) => s.current).map(({ ods }) => ods)
const writeFor = (service: Service, ics: string) =>
  service.ask('action.update', { ics, reference: REFERENCE, changes: { status: 'planned' } })

test('a merger is undone, done again and undone again', async () => {
  const service = await newService([...GRANTS])
  await writeFor(service, 'QK1')
  const before = await current(service)
  await service.ask('systems.merge', MERGER)
  const after = await current(service)
  expect(after).toEqual(expect.arrayContaining(['QML']))
  expect(after).not.toEqual(expect.arrayContaining(['QK1']))
  for (let round = 0; round < 2; round += 1) {
    expect(await service.ask('undo.last', {})).toEqual({ said: `Undone: ${SAID}` })
    expect(await current(service)).toEqual(before)
    expect(await service.ask('undo.redo', {})).toEqual({ said: `Done again: ${SAID}` })
    expect(await current(service)).toEqual(after)
  }
  expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
})

test('what was written for the successor is kept, said, and there again with the merger', async () => {
  const service = await newService([...GRANTS])
  const merged = await service.ask('systems.merge', MERGER)
  await writeFor(service, 'QML')
  const { said } = await service.ask('undo.batch', { batch: merged.batch })
  expect(said).toBe(
    `Undone: ${SAID}. 1 entry written for Midland East since is kept, and comes back if the merger is brought back`,
  )
  expect(await refusal(service, 'action.get', { ics: 'QML', reference: REFERENCE })).toMatchObject({
    message: expect.stringMatching(/There is no system QML/),
  })
  expect((await service.ask('action.get', { ics: HOME, reference: REFERENCE })).row.status).toBe(
    'not-started',
  )
  await service.ask('undo.redo', {})
  expect((await service.ask('action.get', { ics: 'QML', reference: REFERENCE })).row.status).toBe(
    'planned',
  )
  expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
})

test('a merger of long ago is taken back from the list, and that is undone too', async () => {
  const service = await newService([...GRANTS])
  await service.ask('systems.merge', MERGER)
  const [merger] = await service.ask('systems.mergers', {})
  expect(merger).toMatchObject({ into: { ods: 'QML' }, withdrawn: null, whyNot: null })
  const id = merger?.id ?? ''
  const { said } = await service.ask('systems.unmerge', { merger: id })
  expect(said).toBe('The merger into Midland East is taken back')
  expect(await service.ask('systems.mergers', {})).toMatchObject([
    { id, withdrawn: { byName: 'Robin Tester' } },
  ])
  expect(await refusal(service, 'systems.unmerge', { merger: id })).toMatchObject({
    message: 'The merger into Midland East has been taken back already.',
  })
  await service.ask('undo.last', {})
  expect(await service.ask('systems.mergers', {})).toMatchObject([{ id, withdrawn: null }])
  expect(await current(service)).toContain('QML')
})

test('two who take back the same merger do not bring it back between them', async () => {
  const [here, there] = [newRecord([...GRANTS]), newRecord([...GRANTS])]
  const [ours, theirs] = [contextOf(here), contextOf(there)]
  updateAction(ours, 'QK1', REFERENCE, { status: 'planned' })
  const before = told(here)
  const undo = undoStack(ours)
  undo.did(mergeSystems(ours, MERGER))
  exchange(here, there)
  withdrawMerger(theirs, listMergers(theirs)[0]?.id ?? '')
  undo.undo()
  exchange(here, there)
  expect(differences(told(here), told(there))).toEqual([])
  expect(differences(told(here), before)).toEqual([])
  // To do it again takes back what both said.
  undo.redo()
  exchange(here, there)
  expect(listMergers(theirs)).toMatchObject([{ withdrawn: null }])
  expect(differences(told(here), told(there))).toEqual([])
  await expectClean(here.db)
})

test('what makes no sense is refused with the reason', async () => {
  const service = await newService([...GRANTS])
  await service.ask('systems.merge', MERGER)
  const next = { ...SUCCESSOR, ods: 'QNW', name: 'All East' }
  await service.ask('systems.merge', { from: ['QML', 'QT1'], into: next, on: '2026-04-01' })
  const [, first] = await service.ask('systems.mergers', {})
  const reason = 'The merger into All East builds on Midland East. Take that one back first.'
  expect(first?.whyNot).toBe(reason)
  expect(await refusal(service, 'systems.unmerge', { merger: first?.id ?? '' })).toMatchObject({
    message: reason,
  })
  const lead = contextOf(newRecord(['lead:QK1']))
  expect(() => withdrawMerger(lead, crypto.randomUUID())).toThrow(/Only workshop co-chairs/)
  const chair = contextOf(newRecord(['chair']))
  expect(() => withdrawMerger(chair, crypto.randomUUID())).toThrow(/Only regional staff/)
})

test('a merger that no longer makes sense is not done again', async () => {
  const [here, there] = [newRecord([...GRANTS]), newRecord([...GRANTS])]
  const undo = undoStack(contextOf(here))
  undo.did(mergeSystems(contextOf(here), MERGER))
  undo.undo()
  exchange(here, there)
  mergeSystems(contextOf(there), { ...MERGER, into: { ...SUCCESSOR, ods: 'QNW' } })
  exchange(here, there)
  expect(() => undo.redo()).toThrow(/closes on 31 Dec 2025 already/)
})

test('the successor tells what changed lately in those it took over from, and who may change what', async () => {
  const service = await newService([...GRANTS])
  await writeFor(service, 'QK1')
  await writeFor(service, 'QJM')
  await service.ask('systems.merge', MERGER)
  const lately = async () =>
    (await service.ask('register.attention', { ics: 'QML' })).recent.map(({ ics }) => ics)
  expect(await lately()).toEqual(['QJM', 'QK1'])
  await service.ask('action.update', {
    ...{ ics: 'QML', reference: REFERENCE, changes: { note: 'Together' } },
  })
  expect(await lately()).toEqual(['QML', 'QJM', 'QK1'])
  const seen = (ics: string) => service.ask('action.get', { ics, reference: REFERENCE })
  expect(await seen('QML')).toMatchObject({ mayEdit: true, whyNot: null })
  expect(await seen('QK1')).toMatchObject({
    mayEdit: false,
    whyNot: expect.stringMatching(/has closed/),
  })
})
