import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { detail, offered, read, replica, write } from '../strategies/fixtures.ts'
import { makeFolder, PersonProcess, ServerProcess, until } from './processes.ts'

/** A strategy that a co-chair offers and two leads sign, over a real server. */

const folder = makeFolder()
const server = new ServerProcess(join(folder.path, 'server'))
const asha = new PersonProcess(join(folder.path, 'asha'))
const ben = new PersonProcess(join(folder.path, 'ben'))

beforeAll(async () => {
  await server.start()
  for (const [person, name, grants] of [
    [asha, 'Asha Patel', ['chair', 'lead:QK1']],
    [ben, 'Ben Cole', ['lead:QWU']],
  ] as const) {
    await person.start()
    const code = await server.code(name, [...grants])
    await person.service.ask('sync.join', { url: server.url, code })
    await until(() => person.isSettled())
  }
})

afterAll(async () => {
  await Promise.all([asha.kill(), ben.kill()])
  await server.kill()
  folder.remove()
})

/** What one of them sees of a strategy; nothing until they know of it. */
const detailOf = ({ service }: PersonProcess, id: string) =>
  detail(service, id).catch(() => undefined)

test('a version reaches the others as it is kept, can be signed there, and the text stays one', {
  timeout: 300_000,
}, async () => {
  const { id, version, hash } = await offered(asha.service)
  const textAtBens = async () =>
    (await detailOf(ben, id))?.versions.find((each) => each.id === version)?.text
  await until(async () => (await textAtBens()) === 'here')

  const signature = { id, version, hash, role: 'Chief executive' }
  await asha.service.ask('strategies.sign', { ...signature, ics: 'QK1', name: 'Asha Patel' })
  await ben.service.ask('strategies.sign', { ...signature, ics: 'QWU', name: 'Ben Cole' })
  for (const person of [asha, ben])
    await until(async () => (await detailOf(person, id))?.signed === 2)

  // Both keep working, and one of them brings the version back meanwhile.
  await replica(ben.service, id)
  await write(asha.service, id, 'Other words.')
  await until(async () => (await read(ben.service, id)).join() === 'Other words.')
  await ben.service.ask('strategies.restoreVersion', { id, version })
  await until(async () => (await read(asha.service, id)).join() === 'We will act.')
  const kept = async () => (await detailOf(asha, id))?.versions.map(({ text }) => text)
  await until(async () => (await kept())?.join() === 'here,here,here')
  expect((await detailOf(asha, id))?.changedSinceOffered).toBe(false)
})

test('a version kept while apart comes with the next exchange', async () => {
  const { id } = await offered(asha.service)
  await until(async () => (await detailOf(ben, id)) !== undefined)
  await ben.stop()
  await write(asha.service, id, 'Words of the night.')
  const { version } = await asha.service.ask('strategies.keepVersion', { id, name: 'Night' })
  await until(() => asha.isSettled())
  await ben.start()
  const hers = () => ben.service.ask('strategies.version', { id, version }).catch(() => undefined)
  await until(async () => (await hers())?.content.includes('Words of the night.') ?? false)
})
