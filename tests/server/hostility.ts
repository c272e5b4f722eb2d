import { randomBytes } from 'node:crypto'
import { connect as connectTcp } from 'node:net'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { encodeMessage, MESSAGE, SUBPROTOCOL_WITH_ACKS } from '../../domain/sync/protocol.ts'
import type { RunningServer } from '../../sync-server/server.ts'
import { randomFrom } from '../chance.ts'
import { presenceFrame } from './behaviours.ts'
import { changeEntry, updateFrame, updateOf } from './support.ts'

/** Attacks that quick tests run a little of and the soak runs a lot of. */

/** A frame that is almost right, or not at all. */
export function hostileFrame(random: () => number): Uint8Array {
  const some = (n: number) => Math.floor(random() * n)
  const seeds: (() => Uint8Array)[] = [
    () => updateFrame(updateOf([changeEntry(crypto.randomUUID())])),
    () => updateFrame(updateOf([{ id: 1 }, null, 'x', [[[]]]])),
    () => {
      const doc = new Y.Doc()
      doc.getText('entries').insert(0, 'text')
      doc.getText('entries').delete(1, 2)
      doc.getMap('other').set('k', new Y.Map())
      return updateFrame(Y.encodeStateAsUpdate(doc))
    },
    () => presenceFrame(some(2 ** 31), some(1000), { user: 'x'.repeat(some(6000)) }),
    () => encodeMessage(MESSAGE.receipts, [[some(9), some(9), 'A'.repeat(22)]]),
    () => encodeMessage(MESSAGE.receiptsWanted, { [String(some(1e9))]: some(1e9) }),
    () => Uint8Array.of(MESSAGE.sync, 0, 5, 255, 255, 255, 255, 255),
    () => Uint8Array.from({ length: some(400) }, () => some(256)),
  ]
  const frame = (seeds[some(seeds.length)] as () => Uint8Array)().slice()
  for (let flips = some(6); flips > 0 && frame.length > 0; flips--) {
    frame[some(frame.length)] = some(256)
  }
  return frame.subarray(0, random() < 0.2 ? some(frame.length + 1) : frame.length)
}

/** Sends that many hostile frames, on a new connection each time the server ends one. */
export async function attack(
  server: RunningServer,
  room: string,
  credential: string,
  { frames, seed }: { frames: number; seed: number },
): Promise<void> {
  const random = randomFrom(seed)
  for (let sent = 0; sent < frames; ) {
    const url = `${server.url.replace('http', 'ws')}/v1/rooms/${room}`
    const headers = { authorization: `Bearer ${credential}` }
    const socket = new WebSocket(url, [SUBPROTOCOL_WITH_ACKS], { headers })
    socket.on('error', () => {})
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await new Promise((resolve) => {
      socket.once('open', resolve)
      socket.once('close', resolve)
    })
    while (sent < frames && socket.readyState === socket.OPEN) {
      const before = sent
      while (sent < frames && sent < before + 20) {
        socket.send(hostileFrame(random))
        sent += 1
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    socket.close()
    await closed
  }
}

const HANDSHAKES: (() => string)[] = [
  () => head('/v1/rooms/region:2026', `Authorization: Bearer ${randomBytes(40).toString('hex')}`),
  () => head('/v1/rooms/region:2026', `Authorization: Basic ${randomBytes(9).toString('base64')}`),
  () => head('/v1/rooms/region:2026'),
  () =>
    head('/v1/rooms/region:2026', `Sec-WebSocket-Protocol: accord.v1, bearer.${'x'.repeat(60)}`),
  () => head('/v1/rooms/region:2026', 'Sec-WebSocket-Protocol: accord.v99'),
  () => head(`/v1/rooms/${randomBytes(20).toString('hex')}`),
  () => head('/v1/rooms/%ff%fe'),
  () => `${randomBytes(60).toString('latin1')}\r\n\r\n`,
]

function head(path: string, more = 'X-Nothing: 1'): string {
  return (
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
    `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${more}\r\n\r\n`
  )
}

/** How often each HTTP status was the answer. */
export async function badHandshakes(
  server: RunningServer,
  count: number,
): Promise<Map<number, number>> {
  const statuses = new Map<number, number>()
  const one = (n: number) =>
    new Promise<void>((resolve) => {
      const socket = connectTcp(server.port, '127.0.0.1')
      socket.on('connect', () =>
        socket.write((HANDSHAKES[n % HANDSHAKES.length] as () => string)()),
      )
      socket.once('data', (data) => {
        const status = Number(String(data).split(' ')[1])
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        socket.destroy()
      })
      socket.on('error', () => {})
      socket.once('close', () => resolve())
    })
  for (let n = 0; n < count; n += 50) {
    await Promise.all(Array.from({ length: Math.min(50, count - n) }, (_, i) => one(n + i)))
  }
  return statuses
}
