import { copyFileSync, cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Member } from '../../domain/record/grants.ts'
import { placedValues } from '../../domain/sync/pieces.ts'
import { parseRoom, SUBPROTOCOL_WITH_HASHES } from '../../domain/sync/protocol.ts'
import { openRecord, type ServiceRecord } from '../../main/record/record.ts'
import { type SyncClient, syncClient } from '../../main/sync/client.ts'
import type { CredentialStore, Kept } from '../../main/sync/credentials.ts'
import { type Diary, syncDiary } from '../../main/sync/diary.ts'
import type { Network } from '../../main/sync/network.ts'
import { failure, SimSocket, Way } from './network.ts'
import type { SimServer } from './server.ts'
import { Machine, world } from './world.ts'

/** How long an answer over HTTP is waited for, in ms. */
const CALL_MS = 20_000
const STATUSES = ['planned', 'in-progress', 'blocked', 'complete', 'embedded'] as const

/** What an entry says. When, and how it is vouched for, may be put right later. */
export function saidIn(entry: object): string {
  const { kind, subject, set, basedOn, batch } = entry as Record<string, unknown>
  return JSON.stringify({ kind, subject, set, basedOn, batch })
}

/** Somebody with a real record and the real client, on a machine of the world. */
export class SimPerson {
  readonly name: string
  readonly folder: string
  readonly way = new Way()
  machine: Machine
  kept: Kept | undefined
  record: ServiceRecord | undefined
  client: SyncClient | undefined
  diary: Diary | undefined
  /** All that was written here and is on this disk, as it was written: id to the rest. */
  readonly written = new Map<string, string>()
  /** Words typed into the shared document, each once. */
  readonly typed: string[] = []
  readonly #server: SimServer

  constructor(name: string, folder: string, server: SimServer) {
    this.name = name
    this.folder = folder
    this.machine = new Machine(name)
    this.#server = server
  }

  get member(): Member {
    const member = this.record?.identity()?.member
    if (!member) throw new Error(`${this.name} is nobody.`)
    return member
  }

  start(): void {
    const { skew } = this.machine
    this.machine = new Machine(this.name)
    this.machine.skew = skew
    this.machine.run(() => this.#start())
  }

  /** Reads what is there, without a client. */
  open(): ServiceRecord {
    this.record = openRecord(
      this.folder,
      () => {},
      () => Date.now(),
    )
    return this.record
  }

  #start(): void {
    const now = () => Date.now()
    const record = this.open()
    this.diary = syncDiary(now)
    this.client = syncClient({
      record,
      network: this.#network(),
      credentials: this.#credentials(),
      // Signatures are worked out by other threads, whose turns no seed decides.
      startSigning: async () => {},
      diary: this.diary,
      now,
      live: true,
      notify: () => {},
      changed: () => {},
      refresh: () => {},
    })
  }

  /** The power goes: the disk has what was committed. */
  kill(): void {
    this.machine.kill()
    this.way.cut()
    const aside = `${this.folder}.aside`
    cpSync(this.folder, aside, { recursive: true })
    try {
      this.record?.db.close()
    } catch {
      // In the middle of something: the copy was made before.
    }
    this.record = undefined
    rmSync(this.folder, { recursive: true })
    cpSync(aside, this.folder, { recursive: true })
    rmSync(aside, { recursive: true })
  }

  /** Says where an action stands. */
  write(): void {
    const { record } = this
    if (!record) return
    const reference = `HS1.a${1 + world.some(4)}`
    const ics = this.member.grants.find((grant) => grant.startsWith('lead:'))?.slice(5) ?? ''
    const subject = `action:${reference}`
    this.machine.run(() => {
      const heads = record.projection.readHeads(ics, subject).get('status') ?? []
      const draft = {
        ...{ kind: 'change' as const, subject, set: { status: world.pick(STATUSES) } },
        basedOn: { status: heads.map(({ entry }) => entry) },
      }
      this.#keep(record.write([{ stream: `ics:${ics}`, draft }], crypto.randomUUID()))
    })
  }

  /** Brings a strategy into being, whose document can then be typed in. */
  plan(id: string): void {
    const { record } = this
    if (!record) return
    const draft = { kind: 'change' as const, subject: `strategy:${id}`, set: { title: 'Plan' } }
    const additions = [{ stream: 'region' as const, draft: { ...draft, basedOn: {} } }]
    this.machine.run(() => this.#keep(record.write(additions, crypto.randomUUID())))
  }

  #keep(entries: readonly { id: string }[]): void {
    for (const entry of entries) this.written.set(entry.id, saidIn(entry))
  }

  type(room: string): void {
    const { record } = this
    if (!record) return
    this.machine.run(() => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, record.log.state(room))
      const before = Y.encodeStateVector(doc)
      const text = doc.getText('body')
      const word = `${this.name}${this.typed.length};`
      text.insert(world.some(text.length + 1), word)
      // What somebody typed is one struct of one session: its letters stay together, or apart
      // where others typed into them. It is looked for letter by letter.
      this.typed.push(word)
      record.receive(room, Y.encodeStateAsUpdate(doc, before), 'local')
      doc.destroy()
    })
  }

  /** Every entry of the log, by id. */
  entries(): Map<string, string> {
    const found = new Map<string, string>()
    for (const room of this.record?.log.docs() ?? []) {
      if (parseRoom(room)?.kind !== 'segment') continue
      for (const { value } of placedValues(this.record?.log.state(room) ?? new Uint8Array([0, 0])))
        found.set((value as { id: string }).id, JSON.stringify(value))
    }
    return found
  }

  #credentials(): CredentialStore {
    return {
      read: async () => this.kept,
      write: async (kept) => {
        this.kept = kept
      },
      wipe: async () => {
        this.kept = undefined
      },
    }
  }

  #network(): Network {
    return {
      connect: async (url, { protocols, credential }) =>
        this.dial(decodeURIComponent(url.pathname.split('/').at(-1) ?? ''), credential, protocols),
      fetch: (url, { method, credential, body }) =>
        this.#call(method, url.pathname, credential, body),
      close: () => {},
    }
  }

  /** Begins a connection; what becomes of it is told later. */
  dial(room: string, credential: string, protocols: string[]): WebSocket {
    const { way } = this
    const end = new SimSocket(`${this.name} in ${room}`, this.machine, way)
    const server = this.#server
    const fail = (code: string) => {
      way.ends.delete(end)
      if (end.readyState === end.CLOSED || !end.machine.alive) return
      end.machine.run(() => {
        end.emit('error', failure(code))
        end.terminate()
      })
    }
    world.after(way.time(), () => {
      if (way.frozen) return void world.after(15_000, () => fail('ETIMEDOUT'))
      if (way.down || !server.isUp) return fail('ECONNREFUSED')
      const other = new SimSocket(`server to ${this.name} in ${room}`, server.machine, way)
      other.other = end
      end.other = other
      server.machine.run(async () => {
        const refusal = await server.accept(other, room, credential, protocols)
        if (refusal) return fail('ECONNRESET')
        world.after(way.time(), () => {
          if (end.readyState === end.CONNECTING && end.machine.alive)
            end.open(SUBPROTOCOL_WITH_HASHES)
        })
      })
    })
    return end.asWebSocket
  }

  #call(method: string, path: string, credential: string | undefined, body: unknown) {
    const { way, machine } = this
    return new Promise<{ status: number; body: string }>((resolve, reject) => {
      const timer = setTimeout(() => reject(failure('ETIMEDOUT')), CALL_MS)
      const end = (settle: () => void) => {
        clearTimeout(timer)
        if (machine.alive) machine.run(settle)
      }
      world.after(way.time(), () => {
        if (way.frozen) return
        if (way.down) return end(() => reject(failure('ECONNREFUSED')))
        this.#server.call(method, path, credential, body).then(
          (answer) => {
            world.note(`${this.name} ${method} ${path} ${answer.status}`, Buffer.from(answer.body))
            world.after(way.time(), () => {
              // The deed is done, and its answer is lost.
              if (!way.frozen && !way.down) end(() => resolve(answer))
            })
          },
          (error) => end(() => reject(error)),
        )
      })
    })
  }
}

/** A folder like another, as it was left. */
export function copyFolder(from: string, to: string, files: readonly string[]): void {
  for (const name of files)
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
}
