import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  DOCUMENT_BODY,
  DOCUMENT_COMMENTS,
  type DocumentNode,
  strategyDocument,
} from '../../domain/documents/tree.ts'
import { openDocument, updateDocument } from '../../main/documents/shared-documents.ts'
import { fillDocument } from '../../main/documents/y-document.ts'
import { createStrategy } from '../../main/strategies/deeds.ts'
import { keepVersion } from '../../main/strategies/versions.ts'
import { contextOf, exchange, newRecord, refusal } from '../helpers.ts'
import {
  change,
  newStrategy,
  paragraph,
  read,
  replica,
  strategyService,
  write,
} from './fixtures.ts'

const NHS_NUMBER = '943 476 5919'

/** Why the service does not take a change of the text; the text must stay as it was. */
async function refused(how: (doc: Y.Doc) => void, begin = ['Hello']): Promise<string> {
  const { service } = await strategyService()
  const id = await newStrategy(service)
  await write(service, id, ...begin)
  const doc = await replica(service, id)
  const before = Y.encodeStateVector(doc)
  doc.transact(() => how(doc))
  const update = Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64')
  const why = await refusal(service, 'document.update', {
    document: `document:strategy-${id}`,
    update,
  })
  expect(await read(service, id)).toEqual(begin)
  return why.message
}

const firstText = (doc: Y.Doc) =>
  (doc.getXmlFragment(DOCUMENT_BODY).get(0) as Y.XmlElement).get(0) as Y.XmlText

describe('what is typed into a strategy', () => {
  it.each<[string, (doc: Y.Doc) => void]>([
    ['words', (doc) => firstText(doc).insert(0, `Ring ${NHS_NUMBER} `)],
    [
      'a number of which half is bold',
      (doc) => {
        firstText(doc).insert(0, '943 476 ')
        firstText(doc).insert(8, '5919 ', { bold: {} })
      },
    ],
    ['a new paragraph', (doc) => fillDocument(doc, docOf(paragraph(NHS_NUMBER)))],
    [
      'a footnote',
      (doc) =>
        fillDocument(
          doc,
          docOf({
            type: 'paragraph',
            content: [{ type: 'footnote', attrs: { text: `See ${NHS_NUMBER}` } }],
          }),
        ),
    ],
    [
      'the address of a link',
      (doc) => firstText(doc).format(0, 5, { link: { href: 'https://x.nhs.uk/9434765919' } }),
    ],
    [
      'a comment',
      (doc) => doc.getMap(DOCUMENT_COMMENTS).set('t', new Y.Map([['text', `About ${NHS_NUMBER}`]])),
    ],
  ])('holds no NHS number in %s', async (_where, how) => {
    expect(await refused(how)).toContain('NHS number')
  })

  it('holds no NHS number that is typed digit by digit', async () => {
    expect(await refused((doc) => firstText(doc).insert(11, '9'), ['943 476 591'])).toContain('NHS')
  })

  it('may end in figures where the next place begins with some', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    const broken: DocumentNode = {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'People: 943' },
        { type: 'hardBreak' },
        { type: 'text', text: '476' },
      ],
    }
    await write(service, id, 'Wards: 943', '4765919 people', '943', '476', '5919')
    await change(service, id, (doc) => fillDocument(doc, docOf(broken, paragraph('5919'))))
    expect((await read(service, id)).at(-1)).toBe('5919')
    // Each line with the name of its place: of tens of thousands, some end in figures that fit.
    await write(service, id, ...Array.from({ length: 3000 }, (_, line) => `Ward ${line}`))
    expect(await read(service, id)).toHaveLength(3000)
  })

  it('may stand beside a number that was there by chance, and beside digits of a picture', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    const picture = { type: 'image', attrs: { src: 'data:image/png;base64,/9434765919/' } }
    await change(service, id, (doc) => fillDocument(doc, docOf(picture, paragraph('Hello'))))
    expect((await read(service, id)).at(-1)).toBe('Hello')
  })

  it('is refused when it rests on what nobody here has, or is no update at all', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    const document = `document:strategy-${id}`
    const elsewhere = new Y.Doc()
    elsewhere.getXmlFragment(DOCUMENT_BODY).insert(0, [new Y.XmlElement('paragraph')])
    const before = Y.encodeStateVector(elsewhere)
    elsewhere.getXmlFragment(DOCUMENT_BODY).insert(1, [new Y.XmlElement('paragraph')])
    const later = Buffer.from(Y.encodeStateAsUpdate(elsewhere, before)).toString('base64')
    for (const update of [later, Buffer.from('nonsense').toString('base64')]) {
      const why = await refusal(service, 'document.update', { document, update })
      expect(why.message).toContain('cannot be read')
    }
  })

  it('is refused when one picture is larger than the server takes', async () => {
    const large = (bytes: number) => ({
      type: 'image',
      attrs: { src: `data:image/png;base64,${'A'.repeat(bytes)}` },
    })
    expect(await refused((doc) => fillDocument(doc, docOf(large(4_200_000))))).toContain(
      'picture is too large',
    )
    const { service } = await strategyService()
    const id = await newStrategy(service)
    await change(service, id, (doc) => fillDocument(doc, docOf(large(2e6), large(2e6))))
  })

  it('goes into no version’s text, and into no strategy that is not there', async () => {
    const { service } = await strategyService()
    const id = await newStrategy(service)
    const { version } = await service.ask('strategies.keepVersion', { id, name: 'First' })
    for (const document of [
      `document:version-${version}`,
      `document:strategy-${crypto.randomUUID()}`,
      `document:r-${crypto.randomUUID()}-summary`,
    ]) {
      const why = await refusal(service, 'document.open', { document })
      expect(why.message).toContain('no such text')
    }
  })

  it('is read, and not written, by those who may only read', () => {
    const [chair, viewer] = [newRecord(['chair']), newRecord(['viewer'])]
    const { id } = createStrategy(contextOf(chair), { template: 'blank', title: 'Joint' })
    exchange(chair, viewer)
    const document = strategyDocument(id)
    const opened = openDocument(contextOf(viewer), document)
    expect(opened).toMatchObject({ mayWrite: false })
    expect(() => updateDocument(contextOf(viewer), document, opened.state)).toThrow('Only leads')
    expect(() => keepVersion(contextOf(viewer), { id, name: 'Mine' })).toThrow('Only leads')
  })
})

function docOf(...content: DocumentNode[]): DocumentNode {
  return { type: 'doc', content }
}
