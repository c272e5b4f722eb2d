import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalDocument } from '../../domain/documents/canonical.ts'
import { DOCUMENT_BODY, type DocumentNode } from '../../domain/documents/tree.ts'
import { readDocument } from '../../main/documents/y-document.ts'
import type { Service } from '../../main/service.ts'
import { documentFromJson } from '../../src/editor/document/from-json.ts'
import { newService } from '../helpers.ts'
import { key, on, typeAfter } from '../merging/hands.ts'
import { openEditor } from '../merging/sides.ts'
import { doc, h, li, p, table, td, th, tr, ul, words } from '../merging/texts.ts'
import { change, detail, NOW, newStrategy, replica } from './fixtures.ts'

/** All that a text of the former build may hold that is kept otherwise now. */
const TEXT: DocumentNode = doc(
  h(2, 'Why we act'),
  {
    type: 'paragraph',
    content: [
      words('Too many wait'),
      { type: 'footnote', attrs: { text: 'Seen in May' } },
      words(' too long.'),
    ],
  },
  ul(li('one two', ul('three four')), 'five six'),
  table(tr(th('Board'), th('Money')), tr(td('QK1'), td('seven'))),
  p('We sign this.'),
)

/** The text as the former build's binding wrote it. */
const writtenBefore = (shared: Y.Doc): void => {
  const body = shared.getXmlFragment(DOCUMENT_BODY)
  prosemirrorToYXmlFragment(documentFromJson(TEXT), body)
}

/** A strategy of the former build, on offer, that two systems have signed. */
async function signedByTwo(): Promise<{ service: Service; id: string; hash: string }> {
  const service = await newService(['lead:QK1', 'lead:QWU', 'chair'], () => NOW)
  const id = await newStrategy(service)
  await change(service, id, writtenBefore)
  await service.ask('strategies.move', { id, to: 'in-review', name: 'First' })
  const { offered: version = '', versions } = await detail(service, id)
  const hash = versions.find((each) => each.id === version)?.hash ?? ''
  for (const ics of ['QK1', 'QWU'])
    await service.ask('strategies.sign', {
      ...{ id, ics, version: version ?? '', hash, name: 'Asha Patel', role: 'Chief executive' },
    })
  return { service, id, hash }
}

const bytesOf = (shared: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(shared)).toString('base64')

test('opening a text of the former build changes nothing of it, on any computer', async () => {
  const { service, id } = await signedByTwo()
  const [one, other] = [await replica(service, id), await replica(service, id)]
  const before = bytesOf(one)
  const editors = [openEditor(one, 'Asha'), openEditor(other, 'Ben')]
  expect(bytesOf(one)).toBe(before)
  expect(bytesOf(other)).toBe(before)
  for (const each of [one, other])
    expect(canonicalDocument(readDocument(each))).toBe(canonicalDocument(TEXT))
  for (const editor of editors) editor.destroy()
})

test('a text that two have signed is changed by two apart, and stays what was signed', async () => {
  const { service, id, hash } = await signedByTwo()
  const [one, other] = [await replica(service, id), await replica(service, id)]
  const editors = [openEditor(one, 'Asha'), openEditor(other, 'Ben')]
  const [a, b] = editors
  if (!a || !b) throw new Error('There is no editor.')
  on('Too many', (editor) => editor.commands.toggleHeading({ level: 3 }))(a)
  on('three', (editor) => editor.commands.liftListItem('listItem'))(a)
  on('seven', (editor) => editor.commands.addColumnAfter())(a)
  typeAfter('many', ' people')(b)
  typeAfter('three', ' and more')(b)
  on('seven', (editor) => key(editor, 'Enter'))(b)
  const { offered: version } = await detail(service, id)
  const kept = await service.ask('strategies.version', { id, version: version ?? '' })
  const changes = [one, other].map(bytesOf)
  for (const update of changes)
    await service.ask('document.update', { document: `document:strategy-${id}`, update })
  const met = await replica(service, id)
  Y.applyUpdate(one, Buffer.from(bytesOf(met), 'base64'))
  Y.applyUpdate(other, Buffer.from(bytesOf(met), 'base64'))
  const said = canonicalDocument(readDocument(met))
  for (const each of [one, other]) expect(canonicalDocument(readDocument(each))).toBe(said)
  for (const word of ['Too many people wait', 'three and more four', 'We sign this.'])
    expect(a.state.doc.textContent).toContain(word)
  const { versions, signed, signatures, offered } = await detail(service, id)
  expect(signed).toBe(2)
  expect(signatures.filter(({ standing }) => standing === 'current')).toHaveLength(2)
  expect(versions.find((each) => each.id === offered)).toMatchObject({ hash, text: 'here' })
  const { content } = await service.ask('strategies.version', { id, version: offered ?? '' })
  expect(content).toBe(kept.content)
  expect(content).toContain('Too many wait')
  for (const editor of editors) editor.destroy()
})
