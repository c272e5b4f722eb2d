import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openData } from '../../sync-server/data.ts'
import { verifyStore } from '../../sync-server/verify.ts'
import { type Block, craft, item } from './craft.ts'
import {
  changeEntry,
  connect,
  documentRooms,
  joinAs,
  type TestServer,
  testServer,
  until,
  updateOf,
  YEAR,
} from './support.ts'

/** What is offered to a document is put into it before it is stored. */

async function writerIn(server: TestServer, room: string) {
  const { credential } = await joinAs(server, ['chair'])
  const client = connect(server, room, credential, { answer: false })
  await client.synced
  return {
    client,
    async offers(update: Uint8Array): Promise<string> {
      const [stored, refused] = [client.stored.length, client.refused.length]
      client.sendUpdate(update)
      await until(() => client.stored.length + client.refused.length > stored + refused)
      return client.refused.length > refused ? (client.refused.at(-1)?.reason ?? '') : 'stored'
    },
  }
}

async function expectReadable(server: TestServer) {
  const { store, keys } = await openData(server.options)
  const { problems } = await verifyStore(store, keys)
  await store.close()
  expect(problems).toEqual([])
}

function letter(client: number, clock: number, place: Parameters<typeof item>[3] = {}): Block {
  const at = { parent: 'body', ...place }
  return { client, clock, structs: [item(client, clock, new Y.ContentString('x'), at)] }
}
const id = Y.createID

test('nothing stands where nobody can have put it', async () => {
  const server = await testServer()
  const [room = ''] = await documentRooms(server)
  const { offers } = await writerIn(server, room)
  expect(await offers(craft([letter(10, 0)]))).toBe('stored')
  expect(await offers(craft([letter(10, 1, { origin: id(10, 0) })]))).toBe('stored')
  const wrong: [string, Block][] = [
    ['backwards', letter(11, 0, { origin: id(10, 1), right: id(10, 0) })],
    ['around itself', letter(12, 0, { origin: id(10, 0), right: id(10, 0) })],
    // Its author had the second letter, and so the first, which would lie between.
    ['over what was there', letter(13, 0, { right: id(10, 1) })],
  ]
  for (const [name, block] of wrong)
    expect([name, await offers(craft([block]))]).toEqual([name, 'not-canonical'])
  const other = {
    ...letter(14, 0),
    structs: [item(14, 0, new Y.ContentString('y'), { parent: 'b' })],
  }
  expect(await offers(craft([other]))).toBe('stored')
  const across = letter(15, 0, { origin: id(14, 0), right: id(10, 1) })
  expect(await offers(craft([across]))).toBe('not-canonical')
  expect(await offers(craft([letter(16, 0, { origin: id(10, 0), right: id(10, 1) })]))).toBe(
    'stored',
  )
  const late = await writerIn(server, room)
  expect(late.client.doc.getText('body').toString()).toBe('xxx')
  await expectReadable(server)
})

test('nothing lies so deep that a reader loses its footing', async () => {
  const server = await testServer()
  const [room = ''] = await documentRooms(server)
  const { offers } = await writerIn(server, room)
  const nested = (client: number, depth: number) => {
    const structs = Array.from({ length: depth }, (_, n) => {
      const parent = n === 0 ? 'body' : id(client, n - 1)
      return item(client, n, new Y.ContentType(new Y.XmlElement('p') as never), { parent })
    })
    return craft([{ client, clock: 0, structs }])
  }
  expect(await offers(nested(1, 60))).toBe('stored')
  expect(await offers(nested(2, 2000))).toBe('too-large')
  // The document is as it was, for whoever writes next.
  expect(await offers(nested(3, 61))).toBe('stored')
  await expectReadable(server)
})

test('long work in one document holds up nobody elsewhere', async () => {
  const server = await testServer()
  const [room = ''] = await documentRooms(server)
  const { client, offers } = await writerIn(server, room)
  const ann = await joinAs(server, ['lead:QK1'])
  const honest = connect(server, `ics:QK1:${YEAR}`, ann.credential)
  await honest.synced
  // Each comes before all the others at its place, which Yjs looks through one by one.
  const many = Array.from({ length: 9000 }, (_, n): Block => letter(1_000_000 - n, 0))
  client.sendUpdate(craft(many))
  for (let n = 0; n < 3; n++) {
    honest.sendUpdate(updateOf([changeEntry(ann.member.id)]))
    await until(() => honest.stored.length > n)
  }
  await until(() => client.stored.length + client.refused.length === 1)
  expect(await offers(craft([letter(2_000_000, 0)]))).toBe('stored')
})
