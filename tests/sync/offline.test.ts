import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Grant } from '../../domain/record/grants.ts'
import { openService, type Service } from '../../main/service.ts'
import { entriesOf, makeFolder, ServerProcess } from './processes.ts'

/** Machines that meet seldom, have wrong clocks, or find a server that lost everything. */

const DAY = 86_400_000
const folder = makeFolder()
const server = new ServerProcess(join(folder.path, 'server'))
const services: Machine[] = []

interface Machine {
  dataDir: string
  service: Service
  /** How far the machine's clock is from the right time, in ms. */
  clock: { offBy: number }
}

beforeAll(() => server.start())
afterAll(async () => {
  await Promise.all(services.map(({ service }) => service.close()))
  await server.kill()
  folder.remove()
})

async function machine(grants: Grant[], extra: object = {}, offBy = 0): Promise<Machine> {
  const dataDir = join(folder.path, `machine-${services.length}`)
  const clock = { offBy }
  const service = await openService({ dataDir, now: () => Date.now() + clock.offBy })
  services.push({ dataDir, service, clock })
  const code = await server.code(`Person ${services.length}`, grants, extra)
  await service.ask('sync.join', { url: server.url, code })
  await service.ask('sync.once', {})
  return { dataDir, service, clock }
}

function write({ service }: Machine, reference: string, changes: object, ics = 'QK1') {
  return service.ask('action.update', { ics, reference, changes })
}

async function exchange(...machines: Machine[]) {
  for (const { service } of [...machines, ...machines]) {
    expect(await service.ask('sync.once', {})).toMatchObject({ state: 'synced', waiting: 0 })
  }
}

async function references({ service }: Machine, count: number): Promise<string[]> {
  const rows = await service.ask('register.list', { ics: 'QK1' })
  return rows.slice(0, count).map(({ reference }) => reference)
}

test('a month apart on two machines: all is merged, nothing lost, nothing twice', async () => {
  const one = await machine(['lead:QK1'])
  const two = await machine(['lead:QK1', 'lead:QJM'])
  const [contested = '', ...rest] = await references(one, 30)
  for (const [day, reference] of rest.entries()) {
    one.clock.offBy = two.clock.offBy = (day - 30) * DAY
    await write(one, reference, { note: `One, day ${day}` })
    await write(two, reference, { note: `Two, day ${day}` }, 'QJM')
  }
  await write(one, contested, { status: 'complete' })
  await write(two, contested, { status: 'blocked' })
  const written = new Set([...entriesOf(one.dataDir).keys(), ...entriesOf(two.dataDir).keys()])
  one.clock.offBy = two.clock.offBy = 0

  await exchange(one, two)
  expect(entriesOf(one.dataDir)).toEqual(entriesOf(two.dataDir))
  expect(new Set(entriesOf(one.dataDir).keys())).toEqual(written)
  for (const { service } of [one, two]) {
    expect(await service.ask('conflicts.list', {})).toMatchObject([{ reference: contested }])
    expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
  }
})

test.each([
  ['a day ahead', DAY, 'QT1'],
  ['a day behind', -DAY, 'QPM'],
  ['in another year', 60 * DAY, 'QOC'],
])(
  'a clock %s: the person is warned, and order stays that of cause and effect',
  async (_name, offBy, ics) => {
    const wrong = await machine([`lead:${ics}`])
    const right = await machine([`lead:${ics}`])
    const [first = '', second = ''] = await references(wrong, 2)
    wrong.clock.offBy = offBy
    // Written before any server could say that the clock is wrong.
    await write(wrong, first, { status: 'planned' }, ics)
    await write(wrong, first, { status: 'in-progress' }, ics)
    await exchange(wrong, right)
    expect((await wrong.service.ask('sync.status', {})).clock).toMatch(/clock of this computer is/)
    expect((await wrong.service.ask('app.state', {})).notices).toMatchObject([{ level: 'warning' }])

    await write(right, first, { status: 'blocked' }, ics)
    await exchange(right, wrong)
    await write(wrong, first, { status: 'complete' }, ics)
    await write(wrong, second, { status: 'complete' }, ics)
    await exchange(wrong, right)
    for (const { service } of [wrong, right]) {
      const { row, timeline } = await service.ask('action.get', { ics, reference: first })
      expect(row).toMatchObject({ status: 'complete', conflicts: 0 })
      const here = timeline.filter((item) => item.ics === ics)
      expect(here.map(({ changes }) => changes[0]?.to)).toEqual([
        'Complete',
        'Blocked',
        'In progress',
        'Planned',
      ])
      // Nothing claims to have been written at a time that is still to come.
      for (const { at } of here) expect(Date.parse(at)).toBeLessThan(Date.now() + 60_000)
      expect(await service.ask('record.verify', {})).toMatchObject({ differences: [] })
    }
    expect(entriesOf(wrong.dataDir)).toEqual(entriesOf(right.dataDir))
  },
  40_000,
)

test('a server that lost its store gets everything back from the members’ machines', async () => {
  const keeper = await machine(['lead:QK1'])
  const gone = await machine(['lead:QPM'])
  const [reference = ''] = await references(gone, 1)
  await write(gone, reference, { note: 'From one who will not come back' }, 'QPM')
  await exchange(gone, keeper)
  const before = entriesOf(keeper.dataDir)

  await server.stop()
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(join(server.dataDir, `accord-server.db${suffix}`), { force: true })
  }
  await server.start()
  await expect(keeper.service.ask('sync.once', {})).rejects.toThrow(
    'Your access to the server has ended',
  )
  expect(await keeper.service.ask('sync.status', {})).toMatchObject({ state: 'credential-expired' })

  // The machine shows by the proof it kept that the member's id is its own.
  const code = await server.code('Back again', ['lead:QK1'])
  await keeper.service.ask('sync.join', { url: server.url, code })
  await exchange(keeper)
  const newcomer = await machine(['viewer'], { newcomer: true })
  expect(entriesOf(newcomer.dataDir)).toEqual(before)
  expect(await keeper.service.ask('sync.refused', {})).toEqual([])
})
