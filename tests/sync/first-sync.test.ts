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

/**
 * Longest time in ms of this process's own work for which nobody else got a turn. Counted in
 * processor time, so that what else the machine does makes no difference.
 */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let running = true
  const watching = (async () => {
    for (let before = process.threadCpuUsage(); running; before = process.threadCpuUsage()) {
      await nextTurn()
      const { user, system } = process.threadCpuUsage(before)
      longest = Math.max(longest, (user + system) / 1000)
    }
  })()
  await work()
  running = false
  await watching
  return longest
}

test('thousands of entries go both ways with progress, and without holding up the service', async () => {
  const writer = await joined('Writer', ['lead:QK1'])
  const rows = await writer.service.ask('register.list', { ics: 'QK1' })
  const references = rows.map(({ reference }) => reference)
  for (let n = 0; entriesOf(writer.dataDir).size < ENTRIES; n++) {
    const changes = { note: `Note ${n}. ${'What we did and why. '.repeat(10)}` }
    await writer.service.ask('action.bulkUpdate', { ics: 'QK1', references, changes })
  }
  const sending = await longestHold(() => writer.service.ask('sync.once', {}))

  const newcomer = await joined('Newcomer', ['viewer'])
  const heard: number[] = []
  newcomer.service.listen((event) => {
    if (event.type === 'progress') heard.push(event.done)
  })
  const job = '00000000-0000-4000-8000-000000000001'
  const receiving = await longestHold(() => newcomer.service.ask('sync.once', { job }))
  expect(entriesOf(newcomer.dataDir)).toEqual(entriesOf(writer.dataDir))
  expect(heard.at(-1)).toBe(1)
  expect(statSync(join(newcomer.dataDir, 'record.sqlite')).size).toBeGreaterThan(1_000_000)
  // The aim is 50; twice that leaves room for the compiler, which has seen none of this before.
  expect(Math.max(sending, receiving)).toBeLessThan(100)
})
