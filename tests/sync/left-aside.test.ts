import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { strategyDocument } from '../../domain/documents/tree.ts'
import type { Grant } from '../../domain/record/grants.ts'
import { openService, type Service } from '../../main/service.ts'
import { codeFor, type TestServer, temporaryFolder, testServer, until } from '../server/support.ts'

/** One part of the record that cannot be exchanged, and all the rest of it. */

async function joined(server: TestServer, grants: Grant[]): Promise<Service> {
  const service = await openService({
    dataDir: temporaryFolder(),
    sync: { live: true, retryMs: 100 },
  })
  onTestFinished(() => service.close())
  const code = await codeFor(server, grants)
  await service.ask('sync.join', { url: server.url, code })
  await until(async () => (await service.ask('sync.status', {})).state === 'synced')
  return service
}

async function type(service: Service, document: string, characters: number): Promise<void> {
  const { state } = await service.ask('document.open', { document })
  const page = new Y.Doc()
  Y.applyUpdate(page, Buffer.from(state, 'base64'))
  const before = Y.encodeStateVector(page)
  const text = new Y.XmlText()
  text.insert(0, 'word '.repeat(characters / 5))
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  page.getXmlFragment('body').push([paragraph])
  const update = Buffer.from(Y.encodeStateAsUpdate(page, before)).toString('base64')
  await service.ask('document.update', { document, update })
}

test('a text that the server does not take is named, and everything else goes on', async () => {
  const server = await testServer({ limits: { maxDocumentBytes: 60_000 } })
  const asha = await joined(server, ['chair', 'lead:QK1'])
  const ben = await joined(server, ['lead:QWU'])
  const title = 'With too many words'
  const { id } = await asha.ask('strategies.create', { template: 'blank', title })
  await until(async () => (await ben.ask('strategies.list', {})).length === 1)
  await type(asha, strategyDocument(id), 100_000)
  await until(async () => (await asha.ask('sync.status', {})).state === 'failed')
  const status = await asha.ask('sync.status', {})
  expect(status.words).toBe('Synchronised, except 1 part')
  expect(status.problem).toContain(`The strategy “${title}” is not exchanged`)
  expect(status.problem).toContain('size')
  expect(status.waiting).toBeGreaterThan(0)

  await asha.ask('strategies.create', { template: 'blank', title: 'Another' })
  await until(async () => (await ben.ask('strategies.list', {})).length === 2)
  // Nothing is lost here: the words still stand in her own record.
  const { state } = await asha.ask('document.open', { document: strategyDocument(id) })
  expect(Buffer.from(state, 'base64').length).toBeGreaterThan(100_000)
})

test('more than a day takes waits, is named, and comes in full', async () => {
  const server = await testServer({ limits: { memberBytesPerDay: 20_000 } })
  const asha = await joined(server, ['chair', 'lead:QK1'])
  const ben = await joined(server, ['lead:QWU'])
  const { id } = await asha.ask('strategies.create', { template: 'blank', title: 'Long' })
  await until(async () => (await ben.ask('strategies.list', {})).length === 1)
  await type(asha, strategyDocument(id), 50_000)
  await until(async () => (await asha.ask('sync.status', {})).state === 'failed')
  expect((await asha.ask('sync.status', {})).problem).toContain('goes on tomorrow')
  expect(await asha.ask('sync.refused', {})).toEqual([])

  // A day's bytes are counted anew from each start.
  const { dataDir } = server.options
  await server.close()
  await testServer({ dataDir, port: server.port })
  await asha.ask('sync.once', {})
  await ben.ask('sync.once', {})
  const { state } = await ben.ask('document.open', { document: strategyDocument(id) })
  expect(Buffer.from(state, 'base64').length).toBeGreaterThan(50_000)
})
