import { expect, test } from 'vitest'
import type { ActionFields } from '../../domain/record/subjects.ts'
import type { Service } from '../../main/service.ts'
import type { ServiceEvent } from '../../preload/contract.ts'
import { HOME, newService, REFERENCE } from '../helpers.ts'

const at = { ics: HOME, reference: REFERENCE }

test('an update sets what it names, leaves the rest, and says what it did', async () => {
  const service = await newService()
  const heard: ServiceEvent[] = []
  service.listen((event) => heard.push(event))
  const { id: owner } = await service.ask('owners.save', {
    ics: HOME,
    fields: { name: 'Priya Shah' },
  })
  const written = await service.ask('action.update', {
    ...at,
    changes: { status: 'in-progress', confidence: 'at-risk', owner, due: '2027-01-31' },
  })
  expect(written).toMatchObject({
    entries: 1,
    said: 'HS1.e2: status in progress, confidence at risk, owner Priya Shah, due 31 Jan 2027',
  })
  await service.ask('action.update', { ...at, changes: { note: 'Begun', nextStep: 'Go on' } })
  const { row, timeline, fields, mayEdit } = await service.ask('action.get', at)
  expect(row).toMatchObject({
    status: 'in-progress',
    confidence: 'at-risk',
    ownerName: 'Priya Shah',
    due: '2027-01-31',
    note: 'Begun',
    nextStep: 'Go on',
    updatedBy: 'Robin Tester',
  })
  expect(mayEdit).toBe(true)
  expect(timeline).toHaveLength(2)
  expect(timeline[1]?.changes).toContainEqual({
    field: 'status',
    label: 'Status',
    from: null,
    to: 'In progress',
  })
  expect(fields.status).toMatchObject({ value: 'in-progress', conflict: false })
  expect(heard.filter(({ type }) => type === 'changed')).toHaveLength(3)
})

test('saying the same again writes nothing and is nothing to undo', async () => {
  const service = await newService()
  await service.ask('action.update', { ...at, changes: { status: 'planned' } })
  expect(
    await service.ask('action.update', { ...at, changes: { status: 'planned' } }),
  ).toMatchObject({
    entries: 0,
    said: 'Nothing changed',
  })
  await service.ask('undo.last', {})
  expect(await service.ask('undo.last', {})).toEqual({ said: null })
})

test('a bulk update changes each action once, as one deed', async () => {
  const service = await newService()
  const references = ['HS1.e2', 'JW4.c1', 'HS1.e2']
  const written = await service.ask('action.bulkUpdate', {
    ics: HOME,
    references,
    changes: { status: 'planned', note: 'All of these' },
  })
  expect(written).toMatchObject({ entries: 2, said: '2 actions: status planned, note added' })
  const rows = await service.ask('register.list', { ics: HOME, filter: { status: ['planned'] } })
  expect(rows.map(({ reference }) => reference)).toEqual(['HS1.e2', 'JW4.c1'])
  const { timeline } = await service.ask('action.get', at)
  expect(timeline.map(({ batch }) => batch)).toEqual([written.batch])
})

test.each([
  [
    'a bulk update',
    (service: Service, shown: ActionFields) =>
      service.ask('action.bulkUpdate', {
        ics: HOME,
        references: [REFERENCE],
        changes: { status: 'blocked' },
        shown: { [REFERENCE]: shown },
      }),
  ],
  [
    'pasted cells',
    (service: Service, shown: ActionFields) =>
      service.ask('action.updateRows', {
        ics: HOME,
        rows: [{ reference: REFERENCE, changes: { status: 'blocked' }, shown }],
      }),
  ],
])(
  'what came in after the screen was filled, %s leaves standing as a disagreement',
  async (_, change) => {
    const service = await newService()
    await service.ask('action.update', { ...at, changes: { status: 'planned' } })
    await change(service, { status: 'planned' })
    expect(await service.ask('conflicts.list', {})).toEqual([])

    await service.ask('action.update', { ...at, changes: { status: 'complete' } })
    await change(service, { status: 'planned' })
    const [conflict] = await service.ask('conflicts.list', {})
    expect(conflict).toMatchObject({ reference: REFERENCE, field: 'status' })
    expect(conflict?.values.map(({ value }) => value)).toEqual(['blocked', 'complete'])
  },
)

test('a neighbour’s approach is taken over by name, with its next step where ours is empty', async () => {
  const service = await newService(['lead:QK1', 'lead:QJM'])
  await service.ask('action.update', {
    ics: 'QJM',
    reference: REFERENCE,
    changes: { status: 'embedded', nextStep: 'Walk-in clinics' },
  })
  await service.ask('action.adopt', { ...at, from: 'QJM' })
  const { row, neighbours } = await service.ask('action.get', at)
  expect(row).toMatchObject({ adoptedFrom: 'QJM', nextStep: 'Walk-in clinics' })
  expect(neighbours).toHaveLength(10)
  expect(neighbours[0]).toMatchObject({ ics: 'QJM', name: 'Lincolnshire', status: 'embedded' })

  await service.ask('action.update', { ...at, changes: { nextStep: 'Ours', adoptedFrom: null } })
  await service.ask('action.adopt', { ...at, from: 'QJM' })
  expect((await service.ask('action.get', at)).row.nextStep).toBe('Ours')
})

test('a local action stands in its own system’s register only, and can be changed and removed', async () => {
  const service = await newService()
  const { reference } = await service.ask('action.addLocal', {
    ics: HOME,
    recommendation: 'HS1.e',
    title: 'Mobile clinics',
    summary: 'Clinics on wheels.',
  })
  expect(reference).toMatch(/^HS1\.e\.QK1-[0-9a-f]{6}$/)
  const list = (ics: string) => service.ask('register.list', { ics })
  expect(await list(HOME)).toHaveLength(247)
  expect(await list('QJM')).toHaveLength(246)
  await service.ask('action.update', { ics: HOME, reference, changes: { status: 'planned' } })
  await service.ask('action.editLocal', { ics: HOME, reference, title: 'Clinics by van' })
  expect(await service.ask('action.get', { ics: HOME, reference })).toMatchObject({
    row: { title: 'Clinics by van', status: 'planned', source: 'local' },
    summary: 'Clinics on wheels.',
  })
  await service.ask('action.editLocal', { ics: HOME, reference, removed: true })
  expect(await list(HOME)).toHaveLength(246)
})

test('evidence is counted, listed and taken out again', async () => {
  const service = await newService()
  const { id } = await service.ask('evidence.add', {
    ...at,
    title: 'Board paper',
    location: 'S:\\Board\\paper.docx',
  })
  const seen = await service.ask('action.get', at)
  expect(seen.row).toMatchObject({ evidence: 1, updatedBy: 'Robin Tester' })
  expect(seen.evidence).toEqual([
    expect.objectContaining({ id, title: 'Board paper', addedBy: 'Robin Tester' }),
  ])
  await service.ask('evidence.remove', { ics: HOME, id })
  const after = await service.ask('action.get', at)
  expect(after).toMatchObject({ row: { evidence: 0 }, evidence: [] })
  expect(after.timeline.map(({ changes }) => changes[0]?.label)).toEqual([
    'Evidence removed',
    'Evidence added',
  ])
})

test('owners are kept, asked about and handed over', async () => {
  const service = await newService()
  const save = (name: string, email: string) =>
    service.ask('owners.save', { ics: HOME, fields: { name, email } })
  const { id: priya } = await save('Priya Shah', 'priya@example.nhs.uk')
  const { id: sam } = await save('Sam Patel', 'sam@example.nhs.uk')
  const references = ['HS1.e2', 'JW4.c1', 'LA1.a1']
  await service.ask('action.bulkUpdate', {
    ics: HOME,
    references,
    changes: { owner: priya, status: 'blocked', due: '2020-01-31' },
  })
  expect(await service.ask('owners.list', { ics: HOME })).toEqual([
    expect.objectContaining({ id: priya, open: 3, overdue: 3, type: 'person' }),
    expect.objectContaining({ id: sam, open: 0, overdue: 0 }),
  ])
  const [item, ...more] = await service.ask('owners.chase', { ics: HOME })
  expect(more).toEqual([])
  expect(item?.actions.map(({ reference }) => reference)).toEqual(['HS1.e2', 'LA1.a1', 'JW4.c1'])
  expect(item?.actions[0]?.reasons).toEqual(['Was due 31 Jan 2020', 'Blocked'])
  expect(item?.body).toContain('Robin Tester')
  expect(item?.mailto).toMatch(/^mailto:priya@example\.nhs\.uk\?subject=/)
  const letter = await service.ask('owners.email', { ics: HOME, owner: priya })
  expect(letter.file.name).toBe('Actions to update - Priya Shah.eml')

  await service.ask('owners.handOver', { ics: HOME, from: priya, to: sam, references: ['LA1.a1'] })
  const written = await service.ask('owners.handOver', { ics: HOME, from: priya, to: sam })
  expect(written).toMatchObject({ entries: 2, said: '2 actions handed to Sam Patel' })
  await service.ask('owners.save', { ics: HOME, id: priya, fields: { removed: true } })
  expect(await service.ask('owners.list', { ics: HOME })).toEqual([
    expect.objectContaining({ id: sam, open: 3 }),
  ])
})

test('an owner taken out of the directory is seen as long as an action names them', async () => {
  const service = await newService()
  const { id } = await service.ask('owners.save', {
    ics: HOME,
    fields: { name: 'Priya Shah', email: 'priya@example.nhs.uk' },
  })
  const { id: sam } = await service.ask('owners.save', { ics: HOME, fields: { name: 'Sam' } })
  const overdue = { owner: id, status: 'planned', due: '2020-01-31' } as const
  await service.ask('action.update', { ...at, changes: overdue })
  await service.ask('owners.save', { ics: HOME, id, fields: { removed: true } })
  expect((await service.ask('owners.list', { ics: HOME }))[0]).toMatchObject({
    ...{ id, removed: true, open: 1, overdue: 1 },
  })
  // The action is nobody's until it is handed over.
  const wanting = await service.ask('register.attention', { ics: HOME })
  expect(wanting.first.find(({ row }) => row.owner === id)?.reasons).toEqual([
    'Was due 31 Jan 2020',
    'Owner removed',
  ])
  const nobodys = { attention: ['no-owner' as const] }
  expect(await service.ask('register.list', { ics: HOME, filter: nobodys })).toHaveLength(1)
  expect((await service.ask('register.matrix', { filter: nobodys })).rows).toHaveLength(1)
  // Nobody writes to somebody who has left.
  expect(await service.ask('owners.chase', { ics: HOME })).toEqual([])
  await service.ask('owners.handOver', { ics: HOME, from: id, to: sam })
  expect(await service.ask('owners.list', { ics: HOME })).toEqual([
    expect.objectContaining({ id: sam, open: 1 }),
  ])
})

test('what a person likes to see is kept, and shared with nobody', async () => {
  const service = await newService()
  await service.ask('settings.set', { key: 'register.columns', value: ['status', 'owner'] })
  await service.ask('settings.set', { key: 'register.columns', value: ['status'] })
  expect(await service.ask('settings.get', {})).toEqual({ 'register.columns': ['status'] })
  const view = await service.ask('views.save', { name: 'Blocked', state: { status: ['blocked'] } })
  await service.ask('views.save', { id: view.id, name: 'All blocked', state: [] })
  await service.ask('views.save', { name: 'a first', state: null })
  expect((await service.ask('views.list', {})).map(({ name }) => name)).toEqual([
    'a first',
    'All blocked',
  ])
  await service.ask('views.remove', { id: view.id })
  expect(await service.ask('views.list', {})).toHaveLength(1)
  expect((await service.ask('record.info', {})).entries).toBe(1)
})
