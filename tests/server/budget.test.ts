import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Joined } from '../../domain/sync/protocol.ts'
import { budgets } from '../../sync-server/share/budget.ts'
import {
  changeEntry,
  codeFor,
  connect,
  joinAs,
  post,
  receiptsFrame,
  testServer,
  until,
  updateOf,
  YEAR,
} from './support.ts'

const ROOM = `ics:QK1:${YEAR}`

test('a day takes so much of a member and so much in a room, and no more', () => {
  let now = 0
  const day = budgets({ memberBytesPerDay: 100, roomBytesPerDay: 150 }, () => now)
  expect(day.take('ann', 'one', 90)).toBe(true)
  expect(day.take('ann', 'two', 11)).toBe(false)
  expect(day.take('ann', 'two', 10)).toBe(true)
  expect(day.take('ben', 'one', 61)).toBe(false)
  expect(day.take('ben', 'one', 60)).toBe(true)
  now = 86_400_000
  expect(day.take('ann', 'one', 100)).toBe(true)
})

test('a member who fills a stream is told to stop for today; others go on', async () => {
  const server = await testServer({ limits: { memberBytesPerDay: 100_000 } })
  const mallory = await joinAs(server, ['lead:QK1'])
  const ann = await joinAs(server, ['lead:QK1'])
  const flood = connect(server, ROOM, mallory.credential)
  const honest = connect(server, ROOM, ann.credential)
  await Promise.all([flood.synced, honest.synced])
  const large = () => [changeEntry(mallory.member.id, { set: { note: 'x'.repeat(3500) } })]
  for (let n = 0; n < 60; n++) flood.sendUpdate(updateOf(large()))
  await until(() => flood.stored.length + flood.refused.length === 60)
  expect(flood.refused.length).toBeGreaterThan(30)
  expect(new Set(flood.refused.map(({ reason }) => reason))).toEqual(new Set(['over-budget']))
  expect(flood.refused[0]?.message).toContain('goes on tomorrow')
  honest.sendUpdate(updateOf([changeEntry(ann.member.id)]))
  await until(() => honest.stored.length === 1)
  // What came in is no more than the day's, here and with everybody else.
  await until(() => honest.entries.length === flood.stored.length)
})

test('giving back what a server lost is free', async () => {
  const first = await testServer()
  const ann = await joinAs(first, ['lead:QK1'])
  const writer = connect(first, ROOM, ann.credential)
  await writer.synced
  const entries = Array.from({ length: 20 }, () =>
    changeEntry(ann.member.id, { set: { note: 'x'.repeat(3500) } }),
  )
  const update = updateOf(entries)
  writer.sendUpdate(update)
  await until(() => writer.receipts.length === 20)
  await first.close()
  for (const end of ['', '-wal', '-shm'])
    rmSync(`${first.options.dataDir}/accord-server.db${end}`, { force: true })
  const again = await testServer({
    dataDir: first.options.dataDir,
    limits: { memberBytesPerDay: 1000 },
  })
  const code = await codeFor(again, ['lead:QHL'], { newcomer: true })
  const ben = (await (
    await post(again, '/v1/join', { code, member: randomUUID() })
  ).json()) as Joined
  const giver = connect(again, ROOM, ben.credential)
  await giver.synced
  giver.send(receiptsFrame(writer.receipts))
  giver.sendUpdate(update)
  await until(() => giver.stored.length + giver.refused.length > 0)
  expect(giver.refused).toEqual([])
})
