import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Grant } from '../../domain/record/grants.ts'
import { openRecord } from '../../main/record/record.ts'
import { openData } from '../../sync-server/data.ts'
import { setGrants } from '../../sync-server/members/administration.ts'
import { entriesOf, makeFolder, PersonProcess, ServerProcess, until } from './processes.ts'

/** Three real services and one real server, each a process of its own. */

const folder = makeFolder()
const server = new ServerProcess(join(folder.path, 'server'))
const asha = new PersonProcess(join(folder.path, 'asha'))
const ben = new PersonProcess(join(folder.path, 'ben'))
const vera = new PersonProcess(join(folder.path, 'vera'))
const everybody = [asha, ben, vera]

beforeAll(async () => {
  await server.start()
  await Promise.all(everybody.map((person) => person.start()))
  const invited = [
    [asha, 'Asha Patel', ['lead:QK1']],
    [ben, 'Ben Cole', ['lead:QK1', 'lead:QJM']],
    [vera, 'Vera Obi', ['viewer']],
  ] as const
  for (const [person, name, grants] of invited) {
    const code = await server.code(name, [...grants])
    await person.service.ask('sync.join', { url: server.url, code })
  }
  await allSettled()
})

afterAll(async () => {
  await Promise.all(everybody.map((person) => person.kill()))
  await server.kill()
  folder.remove()
})

async function setGrantsOf(id: string, grants: Grant[]) {
  const { store } = await openData({ dataDir: server.dataDir })
  await setGrants({ sql: store, now: Date.now }, id, grants)
  await store.close()
  // The server looks for changes three times a second.
  await wait(700)
}

async function allSettled() {
  for (const person of everybody) await until(() => person.isSettled())
}

async function allSee(ics: string, reference: string, status: string) {
  for (const person of everybody) {
    await until(async () => (await person.statusOf(ics, reference)) === status)
  }
}

test('what one writes, the others see', async () => {
  await asha.setStatus('QK1', 'HS1.e2', 'in-progress')
  await ben.setStatus('QJM', 'HS1.e2', 'blocked')
  await allSee('QK1', 'HS1.e2', 'in-progress')
  await allSee('QJM', 'HS1.e2', 'blocked')
})

test('many changes at once reach everybody', async () => {
  const rows = await asha.service.ask('register.list', { ics: 'QK1' })
  const references = rows.slice(0, 20).map(({ reference }) => reference)
  await Promise.all([
    ...references.map((reference) => asha.setStatus('QK1', reference, 'planned')),
    ...references.map((reference) => ben.setStatus('QJM', reference, 'complete')),
  ])
  for (const reference of references) {
    await allSee('QK1', reference, 'planned')
    await allSee('QJM', reference, 'complete')
  }
  await allSettled()
  expect(entriesOf(asha.dataDir)).toEqual(entriesOf(ben.dataDir))
  expect(entriesOf(vera.dataDir)).toEqual(entriesOf(ben.dataDir))
})

test('who is here is seen, and where', async () => {
  await ben.service.ask('sync.here', { ics: 'QJM', page: 'Register' })
  await until(async () => {
    const { here } = await asha.service.ask('sync.status', {})
    return here.some(
      ({ name, ics, page }) => name === 'Ben Cole' && ics === 'QJM' && page === 'Register',
    )
  })
})

test('whose caret is where in a document is seen, and that it is there no more', async () => {
  const caret = { document: 'document:strategy-1', anchor: '{"assoc":0}', head: '{"assoc":0}' }
  const seen = async () =>
    (await asha.service.ask('sync.status', {})).here.find(({ name }) => name === 'Ben Cole')
  await ben.service.ask('sync.caret', { caret })
  await until(async () => (await seen())?.caret !== null)
  expect(await seen()).toMatchObject({ page: 'Register', caret })
  await ben.service.ask('sync.caret', { caret: null })
  await until(async () => (await seen())?.caret === null)
})

test('two who change the same offline see a conflict, and one settles it for all', async () => {
  await server.kill()
  await asha.setStatus('QK1', 'HS1.e2', 'complete')
  await ben.setStatus('QK1', 'HS1.e2', 'blocked')
  await until(async () => (await asha.service.ask('sync.status', {})).state === 'offline')
  expect(await asha.service.ask('sync.status', {})).toMatchObject({ waiting: 1 })
  await server.start()
  for (const person of everybody) {
    await until(async () => (await person.service.ask('conflicts.list', {})).length === 1)
  }
  const [conflict] = await asha.service.ask('conflicts.list', {})
  expect(conflict?.values.map(({ byName }) => byName).sort()).toEqual(['Asha Patel', 'Ben Cole'])
  await asha.service.ask('conflicts.settle', {
    ics: 'QK1',
    subject: 'action:HS1.e2',
    field: 'status',
    value: 'blocked',
  })
  for (const person of everybody) {
    await until(async () => (await person.service.ask('conflicts.list', {})).length === 0)
  }
  await allSee('QK1', 'HS1.e2', 'blocked')
})

test('a viewer is refused at once, with the reason', async () => {
  await expect(vera.setStatus('QK1', 'HS1.e2', 'planned')).rejects.toThrow(
    'Only a lead of Leicester, Leicestershire and Rutland can change its record.',
  )
})

test('what the server refuses is taken out of the way, kept and shown', async () => {
  const { member } = await ben.service.ask('app.state', {})
  await setGrantsOf(member?.id ?? '', ['lead:QJM'])
  // His own machine does not know yet: the change is written, sent and refused.
  await ben.setStatus('QK1', 'HS1.e2', 'planned')
  await until(async () => (await ben.service.ask('sync.refused', {})).length === 1)
  expect(await ben.service.ask('sync.refused', {})).toMatchObject([
    { ics: 'QK1', what: 'HS1.e2. Status: Planned' },
  ])
  await allSee('QK1', 'HS1.e2', 'blocked')
  // By now it does: the next is refused at once, and what he may do goes on.
  await expect(ben.setStatus('QK1', 'HS1.e2', 'planned')).rejects.toThrow('Only a lead of')
  await ben.setStatus('QJM', 'HS1.e2', 'embedded')
  await allSee('QJM', 'HS1.e2', 'embedded')
  await allSettled()
  expect(entriesOf(ben.dataDir)).toEqual(entriesOf(asha.dataDir))
  await ben.service
    .ask('record.verify', {})
    .then(({ differences }) => expect(differences).toEqual([]))
})

test.each([
  ['a lead on a neighbour’s record', asha, 'ics:QT1'],
  ['a viewer anywhere', vera, 'ics:QK1'],
] as const)(
  '%s is refused by the server, and the work is kept and shown',
  async (_who, person, stream) => {
    const reference = 'HS1.e2'
    await person.stop()
    const forged = openRecord(person.dataDir, () => {})
    const draft = {
      kind: 'change',
      subject: `action:${reference}`,
      set: { note: 'Forged' },
      basedOn: {},
    } as const
    const [entry] = forged.write([{ stream, draft }], 'b7a3f0de-0000-4000-8000-000000000001')
    forged.close()
    await person.start()
    await until(async () => (await person.service.ask('sync.refused', {})).length === 1)
    const [work] = await person.service.ask('sync.refused', {})
    expect(work).toMatchObject({
      id: entry?.id,
      ics: stream.slice(4),
      what: expect.stringMatching(/^HS1\.e2\..*Forged$/),
      reason: 'Your access does not include changes here.',
    })
    expect(work?.text).toContain('Forged')
    await until(() => person.isSettled())
    expect(await person.service.ask('sync.status', {})).toMatchObject({
      state: 'refused',
      refused: 1,
    })
    expect(entriesOf(person.dataDir)).toEqual(entriesOf(ben.dataDir))
    expect((await person.service.ask('record.verify', {})).differences).toEqual([])
    await person.service.ask('sync.dismissRefused', { ids: [work?.id ?? ''] })
    expect(await person.service.ask('sync.refused', {})).toEqual([])
  },
  30_000,
)
