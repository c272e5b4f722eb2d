import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import { MESSAGE, parseRoom, StoredMessage } from '../../domain/sync/protocol.ts'
import { noBus } from '../../sync-server/bus.ts'
import type { Connection, ConnectionDeps } from '../../sync-server/connection.ts'
import { openData, type ServerData, storeFile } from '../../sync-server/data.ts'
import { takeIn } from '../../sync-server/handshake.ts'
import { httpHandler } from '../../sync-server/http.ts'
import { knownThings } from '../../sync-server/known.ts'
import { LIMITS } from '../../sync-server/limits.ts'
import { openLog, sparingly } from '../../sync-server/log.ts'
import { openDirectory } from '../../sync-server/members/directory.ts'
import { serverMetrics } from '../../sync-server/metrics.ts'
import { contents } from '../../sync-server/rooms/content.ts'
import { contentHolder } from '../../sync-server/rooms/content-worker.ts'
import type { MergedPart, MergeJob } from '../../sync-server/rooms/merge.ts'
import { mergeOutcome } from '../../sync-server/rooms/merge-worker.ts'
import { rooms as openRooms, type Rooms } from '../../sync-server/rooms/registry.ts'
import { backlog } from '../../sync-server/share/backlog.ts'
import { budgets } from '../../sync-server/share/budget.ts'
import { flight } from '../../sync-server/share/flight.ts'
import { workMeter } from '../../sync-server/share/meter.ts'
import { turns } from '../../sync-server/share/turns.ts'
import type { Disk } from '../../sync-server/store/sqlite.ts'
import { verifyStore } from '../../sync-server/verify.ts'
import { failure, httpCall, type SimSocket } from './network.ts'
import { Machine, world } from './world.ts'

const PAGE = 4096
const FILES = ['accord-server.db', 'accord-server.db-wal', 'server.key']
const silent = openLog('silent')

type Handler = (...call: never[]) => Promise<void>

/** The real rooms, guard and store of a server, on a machine of the world. */
export class SimServer {
  machine = new Machine('server')
  readonly folder: string
  data: ServerData | undefined
  /** The disk is full: nothing more goes onto it. */
  full = false
  /** The next flushes fail. */
  failing = 0
  /** What was said to be on the disk, room by room: client to clock. */
  readonly acknowledged = new Map<string, Map<number, number>>()
  #handle: Handler | undefined
  #connections: (ConnectionDeps & { rooms: Rooms; connections: Set<Connection> }) | undefined
  /** The write-ahead log as it was when it last reached the disk. */
  #flushed: Buffer = Buffer.alloc(0)

  constructor(folder: string) {
    this.folder = folder
  }

  get isUp(): boolean {
    return this.#handle !== undefined && this.machine.alive
  }

  async start(): Promise<void> {
    const { skew } = this.machine
    this.machine = new Machine('server')
    this.machine.skew = skew
    await this.machine.run(() => this.#start())
    await this.#expectAcknowledged()
  }

  async #start(): Promise<void> {
    const now = Date.now
    const opened = await openData({ dataDir: this.folder, disk: this.#disk() })
    this.data = opened
    this.#flushed = readFileSync(`${storeFile(this.folder)}-wal`)
    const full = () => {
      if (this.full) throw failure('SQLITE_FULL')
    }
    const { store: real, keys } = opened
    const store = Object.assign(Object.create(real) as typeof real, {
      append: async (...call: Parameters<typeof real.append>) => {
        full()
        return real.append(...call)
      },
      atomically: async (...call: Parameters<typeof real.atomically>) => {
        full()
        return real.atomically(...call)
      },
    })
    const metrics = serverMetrics()
    const bus = noBus()
    const directory = await openDirectory(store, now)
    const meter = workMeter(LIMITS)
    const rules = { known: knownThings(store, now), keys, now, maxDocumentBytes: 1e7 }
    const look = contentHolder()
    const rooms = openRooms(
      {
        store,
        bus,
        rules,
        metrics,
        meter,
        budgets: budgets(LIMITS, now),
        log: silent,
        alone: true,
      },
      {
        merge: { run: async (job: MergeJob) => answerOf(job), close: async () => {} },
        contents: contents({
          run: async (job) => ({ answer: look(job), ms: 0 }),
          close: async () => {},
        }),
      },
    )
    const note = sparingly(silent, now)
    const connections = new Set<Connection>()
    this.#connections = {
      ...{ directory, bus, limits: LIMITS, metrics, log: silent, note, meter, rooms, connections },
      ...{ turns: turns(meter), flight: flight(LIMITS, metrics.pieces), backlog: backlog(LIMITS) },
    }
    this.#handle = httpHandler({
      ...{ sql: store, keys, directory, signOn: undefined, limits: LIMITS, metrics, note, now },
      ...{ metricsToken: undefined, version: '0', log: silent },
      addressOf: () => '10.0.0.1',
      notReady: async () => undefined,
    }) as Handler
    directory.listen(() => {
      for (const connection of connections) connection.recheck()
    })
    setInterval(() => {
      for (const connection of connections) connection.tick()
    }, LIMITS.pingMs)
  }

  #disk(): Disk {
    return {
      flush: (_handle) => {
        const { machine } = this
        return new Promise((resolve, reject) => {
          const written = readFileSync(`${storeFile(this.folder)}-wal`)
          world.after(1 + world.some(20), () => {
            if (this.failing > 0) {
              this.failing -= 1
              reject(failure('EIO'))
              return
            }
            if (machine === this.machine) this.#flushed = written
            resolve()
          })
        })
      },
      startCheckpoints: () => ({ end: async () => {} }),
    }
  }

  /** Ends it. With the power gone too, the disk has what was flushed, and some of what was not. */
  async kill({ power }: { power: boolean }): Promise<void> {
    this.machine.kill()
    this.#handle = undefined
    const log = `${storeFile(this.folder)}-wal`
    const written = readFileSync(log)
    const aside = `${this.folder}.aside`
    mkdirSync(aside)
    for (const name of FILES)
      if (existsSync(join(this.folder, name)))
        copyFileSync(join(this.folder, name), join(aside, name))
    if (power) writeFileSync(join(aside, 'accord-server.db-wal'), torn(this.#flushed, written))
    // Beside what SQLite still has open: that goes with the folder.
    rmSync(this.folder, { recursive: true })
    mkdirSync(this.folder)
    for (const name of FILES)
      if (existsSync(join(aside, name))) copyFileSync(join(aside, name), join(this.folder, name))
    rmSync(aside, { recursive: true })
  }

  async #expectAcknowledged(): Promise<void> {
    for (const [room, clocks] of this.acknowledged) {
      const state = await this.data?.store.loadRoom(room)
      for (const [client, clock] of clocks)
        if ((state?.clients.get(client)?.clock ?? 0) < clock)
          throw new Error(`${room}: ${client} was acknowledged up to ${clock}, and it is gone.`)
    }
  }

  /** One call over HTTP; rejects when nobody is there. */
  async call(method: string, path: string, credential: string | undefined, body: unknown) {
    const handle = this.#handle
    if (!handle) throw failure('ECONNREFUSED')
    const { request, response, answered } = httpCall(method, path, credential, body)
    this.machine.run(() => void handle(request as never, response as never))
    return answered
  }

  /** Somebody asks for a room; answers the protocol that is spoken, or the refusal. */
  async accept(end: SimSocket, name: string, credential: string, offered: string[]) {
    const deps = this.#connections
    const room = parseRoom(name)
    if (!deps || !room) return 'not-found'
    const session = await deps.directory.authenticate(credential)
    if (!session) return 'credential'
    end.readyState = end.OPEN
    end.heardSaying = (data) => this.#note(name, data)
    takeIn(deps, end.asWebSocket, { room, session, offered })
    return undefined
  }

  #note(room: string, data: Uint8Array): void {
    const decoder = decoding.createDecoder(data)
    if (decoding.readVarUint(decoder) !== MESSAGE.stored) return
    const { clocks } = StoredMessage.parse(JSON.parse(decoding.readVarString(decoder)))
    const known = this.acknowledged.get(room) ?? new Map<number, number>()
    this.acknowledged.set(room, known)
    for (const [client, clock] of Object.entries(clocks))
      known.set(Number(client), Math.max(clock, known.get(Number(client)) ?? 0))
  }

  async problems(): Promise<string[]> {
    if (!this.data) return ['The server never started.']
    return (await verifyStore(this.data.store, this.data.keys)).problems
  }
}

function answerOf(job: MergeJob): MergedPart[] {
  const outcome = mergeOutcome(job)
  if ('failed' in outcome) throw new Error(outcome.failed)
  return outcome.answer
}

/** What a disk may hold of a file after the power went: each page as it was, or as it was to be. */
function torn(flushed: Buffer, written: Buffer): Buffer {
  const kept = Buffer.from(
    written.subarray(0, flushed.length + world.some(written.length - flushed.length + 1)),
  )
  for (let at = 0; at < kept.length; at += PAGE) {
    const end = Math.min(at + PAGE, kept.length)
    if (world.chance() < 0.5) continue
    if (at < flushed.length) flushed.copy(kept, at, at, Math.min(end, flushed.length))
    if (end > flushed.length) kept.fill(0, Math.max(at, flushed.length), end)
  }
  return kept
}
