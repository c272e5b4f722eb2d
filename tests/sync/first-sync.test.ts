import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openService, type Service } from '../../main/service.ts'
import { entriesOf, makeFolder, ServerProcess } from './processes.ts'

/** A newcomer fetches a long history, a long-absent writer gives one back. */

const folder = makeFolder()
const server = new ServerProcess(join(folder.path, 'server'))
const services: Service[] = []
const ENTRIES = 3000

beforeAll(() => server.start())
afterAll(async () => {
  for (const service of services) await service.close()
  await server.kill()
  folder.remove()
})

async function joined(name: string, grants: string[]) {
  const dataDir = join(folder.path, name)
  const service = await openService({ dataDir })
  services.push(service)
  await service.ask('sync.join', { url: server.url, code: await server.code(name, grants) })
  return { dataDir, service }
}

test('thousands of entries go both ways with progress, and others are answered meanwhile', async () => {
  const writer = await joined('Writer', ['lead:QK1'])
  const rows = await writer.service.ask('register.list', { ics: 'QK1' })
  const references = rows.map(({ reference }) => reference)
  for (let n = 0; entriesOf(writer.dataDir).size < ENTRIES; n++) {
    const changes = { note: `Note ${n}. ${'What we did and why. '.repeat(10)}` }
    await writer.service.ask('action.bulkUpdate', { ics: 'QK1', references, changes })
  }
  await writer.service.ask('sync.once', {})

  const newcomer = await joined('Newcomer', ['viewer'])
  const heard: number[] = []
  newcomer.service.listen((event) => {
    if (event.type === 'progress') heard.push(event.done)
  })
  const job = '00000000-0000-4000-8000-000000000001'
  const fetching = newcomer.service.ask('sync.once', { job })
  const answered = await answersUntil(fetching, newcomer.service)
  expect(entriesOf(newcomer.dataDir)).toEqual(entriesOf(writer.dataDir))
  expect(heard.at(-1)).toBe(1)
  expect(statSync(join(newcomer.dataDir, 'record.sqlite')).size).toBeGreaterThan(1_000_000)
  // How long others wait at most is measured by `npm run bench first-sync`.
  expect(answered).toBeGreaterThan(3)
})

/** @returns how many calls were answered one after the other while the work was going on */
async function answersUntil(work: Promise<unknown>, service: Service): Promise<number> {
  let going = true
  const end = work.finally(() => {
    going = false
  })
  let answered = 0
  for (; going; answered += 1) {
    await service.ask('register.list', { ics: 'QK1' })
    await nextTurn()
  }
  await end
  return answered
}
