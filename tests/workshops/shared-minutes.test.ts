import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { MINUTES_TEXT } from '../../domain/workshops/notes.ts'
import {
  documentText,
  openDocument,
  updateDocument,
} from '../../main/documents/shared-documents.ts'
import type { Service } from '../../main/service.ts'
import { saveSeries, saveSession } from '../../main/workshops/deeds.ts'
import { sessionDetail } from '../../main/workshops/sessions.ts'
import type { ServiceEvent } from '../../preload/contract.ts'
import { contextOf, exchange, newRecord, newService, refusal } from '../helpers.ts'
import { chairedService, detail, newSession } from './fixtures.ts'

/** A page's replica of a document, which passes on what is typed in it. */
async function page(service: Service, document: string) {
  const opened = await service.ask('document.open', { document })
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Buffer.from(opened.state, 'base64'))
  service.listen((event) => {
    if (event.type === 'document' && event.document === document)
      Y.applyUpdate(doc, Buffer.from(event.update, 'base64'), 'service')
  })
  const sent: Promise<unknown>[] = []
  doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin === 'service') return
    const update = Buffer.from(bytes).toString('base64')
    sent.push(service.ask('document.update', { document, update }))
  })
  const text = doc.getText(MINUTES_TEXT)
  return { text, opened, settled: () => Promise.all(sent) }
}

/** An update that types something at the beginning of an empty document. */
function typed(words: string): string {
  const doc = new Y.Doc()
  doc.getText(MINUTES_TEXT).insert(0, words)
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
}

describe('minutes that two people type', () => {
  it('come together in both windows, letter by letter', async () => {
    const { service, series } = await chairedService()
    const { minutesDocument } = await detail(service, await newSession(service, series))
    const [one, two] = [await page(service, minutesDocument), await page(service, minutesDocument)]
    one.text.insert(0, 'We agreed. ')
    await one.settled()
    two.text.insert(two.text.length, 'Asha writes. ')
    one.text.insert(0, '# Minutes\n')
    await Promise.all([one.settled(), two.settled()])
    expect(one.text.toString()).toBe('# Minutes\nWe agreed. Asha writes. ')
    expect(two.text.toString()).toBe(one.text.toString())
    expect((await page(service, minutesDocument)).text.toString()).toBe(one.text.toString())
  })

  it('come together over two records, and are no entries of the register', () => {
    const records = [newRecord(['chair']), newRecord(['regional'])] as const
    const [a, b] = [contextOf(records[0]), contextOf(records[1])]
    const { id: series } = saveSeries(a, undefined, { title: 'Series' })
    const { id } = saveSession(a, { fields: { series, title: 'S', start: '2026-12-03T10:00' } })
    exchange(...records)
    const { minutesDocument } = sessionDetail(b, id)
    updateDocument(a, minutesDocument, typed('Left. '))
    updateDocument(b, minutesDocument, typed('Right. '))
    const entries = records[0].db.prepare('SELECT count(*) FROM entry').pluck().get()
    exchange(...records)
    const text = documentText(a, minutesDocument)
    expect(['Left. Right. ', 'Right. Left. ']).toContain(text)
    expect(documentText(b, minutesDocument)).toBe(text)
    expect(records[0].db.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(entries)
  })

  it('are announced as a document, not as a change of tables', async () => {
    const { service, series } = await chairedService()
    const { minutesDocument: document } = await detail(service, await newSession(service, series))
    const heard: ServiceEvent[] = []
    service.listen((event) => heard.push(event))
    await service.ask('document.update', { document, update: typed('Hello') })
    expect(heard).toMatchObject([{ type: 'document', document, origin: 'local' }])
  })
})

describe('what does not belong into minutes', () => {
  it('is refused whole, and the text stays as it was', async () => {
    const { service, series } = await chairedService()
    const { minutesDocument: document } = await detail(service, await newSession(service, series))
    await service.ask('document.update', { document, update: typed('Hello') })
    const tries = [
      [{ document, update: typed('Ring 943 476 5919 about it') }, 'NHS number'],
      [{ document, update: randomBytes(60).toString('base64') }, 'cannot be read'],
      [{ document, update: 'not base64!' }, 'base64'],
      [{ document: 'document:minutes-none', update: typed('x') }, 'no such text'],
      [{ document: 'ics:QK1:2026', update: typed('x') }, 'document'],
      [{ document, update: typed('x'.repeat(400_001)) }, 'as long as it can be'],
    ] as const
    for (const [input, reason] of tries)
      expect((await refusal(service, 'document.update', input)).message).toContain(reason)
    expect((await page(service, document)).text.toString()).toBe('Hello')
  })

  it('is whatever somebody types who may only read', async () => {
    const chair = newRecord(['chair'])
    const viewer = newRecord(['viewer'])
    const a = contextOf(chair)
    const { id: series } = saveSeries(a, undefined, { title: 'Series' })
    const { id } = saveSession(a, { fields: { series, title: 'S', start: '2026-12-03T10:00' } })
    exchange(chair, viewer)
    const { minutesDocument } = sessionDetail(a, id)
    const opened = openDocument(contextOf(viewer), minutesDocument)
    expect(opened).toMatchObject({ mayWrite: false })
    expect(opened.whyNot).toContain(
      'Only workshop co-chairs, regional staff and leads of systems that are invited',
    )
    expect(() => updateDocument(contextOf(viewer), minutesDocument, typed('x'))).toThrow(
      'Only workshop co-chairs',
    )
    const service = await newService(['viewer'])
    expect(await service.ask('workshops.list', {})).toEqual([])
  })
})
