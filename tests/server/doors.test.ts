import { connect as connectTcp, type Socket } from 'node:net'
import pino from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { placeOf } from '../../sync-server/edge/address.ts'
import { withinFiles } from '../../sync-server/edge/descriptors.ts'
import { pathOf } from '../../sync-server/edge/requests.ts'
import { LIMITS } from '../../sync-server/limits.ts'
import { openLog } from '../../sync-server/log.ts'
import {
  connect,
  documentRooms,
  joinAs,
  type TestServer,
  testServer,
  until,
  YEAR,
} from './support.ts'

const ROOM = `region:${YEAR}`

/** A connection whose peer never closes its own side. */
function stubborn(server: TestServer, words = ''): Socket & { said: string } {
  const socket = Object.assign(
    connectTcp({ port: server.port, host: '127.0.0.1', allowHalfOpen: true }),
    { said: '' },
  )
  socket.on('error', () => {})
  socket.on('data', (data) => {
    socket.said += data
  })
  if (words) socket.write(words)
  onTestFinished(() => void socket.destroy())
  return socket
}

function upgrade(path: string, more = 'X-Nothing: 1'): string {
  return (
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
    `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${more}\r\n\r\n`
  )
}

/** Open connections that nobody has vouched for, beside the one that asks. */
async function strangers(server: TestServer): Promise<number> {
  const response = await fetch(`${server.url}/metrics`, { headers: { connection: 'close' } })
  return Number(/^accord_strangers (\d+)$/m.exec(await response.text())?.[1]) - 1
}

async function joins(server: TestServer): Promise<void> {
  const { credential } = await joinAs(server, ['viewer'])
  const client = connect(server, ROOM, credential)
  await client.synced
  client.close()
}

describe('strangers', () => {
  test('that are refused and keep their side open lose the connection all the same', async () => {
    const server = await testServer()
    const refused = Array.from({ length: 60 }, () => stubborn(server, upgrade(`/v1/rooms/${ROOM}`)))
    await until(() => refused.every(({ said }) => said.includes('401')))
    // Still talking, and never ending.
    for (const socket of refused) socket.write('0123456789')
    await joins(server)
    await until(async () => (await strangers(server)) <= 0)
  })

  test('that say nothing, or half a sentence, or a letter now and then, are ended in time', async () => {
    const server = await testServer({ limits: { headMs: 300 } })
    const heads = [
      '',
      'GET /v1/rooms/region:2026 HTTP/1.1\r\nUpgr',
      'POST /v1/join HTTP/1.1\r\nA: b',
    ]
    const slow = heads.flatMap((head) => [stubborn(server, head), stubborn(server, head)])
    const body = stubborn(
      server,
      'POST /v1/join HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n{',
    )
    const dripping = setInterval(() => {
      for (const [i, socket] of [...slow, body].entries()) if (i % 2 === 0) socket.write('x')
    }, 50)
    onTestFinished(() => clearInterval(dripping))
    await until(async () => (await strangers(server)) <= 0)
  })

  test('lose the oldest connection first, so that there is always room for one more', async () => {
    const server = await testServer({ limits: { strangers: 10, headMs: 60_000 } })
    const silent = Array.from({ length: 40 }, () => stubborn(server))
    const closed = silent.map((socket) => new Promise((resolve) => socket.once('end', resolve)))
    await Promise.all(closed.slice(0, 30))
    await joins(server)
    expect(await strangers(server)).toBeLessThanOrEqual(10)
  })

  test('of one address are ended after a moment where there are too many', async () => {
    const server = await testServer({ limits: { strangersPerAddress: 5, headMs: 60_000 } })
    const silent = Array.from({ length: 20 }, () => stubborn(server))
    await until(() => silent.every(({ readyState }) => readyState === 'open'))
    await until(async () => (await strangers(server)) <= 5)
    await joins(server)
  })

  test('are not those who were let in, however many those are', async () => {
    const server = await testServer({ limits: { strangers: 4 } })
    const { credential } = await joinAs(server, ['viewer'])
    const clients: ReturnType<typeof connect>[] = []
    for (let n = 0; n < 12; n++) {
      const client = connect(server, ROOM, credential)
      clients.push(client)
      await client.synced
    }
    for (let n = 0; n < 12; n++) stubborn(server)
    await until(async () => (await strangers(server)) <= 4)
    expect(clients.every(({ socket }) => socket.readyState === socket.OPEN)).toBe(true)
  })
})

describe('peers with a credential', () => {
  test('that do not answer our goodbye are cut off', async () => {
    const server = await testServer({ limits: { offences: 3, goodbyeMs: 100 } })
    const { credential } = await joinAs(server, ['viewer'])
    const peer = stubborn(
      server,
      upgrade(`/v1/rooms/${ROOM}`, `Authorization: Bearer ${credential}`),
    )
    const ended = new Promise((resolve) => peer.once('end', resolve))
    await until(() => peer.said.includes('101'))
    // Text, which nobody sends here; each masked with zeros.
    for (let n = 0; n < 3; n++) peer.write(Uint8Array.of(0x81, 0x81, 0, 0, 0, 0, 0x41))
    await ended
    await until(async () => (await openConnections(server)) === 0)
  })

  test.each(['ping', 'pong'] as const)(
    'that send one %s after the other are ended',
    async (what) => {
      const server = await testServer({ limits: { messagesPerSecond: 5, messagesAtOnce: 20 } })
      const { credential } = await joinAs(server, ['viewer'])
      const client = connect(server, ROOM, credential)
      await client.synced
      for (let n = 0; n < 60; n++) client.socket[what]()
      expect((await client.closed).code).toBe(4529)
    },
  )

  test('that send a message in a thousand parts are ended', async () => {
    const server = await testServer()
    const { credential } = await joinAs(server, ['viewer'])
    const client = connect(server, ROOM, credential)
    await client.synced
    for (let n = 0; n < 1000; n++) client.socket.send('x', { fin: false })
    expect((await client.closed).code).toBe(1008)
  })

  test('are heard in full when they speak before the room is open', async () => {
    const server = await testServer()
    const { credential } = await joinAs(server, ['chair'])
    const [room = ''] = await documentRooms(server)
    const client = connect(server, room, credential)
    client.socket.on('open', () => {
      for (let n = 0; n < 300; n++) client.doc.getArray('a').push([n])
    })
    const all = String(client.doc.clientID)
    await until(() => client.stored.some(({ clocks }) => clocks[all] === 300))
  })
})

async function openConnections(server: TestServer): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(/^accord_connections (\d+)$/m.exec(text)?.[1])
}

describe('requests that make no sense', () => {
  const TARGETS = [
    '//',
    '///x',
    '//evil/v1/server',
    '*',
    'x',
    '?',
    'ftp://x/',
    'http://',
    'http://[/',
  ]

  test.each(TARGETS)('%s is answered with 400', async (target) => {
    const server = await testServer()
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const peer = stubborn(
        server,
        `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      )
      await until(() => /^HTTP\/1.1 400 /.test(peer.said))
    }
    const peer = stubborn(server, upgrade(target))
    await until(() => /^HTTP\/1.1 40[04] /.test(peer.said))
  })

  test('the forms that proxies write are understood', () => {
    expect(pathOf('/v1/server?x=//')).toBe('/v1/server')
    expect(pathOf('http://accord.example/v1/server')).toBe('/v1/server')
    expect(pathOf('/%zz')).toBe('/%zz')
    expect(pathOf('/v1//server')).toBe('/v1//server')
    expect(pathOf('/a/../b')).toBe('/a/../b')
    expect(pathOf('http://accord.example?x')).toBe('/')
    expect(pathOf(undefined)).toBeUndefined()
  })

  test('are counted like all others, and told in one line', async () => {
    const lines: string[] = []
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) })
    const server = await testServer({ log, limits: { callsPerMinute: 30 } })
    const words = [
      'GET // HTTP/1.1\r\nHost: x\r\n\r\n',
      `GET / HTTP/1.1\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`,
      'nonsense\r\n\r\n',
      'GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n',
    ]
    const peers = Array.from({ length: 80 }, (_, n) => stubborn(server, words[n % words.length]))
    await until(() => peers.every(({ said }) => said.startsWith('HTTP/1.1 4')))
    expect(peers.filter(({ said }) => said.includes(' 503 '))).toEqual([])
    expect(peers.some(({ said }) => said.startsWith('HTTP/1.1 429'))).toBe(true)
    expect(peers.some(({ said }) => said.startsWith('HTTP/1.1 431'))).toBe(true)
    expect(lines.filter((line) => line.includes('no sense')).length).toBeLessThanOrEqual(4)
    expect(lines.join('').length).toBeLessThan(4000)
  })
})

describe('open files', () => {
  const log = openLog('silent')

  test('are enough, or fewer connections are taken', () => {
    expect(withinFiles(LIMITS, undefined, log)).toEqual(LIMITS)
    expect(withinFiles(LIMITS, 20_000, log)).toEqual(LIMITS)
    const { connections, strangers } = withinFiles(LIMITS, 1200, log)
    expect(connections + strangers).toBeLessThanOrEqual(1200 - 128)
    expect(connections).toBeGreaterThan(600)
    expect(strangers).toBeGreaterThan(100)
  })
})

describe('an address', () => {
  test.each([
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('%s counts as %s', (address, place) => {
    expect(placeOf(address)).toBe(place)
  })
})
