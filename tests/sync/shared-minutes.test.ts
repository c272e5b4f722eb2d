import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { MINUTES_TEXT } from '../../domain/workshops/notes.ts'
import { makeFolder, PersonProcess, ServerProcess, until } from './processes.ts'

/** Minutes typed on two computers at once, over a real server. */

const folder = makeFolder()
const server = new ServerProcess(join(folder.path, 'server'))
const asha = new PersonProcess(join(folder.path, 'asha'))
const ben = new PersonProcess(join(folder.path, 'ben'))

beforeAll(async () => {
  await server.start()
  for (const [person, name] of [
    [asha, 'Asha Patel'],
    [ben, 'Ben Cole'],
  ] as const) {
    await person.start()
    const code = await server.code(name, ['chair'])
    await person.service.ask('sync.join', { url: server.url, code })
    await until(() => person.isSettled())
  }
})

afterAll(async () => {
  await Promise.all([asha.kill(), ben.kill()])
  await server.kill()
  folder.remove()
})

/** A page that shows a document; what is typed in it goes to its service. */
async function openPage({ service }: PersonProcess, document: string): Promise<Y.Text> {
  const doc = new Y.Doc()
  service.listen((event) => {
    if (event.type === 'document' && event.document === document)
      Y.applyUpdate(doc, Buffer.from(event.update, 'base64'), 'service')
  })
  const { state } = await service.ask('document.open', { document })
  Y.applyUpdate(doc, Buffer.from(state, 'base64'), 'service')
  doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin === 'service') return
    const update = Buffer.from(bytes).toString('base64')
    void service.ask('document.update', { document, update })
  })
  return doc.getText(MINUTES_TEXT)
}

test('letters typed on one come to the other while both look at them', {
  timeout: 300_000,
}, async () => {
  const { id: series } = await asha.service.ask('workshops.saveSeries', {
    fields: { title: 'Series' },
  })
  const { id } = await asha.service.ask('workshops.saveSession', {
    fields: { series, title: 'Session', start: '2026-12-03T10:00' },
  })
  const seen = async () => (await ben.service.call('workshops.session', { id })).ok
  await until(seen)
  const { minutesDocument } = await ben.service.ask('workshops.session', { id })
  const hers = await openPage(asha, minutesDocument)
  const his = await openPage(ben, minutesDocument)
  hers.insert(0, 'We agreed. ')
  await until(() => his.toString() === 'We agreed. ')
  his.insert(his.length, 'Ben writes. ')
  hers.insert(0, '# ')
  await until(() => his.toString() === '# We agreed. Ben writes. ')
  await until(() => hers.toString() === his.toString())
  expect(his.toString()).toBe('# We agreed. Ben writes. ')
})
