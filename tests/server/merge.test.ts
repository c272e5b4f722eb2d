import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openSqliteStore } from '../../sync-server/store/sqlite.ts'
import {
  changeEntry,
  connect,
  joinAs,
  temporaryFolder,
  testServer,
  until,
  YEAR,
} from './support.ts'

const ROOM = `ics:QK1:${YEAR}`

test('small updates become one while people go on writing, and nothing is missing', async () => {
  const dataDir = temporaryFolder()
  const server = await testServer({ dataDir })
  const { member, credential } = await joinAs(server, ['lead:QK1'])
  const writer = connect(server, ROOM, credential)
  await writer.synced
  const store = openSqliteStore(join(dataDir, 'accord-server.db'))
  let written = 0
  // Merging is looked at every two seconds, once there is enough.
  await until(async () => {
    writer.entries.push([changeEntry(member.id)])
    written += 1
    return written > 200 && (await store.heads(ROOM)).length < written / 2
  })
  await store.close()
  await until(() => writer.stored.at(-1)?.clocks[writer.doc.clientID] === written)
  const reader = connect(server, ROOM, credential)
  await reader.synced
  expect(reader.entries.toJSON()).toEqual(writer.entries.toJSON())
})

test('a long stream arrives in pieces, and a returning client gets only what it lacks', async () => {
  const server = await testServer()
  const { member, credential } = await joinAs(server, ['lead:QK1'])
  const writer = connect(server, ROOM, credential)
  await writer.synced
  for (let i = 0; i < 60; i++) {
    const note = 'x'.repeat(3000)
    writer.entries.push(Array.from({ length: 10 }, () => changeEntry(member.id, { set: { note } })))
  }
  await until(() => writer.stored.at(-1)?.clocks[writer.doc.clientID] === 600)

  const newcomer = connect(server, ROOM, credential)
  let pieces = 0
  let bytes = 0
  newcomer.doc.on('update', (update: Uint8Array) => {
    pieces += 1
    bytes += update.length
  })
  await newcomer.synced
  expect(newcomer.entries.length).toBe(600)
  expect(pieces).toBeGreaterThan(3)
  newcomer.close()
  await newcomer.closed
  const whole = bytes

  writer.entries.push([changeEntry(member.id)])
  await until(() => writer.stored.at(-1)?.clocks[writer.doc.clientID] === 601)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(newcomer.doc))
  bytes = 0
  doc.on('update', (update: Uint8Array) => {
    bytes += update.length
  })
  const back = connect(server, ROOM, credential, { doc })
  await back.synced
  expect(back.entries.length).toBe(601)
  expect(bytes).toBeLessThan(whole / 100)
})
