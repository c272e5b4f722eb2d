import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { versionDocument } from '../../domain/documents/tree.ts'
import type { Grant } from '../../domain/record/grants.ts'
import { textRoom, textUpdate } from '../../domain/sync/text-room.ts'
import { hashOf } from '../../main/documents/kept-text.ts'
import { openService, type Service } from '../../main/service.ts'
import {
  codeFor,
  connect,
  joinAs,
  type TestServer,
  temporaryFolder,
  testServer,
  until,
} from '../server/support.ts'
import { detail, offered } from '../strategies/fixtures.ts'

/** Words that were signed, and a member who leads another system and uses a client of their own. */

async function joined(server: TestServer, grants: Grant[]): Promise<Service> {
  const service = await openService({
    dataDir: temporaryFolder(),
    sync: { live: true, retryMs: 200 },
  })
  onTestFinished(() => service.close())
  const code = await codeFor(server, grants)
  await service.ask('sync.join', { url: server.url, code })
  await until(() => isSettled(service))
  return service
}

const isSettled = async (service: Service) =>
  (await service.ask('sync.status', {})).state === 'synced'

test('signed words stay on every machine, also on one that joins later', {
  timeout: 300_000,
}, async () => {
  const server = await testServer()
  const asha = await joined(server, ['chair', 'lead:QK1'])
  const ben = await joined(server, ['lead:QWU'])
  const { id, version, hash } = await offered(asha)
  const textAt = async (service: Service) =>
    (await detail(service, id).catch(() => undefined))?.versions.find((each) => each.id === version)
      ?.text
  await until(async () => (await textAt(ben)) === 'here')
  const signature = { id, version, hash, role: 'Chief executive' }
  await asha.ask('strategies.sign', { ...signature, ics: 'QK1', name: 'Asha Patel' })
  await ben.ask('strategies.sign', { ...signature, ics: 'QWU', name: 'Ben Cole' })
  for (const person of [asha, ben]) await until(() => isSettled(person))
  const before = await ben.ask('strategies.version', { id, version })

  const mallory = await joinAs(server, ['lead:QNC'])
  const outcomes = []
  const room = textRoom(hash)
  const kept = connect(server, room, mallory.credential)
  await kept.synced
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(kept.doc))
  const state = Y.encodeStateVector(doc)
  const pieces = doc.getArray('text')
  pieces.delete(0, pieces.length)
  pieces.push(['altered', null])
  for (const update of [Y.encodeStateAsUpdate(doc, state), textUpdate(hash, 'altered')]) {
    const refused = kept.refused.length
    kept.sendUpdate(update)
    await until(() => kept.refused.length > refused)
    outcomes.push(kept.refused.at(-1)?.reason)
  }
  expect(outcomes).toEqual(['wrong-text', 'wrong-text'])
  // The room in which earlier versions of Accord would look for it.
  const older = connect(server, versionDocument(version), mallory.credential)
  await older.synced
  older.doc.getArray('text').push(['altered', null])
  await until(() => older.stored.length + older.refused.length > 0)

  const eve = await joined(server, ['viewer'])
  await until(async () => (await textAt(eve)) === 'here')
  for (const person of [asha, ben, eve]) {
    await person.ask('sync.once', {})
    const now = await person.ask('strategies.version', { id, version })
    expect(now.content).toBe(before.content)
    expect(hashOf(now.content)).toBe(hash)
    const { signatures } = await detail(person, id)
    const standing = signatures.filter((each) => each.standing === 'current')
    expect(standing.map(({ ics }) => ics).sort()).toEqual(['QK1', 'QWU'])
  }
})
