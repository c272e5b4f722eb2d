import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { sweep } from '../../domain/documents/places/sweep.ts'
import { DOCUMENT_BODY, type DocumentNode } from '../../domain/documents/tree.ts'
import { at, type Doing, on, typeAfter } from './hands.ts'
import { type Side, Sides, shelf, textOf } from './sides.ts'
import { TABLE, THREE } from './texts.ts'

const takeOut: Doing = (editor) => {
  const place = editor.state.doc.resolve(at(editor, 'six'))
  editor.view.dispatch(editor.state.tr.delete(place.before(1), place.after(1)))
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const sweepOn = ({ doc }: Side, day: string): boolean =>
  doc.transact(() => sweep(doc.getXmlFragment(DOCUMENT_BODY), day))
/** Whether anybody who has the document could still read a word of it. */
const holds = ({ doc }: Side, word: string): boolean => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return Buffer.from(Y.encodeStateAsUpdate(copy)).includes(word)
}

function taken(base: DocumentNode = THREE, taking: Doing = takeOut, word = 'seven'): Sides {
  const sides = new Sides(base)
  taking(sides.a.editor)
  typeAfter(word, ' bravo1')(sides.b.editor)
  sides.sync()
  return sides
}

test('words of a paragraph taken out are kept for thirty days, and then gone', () => {
  const sides = taken()
  expect(sweepOn(sides.a, inDays(29))).toBe(false)
  expect(holds(sides.a, 'five')).toBe(true)
  expect(sweepOn(sides.a, inDays(32))).toBe(true)
  sides.sync()
  for (const side of sides.all) {
    expect(['five', 'six', 'eight'].map((word) => holds(side, word))).toEqual([false, false, false])
    expect(textOf(side)).toBe('one two three four\nnine ten eleven twelve')
  }
  sides.close()
})

test('what nobody had read stays on the shelf, however long', () => {
  const sides = taken()
  sweepOn(sides.a, inDays(400))
  sides.sync()
  for (const side of sides.all) expect(shelf(side).map(({ words }) => words)).toEqual(['bravo1'])
  sides.close()
})

test.each<[string, Doing, string, string]>([
  ['row', on('b1', (editor) => editor.commands.deleteRow()), 'b1', 'a2'],
  ['column', on('b1', (editor) => editor.commands.deleteColumn()), 'b1', 'e2'],
])('a %s is swept the same way', (what, taking, word, seen) => {
  const sides = taken(TABLE, taking, word)
  sweepOn(sides.b, inDays(32))
  expect(holds(sides.b, seen)).toBe(false)
  expect(holds(sides.b, 'c1')).toBe(what === 'column')
  expect(shelf(sides.b).map(({ words }) => words)).toEqual(['bravo1'])
  sides.close()
})

test('computers that sweep apart, and again, come to the same', () => {
  const sides = taken()
  sweepOn(sides.a, inDays(32))
  sweepOn(sides.b, inDays(60))
  sides.sync()
  expect(Y.encodeStateAsUpdate(sides.a.doc)).toEqual(Y.encodeStateAsUpdate(sides.b.doc))
  expect(sweepOn(sides.a, inDays(90))).toBe(false)
  sides.close()
})

test('a paragraph that was put back is left alone', () => {
  const sides = taken()
  sides.a.editor.commands.undo()
  expect(sweepOn(sides.a, inDays(90))).toBe(false)
  expect(textOf(sides.a)).toContain('five six seven bravo1 eight')
  sides.close()
})
