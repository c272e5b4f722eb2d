import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { strategyDocument } from '../../domain/documents/tree.ts'
import { openData } from '../../sync-server/data.ts'
import { offThread } from '../../sync-server/share/off-thread.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite.ts'
import {
  connect,
  documentRooms,
  joinAs,
  letKnow,
  temporaryFolder,
  testServer,
  until,
} from './support.ts'

/** Text of so many characters that no two places of are alike. */
const long = (characters: number, seed: number) =>
  Array.from({ length: characters / 10 }, (_, n) => String(n * 7 + seed).padStart(10, '.')).join('')

test('a document that an earlier server stored in one comes to a newcomer in pieces', async () => {
  const dataDir = temporaryFolder()
  const { store } = await openData({ dataDir })
  const doc = new Y.Doc()
  for (let n = 0; n < 18; n++) doc.getArray('pictures').push([long(1_000_000, n)])
  doc.getArray('pictures').delete(3)
  const bytes = Y.encodeStateAsUpdate(doc)
  const ends = new Map([[doc.clientID, Y.getState(doc.store, doc.clientID)]])
  const authors = new Map([[doc.clientID, 'somebody']])
  const strategy = randomUUID()
  const large = strategyDocument(strategy)
  await store.append(large, 0, [
    { bytes, ends, authors, deletes: true, entries: [], at: Date.now() },
  ])
  await store.close()
  const server = await testServer({ dataDir })
  await letKnow(server, 'strategy', [strategy])
  const { credential } = await joinAs(server, ['viewer'])
  const newcomer = connect(server, large, credential)
  let largest = 0
  newcomer.socket.on('message', (data: Buffer) => {
    largest = Math.max(largest, data.length)
  })
  await newcomer.synced
  expect(largest).toBeLessThan(2 * 1024 * 1024)
  expect(newcomer.doc.getArray('pictures').toJSON()).toEqual(doc.getArray('pictures').toJSON())
})

test('merging a document leaves pieces that are small, and nothing is missing', async () => {
  const dataDir = temporaryFolder()
  const server = await testServer({ dataDir })
  const { credential } = await joinAs(server, ['chair'])
  const [grown = ''] = await documentRooms(server)
  const writer = connect(server, grown, credential)
  await writer.synced
  const store = openSqliteStore(join(dataDir, 'accord-server.db'))
  onTestFinished(() => store.close())
  const text = writer.doc.getArray<string>('a')
  let written = 0
  await until(async () => {
    text.push([long(20_000, written)])
    written += 1
    if (written % 3 === 0) text.delete(text.length - 2)
    const heads = await store.heads(grown)
    return text.length > 100 && heads.length < text.length / 2
  })
  const all = writer.doc.getArray('a').toJSON()
  await until(() => {
    const last = writer.stored.at(-1)?.clocks[writer.doc.clientID]
    return last === Y.getState(writer.doc.store, writer.doc.clientID)
  })
  const sizes = (await store.heads(grown)).map(({ size }) => size)
  expect(sizes.length).toBeGreaterThan(3)
  expect(Math.max(...sizes)).toBeLessThan(512 * 1024)
  const reader = connect(server, grown, credential)
  await reader.synced
  expect(reader.doc.getArray('a').toJSON()).toEqual(all)
})

test('work that takes too long is ended, and what comes after it is done', async () => {
  const file = new URL('./endless-worker.ts', import.meta.url)
  const work = offThread<number, number>(file, { ms: 5000, megabytes: 64 })
  onTestFinished(() => work.close())
  expect(await work.run(1)).toBe(2)
  const short = offThread<number, number>(file, { ms: 200, megabytes: 64 })
  onTestFinished(() => short.close())
  const endless = short.run(0)
  await expect(endless).rejects.toThrow('longer than it may')
  await expect(work.run(-1)).rejects.toThrow('Below zero')
  expect(await Promise.all([work.run(2), work.run(3)])).toEqual([3, 4])
})
