import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { contentHash, nextLink } from '../../domain/sync/links.ts'
import type { Receipt } from '../../domain/sync/protocol.ts'
import { decodeUpdate } from '../../domain/sync/update.ts'
import { sha256 } from '../../main/record/signing.ts'
import { openService, type Service } from '../../main/service.ts'
import { syncLedger } from '../../main/sync/ledger.ts'
import { backupStore, restoreStore } from '../../sync-server/backup.ts'
import { openData, storeFile } from '../../sync-server/data.ts'
import { checksum } from '../../sync-server/store/codec.ts'
import { verifyStore } from '../../sync-server/verify.ts'
import { HOME, newRecord, REFERENCE } from '../helpers.ts'
import { craft, valuesBlock } from '../server/craft.ts'
import {
  changeEntry,
  codeFor,
  connect,
  joinAs,
  type TestServer,
  temporaryFolder,
  testServer,
  until,
  YEAR,
} from '../server/support.ts'

/** A server that was put back to an older copy, or changed, with members who wait for just that. */

const ROOM = `ics:${HOME}:${YEAR}`
const NOTES = 4

async function opened(dataDir: string): Promise<Service> {
  const service = await openService({ dataDir })
  onTestFinished(() => service.close())
  return service
}

async function joined(
  server: TestServer,
  grants: string[],
  dataDir = temporaryFolder(),
): Promise<Service> {
  const service = await opened(dataDir)
  const code = await codeFor(server, grants as never, { newcomer: true })
  await service.ask('sync.join', { url: server.url, code })
  await service.ask('sync.once', {})
  return service
}

/** The same data behind the same address. */
async function again(server: TestServer): Promise<TestServer> {
  return testServer({ dataDir: server.options.dataDir, port: server.port })
}

async function writeNotes(ann: Service): Promise<void> {
  for (let i = 0; i < NOTES; i++) {
    const changes = { status: 'blocked' as const, note: `Ann's note ${i}` }
    await ann.ask('action.update', { ics: HOME, reference: REFERENCE, changes })
  }
  await ann.ask('sync.once', {})
}

interface Noted {
  id?: string
  set?: { note?: string }
}
const isAnns = (value: unknown) => (value as Noted).set?.note?.startsWith("Ann's note") === true

/** Notes of Ann's that one who has nothing finds on the server. */
async function onServer(server: TestServer, credential: string): Promise<number> {
  const client = connect(server, ROOM, credential)
  await client.synced
  return client.entries.toArray().filter(isAnns).length
}

async function inRecord(person: Service): Promise<number> {
  const { timeline } = await person.ask('action.get', { ics: HOME, reference: REFERENCE })
  return new Set(JSON.stringify(timeline).match(/Ann's note \d/g)).size
}

async function expectSound(server: TestServer): Promise<void> {
  const { store, keys } = await openData(server.options)
  const report = await verifyStore(store, keys)
  await store.close()
  expect(report.problems).toEqual([])
}

test('nobody takes the names or the places of entries that a server was put back behind', async () => {
  const dataDir = temporaryFolder()
  let server = await testServer({ dataDir })
  const folder = temporaryFolder()
  await (await joined(server, [`lead:${HOME}`], folder)).close()
  // A session of her own for each time that Accord is started.
  const ann = await opened(folder)
  const bob = await joined(server, ['lead:QHL'])
  const mallory = await joinAs(server, [`lead:${HOME}`])
  const yesterday = join(dataDir, 'yesterday.db')
  await backupStore(dataDir, yesterday)
  await writeNotes(ann)
  await bob.ask('sync.once', {})

  // Mallory read along: she knows each entry's id, session and clock.
  const reading = connect(server, ROOM, mallory.credential)
  await reading.synced
  const known = Y.encodeStateAsUpdate(reading.doc)
  const structs = decodeUpdate(known)?.structs ?? []
  const ids = reading.entries
    .toArray()
    .filter(isAnns)
    .map((value) => (value as Noted).id)
  expect(ids.length).toBe(NOTES)
  reading.close()
  await server.close()
  await restoreStore(dataDir, yesterday, new Date())
  server = await again(server)

  const hostile = connect(server, ROOM, mallory.credential, { answer: false })
  await hostile.synced
  const mine = (more = {}) => changeEntry(mallory.member.id, more)
  hostile.sendUpdate(
    craft([
      valuesBlock(
        4711,
        0,
        ids.map((id) => mine({ id })),
      ),
    ]),
  )
  await until(() => hostile.refused.length === 1)
  expect(hostile.refused[0]?.reason).toBe('wrong-author')
  const sessions = new Map(structs.map(({ id, length }) => [id.client, id.clock + length]))
  const there = Y.decodeStateVector(Y.encodeStateVector(hostile.doc))
  const squats = [...sessions].filter(([id]) => !there.has(id)).sort(([a], [b]) => b - a)
  hostile.sendUpdate(
    craft(
      squats.map(([id, end]) =>
        valuesBlock(
          id,
          0,
          Array.from({ length: end }, () => mine()),
        ),
      ),
    ),
  )
  await until(() => hostile.stored.length === 1)

  // Bob comes first: he gives back what Ann wrote, by a session that is nobody's yet.
  await bob.ask('sync.once', {})
  expect(await onServer(server, mallory.credential)).toBe(NOTES)
  await ann.ask('sync.once', {})
  await bob.ask('sync.once', {})
  const eve = await joined(server, ['viewer'])
  for (const person of [ann, bob, eve]) {
    expect(await inRecord(person)).toBe(NOTES)
    expect(await person.ask('record.verify', {})).toMatchObject({ ok: true })
    expect(await person.ask('sync.status', {})).toMatchObject({ waiting: 0, problem: null })
  }
  expect(await onServer(server, mallory.credential)).toBe(NOTES)
  const told = await bob.ask('sync.refused', {})
  expect(told.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/4 entries that it lacked were put back.*Tell an administrator/),
  ])
  await expectSound(server)
})

test('an entry that was changed on the server is noticed, and no good copy gives way to it', async () => {
  const dataDir = temporaryFolder()
  let server = await testServer({ dataDir })
  const ann = await joined(server, [`lead:${HOME}`])
  const bob = await joined(server, ['lead:QHL'])
  await writeNotes(ann)
  await bob.ask('sync.once', {})
  await server.close()
  changeStore(dataDir, "Ann's note 1", "Anne's note")
  server = await again(server)

  for (const person of [ann, bob]) {
    const status = await person.ask('sync.once', {})
    expect(status).toMatchObject({ state: 'differs', words: 'Not in step: 1 part' })
    expect(status.problem).toMatch(/Your copy is kept as it is/)
    expect(await inRecord(person)).toBe(NOTES)
  }
})

/** Whoever holds the store can write what they like into it, hashes included. */
function changeStore(dataDir: string, before: string, after: string): void {
  const db = new Database(storeFile(dataDir))
  const rows = db.prepare('SELECT seq, bytes FROM updates WHERE room = ?').all(ROOM) as {
    seq: number
    bytes: Buffer
  }[]
  for (const { seq, bytes } of rows) {
    const decoded = decodeUpdate(bytes)
    const blocks = (decoded?.structs ?? []).map((struct) => {
      const { client, clock } = struct.id
      const { content, origin } = struct as Y.Item
      const values = content
        .getContent()
        .map((value) => JSON.parse(JSON.stringify(value).replace(before, after)))
      for (const [i, value] of values.entries())
        db.prepare('UPDATE entries SET hash = ? WHERE room = ? AND client = ? AND clock = ?').run(
          contentHash(value, sha256),
          ...[ROOM, client, clock + i],
        )
      const block = valuesBlock(client, clock, values)
      ;(block.structs[0] as Y.Item).origin = origin
      if (origin) (block.structs[0] as Y.Item).parent = null
      return block
    })
    const changed = craft(blocks)
    db.prepare('UPDATE updates SET bytes = ?, checksum = ? WHERE room = ? AND seq = ?').run(
      changed,
      checksum(changed),
      ...[ROOM, seq],
    )
  }
  const links = new Map<number, string>()
  const entries = db
    .prepare('SELECT client, hash FROM entries WHERE room = ? ORDER BY client, clock')
    .all(ROOM) as { client: number; hash: string }[]
  for (const { client, hash } of entries)
    links.set(client, nextLink(links.get(client) ?? '', hash, sha256))
  for (const [client, link] of links)
    db.prepare('UPDATE clients SET link = ? WHERE room = ? AND client = ?').run(link, ROOM, client)
  db.close()
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
}

test('a proof that the server took an entry gives way to none of another entry in its place', () => {
  const ledger = syncLedger(newRecord())
  const place = [{ client: 7, clock: 0 }]
  ledger.addReceipts(ROOM, [[7, 0, 'older server’s']])
  ledger.addReceipts(ROOM, [[7, 0, 'of hers', 'her hash']])
  for (const other of [
    [7, 0, 'of another', 'another hash'],
    [7, 0, 'of whatever'],
  ] as Receipt[])
    ledger.addReceipts(ROOM, [other])
  expect(ledger.receiptsFor(ROOM, place)).toEqual([[7, 0, 'of hers', 'her hash']])
  ledger.addReceipts(ROOM, [[7, 0, 'of hers by a new key', 'her hash']])
  expect(ledger.receiptsFor(ROOM, place)).toEqual([[7, 0, 'of hers by a new key', 'her hash']])
})
