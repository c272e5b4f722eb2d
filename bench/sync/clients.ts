import { randomUUID } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { makeStamp } from '../../domain/record/clock.ts'

/** Bare clients for both wires: they count what arrives and spend no time on documents. */

export interface Wire {
  kind: 'accord' | 'hocuspocus'
  port: number
  /** Accord: an entry must be written by its connection's member. */
  member: string
  credential: string
}

export interface BenchClient {
  room: string
  socket: WebSocket
  /** Appends one entry with this note. */
  append(note: string): void
  appendMany(count: number): void
  close(): void
}

/** Strategies that the record of a benchmark knows: their texts are documents to type in. */
export const STRATEGIES = Array.from(
  { length: 100 },
  (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
)

export const YEAR = String(new Date().getUTCFullYear())

export function connect(
  wire: Wire,
  room: string,
  hear: (update: Uint8Array, last: boolean) => void,
): Promise<BenchClient> {
  const accord = wire.kind === 'accord'
  const url = `ws://127.0.0.1:${wire.port}${accord ? `/v1/rooms/${room}` : ''}`
  const headers = accord ? { authorization: `Bearer ${wire.credential}` } : {}
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  const doc = new Y.Doc()
  const entries = doc.getArray('entries')
  const frame = (write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder()
    if (!accord) encoding.writeVarString(encoder, room)
    write(encoder)
    socket.send(encoding.toUint8Array(encoder))
  }
  const sync = (step: number, bytes: Uint8Array) =>
    frame((encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, step)
      encoding.writeVarUint8Array(encoder, bytes)
    })
  doc.on('update', (update: Uint8Array) => sync(2, update))

  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => {
      if (!accord) {
        frame((encoder) => {
          encoding.writeVarUint(encoder, 2)
          encoding.writeVarUint(encoder, 0)
          encoding.writeVarString(encoder, 'token')
        })
      }
      sync(0, Y.encodeStateVector(doc))
    })
    socket.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(data)
      if (!accord) decoding.readVarString(decoder)
      const type = decoding.readVarUint(decoder)
      if (type !== 0 && type !== 4) return
      const step = decoding.readVarUint(decoder)
      const bytes = decoding.readVarUint8Array(decoder)
      if (step === 0) {
        sync(1, Uint8Array.of(0, 0))
        return
      }
      hear(bytes, step === 1)
      if (step !== 1) return
      resolve({
        room,
        socket,
        append: (note) => entries.push([entry(wire.member, note)]),
        appendMany: (count) =>
          entries.push(Array.from({ length: count }, (_, i) => entry(wire.member, `Note ${i}`))),
        close: () => socket.terminate(),
      })
    })
  })
}

let made = 0

function entry(by: string, note: string) {
  made += 1
  return {
    id: randomUUID(),
    at: makeStamp(Date.now(), made % 0xffff, 'a1b2c3d4'),
    by,
    kind: 'change',
    subject: 'action:HS1.a1',
    set: { status: 'in-progress', note },
    basedOn: { status: [randomUUID()] },
  }
}
