import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { makeStamp } from '../../domain/record/clock.ts'
import { encodeMessage, MESSAGE, SUBPROTOCOL_WITH_HASHES } from '../../domain/sync/protocol.ts'
import { syncStep1Frame, updateFrame } from '../../main/sync/frames.ts'
import { type Block, craft, item, valuesBlock } from '../server/craft.ts'
import type { SimPerson } from './person.ts'
import { world } from './world.ts'

/** A member with a good credential and a client of their own making. */
export class Mallory {
  readonly #person: SimPerson
  readonly #rooms: string[]
  readonly #seen: {
    room: string
    entry: Record<string, unknown>
    client: number
    clock: number
  }[] = []
  readonly #frames: Uint8Array[] = []
  #number = 0

  readonly #id: string

  /** @param person whose credential and way are used; no client of theirs runs */
  constructor(person: SimPerson, id: string, rooms: string[]) {
    this.#person = person
    this.#id = id
    this.#rooms = rooms
  }

  /** Does one thing that no client of ours would do. */
  act(victim: string): void {
    const room = world.pick(this.#rooms)
    const credential = this.#person.kept?.credential ?? ''
    const socket = this.#person.machine.run(() =>
      this.#person.dial(room, credential, [SUBPROTOCOL_WITH_HASHES]),
    )
    socket.on('error', () => {})
    socket.on('message', (data: Buffer) => this.#hear(room, data))
    socket.on('open', () => {
      socket.send(syncStep1Frame(Uint8Array.of(0)))
      for (const frame of this.#attempt(victim)) socket.send(frame)
      this.#leaveLater(socket)
    })
  }

  #leaveLater(socket: WebSocket): void {
    setTimeout(() => socket.close(), 200 + world.some(20_000))
  }

  #hear(room: string, data: Buffer): void {
    if (this.#frames.length < 200) this.#frames.push(Buffer.from(data))
    try {
      const decoder = decoding.createDecoder(data)
      if (decoding.readVarUint(decoder) !== MESSAGE.sync || decoding.readVarUint(decoder) === 0)
        return
      const doc = new Y.Doc()
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder))
      for (const [client, structs] of doc.store.clients)
        for (const struct of structs)
          for (const entry of struct instanceof Y.Item ? struct.content.getContent() : [])
            if (typeof entry === 'object' && entry !== null)
              this.#seen.push({ room, entry, client, clock: struct.id.clock })
    } catch {
      // Not everything can be read by itself.
    }
  }

  #entry(by: string, more: Record<string, unknown> = {}): Record<string, unknown> {
    const id = crypto.randomUUID()
    const at = makeStamp(Date.now(), this.#number++ & 0xffff, 'badbadba')
    const set = { status: 'blocked' }
    return { id, at, by, kind: 'change', subject: 'action:HS1.a1', set, basedOn: {}, ...more }
  }

  #attempt(victim: string): Uint8Array[] {
    const me = this.#id
    const client = 1 + world.some(2 ** 31)
    const seen = this.#seen.length > 0 ? world.pick(this.#seen) : undefined
    const known = { ...seen?.entry }
    const letters = (clock: number, place = {}): Block => ({
      client,
      clock,
      structs: [item(client, clock, new Y.ContentString('M'), { parent: 'body', ...place })],
    })
    const other = seen ? Y.createID(seen.client, seen.clock) : null
    const block = (clock: number, ...values: unknown[]) => valuesBlock(client, clock, values)
    const attempts: (() => Uint8Array[])[] = [
      () => [updateFrame(craft([block(0, this.#entry(victim))]))],
      () => [updateFrame(craft([block(0, this.#entry(me))]))],
      () => [updateFrame(craft([block(0, this.#entry(me, { kind: 'constructor' }))]))],
      () => [updateFrame(craft([block(0, this.#entry(me, { kind: '__proto__', set: 7 }))]))],
      () => [updateFrame(craft([block(0, this.#entry(me, { id: known.id }))]))],
      () => [updateFrame(craft([block(0, { ...known, by: me })]))],
      () => [updateFrame(craft([block(0, { ...known, set: { status: 'complete' } })]))],
      () => [updateFrame(craft([block(1, this.#entry(victim)), block(0, this.#entry(me))]))],
      () => [updateFrame(craft([block(0, this.#entry(me)), block(0, this.#entry(victim))]))],
      () => {
        const at = seen ?? { client, clock: 0 }
        return [updateFrame(craft([valuesBlock(at.client, at.clock, [this.#entry(victim)])]))]
      },
      () => [updateFrame(craft([letters(0)]))],
      () => [updateFrame(craft([letters(0, { origin: other, right: other })]))],
      () => [updateFrame(craft([letters(0, { right: other })]))],
      () => [updateFrame(craft([], [[seen?.client ?? client, [[seen?.clock ?? 0, 1]]]]))],
      () => [encodeMessage(MESSAGE.receipts, [[client, 0, 'A'.repeat(22), 'B'.repeat(22)]])],
      () => Array.from({ length: 60 }, () => encodeMessage(MESSAGE.compare, { hash: 'x' })),
      () => (this.#frames.length > 0 ? [flipped(world.pick(this.#frames))] : []),
      () => (this.#frames.length > 0 ? [world.pick(this.#frames)] : []),
    ]
    return world.pick(attempts)()
  }
}

function flipped(frame: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(frame)
  for (let n = 1 + world.some(4); n > 0; n--) copy[world.some(copy.length)] = world.some(256)
  return copy
}
