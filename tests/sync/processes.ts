import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Grant } from '../../domain/record/grants.ts'
import type { Status } from '../../domain/record/statuses.ts'
import { connectLocally } from '../../main/hosts/local.ts'
import type { ServiceHandle } from '../../main/hosts/service-handle.ts'
import type { Written } from '../../preload/types.ts'
import { openData } from '../../sync-server/data.ts'
import { invite } from '../../sync-server/members/administration.ts'

/** Real server and service processes, and a proxy between them that fails on demand. */

const PROJECT = resolve(import.meta.dirname, '..', '..')

export function makeFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'accord-sync-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Waits for something to become true. @throws when it does not within the time */
export async function until(
  what: () => boolean | Promise<boolean>,
  withinMs = 120_000,
): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`)
    await wait(20)
  }
}

/** `accord-server start` in a process of its own, on a port that stays the same. */
export class ServerProcess {
  readonly dataDir: string
  readonly #options: readonly string[]
  #port = 0
  #child: ChildProcess | undefined

  /** @param options more for `accord-server start` */
  constructor(dataDir: string, options: readonly string[] = []) {
    this.dataDir = dataDir
    this.#options = options
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get port(): number {
    return this.#port
  }

  async start(): Promise<void> {
    const args = ['start', '--data', this.dataDir, '--port', String(this.#port), '--json']
    const script = join(PROJECT, 'bin', 'accord-server.js')
    const child = spawn(
      process.execPath,
      [script, ...args, ...this.#options, '--log-level', 'error'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    this.#child = child
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    this.#port = Number(new URL(JSON.parse(line.toString()).url).port)
  }

  kill(): Promise<void> {
    return end(this.#child, (child) => child.kill('SIGKILL'))
  }

  stop(): Promise<void> {
    return end(this.#child, (child) => child.kill('SIGTERM'))
  }

  /** A one-time code, made the way the command line makes it, beside the running server. */
  async code(name: string, grants: Grant[], extra: object = {}): Promise<string> {
    const { store, keys } = await openData({ dataDir: this.dataDir })
    try {
      return (await invite({ sql: store, now: Date.now }, keys, { name, grants, ...extra })).code
    } finally {
      await store.close()
    }
  }
}

/** One person's service in a process of its own. */
export class PersonProcess {
  readonly dataDir: string
  #child: ChildProcess | undefined
  #service: ServiceHandle | undefined

  constructor(dataDir: string) {
    this.dataDir = dataDir
  }

  get service(): ServiceHandle {
    if (!this.#service) throw new Error('Not started.')
    return this.#service
  }

  async start(): Promise<void> {
    const script = join(PROJECT, 'tests', 'sync', 'service-process.ts')
    const child = fork(script, [this.dataDir], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#child = child
    await once(child, 'message')
    const found = await connectLocally(this.dataDir)
    if (!found) throw new Error('The service does not answer.')
    this.#service = found.service
  }

  async stop(): Promise<void> {
    await end(this.#child, (child) => child.send('stop'))
    this.#service = undefined
  }

  async kill(): Promise<void> {
    await end(this.#child, (child) => child.kill('SIGKILL'))
    this.#service = undefined
  }

  async setStatus(ics: string, reference: string, status: Status): Promise<Written> {
    return this.service.ask('action.update', { ics, reference, changes: { status } })
  }

  async statusOf(ics: string, reference: string): Promise<string> {
    return (await this.service.ask('action.get', { ics, reference })).row.status
  }

  /** Nothing waits, and nothing is being exchanged. */
  async isSettled(): Promise<boolean> {
    const { state } = await this.service.ask('sync.status', {})
    return state === 'synced' || state === 'refused'
  }
}

async function end(
  child: ChildProcess | undefined,
  ask: (child: ChildProcess) => unknown,
): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  ask(child)
  await gone
}

/** Every entry of a record, as `id` to the whole of it; read beside whoever has the record open. */
export function entriesOf(dataDir: string): Map<string, string> {
  const db = new Database(join(dataDir, 'record.sqlite'), { readonly: true })
  try {
    const rows = db.prepare('SELECT id, body FROM entry ORDER BY id').raw().all()
    return new Map(rows as [string, string][])
  } finally {
    db.close()
  }
}

/** A TCP proxy between clients and the server, which can be made to fail. */
export class FlakyProxy {
  readonly #sockets = new Set<Socket>()
  readonly #server = createServer((inside) => this.#accept(inside))
  readonly #target: () => number
  /** How long each part of the data is held back, in ms. */
  delayMs = 0
  /** Nothing passes, and nobody is told. */
  frozen = false
  /** New connections are refused. */
  closed = false

  constructor(target: () => number) {
    this.#target = target
  }

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const { port } = this.#server.address() as { port: number }
    return `http://127.0.0.1:${port}`
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  heal(): void {
    this.delayMs = 0
    this.closed = false
    // What was frozen may have lost data: such a connection cannot go on.
    if (this.frozen) this.cut()
    this.frozen = false
  }

  stop(): void {
    this.cut()
    this.#server.close()
  }

  #accept(inside: Socket): void {
    if (this.closed) {
      inside.destroy()
      return
    }
    const outside = connect(this.#target(), '127.0.0.1')
    this.#pass(inside, outside)
    this.#pass(outside, inside)
  }

  #pass(from: Socket, to: Socket): void {
    this.#sockets.add(from)
    let order: Promise<unknown> = Promise.resolve()
    from.on('data', (data) => {
      if (this.frozen) return
      const { delayMs } = this
      order = order.then(async () => {
        if (delayMs > 0) await wait(Math.random() * delayMs)
        if (!to.destroyed) to.write(data)
      })
    })
    from.on('error', () => from.destroy())
    from.on('close', () => {
      this.#sockets.delete(from)
      to.destroy()
    })
  }
}
