import { connect as connectTcp } from 'node:net'
import { describe, expect, test } from 'vitest'
import { encodeMessage, MESSAGE } from '../../domain/sync/protocol.ts'
import { attack, badHandshakes } from './hostility.ts'
import {
  changeEntry,
  connect,
  documentRooms,
  joinAs,
  pause,
  type TestServer,
  testServer,
  until,
  updateOf,
  YEAR,
} from './support.ts'

const ROOM = `ics:QK1:${YEAR}`

/** An honest pair whose work must go on whatever others do. */
async function honest(server: TestServer) {
  const lead = await joinAs(server, ['lead:QK1'])
  const one = connect(server, ROOM, lead.credential)
  const two = connect(server, ROOM, lead.credential)
  await Promise.all([one.synced, two.synced])
  return {
    async works() {
      const before = two.entries.length
      one.entries.push([changeEntry(lead.member.id)])
      await until(() => two.entries.length === before + 1)
    },
  }
}

describe('an attacker with a credential', () => {
  test('sends nonsense: the connection ends, everybody else goes on', async () => {
    const server = await testServer()
    const people = await honest(server)
    const { credential } = await joinAs(server, ['lead:QK1'])
    await attack(server, ROOM, credential, { frames: 1500, seed: 7 })
    await people.works()
  })

  test('sends more than a message may hold', async () => {
    const server = await testServer()
    const people = await honest(server)
    const { credential } = await joinAs(server, ['lead:QK1'])
    const client = connect(server, ROOM, credential)
    await client.synced
    client.send(new Uint8Array(5 * 1024 * 1024))
    expect((await client.closed).code).toBe(1009)
    await people.works()
  })

  test('sends faster than anybody can work', async () => {
    const server = await testServer({ limits: { messagesPerSecond: 10, messagesAtOnce: 20 } })
    const { credential } = await joinAs(server, ['lead:QK1'])
    const client = connect(server, ROOM, credential)
    await client.synced
    for (let i = 0; i < 40; i++) client.send(Uint8Array.of(MESSAGE.queryAwareness))
    expect((await client.closed).code).toBe(4529)
  })

  test('never reads what it is sent', async () => {
    const server = await testServer({ limits: { waitingBytes: 256 * 1024 } })
    const people = await honest(server)
    const { credential } = await joinAs(server, ['chair'])
    const [room = ''] = await documentRooms(server)
    const writer = connect(server, room, credential)
    const sleeper = connect(server, room, credential)
    await Promise.all([writer.synced, sleeper.synced])
    sleeper.socket.pause()
    for (let i = 0; i < 100; i++) {
      writer.doc.getArray('a').push(['x'.repeat(200_000)])
      await pause(2)
    }
    await until(() => writer.stored.length === 100)
    sleeper.socket.resume()
    expect([1006, 4508]).toContain((await sleeper.closed).code)
    await people.works()
  })

  test('claims to be somebody else, in every way there is', async () => {
    const server = await testServer()
    const ann = await joinAs(server, ['lead:QK1'])
    const mallory = await joinAs(server, ['lead:QHL'])
    const client = connect(server, ROOM, mallory.credential)
    await client.synced
    client.sendUpdate(updateOf([changeEntry(ann.member.id)]))
    client.sendUpdate(updateOf([changeEntry(mallory.member.id)]))
    client.send(encodeMessage(MESSAGE.receipts, [[5, 0, 'A'.repeat(22)]]))
    client.sendUpdate(updateOf([changeEntry(ann.member.id)], 5))
    await until(() => client.refused.length === 3)
    expect(client.refused.map(({ reason }) => reason)).toEqual([
      'wrong-author',
      'read-only',
      'wrong-author',
    ])
  })

  test('opens more connections than one person needs', async () => {
    const server = await testServer({ limits: { connectionsPerMember: 3 } })
    const { credential } = await joinAs(server, ['viewer'])
    const clients = Array.from({ length: 3 }, () => connect(server, ROOM, credential))
    await Promise.all(clients.map(({ synced }) => synced))
    expect(await statusOf(server, `/v1/rooms/${ROOM}`, credential)).toBe(429)
    clients[0]?.close()
    await until(async () => (await statusOf(server, `/v1/rooms/${ROOM}`, credential)) === 101)
  })
})

describe('an attacker without one', () => {
  test('shakes hands badly two thousand times; memory and people do not notice', async () => {
    const server = await testServer({ limits: { badHandshakesPerMinute: 1_000_000 } })
    const people = await honest(server)
    await badHandshakes(server, 200)
    const before = process.memoryUsage().heapUsed
    const statuses = await badHandshakes(server, 1800)
    expect([...statuses.keys()].sort()).toEqual([400, 401, 404, 426])
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1024 * 1024)
    await people.works()
  })

  test('is slowed down by address; those who share it and have a credential are not', async () => {
    const server = await testServer({ limits: { badHandshakesPerMinute: 5 } })
    const people = await honest(server)
    const { credential } = await joinAs(server, ['viewer'])
    const path = `/v1/rooms/${ROOM}`
    const statuses: number[] = []
    for (let i = 0; i < 8; i++) statuses.push(await statusOf(server, path, 'x'))
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
    expect(await statusOf(server, path, credential)).toBe(101)
    await people.works()
  })

  test('finds no room beside those there are', async () => {
    const server = await testServer()
    const { credential } = await joinAs(server, ['viewer'])
    const names = [
      '../../etc/passwd',
      '%2e%2e%2fserver.key',
      'ics:QK1:2026/../region:2026',
      'ics:qk1:2026',
      'ics:QK1',
      'region:20266',
      'document:',
      'document:a/b',
      'document:%00',
      'document:%E0%A4%A',
      `document:${'x'.repeat(65)}`,
      '__proto__',
      'constructor',
    ]
    for (const name of names) {
      expect([name, await statusOf(server, `/v1/rooms/${name}`, credential)]).toEqual([name, 404])
    }
    expect(await statusOf(server, '/rooms/region:2026', credential)).toBe(404)
  })

  test('opens a connection and says nothing, or half a sentence', async () => {
    const server = await testServer()
    const people = await honest(server)
    const port = server.port
    const silent = Array.from({ length: 50 }, () => connectTcp(port, '127.0.0.1'))
    for (const [i, socket] of silent.entries()) {
      socket.on('error', () => {})
      if (i % 2) socket.write('GET /v1/rooms/region:2026 HTTP/1.1\r\nUpgr')
    }
    await people.works()
    for (const socket of silent) socket.destroy()
  })
})

/** Status of a handshake with this credential; 101: let in. */
function statusOf(server: TestServer, path: string, credential: string): Promise<number> {
  return new Promise((resolve) => {
    const request = connectTcp(server.port, '127.0.0.1', () => {
      request.write(
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
          `Authorization: Bearer ${credential}\r\n\r\n`,
      )
    })
    request.once('data', (data) => {
      resolve(Number(String(data).split(' ')[1]))
      request.destroy()
    })
  })
}
