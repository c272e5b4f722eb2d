import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { versionDocument } from '../../domain/documents/tree.ts'
import { piecesOf } from '../../domain/sync/pieces.ts'
import { textOf, textRoom, textUpdate } from '../../domain/sync/text-room.ts'
import { hashOf } from '../../main/documents/kept-text.ts'
import { openData } from '../../sync-server/data.ts'
import { verifyStore } from '../../sync-server/verify.ts'
import { connect, joinAs, letKnow, testServer, until } from './support.ts'

/** A kept text is written once: by whoever brings it whole, and never by anybody else again. */

const TEXT = JSON.stringify({ type: 'doc', content: 'We will act. '.repeat(30_000) })
const HASH = hashOf(TEXT)
const ROOM = textRoom(HASH)

async function twoMembers() {
  const server = await testServer()
  await letKnow(server, 'text', [HASH, hashOf('Other.')])
  const [ann, mallory] = [await joinAs(server, ['lead:QK1']), await joinAs(server, ['lead:QNC'])]
  return { server, ann, mallory }
}

async function enter(...[server, room, credential]: Parameters<typeof connect>) {
  const client = connect(server, room, credential)
  await client.synced
  return client
}

/** Sends an update as any client may; answers the reason why it was refused, or that it was stored. */
async function offer(client: Awaited<ReturnType<typeof enter>>, update: Uint8Array) {
  const [stored, refused] = [client.stored.length, client.refused.length]
  client.sendUpdate(update)
  await until(() => client.stored.length > stored || client.refused.length > refused)
  return client.refused.length > refused ? client.refused.at(-1)?.reason : 'stored'
}

test('a text is passed on once it is whole, and then it is there for good', async () => {
  const { server, ann, mallory } = await twoMembers()
  const [hers, his] = [
    await enter(server, ROOM, ann.credential),
    await enter(server, ROOM, mallory.credential),
  ]
  const pieces = [...piecesOf(textUpdate(HASH, TEXT), 100_000)]
  expect(pieces.length).toBeGreaterThan(2)
  for (const piece of pieces.slice(0, -1)) expect(await offer(hers, piece)).toBe('stored')
  expect(
    hers.stored.every(({ clocks }) => Object.values(clocks).every((clock) => clock === 0)),
  ).toBe(true)
  // What is not whole is nobody's: no text, and nothing that a writer in between could spoil.
  expect(await offer(his, textUpdate(hashOf('Other.'), 'Other.'))).toBe('wrong-text')
  expect(his.doc.getArray('text').length).toBe(0)
  expect(await offer(hers, pieces.at(-1) as Uint8Array)).toBe('stored')
  await until(() => textOf(his.doc) === TEXT)

  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(his.doc))
  const before = Y.encodeStateVector(other)
  const array = other.getArray('text')
  array.delete(0, array.length)
  expect(await offer(his, Y.encodeStateAsUpdate(other, before))).toBe('wrong-text')
  array.push(['Altered.', null])
  expect(await offer(his, Y.encodeStateAsUpdate(other, before))).toBe('wrong-text')
  expect(await offer(his, textUpdate(HASH, 'Altered.'))).toBe('wrong-text')
  // The same text again is what is there already.
  expect(await offer(his, textUpdate(HASH, TEXT))).toBe('stored')
  const late = await enter(server, ROOM, mallory.credential)
  expect(textOf(late.doc)).toBe(TEXT)
  const { store, keys } = await openData(server.options)
  expect(await verifyStore(store, keys)).toMatchObject({ ok: true, updates: 1 })
  await store.close()
})

test('two who bring the same text at once, in parts, do not disturb each other', async () => {
  const { server, ann, mallory } = await twoMembers()
  const clients = [
    await enter(server, ROOM, ann.credential),
    await enter(server, ROOM, mallory.credential),
  ]
  for (const piece of piecesOf(textUpdate(HASH, TEXT), 100_000))
    for (const client of clients) expect(await offer(client, piece)).toBe('stored')
  const late = await enter(server, ROOM, ann.credential)
  expect(textOf(late.doc)).toBe(TEXT)
})

test('a text is no larger than a document may be, and what a sender left unfinished is let go', async () => {
  const server = await testServer({ limits: { maxDocumentBytes: 200_000 } })
  const ann = await joinAs(server, ['lead:QK1'])
  const pieces = [...piecesOf(textUpdate(HASH, TEXT), 100_000)]
  // As often as parts of that size have room in all, and once more.
  for (let n = 0; n < 9; n += 1) {
    const client = await enter(server, ROOM, ann.credential)
    expect(await offer(client, pieces[0] as Uint8Array)).toBe('stored')
    client.close()
    await client.closed
  }
  const client = await enter(server, ROOM, ann.credential)
  const outcomes = []
  for (const piece of pieces) outcomes.push(await offer(client, piece))
  expect(outcomes).toContain('room-full')
})

test('viewers write no texts', async () => {
  const { server } = await twoMembers()
  const viewer = await joinAs(server, ['viewer'])
  const client = await enter(server, ROOM, viewer.credential)
  expect(await offer(client, textUpdate(HASH, TEXT))).toBe('read-only')
})

test('the room of a version that an earlier Accord kept is its author’s to finish, and nobody’s to change', async () => {
  const { server, ann, mallory } = await twoMembers()
  const version = randomUUID()
  await letKnow(server, 'version', [version])
  const room = versionDocument(version)
  const hers = await enter(server, room, ann.credential)
  hers.doc.getArray('text').push(['We will ', 'act.', null])
  await until(() => hers.stored.length > 0)
  const his = await enter(server, room, mallory.credential)
  const before = Y.encodeStateVector(his.doc)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(his.doc))
  doc.getArray('text').delete(0, 3)
  expect(await offer(his, Y.encodeStateAsUpdate(doc, before))).toBe('wrong-text')
  doc.getArray('text').push(['Altered.', null])
  expect(await offer(his, Y.encodeStateAsUpdate(doc, before))).toBe('wrong-text')
})

test('its author adds nothing to a text that is whole, or behind its end', async () => {
  const { server, ann } = await twoMembers()
  const [whole, begun] = [randomUUID(), randomUUID()]
  await letKnow(server, 'version', [whole, begun])
  for (const [version, first, rest, outcome] of [
    [whole, ['We will act.', null], ['Altered.', null], 'wrong-text'],
    [begun, ['We will '], ['act.', null, 'Altered.'], 'wrong-text'],
    [begun, [], ['act.', null], 'stored'],
  ] as const) {
    const client = await enter(server, versionDocument(version), ann.credential)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(client.doc))
    // The session that began it: Yjs would take another, were it there before.
    doc.clientID = 7
    for (const [pieces, expected] of [
      [first, 'stored'],
      [rest, outcome],
    ] as const) {
      if (pieces.length === 0) continue
      const before = Y.encodeStateVector(doc)
      doc.getArray('text').push([...pieces])
      expect(await offer(client, Y.encodeStateAsUpdate(doc, before))).toBe(expected)
    }
  }
})
