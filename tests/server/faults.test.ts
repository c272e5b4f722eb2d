import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import { CLOSE } from '../../domain/sync/protocol.ts'
import { Room } from '../../sync-server/rooms/room.ts'
import { changeEntry, connect, joinAs, testServer, until, updateOf, YEAR } from './support.ts'

const ROOM = `ics:QK1:${YEAR}`

test('a fault of ours while an update is judged ends that connection, and nothing else', async () => {
  const server = await testServer()
  const ann = await joinAs(server, ['lead:QK1'])
  const unlucky = connect(server, ROOM, ann.credential)
  const other = connect(server, ROOM, ann.credential)
  await Promise.all([unlucky.synced, other.synced])
  const fault = vi.spyOn(Room.prototype, 'offer').mockRejectedValueOnce(new TypeError('a fault'))
  onTestFinished(() => fault.mockRestore())
  const update = updateOf([changeEntry(ann.member.id)])
  unlucky.sendUpdate(update)
  expect((await unlucky.closed).code).toBe(CLOSE.storeFailed)
  other.sendUpdate(update)
  await until(() => other.stored.length === 1)
})

test('while the list of members cannot be read nobody is told that their access has ended', async () => {
  let ahead = 0
  const server = await testServer({ now: () => Date.now() + ahead })
  const ann = await joinAs(server, ['lead:QK1'])
  const me = () =>
    fetch(`${server.url}/v1/me`, { headers: { authorization: `Bearer ${ann.credential}` } })
  expect((await me()).status).toBe(200)

  const store = new Database(join(server.options.dataDir, 'accord-server.db'))
  onTestFinished(() => {
    store.close()
  })
  store.exec('ALTER TABLE meta RENAME TO hidden')
  ahead = 10_000
  const answer = await me()
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ error: 'unavailable' })

  store.exec('ALTER TABLE hidden RENAME TO meta')
  await until(async () => (await me()).status === 200)
})
