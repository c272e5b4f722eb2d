import { expect, test } from 'vitest'
import { undoStack } from '../../main/across/undo.ts'
import { bulkUpdate } from '../../main/register/bulk.ts'
import { actionDetail } from '../../main/register/detail.ts'
import { addEvidence, saveOwner, updateAction } from '../../main/register/writing.ts'
import type { Service } from '../../main/service.ts'
import type { Written } from '../../preload/types.ts'
import { contextOf, exchange, HOME, newRecord, newService, REFERENCE } from '../helpers.ts'

const at = { ics: HOME, reference: REFERENCE }

/** Everything of a register that a person sees, but for when and by whom it was last touched. */
async function visible(service: Service) {
  const rows = await service.ask('register.list', { ics: HOME })
  const details = await Promise.all(
    rows
      .filter(({ updatedAt }) => updatedAt)
      .map(({ reference }) => service.ask('action.get', { ics: HOME, reference })),
  )
  return {
    rows: rows.map(({ updatedAt, updatedBy, noteAt, ...row }) => row),
    evidence: details.flatMap(({ evidence }) => evidence.map(({ id, title }) => ({ id, title }))),
    owners: (await service.ask('owners.list', { ics: HOME })).map(({ fields, ...owner }) => owner),
  }
}

/** A register with something in it, and the names of what it holds. */
async function furnished() {
  const service = await newService(['lead:QK1', 'lead:QJM'])
  const owner = async (name: string) =>
    (await service.ask('owners.save', { ics: HOME, fields: { name } })).id
  const [priya, sam] = [await owner('Priya Shah'), await owner('Sam Patel')]
  await service.ask('action.update', {
    ...at,
    changes: { status: 'planned', owner: priya, note: 'First' },
  })
  const { id: evidence } = await service.ask('evidence.add', {
    ...at,
    title: 'Plan',
    location: 'x',
  })
  const { reference: local } = await service.ask('action.addLocal', {
    ics: HOME,
    recommendation: 'HS1.e',
    title: 'Mobile clinics',
  })
  return { service, priya, sam, evidence, local }
}
type Furnished = Awaited<ReturnType<typeof furnished>>

test.each<[string, (f: Furnished) => Promise<Written>]>([
  [
    'an update',
    ({ service, sam }) =>
      service.ask('action.update', {
        ...at,
        changes: { status: 'blocked', note: 'Second', owner: sam, due: '2027-01-31' },
      }),
  ],
  [
    'a first update',
    ({ service }) =>
      service.ask('action.update', {
        ics: HOME,
        reference: 'JW4.c1',
        changes: { status: 'complete', confidence: 'on-track', note: 'Done' },
      }),
  ],
  [
    'a cleared field',
    ({ service }) => service.ask('action.update', { ...at, changes: { owner: null, note: null } }),
  ],
  [
    'a bulk update',
    ({ service }) =>
      service.ask('action.bulkUpdate', {
        ics: HOME,
        references: ['HS1.e2', 'HS1.b1', 'LA1.a1'],
        changes: { status: 'embedded', due: '2027-01-31' },
      }),
  ],
  ['an adoption', ({ service }) => service.ask('action.adopt', { ...at, from: 'QJM' })],
  [
    'a new local action',
    ({ service }) =>
      service.ask('action.addLocal', { ics: HOME, recommendation: 'LA1.a', title: 'Another' }),
  ],
  [
    'a renamed local action',
    ({ service, local }) =>
      service.ask('action.editLocal', {
        ics: HOME,
        reference: local,
        title: 'Clinics by van',
        summary: 'First summary',
      }),
  ],
  [
    'a removed local action',
    ({ service, local }) =>
      service.ask('action.editLocal', { ics: HOME, reference: local, removed: true }),
  ],
  [
    'new evidence',
    ({ service }) => service.ask('evidence.add', { ...at, title: 'Letter', location: 'y' }),
  ],
  [
    'removed evidence',
    ({ service, evidence }) => service.ask('evidence.remove', { ics: HOME, id: evidence }),
  ],
  [
    'a new owner',
    ({ service }) =>
      service.ask('owners.save', { ics: HOME, fields: { name: 'Ann Lee', role: 'Nurse' } }),
  ],
  [
    'an owner’s first telephone number',
    ({ service, priya }) =>
      service.ask('owners.save', { ics: HOME, id: priya, fields: { phone: '01234' } }),
  ],
  [
    'a renamed owner',
    ({ service, priya }) =>
      service.ask('owners.save', { ics: HOME, id: priya, fields: { name: 'Priya Patel' } }),
  ],
  [
    'a removed owner',
    ({ service, sam }) =>
      service.ask('owners.save', { ics: HOME, id: sam, fields: { removed: true } }),
  ],
  [
    'a handover',
    ({ service, priya, sam }) =>
      service.ask('owners.handOver', { ics: HOME, from: priya, to: sam }),
  ],
])('%s is undone, done again and undone again', async (_, act) => {
  const all = await furnished()
  const { service } = all
  const before = await visible(service)
  const written = await act(all)
  const after = await visible(service)
  expect(after).not.toEqual(before)
  expect(await service.ask('undo.state', {})).toEqual({ undo: written.said, redo: null })

  for (let round = 0; round < 2; round += 1) {
    expect(await service.ask('undo.last', {})).toEqual({ said: `Undone: ${written.said}` })
    expect(await visible(service)).toEqual(before)
    expect((await service.ask('undo.state', {})).redo).toBe(written.said)
    expect(await service.ask('undo.redo', {})).toEqual({ said: `Done again: ${written.said}` })
    expect(await visible(service)).toEqual(after)
  }
  expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
})

test('deeds are taken back in turn, or one of them by its own message', async () => {
  const { service } = await furnished()
  const update = (reference: string) =>
    service.ask('action.update', { ics: HOME, reference, changes: { status: 'blocked' } })
  const first = await update('HS1.b1')
  await update('LA1.a1')
  await service.ask('undo.batch', { batch: first.batch })
  const blocked = async () =>
    (await service.ask('register.list', { ics: HOME, filter: { status: ['blocked'] } })).map(
      ({ reference }) => reference,
    )
  expect(await blocked()).toEqual(['LA1.a1'])
  await service.ask('undo.last', {})
  expect(await blocked()).toEqual([])
  // A new deed ends what could be done again.
  await update('JW4.c1')
  expect(await service.ask('undo.redo', {})).toEqual({ said: null })
})

test('undo leaves alone what somebody has changed since, and says so', () => {
  const [here, there] = [newRecord(), newRecord()]
  const [ours, theirs] = [contextOf(here), contextOf(there)]
  const undo = undoStack(ours)
  undo.did(updateAction(ours, HOME, REFERENCE, { status: 'planned', confidence: 'at-risk' }))
  exchange(here, there)
  updateAction(theirs, HOME, REFERENCE, { status: 'complete' })
  exchange(here, there)
  expect(undo.undo().said).toMatch(/Left as it is, since it was changed meanwhile: HS1\.e2 status$/)
  expect(actionDetail(ours, HOME, REFERENCE).row).toMatchObject({
    status: 'complete',
    confidence: null,
    conflicts: 0,
  })
})

test.each([
  ['before anybody had said anything', {}],
  ['after something was said', { status: 'planned', due: '2027-01-31' } as const],
])('undo of what another disagrees with leaves theirs alone: %s', (_, first) => {
  const [here, there] = [newRecord(), newRecord()]
  const [ours, theirs] = [contextOf(here), contextOf(there)]
  if (Object.keys(first).length > 0) updateAction(ours, HOME, REFERENCE, first)
  exchange(here, there)
  const undo = undoStack(ours)
  const undoTheirs = undoStack(theirs)
  undo.did(updateAction(ours, HOME, REFERENCE, { status: 'blocked', due: '2027-03-31' }))
  undoTheirs.did(updateAction(theirs, HOME, REFERENCE, { status: 'complete' }))
  exchange(here, there)
  const row = () => actionDetail(ours, HOME, REFERENCE).row
  expect(row().conflicts).toBe(1)

  const due = 'due' in first ? first.due : null
  undo.undo()
  expect(row()).toMatchObject({ status: 'complete', due, conflicts: 0 })
  undo.redo()
  expect(row()).toMatchObject({ due: '2027-03-31', conflicts: 1 })
  undo.undo()
  expect(row()).toMatchObject({ status: 'complete', due, conflicts: 0 })

  // Theirs can still be taken back as well.
  exchange(here, there)
  expect(undoTheirs.undo().said).not.toMatch(/Left as it is/)
  exchange(here, there)
  const status = 'status' in first ? first.status : 'not-started'
  expect(row()).toMatchObject({ status, due, conflicts: 0 })
})

test('an owner whom somebody has changed since is not removed by undo', () => {
  const [here, there] = [newRecord(), newRecord()]
  const [ours, theirs] = [contextOf(here), contextOf(there)]
  const undo = undoStack(ours)
  const added = saveOwner(ours, HOME, undefined, { name: 'Ann' })
  undo.did(added)
  exchange(here, there)
  saveOwner(theirs, HOME, added.id, { name: 'Ann Lee' })
  exchange(here, there)
  undo.undo()
  const row = here.db.prepare('SELECT name, removed FROM owner WHERE id = ?').get(added.id)
  expect(row).toEqual({ name: 'Ann Lee', removed: 0 })
})

test('what is undone is marked so in the timeline, and not once it is done again', () => {
  const context = contextOf(newRecord())
  const undo = undoStack(context)
  undo.did(addEvidence(context, HOME, REFERENCE, { title: 'Plan', location: 'x' }))
  const marks = () =>
    actionDetail(context, HOME, REFERENCE)
      .timeline.toReversed()
      .map(({ undone }) => undone)
  undo.undo()
  expect(marks()).toEqual([true, false])
  undo.redo()
  expect(marks()).toEqual([false, true, false])
})

test('deeds on one field are taken back one after the other, and done again', async () => {
  const service = await newService()
  const change = (status: 'planned' | 'in-progress' | 'blocked') =>
    service.ask('action.update', { ics: HOME, reference: REFERENCE, changes: { status } })
  const status = async () =>
    (await service.ask('action.get', { ics: HOME, reference: REFERENCE })).row.status
  await change('planned')
  await change('in-progress')
  await change('blocked')
  const seen: string[] = []
  for (const step of ['undo.last', 'undo.last', 'undo.last', 'undo.redo', 'undo.redo'] as const) {
    await service.ask(step, {})
    seen.push(await status())
  }
  expect(seen).toEqual(['in-progress', 'planned', 'not-started', 'planned', 'in-progress'])
})

test('what was done before this session, or done again, can be taken back from the timeline', () => {
  const record = newRecord()
  const before = contextOf(record)
  const written = updateAction(before, HOME, REFERENCE, { status: 'planned', note: 'First' })
  const many = bulkUpdate(before, HOME, [REFERENCE, 'HS1.b1', 'LA1.a1'], { due: '2027-01-31' })
  const context = contextOf(record)
  const undo = undoStack(context)
  const items = () => actionDetail(context, HOME, REFERENCE).timeline
  expect(items().map(({ others, undone }) => ({ others, undone }))).toEqual([
    { others: 2, undone: false },
    { others: 0, undone: false },
  ])
  expect(undo.undoBatch(written.batch).said).toBe('Undone: HS1.e2: status, progress note')
  expect(actionDetail(context, HOME, REFERENCE).row).toMatchObject({
    ...{ status: 'not-started', note: null, due: '2027-01-31' },
  })
  undo.redo()
  expect(undo.undoBatch(written.batch).said).toBe('Undone: HS1.e2: status, progress note')
  expect(undo.undoBatch(many.batch).said).toBe('Undone: 3 actions changed')
  expect(items().every(({ undone, undoes }) => undone || undoes !== null)).toBe(true)
  expect(undo.undoBatch(written.batch).said).toMatch(/^Not undone: .* changed meanwhile/)
})

test('what others did is theirs to take back', () => {
  const [here, there] = [newRecord(), newRecord()]
  const theirs = updateAction(contextOf(there), HOME, REFERENCE, { status: 'planned' })
  exchange(here, there)
  expect(() => undoStack(contextOf(here)).undoBatch(theirs.batch)).toThrow(/undone already/)
})
