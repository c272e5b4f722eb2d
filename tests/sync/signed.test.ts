import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { newDeviceKey, signer } from '../../disk/signatures.ts'
import type { AnyEntry } from '../../domain/record/entry.ts'
import { nextLink } from '../../domain/sync/links.ts'
import { keyName, signatureOf, signEntry } from '../../domain/sync/signatures.ts'
import { hashOf, sha256 } from '../../main/record/signing.ts'
import { openService, type Service } from '../../main/service.ts'
import { openData, storeFile } from '../../sync-server/data.ts'
import { loadKeys, type ServerKeys } from '../../sync-server/keys.ts'
import { checksum, encodeEnds } from '../../sync-server/store/codec.ts'
import { verifyStore } from '../../sync-server/verify.ts'
import { HOME, REFERENCE } from '../helpers.ts'
import {
  changeEntry,
  codeFor,
  connect,
  joinAs,
  type TestServer,
  temporaryFolder,
  testServer,
  until,
  updateOf,
  YEAR,
} from '../server/support.ts'
import { entriesOf } from './processes.ts'

/** Entries are signed where they are written; server and clients see when one is not. */

const ROOM = `ics:${HOME}:${YEAR}`

async function opened(dataDir: string): Promise<Service> {
  const service = await openService({ dataDir })
  onTestFinished(() => service.close())
  return service
}

async function joined(server: TestServer, grants: string[], dataDir = temporaryFolder()) {
  const service = await opened(dataDir)
  const code = await codeFor(server, grants as never, { newcomer: true })
  await service.ask('sync.join', { url: server.url, code })
  await service.ask('sync.once', {})
  return { service, dataDir }
}

async function note(service: Service, text: string): Promise<void> {
  await service.ask('action.update', {
    ...{ ics: HOME, reference: REFERENCE },
    changes: { note: text },
  })
}

async function storeReport(server: TestServer) {
  const { store, keys } = await openData(server.options)
  try {
    return await verifyStore(store, keys)
  } finally {
    await store.close()
  }
}

function written(dataDir: string): AnyEntry[] {
  return [...entriesOf(dataDir).values()].map((body) => JSON.parse(body) as AnyEntry)
}

test('what a member writes is signed from the first entry on, and everybody can see it', async () => {
  const server = await testServer()
  const ann = await joined(server, [`lead:${HOME}`])
  const bob = await joined(server, ['viewer'])
  await note(ann.service, 'One')
  await note(ann.service, 'Two')
  await ann.service.close()
  // A session of its own, and the same chain.
  const again = await opened(ann.dataDir)
  await note(again, 'Three')
  await again.ask('sync.once', {})
  await bob.service.ask('sync.once', {})
  const entries = written(bob.dataDir)
  expect(entries.length).toBe(4)
  expect(entries.filter((entry) => signatureOf(entry) === undefined)).toEqual([])
  expect(entries.filter((entry) => Object.hasOwn(entry, 'key')).length).toBe(1)
  for (const service of [again, bob.service])
    expect(await service.ask('record.verify', {})).toMatchObject({
      ok: true,
      signatures: { signed: 4, unsigned: 0, problems: [] },
    })
  expect(await storeReport(server)).toMatchObject({ ok: true, signed: 4, entries: 4 })
  const keyFile = join(ann.dataDir, 'device-key.json')
  expect(JSON.parse(readFileSync(keyFile, 'utf8')).open.privateKey).toHaveLength(43)
  if (process.platform !== 'win32') expect(statSync(keyFile).mode & 0o777).toBe(0o600)
})

test('a member whose device signs cannot be written for without the key', async () => {
  const server = await testServer()
  const ann = await joinAs(server, [`lead:${HOME}`])
  const client = connect(server, ROOM, ann.credential, { answer: false })
  await client.synced
  const key = newDeviceKey()
  const place = { key: keyName(key.publicKey, sha256), publicKey: key.publicKey }
  const by = ann.member.id
  const first = signEntry(ROOM, changeEntry(by), { ...place, head: undefined }, signer(key))
  client.sendUpdate(updateOf([first]))
  await until(() => client.stored.length === 1)

  const other = newDeviceKey()
  const forged = signEntry(ROOM, changeEntry(by), { ...place, head: 'B'.repeat(16) }, signer(other))
  const offers: [string, unknown][] = [
    ['not-signed', changeEntry(by)],
    ['out-of-chain', forged],
    ['wrong-signature', changeEntry(by, { sig: 'nonsense' })],
  ]
  for (const [reason, entry] of offers) {
    client.sendUpdate(updateOf([entry]))
    await until(() => client.refused.at(-1)?.reason === reason)
  }
  expect(client.stored.length).toBe(1)
  expect(await storeReport(server)).toMatchObject({ ok: true, entries: 1 })
})

test('what was written while the key could not be read is signed before it is sent', async () => {
  const server = await testServer()
  const ann = await joined(server, [`lead:${HOME}`])
  await note(ann.service, 'One')
  await ann.service.ask('sync.once', {})
  await ann.service.close()
  const keyFile = join(ann.dataDir, 'device-key.json')
  const kept = readFileSync(keyFile)
  // As the command line finds it, where the window has sealed it.
  writeFileSync(keyFile, JSON.stringify({ sealed: Buffer.from('x').toString('base64') }))
  const sealed = await opened(ann.dataDir)
  await note(sealed, 'Two')
  await sealed.close()
  expect(written(ann.dataDir).filter((entry) => !signatureOf(entry)).length).toBe(1)
  writeFileSync(keyFile, kept)
  const again = await opened(ann.dataDir)
  await note(again, 'Three')
  expect(await again.ask('sync.once', {})).toMatchObject({ state: 'synced', refused: 0 })
  expect(written(ann.dataDir).filter((entry) => !signatureOf(entry))).toEqual([])
  expect(await again.ask('record.verify', {})).toMatchObject({ ok: true })
  expect(await storeReport(server)).toMatchObject({ ok: true, signed: 4, entries: 4 })
})

test('a record put back to an older copy goes on with its chain', async () => {
  const server = await testServer()
  const ann = await joined(server, [`lead:${HOME}`])
  const bob = await joined(server, ['viewer'])
  const backup = await ann.service.ask('record.backup', {})
  await note(ann.service, 'Before')
  await ann.service.ask('sync.once', {})
  await ann.service.ask('record.restore', { from: backup.path })
  await note(ann.service, 'After')
  expect(await ann.service.ask('sync.once', {})).toMatchObject({ state: 'synced', refused: 0 })
  await bob.service.ask('sync.once', {})
  for (const { service } of [ann, bob])
    expect(await service.ask('record.verify', {})).toMatchObject({
      ok: true,
      signatures: { signed: 3, problems: [] },
    })
  expect(await storeReport(server)).toMatchObject({ ok: true, signed: 3 })
})

test('verify names an entry that was changed, and one that is gone', async () => {
  const server = await testServer()
  const ann = await joined(server, [`lead:${HOME}`])
  for (const text of ['One', 'Two', 'Three']) await note(ann.service, text)
  await ann.service.ask('sync.once', {})
  const bob = await joined(server, ['viewer'])
  await bob.service.close()
  const entries = written(bob.dataDir).sort((a, b) => (a.at < b.at ? -1 : 1))
  const ids = entries.map(({ id }) => id)

  rewrite(bob.dataDir, entries.with(3, { ...(entries[3] as AnyEntry), set: { note: 'Four' } }))
  const changed = await opened(bob.dataDir)
  expect((await changed.ask('record.verify', {})).signatures.problems).toEqual([
    expect.stringMatching(`Entry ${ids[3]} .* does not carry their signature`),
  ])
  await changed.close()

  rewrite(bob.dataDir, entries.toSpliced(1, 1))
  const gone = await opened(bob.dataDir)
  const report = await gone.ask('record.verify', {})
  expect(report.ok).toBe(false)
  expect(report.signatures.problems).toEqual([
    expect.stringMatching(`is missing: the one before ${ids[2]}`),
  ])
})

test('a second computer of hers is named until the first one confirms it', async () => {
  const server = await testServer()
  const ann = await joined(server, [`lead:${HOME}`])
  const bob = await joined(server, ['viewer'])
  const member = (await ann.service.ask('app.state', {})).member?.id ?? ''
  const second = await opened(temporaryFolder())
  // The operator's code: no computer of hers was asked.
  const code = await codeFor(server, [], { member })
  await second.ask('sync.join', { url: server.url, code })
  await note(second, 'From elsewhere')
  await second.ask('sync.once', {})
  for (const { service } of [ann, bob]) await service.ask('sync.once', {})
  const named = async () => (await bob.service.ask('record.verify', {})).signatures.unconfirmed
  expect(await named()).toEqual([
    expect.stringMatching(/writes with a computer .* none of their other computers has confirmed/),
  ])
  const keysOf = async (service: Service) => (await service.ask('sync.access', {})).keys
  expect((await keysOf(second)).map(({ here, standing }) => ({ here, standing }))).toEqual([
    { here: false, standing: 'first' },
    { here: true, standing: 'unconfirmed' },
  ])
  const theirs = (await keysOf(second)).find(({ here }) => here)
  const waiting = (await keysOf(ann.service)).find(({ standing }) => standing === 'unconfirmed')
  expect(waiting?.mark).toBe(theirs?.mark)
  const { publicKey = '' } = waiting ?? {}
  // Nobody confirms themself.
  await expect(second.ask('sync.confirmKey', { publicKey })).rejects.toThrow(/not confirmed itself/)
  await ann.service.ask('sync.confirmKey', { publicKey })
  await ann.service.ask('sync.once', {})
  await bob.service.ask('sync.once', {})
  expect(await named()).toEqual([])
  expect(await bob.service.ask('record.verify', {})).toMatchObject({ ok: true })
})

test('a server that writes in the name of a member is not believed', async () => {
  const dataDir = temporaryFolder()
  let server = await testServer({ dataDir })
  const ann = await joined(server, [`lead:${HOME}`])
  const bob = await joined(server, ['viewer'])
  await note(ann.service, 'One')
  await ann.service.ask('sync.once', {})
  await bob.service.ask('sync.once', {})
  await server.close()
  const last = written(ann.dataDir).reduce((a, b) => (a.at > b.at ? a : b))
  const forged = changeEntry(last.by, { set: { note: 'Forged' }, sig: (last as Signed).sig })
  putIn(dataDir, forged)
  server = await testServer({ dataDir, port: server.port })
  for (const { service } of [ann, bob]) {
    const status = await service.ask('sync.once', {})
    expect(status.state).toBe('differs')
    expect(status.problem).toMatch(/in the name of a member that they have not signed/)
    expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
  }
  expect((await storeReport(server)).problems.join()).toMatch(/does not carry their signature/)
})

test('a server that leaves one out, or puts in one that is not signed, is named on the page', async () => {
  const dataDir = temporaryFolder()
  let server = await testServer({ dataDir })
  const ann = await joined(server, [`lead:${HOME}`])
  for (const text of ['One', 'Two', 'Three']) await note(ann.service, text)
  await ann.service.ask('sync.once', {})
  await server.close()
  const entries = written(ann.dataDir).sort((a, b) => (a.at < b.at ? -1 : 1))
  const [gone, after, latest] = entries.slice(1) as [AnyEntry, AnyEntry, AnyEntry]
  // A store that never had it, as far as anybody who joins can see.
  replaceStored(
    dataDir,
    entries.filter((entry) => entry !== gone),
  )
  putIn(dataDir, changeEntry(latest.by, { set: { note: 'Unsigned' } }))
  server = await testServer({ dataDir, port: server.port })
  const eve = await joined(server, ['viewer'])
  const { state, problem } = await eve.service.ask('sync.once', {})
  expect(state).toBe('differs')
  expect(problem).toMatch(new RegExp(`is missing: the one before ${after.id}`))
  expect(problem).toMatch(/but this entry is not signed/)
  expect((await eve.service.ask('record.verify', {})).signatures.problems.length).toBe(2)
})

test('what was written before there was a key is stated once, and cannot be changed unnoticed', async () => {
  const server = await testServer()
  const dataDir = temporaryFolder()
  const alone = await opened(dataDir)
  await alone.ask('record.create', { ics: HOME, name: 'Ann' })
  for (const text of ['One', 'Two', 'Three']) await note(alone, text)
  await alone.close()
  const before = written(dataDir).filter((entry) => !signatureOf(entry)).length
  expect(before).toBeGreaterThan(3)
  const ann = await joined(server, [`lead:${HOME}`], dataDir)
  await ann.service.ask('sync.once', {})
  const stated = () => written(dataDir).filter(({ kind }) => kind === 'statement').length
  expect(stated()).toBe(1)
  // Once told it is told; what follows is signed.
  await note(ann.service, 'Four')
  await ann.service.ask('sync.once', {})
  expect(stated()).toBe(1)

  const bob = await joined(server, ['viewer'])
  expect(await bob.service.ask('record.verify', {})).toMatchObject({
    ok: true,
    signatures: { unsigned: before, stated: before, problems: [] },
  })
  await bob.service.close()
  const entries = written(bob.dataDir).sort((a, b) => (a.at < b.at ? -1 : 1))
  const second = entries.findIndex((entry) => JSON.stringify(entry).includes('"Two"'))
  const lies = [
    entries.with(second, { ...(entries[second] as AnyEntry), set: { note: 'Otherwise' } }),
    entries.toSpliced(second, 1),
  ]
  for (const lie of lies) {
    rewrite(bob.dataDir, lie)
    const service = await opened(bob.dataDir)
    const { ok, signatures } = await service.ask('record.verify', {})
    expect(ok).toBe(false)
    expect(signatures.stated).toBe(0)
    expect(signatures.problems).toEqual([
      expect.stringMatching(/before Accord signed is not what they stated/),
    ])
    await service.close()
  }
})

type Signed = AnyEntry & { sig: string }

/** Stores an entry as only whoever holds the server can, with all that belongs to it. */
function putIn(dataDir: string, entry: { id: string; by: string }): void {
  const db = new Database(storeFile(dataDir))
  store(db, loadKeys(dataDir), [entry])
  db.close()
}

function replaceStored(dataDir: string, entries: readonly AnyEntry[]): void {
  const db = new Database(storeFile(dataDir))
  for (const table of ['updates', 'clients', 'entries', 'chains'])
    db.prepare(`DELETE FROM ${table} WHERE room = ?`).run(ROOM)
  db.prepare('UPDATE rooms SET seq = 0, bytes = 0 WHERE name = ?').run(ROOM)
  db.prepare("DELETE FROM meta WHERE key = 'chains'").run()
  store(db, loadKeys(dataDir), entries)
  db.close()
}

function store(
  db: Database.Database,
  keys: ServerKeys,
  entries: readonly { id: string; by: string }[],
  client = 4711 + Math.floor(Math.random() * 1e6),
): void {
  const bytes = updateOf([...entries], client)
  const { seq } = db.prepare('SELECT seq FROM rooms WHERE name = ?').get(ROOM) as { seq: number }
  db.prepare('INSERT INTO updates VALUES (?, ?, ?, ?, ?, 0, ?)').run(
    ...[ROOM, seq + 1, Date.now(), bytes],
    encodeEnds(new Map([[client, entries.length]])),
    checksum(bytes),
  )
  db.prepare('UPDATE rooms SET seq = seq + 1 WHERE name = ?').run(ROOM)
  let link = ''
  for (const [clock, entry] of entries.entries()) {
    const hash = hashOf(entry)
    link = nextLink(link, hash, sha256)
    const row = [ROOM, client, clock, entry.id, keys.receipt(ROOM, hash), hash]
    db.prepare(
      'INSERT INTO entries (room, client, clock, id, receipt, hash) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(...row)
  }
  db.prepare('INSERT INTO clients (room, client, clock, member, link) VALUES (?, ?, ?, ?, ?)').run(
    ...[ROOM, client, entries.length, entries[0]?.by, link],
  )
}

/** Puts other entries in the place of all, as only whoever has the file can. */
function rewrite(dataDir: string, entries: AnyEntry[]): void {
  const db = new Database(join(dataDir, 'record.sqlite'))
  db.prepare('DELETE FROM update_log').run()
  db.prepare(
    "INSERT INTO update_log (doc, bytes, origin, received_at) VALUES (?, ?, 'sync', '')",
  ).run(ROOM, updateOf(entries))
  db.prepare("DELETE FROM meta WHERE key = 'folded'").run()
  db.close()
}
