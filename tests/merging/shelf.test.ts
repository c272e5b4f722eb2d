import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalDocument } from '../../domain/documents/canonical.ts'
import { letGo, putBack } from '../../domain/documents/places/shelf.ts'
import { DOCUMENT_BODY } from '../../domain/documents/tree.ts'
import { fillDocument, readDocument } from '../../main/documents/y-document.ts'
import { at, type Doing, on, typeAfter } from './hands.ts'
import { type Side, Sides, shelf, textOf } from './sides.ts'
import { doc, h, p, TABLE, THREE } from './texts.ts'

const takeOut: Doing = (editor) => {
  const place = editor.state.doc.resolve(at(editor, 'six'))
  editor.view.dispatch(editor.state.tr.delete(place.before(1), place.after(1)))
}

/** Asha takes a paragraph out in which Ben types; both have heard of it. */
function met(base = THREE, taking: Doing = takeOut, word = 'seven'): Sides {
  const sides = new Sides(base)
  taking(sides.a.editor)
  typeAfter(word, ' bravo1 bravo2')(sides.b.editor)
  sides.sync()
  return sides
}

const body = ({ doc: shared }: Side) => shared.getXmlFragment(DOCUMENT_BODY)

test('words without a place say whose they are, who took the place out and where it stood', () => {
  const base = doc(h(2, 'Why'), p('one two'), p('five six seven eight'))
  const sides = met(base)
  const said = {
    words: 'bravo1 bravo2',
    by: 'Asha',
    heading: 'Why',
    after: 'one two',
    what: 'paragraph',
  }
  for (const side of sides.all) expect(shelf(side)).toEqual([expect.objectContaining(said)])
  expect(shelf(sides.a)[0]?.clients).toEqual([sides.b.doc.clientID])
  sides.close()
})

test('they are no part of the text that is signed', () => {
  const sides = met()
  const without = doc(p('one two three four'), p('nine ten eleven twelve'))
  expect(canonicalDocument(readDocument(sides.b.doc))).toBe(canonicalDocument(without))
  sides.close()
})

test('put back, they stand where they stood, alone, for everybody', () => {
  const sides = met()
  sides.a.doc.transact(() => putBack(body(sides.a), shelf(sides.a)[0]?.id ?? ''))
  sides.sync()
  for (const side of sides.all) {
    expect(textOf(side)).toBe('one two three four\n bravo1 bravo2\nnine ten eleven twelve')
    expect(shelf(side)).toEqual([])
  }
  sides.close()
})

test('let go, they are gone for everybody', () => {
  const sides = met()
  sides.b.doc.transact(() => letGo(body(sides.b), shelf(sides.b)[0]?.id ?? ''))
  sides.sync()
  for (const side of sides.all)
    expect([textOf(side).includes('bravo'), shelf(side)]).toEqual([false, []])
  sides.close()
})

test.each<[string, Doing]>([
  ['row', on('b1', (editor) => editor.commands.deleteRow())],
  ['column', on('b1', (editor) => editor.commands.deleteColumn())],
])('a %s of a table comes back with them', (what, taking) => {
  const sides = met(TABLE, taking, 'b1')
  expect(shelf(sides.b)).toEqual([expect.objectContaining({ what, words: 'bravo1 bravo2' })])
  sides.b.doc.transact(() => putBack(body(sides.b), shelf(sides.b)[0]?.id ?? ''))
  sides.sync()
  for (const side of sides.all) {
    expect(textOf(side)).toContain(' bravo1 bravo2')
    expect(textOf(side)).not.toContain('b2')
    side.editor.state.doc.check()
  }
  sides.close()
})

test('a version brought back takes out what it does not hold, and keeps what was typed there', () => {
  const sides = new Sides(THREE)
  const before = doc(p('one two three four'), p('nine ten eleven twelve'))
  sides.a.doc.transact(() => fillDocument(sides.a.doc, before, 'Asha'))
  typeAfter('seven', ' bravo1')(sides.b.editor)
  typeAfter('ten', ' bravo2')(sides.b.editor)
  sides.sync()
  for (const side of sides.all) {
    expect(textOf(side)).toBe('one two three four\nnine ten bravo2 eleven twelve')
    expect(shelf(side)[0]?.words).toBe('bravo1')
  }
  sides.close()
})

test('undoing the taking out brings the place back with the words in it', () => {
  const sides = met()
  sides.a.editor.commands.undo()
  sides.sync()
  expect(textOf(sides.b)).toContain('five six seven bravo1 bravo2 eight')
  expect(shelf(sides.b)).toEqual([])
  sides.close()
})

test('a document that was closed in between knows them as well', () => {
  const sides = met()
  const opened = new Y.Doc()
  Y.applyUpdate(opened, Y.encodeStateAsUpdate(sides.a.doc))
  expect(shelf({ ...sides.a, doc: opened })).toEqual(shelf(sides.a))
  sides.close()
})
