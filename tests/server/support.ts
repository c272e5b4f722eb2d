import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { strategyDocument } from '../../domain/documents/tree.ts'
import { makeStamp } from '../../domain/record/clock.ts'
import type { Grant } from '../../domain/record/grants.ts'
import {
  encodeMessage,
  type Joined,
  MESSAGE,
  type Receipt,
  type RefusedMessage,
  type StoredMessage,
  SUBPROTOCOL_WITH_ACKS,
} from '../../domain/sync/protocol.ts'
import { type DataOptions, openData } from '../../sync-server/data.ts'
import { openLog } from '../../sync-server/log.ts'
import { invite } from '../../sync-server/members/administration.ts'
import { type RunningServer, type ServerOptions, startServer } from '../../sync-server/server.ts'

/** Real servers on real ports with real stores, and a small client that can also misbehave. */

export const YEAR = String(new Date().getUTCFullYear())

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-server-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

export type TestServer = RunningServer & { options: ServerOptions }

export async function testServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const complete: ServerOptions = {
    dataDir: options.dataDir ?? temporaryFolder(),
    host: '127.0.0.1',
    port: 0,
    log: openLog('silent'),
    ...options,
  }
  const server = await startServer(complete)
  onTestFinished(() => server.close())
  return { ...server, options: complete }
}

/** Makes a code the way the command line does: through the store, beside the running server. */
export async function codeFor(server: TestServer, grants: Grant[], extra = {}): Promise<string> {
  const { store, keys } = await openData(server.options)
  try {
    const request = { name: 'Test Person', grants, ...extra }
    return (await invite({ sql: store, now: Date.now }, keys, request)).code
  } finally {
    await store.close()
  }
}

/** Lets the record know of something that rooms belong to, beside the running server. */
export async function letKnow(
  server: { options: DataOptions },
  kind: string,
  ids: string[],
): Promise<void> {
  const { store } = await openData(server.options)
  try {
    const sql = 'INSERT INTO subjects (kind, id) VALUES (?, ?)'
    await store.atomically(ids.map((id) => ({ sql, params: [kind, id] })))
  } finally {
    await store.close()
  }
}

/** Rooms of documents of strategies that the record knows from now on. */
export async function documentRooms(
  server: { options: DataOptions },
  count = 1,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  await letKnow(server, 'strategy', ids)
  return ids.map(strategyDocument)
}

export async function post(server: RunningServer, path: string, body: unknown, token?: string) {
  return fetch(server.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  })
}

export async function joinAs(
  server: TestServer,
  grants: Grant[],
  member: string = randomUUID(),
): Promise<Joined> {
  const code = await codeFor(server, grants)
  const response = await post(server, '/v1/join', { code, member })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as Joined
}

let counter = 0

/** A complete entry as a lead of a system writes it. */
export function changeEntry(by: string, more: Record<string, unknown> = {}) {
  counter += 1
  return {
    id: randomUUID(),
    at: makeStamp(Date.now(), counter % 0xffff, 'a1b2c3d4'),
    by,
    kind: 'change',
    subject: 'action:HS1.a1',
    set: { status: 'in-progress' },
    basedOn: {},
    ...more,
  }
}

export interface TestClient {
  doc: Y.Doc
  socket: WebSocket
  entries: Y.Array<unknown>
  stored: StoredMessage[]
  refused: RefusedMessage[]
  receipts: Receipt[]
  /** States announced by others, as JSON, latest last. */
  presence: { client: number; state: unknown }[]
  closed: Promise<{ code: number; reason: string }>
  synced: Promise<void>
  send(frame: Uint8Array): void
  sendUpdate(update: Uint8Array): void
  close(): void
}

/** A well-behaved client of one room, whose document follows the server's. */
export function connect(
  server: RunningServer,
  room: string,
  credential: string,
  { doc = new Y.Doc(), answer = true, acks = true } = {},
): TestClient {
  const url = `${server.url.replace('http', 'ws')}/v1/rooms/${room}`
  const headers = { authorization: `Bearer ${credential}` }
  const socket = new WebSocket(url, acks ? [SUBPROTOCOL_WITH_ACKS] : [], { headers })
  socket.on('error', () => {})
  let settle: () => void = () => {}
  const client: TestClient = {
    doc,
    socket,
    entries: doc.getArray('entries'),
    stored: [],
    refused: [],
    receipts: [],
    presence: [],
    closed: new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    ),
    synced: new Promise((resolve) => {
      settle = resolve
    }),
    send: (frame) => socket.send(frame),
    sendUpdate: (update) => socket.send(updateFrame(update)),
    close: () => socket.close(),
  }
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== client && socket.readyState === socket.OPEN) client.sendUpdate(update)
  })
  socket.on('open', () => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.sync)
    syncProtocol.writeSyncStep1(encoder, doc)
    socket.send(encoding.toUint8Array(encoder))
  })
  socket.on('message', (data: Buffer) => readFrame(client, data, answer, settle))
  onTestFinished(() => socket.terminate())
  return client
}

function readFrame(client: TestClient, data: Buffer, answer: boolean, settle: () => void): void {
  const decoder = decoding.createDecoder(data)
  const type = decoding.readVarUint(decoder)
  if (type === MESSAGE.sync) {
    const step = decoding.peekVarUint(decoder)
    if (step === syncProtocol.messageYjsSyncStep1 && !answer) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.sync)
    syncProtocol.readSyncMessage(decoder, encoder, client.doc, client)
    if (encoding.length(encoder) > 1) client.send(encoding.toUint8Array(encoder))
    if (step === syncProtocol.messageYjsSyncStep2) settle()
  } else if (type === MESSAGE.awareness) {
    const states = decoding.createDecoder(decoding.readVarUint8Array(decoder))
    for (let n = decoding.readVarUint(states); n > 0; n--) {
      const id = decoding.readVarUint(states)
      decoding.readVarUint(states)
      client.presence.push({ client: id, state: JSON.parse(decoding.readVarString(states)) })
    }
  } else if (type === MESSAGE.stored) client.stored.push(readJson(decoder))
  else if (type === MESSAGE.refused) client.refused.push(readJson(decoder))
  else if (type === MESSAGE.receipts) client.receipts.push(...readJson<Receipt[]>(decoder))
}

function readJson<T>(decoder: decoding.Decoder): T {
  return JSON.parse(decoding.readVarString(decoder)) as T
}

export function updateFrame(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.sync)
  syncProtocol.writeUpdate(encoder, update)
  return encoding.toUint8Array(encoder)
}

/** The update that one new session makes by adding these values. */
export function updateOf(values: unknown[], clientID?: number): Uint8Array {
  const doc = new Y.Doc()
  if (clientID !== undefined) doc.clientID = clientID
  doc.getArray('entries').push(values)
  return Y.encodeStateAsUpdate(doc)
}

export function receiptsFrame(receipts: Receipt[]): Uint8Array {
  return encodeMessage(MESSAGE.receipts, receipts)
}

/** Waits for something to become true. @throws when it does not within the time */
export async function until(
  what: () => boolean | Promise<boolean>,
  withinMs = 120_000,
): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
