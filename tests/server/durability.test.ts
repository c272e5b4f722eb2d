import { randomUUID } from 'node:crypto'
import { openSync, readdirSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Joined } from '../../domain/sync/protocol.ts'
import { backupStore, restoreStore } from '../../sync-server/backup.ts'
import { openData, storeFile } from '../../sync-server/data.ts'
import { verifyStore } from '../../sync-server/verify.ts'
import { accordServer, joinProcess, startProcess } from './process.ts'
import {
  changeEntry,
  codeFor,
  connect,
  joinAs,
  pause,
  post,
  receiptsFrame,
  type TestServer,
  temporaryFolder,
  testServer,
  until,
  YEAR,
} from './support.ts'

const ROOM = `ics:QK1:${YEAR}`

function loseStore(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith('accord-server.db')) rmSync(join(dataDir, name))
  }
}

async function rejoin(server: TestServer, before: Joined, grants: string[]) {
  const code = await codeFor(server, grants as never)
  const response = await post(server, '/v1/join', {
    code,
    member: before.member.id,
    proof: before.proof,
  })
  return (await response.json()) as Joined
}

describe('a killed server', () => {
  test('has every entry it acknowledged', async () => {
    const dataDir = temporaryFolder()
    let server = await startProcess(dataDir)
    const { credential, member } = await joinProcess(server, dataDir, 'lead:QK1')
    const acknowledged = new Set<string>()
    for (let round = 0; round < 2; round++) {
      const client = connect({ ...server, port: 0, close: server.kill }, ROOM, credential)
      await client.synced
      const mine: string[] = []
      const writing = setInterval(() => {
        const entry = changeEntry(member.id)
        mine.push(entry.id)
        client.entries.push([entry])
      }, 2)
      await until(() => client.stored.length > 5)
      await pause(Math.random() * 50)
      await server.kill()
      clearInterval(writing)
      const clock = client.stored.at(-1)?.clocks[client.doc.clientID] ?? 0
      for (const id of mine.slice(0, clock)) acknowledged.add(id)
      server = await startProcess(dataDir)
    }
    const reader = connect({ ...server, port: 0, close: server.kill }, ROOM, credential)
    await reader.synced
    const there = new Set((reader.entries.toJSON() as { id: string }[]).map(({ id }) => id))
    expect(acknowledged.size).toBeGreaterThan(5)
    expect([...acknowledged].filter((id) => !there.has(id))).toEqual([])
    const { stdout } = await accordServer('verify', '--data', dataDir, '--json')
    expect(JSON.parse(stdout)).toMatchObject({ ok: true })
  })
})

describe('a lost store', () => {
  test('is rebuilt from members’ copies, others’ entries by their receipts', async () => {
    const dataDir = temporaryFolder()
    const first = await testServer({ dataDir })
    const ann = await joinAs(first, ['lead:QK1'])
    const bob = await joinAs(first, ['viewer'])
    const one = connect(first, ROOM, ann.credential)
    const copy = connect(first, ROOM, bob.credential)
    await Promise.all([one.synced, copy.synced])
    for (let i = 0; i < 5; i++) one.entries.push([changeEntry(ann.member.id)])
    await until(() => copy.entries.length === 5 && copy.receipts.length === 5)
    await first.close()
    loseStore(dataDir)

    const second = await testServer({ dataDir })
    expect((await post(second, '/v1/me/credential', {}, bob.credential)).status).toBe(401)
    // Ann has left. Bob, who could never write, brings back what she wrote.
    const again = await rejoin(second, bob, ['viewer'])
    const bare = connect(second, ROOM, again.credential, { doc: copy.doc })
    await until(() => bare.refused.length === 1)
    expect(bare.refused[0]?.reason).toBe('wrong-author')
    bare.close()

    const forging = connect(second, ROOM, again.credential)
    await forging.synced
    forging.send(receiptsFrame(copy.receipts))
    const forged = new Y.Doc()
    forged.clientID = one.doc.clientID
    forged.getArray('entries').push([changeEntry(ann.member.id)])
    forging.sendUpdate(Y.encodeStateAsUpdate(forged))
    await until(() => forging.refused[0]?.reason === 'wrong-author')
    forging.sendUpdate(Y.encodeStateAsUpdate(copy.doc))
    await until(() => forging.stored.length === 1)
    const reader = connect(second, ROOM, again.credential)
    await reader.synced
    expect(reader.entries.toJSON()).toEqual(one.entries.toJSON())
  })

  test('asks who joins under an id to prove that it is theirs', async () => {
    const dataDir = temporaryFolder()
    const first = await testServer({ dataDir })
    const ann = await joinAs(first, ['lead:QK1'])
    await first.close()
    loseStore(dataDir)
    const second = await testServer({ dataDir })
    const claim = async (extra: object, member = ann.member.id) => {
      const code = await codeFor(second, ['lead:QK1'], extra)
      return (await post(second, '/v1/join', { code, member })).status
    }
    expect(await claim({})).toBe(409)
    expect((await rejoin(second, ann, ['lead:QK1'])).member.id).toBe(ann.member.id)
    expect(await claim({ newcomer: true }, randomUUID())).toBe(200)
  })
})

describe('backups', () => {
  test('are made while the server runs; what came later returns from the members', async () => {
    const dataDir = temporaryFolder()
    const first = await testServer({ dataDir })
    const ann = await joinAs(first, ['lead:QK1'])
    const one = connect(first, ROOM, ann.credential)
    await one.synced
    one.entries.push([changeEntry(ann.member.id)])
    await until(() => one.stored.length === 1)
    const file = join(dataDir, 'copy.db')
    await backupStore(dataDir, file)
    one.entries.push([changeEntry(ann.member.id)])
    await until(() => one.stored.length === 2)
    await expect(restoreStore(dataDir, file, new Date())).rejects.toThrow('A server is running')
    await first.close()

    const kept = await restoreStore(dataDir, file, new Date())
    expect(statSync(kept as string).size).toBeGreaterThan(0)
    const second = await testServer({ dataDir })
    const back = connect(second, ROOM, ann.credential, { doc: one.doc })
    await until(() => back.stored.length === 1)
    const reader = connect(second, ROOM, ann.credential)
    await reader.synced
    expect(reader.entries.length).toBe(2)
  })

  test('something else is not taken for a backup', async () => {
    const dataDir = temporaryFolder()
    const server = await testServer({ dataDir })
    await server.close()
    await expect(restoreStore(dataDir, join(dataDir, 'server.key'), new Date())).rejects.toThrow(
      'is not a backup',
    )
    await (await testServer({ dataDir })).close()
  })
})

describe('a damaged store', () => {
  async function filled() {
    const dataDir = temporaryFolder()
    const server = await testServer({ dataDir })
    const ann = await joinAs(server, ['lead:QK1'])
    const client = connect(server, ROOM, ann.credential)
    await client.synced
    for (let i = 0; i < 200; i++) client.entries.push([changeEntry(ann.member.id)])
    await until(
      () => client.stored.length > 0 && client.stored.at(-1)?.clocks[client.doc.clientID] === 200,
    )
    await server.close()
    return dataDir
  }

  test('keeps the server from starting, and the message says what to do', async () => {
    const dataDir = await filled()
    const file = storeFile(dataDir)
    truncateSync(file, statSync(file).size - 8192)
    await expect(testServer({ dataDir })).rejects.toThrow(/damaged.*restore/s)
    writeSync(openSync(file, 'r+'), 'not a database at all', 0)
    await expect(testServer({ dataDir })).rejects.toThrow(/damaged/)
  })

  test('is found by verify when a single byte of an entry changed', async () => {
    const dataDir = await filled()
    const before = await openData({ dataDir })
    expect(await verifyStore(before.store, before.keys)).toMatchObject({ ok: true, entries: 200 })
    await before.store.atomically([
      { sql: "UPDATE entries SET id = 'x' WHERE clock = 7" },
      { sql: 'UPDATE clients SET clock = 199' },
    ])
    const report = await verifyStore(before.store, before.keys)
    await before.store.close()
    expect(report.ok).toBe(false)
    expect(report.problems).toHaveLength(2)
  })
})

describe('one folder', () => {
  test('holds one server at a time', async () => {
    const dataDir = temporaryFolder()
    await testServer({ dataDir })
    await expect(testServer({ dataDir })).rejects.toThrow('A server is running')
  })

  test('needs the key its store was made with', async () => {
    const dataDir = temporaryFolder()
    await (await testServer({ dataDir })).close()
    rmSync(join(dataDir, 'server.key'))
    await expect(testServer({ dataDir })).rejects.toThrow('another key')
  })
})
