import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { mergedTexts } from '../../domain/documents/places/note-text.ts'
import { putBack } from '../../domain/documents/places/shelf.ts'
import { DOCUMENT_BODY } from '../../domain/documents/tree.ts'
import { readDocument } from '../../main/documents/y-document.ts'
import { at, backspace, caret, cutWords, type Doing, key, on } from './hands.ts'
import { type Side, Sides, shelf, textOf } from './sides.ts'
import { doc, p, words } from './texts.ts'

const note = (text: string) => ({ type: 'footnote', attrs: { text } })
const NOTED = doc(
  p('one two'),
  { type: 'paragraph', content: [words('three four'), note('seen in May'), words(' five six')] },
  p('seven'),
)

/** Changes the first footnote as its dialog does. */
const changeNote =
  (change: (text: string) => string): Doing =>
  ({ state, view }) => {
    state.doc.descendants((node, pos) => {
      if (node.type.name !== 'footnote') return
      const attrs = { text: change(String(node.attrs.text)) }
      view.dispatch(state.tr.setNodeMarkup(pos, null, attrs, node.marks))
    })
  }

const notesOf = ({ editor }: Side): string[] => {
  const notes: string[] = []
  editor.state.doc.descendants(({ type, attrs }) => {
    if (type.name === 'footnote') notes.push(attrs.text)
  })
  return notes
}

function apart(a: Doing, b: Doing, base = NOTED): Sides {
  const sides = new Sides(base)
  a(sides.a.editor)
  b(sides.b.editor)
  sides.sync()
  return sides
}

test('a footnote that two change apart says what both typed', () => {
  const sides = apart(
    changeNote((text) => `First ${text}`),
    changeNote((text) => `${text}, and in June`),
  )
  for (const side of sides.all) expect(notesOf(side)).toEqual(['First seen in May, and in June'])
  expect(JSON.stringify(readDocument(sides.a.doc))).toContain(
    '"text":"First seen in May, and in June"',
  )
  sides.close()
})

test('two who each put other words in one place of it keep both', () => {
  const sides = apart(
    changeNote((text) => text.replace('May', 'March')),
    changeNote((text) => text.replace('May', 'August')),
  )
  const [said] = notesOf(sides.a)
  expect(said).toContain('March')
  expect(said).toContain('August')
  expect(notesOf(sides.b)).toEqual([said])
  sides.close()
})

test.each<[string, Doing]>([
  ['split', on('three', (editor) => key(editor, 'Enter'))],
  [
    'join',
    (editor) => {
      caret(editor, at(editor, 'three', 'before'))
      backspace(editor)
    },
  ],
  ['heading', on('three', (editor) => editor.commands.toggleHeading({ level: 2 }))],
  ['list', on('three', (editor) => editor.commands.toggleBulletList())],
])('a footnote keeps what is typed in it through a %s', (_, a) => {
  const sides = apart(
    a,
    changeNote((text) => `${text} bravo1`),
  )
  for (const side of sides.all) expect(notesOf(side)).toEqual(['seen in May bravo1'])
  sides.close()
})

const removeNote: Doing = ({ state, view }) => {
  state.doc.descendants((node, pos) => {
    if (node.type.name === 'footnote') view.dispatch(state.tr.delete(pos, pos + node.nodeSize))
  })
}
const removeParagraph: Doing = (editor) => {
  const place = editor.state.doc.resolve(at(editor, 'four'))
  editor.view.dispatch(editor.state.tr.delete(place.before(1), place.after(1)))
}

test.each<[string, Doing]>([
  ['footnote', removeNote],
  ['paragraph', removeParagraph],
])('what is typed in a footnote whose %s goes is kept beside the text', (what, a) => {
  const sides = apart(
    a,
    changeNote((text) => `${text} bravo1`),
  )
  for (const side of sides.all) {
    expect(notesOf(side)).toEqual([])
    expect(shelf(side)).toEqual([
      expect.objectContaining({ what, words: expect.stringContaining('bravo1') }),
    ])
  }
  const body = sides.b.doc.getXmlFragment(DOCUMENT_BODY)
  sides.b.doc.transact(() => putBack(body, shelf(sides.b)[0]?.id ?? ''))
  sides.sync()
  expect(notesOf(sides.a).join('')).toContain('bravo1')
  expect(shelf(sides.a)).toEqual([])
  sides.close()
})

test('a new footnote in a paragraph that goes is kept beside the text', () => {
  const sides = apart(
    removeParagraph,
    on('four', (editor) => editor.commands.insertContent(note('bravo1'))),
  )
  expect(shelf(sides.a)).toEqual([expect.objectContaining({ words: 'bravo1' })])
  sides.close()
})

test('a footnote goes along with words that are cut and pasted', () => {
  const sides = apart(cutWords('four', 'five', 'two'), () => {})
  expect(textOf(sides.b).split('\n')[0]).toBe('one twofour\ufffc five')
  expect(notesOf(sides.b)).toEqual(['seen in May'])
  sides.close()
})

test('taking back a footnote in which another has typed leaves what they typed', () => {
  const sides = new Sides(doc(p('one two')))
  on('two', (editor) => editor.commands.insertContent(note('alpha')))(sides.a.editor)
  sides.sync()
  changeNote((text) => `${text} bravo1`)(sides.b.editor)
  sides.sync()
  sides.a.editor.commands.undo()
  sides.sync()
  expect(notesOf(sides.a).join(' ')).toContain('bravo1')
  sides.close()
})

test('a footnote of before, which had no text of its own, is put together when two change it', () => {
  const sides = new Sides(doc(p('one')))
  const before = new Y.XmlElement('footnote')
  before.setAttribute('text', 'seen in May')
  const body = sides.a.doc.getXmlFragment(DOCUMENT_BODY)
  ;((body.get(0) as Y.XmlElement).get(0) as Y.XmlText).insertEmbed(3, before)
  sides.sync()
  changeNote((text) => `First ${text}`)(sides.a.editor)
  changeNote((text) => `${text}, and in June`)(sides.b.editor)
  sides.sync()
  for (const side of sides.all) expect(notesOf(side)).toEqual(['First seen in May, and in June'])
  changeNote((text) => `${text}.`)(sides.b.editor)
  sides.sync()
  for (const side of sides.all) expect(notesOf(side)).toEqual(['First seen in May, and in June.'])
  sides.close()
})

test('what was typed while a dialog was open is put together with what others made of it', () => {
  expect(mergedTexts('seen in May', 'seen in May 2026', 'First seen in May')).toBe(
    'First seen in May 2026',
  )
})
