import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { documentRooms, joinAs, type TestServer, testServer, until } from './support.ts'

/** y-websocket as it comes from the registry, with nothing but a credential. */

const providers: WebsocketProvider[] = []
afterEach(() => {
  for (const provider of providers.splice(0)) provider.destroy()
})

function provider(server: TestServer, room: string, credential: string, doc = new Y.Doc()) {
  const url = `${server.url.replace('http', 'ws')}/v1/rooms`
  const made = new WebsocketProvider(url, room, doc, {
    protocols: ['accord.v1', `bearer.${credential}`],
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  providers.push(made)
  return made
}

test('reads and writes a document, and sees who is there', async () => {
  const server = await testServer()
  const ann = await joinAs(server, ['chair'])
  const bob = await joinAs(server, ['regional'])
  const [room = ''] = await documentRooms(server)
  const one = provider(server, room, ann.credential)
  await until(() => one.synced)
  one.doc.getText('body').insert(0, 'Together')
  const two = provider(server, room, bob.credential)
  await until(() => two.doc.getText('body').toString() === 'Together')
  two.doc.getText('body').delete(0, 2)
  await until(() => one.doc.getText('body').toString() === 'gether')

  two.awareness.setLocalState({ cursor: 3 })
  await until(() => one.awareness.getStates().has(two.doc.clientID))
  expect(one.awareness.getStates().get(two.doc.clientID)).toEqual({
    cursor: 3,
    member: { id: bob.member.id, name: 'Test Person' },
  })
  two.destroy()
  await until(() => !one.awareness.getStates().has(two.doc.clientID))
})

test('catches up after the server has merged, deletions included', async () => {
  const server = await testServer()
  const { credential } = await joinAs(server, ['chair'])
  const [room = ''] = await documentRooms(server)
  const one = provider(server, room, credential)
  await until(() => one.synced)
  const text = one.doc.getText('body')
  for (let i = 0; i < 300; i++) {
    text.insert(0, 'x'.repeat(10))
    text.delete(0, 9)
  }
  const two = provider(server, room, credential)
  await until(() => two.doc.getText('body').toString() === 'x'.repeat(300))
  const three = provider(server, room, credential)
  await new Promise((resolve) => setTimeout(resolve, 2500))
  const four = provider(server, room, credential)
  await until(() => three.synced && four.doc.getText('body').toString() === 'x'.repeat(300))
})

test('a viewer reads, and what they type reaches nobody', async () => {
  const server = await testServer()
  const ann = await joinAs(server, ['lead:QK1'])
  const vic = await joinAs(server, ['viewer'])
  const [room = ''] = await documentRooms(server)
  const one = provider(server, room, ann.credential)
  const two = provider(server, room, vic.credential)
  await until(() => one.synced && two.synced)
  one.doc.getText('body').insert(0, 'Plan')
  await until(() => two.doc.getText('body').toString() === 'Plan')
  two.doc.getText('body').insert(0, 'My ')
  one.doc.getText('body').insert(4, ' B')
  await until(() => two.doc.getText('body').toString() === 'My Plan B')
  expect(one.doc.getText('body').toString()).toBe('Plan B')
})

test('is turned away without a credential', async () => {
  const server = await testServer()
  const statuses: number[] = []
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v1/rooms/document:x`, [
    'accord.v1',
    'bearer.nonsense',
  ])
  socket.on('error', () => {})
  socket.on('unexpected-response', (_request, response) => statuses.push(response.statusCode ?? 0))
  await until(() => statuses.length === 1)
  expect(statuses).toEqual([401])
})
