import {
  applySuggestion,
  enableSuggestChanges,
  revertSuggestion,
} from '@handlewithcare/prosemirror-suggest-changes'
import type { Editor } from '@tiptap/core'
import { expect, test } from 'vitest'
import { fillDocument } from '../../main/documents/y-document.ts'
import { factsOf } from '../../src/editor/document/facts.ts'
import {
  at,
  backspace,
  caret,
  choose,
  cutWords,
  type Doing,
  drag,
  key,
  on,
  typeAfter,
} from './hands.ts'
import { type Side, Sides, textOf } from './sides.ts'
import { doc, p, THREE, words } from './texts.ts'

const inline = (type: string, attrs: object) => ({ type, attrs })
const BASE = doc(p('one two three four'), p('five six seven eight'), p('nine ten eleven twelve'))

/** What one may do to a paragraph while another puts something into it. */
const CHANGES: [string, Doing][] = [
  ['split before it', on('five', (e) => key(e, 'Enter'))],
  ['split behind it', on('seven', (e) => key(e, 'Enter'))],
  [
    'join',
    (e) => {
      caret(e, at(e, 'five', 'before'))
      backspace(e)
    },
  ],
  ['heading', on('six', (e) => e.commands.toggleHeading({ level: 2 }))],
  ['list', on('six', (e) => e.commands.toggleBulletList())],
  ['move', drag('six', 'one')],
  ['words moved', cutWords('six', 'seven', 'eleven')],
]

const MARKED: [string, Doing, (side: Side) => unknown, unknown][] = [
  [
    'a comment',
    (e) => {
      choose(e, 'six', 'seven')
      e.commands.setMark('comment', { id: 'c1' })
    },
    ({ editor }) => markedWith(editor, 'comment'),
    'six seven',
  ],
  [
    'a reference',
    on('six', (e) => e.commands.insertContent(inline('citation', { text: 'Marmot', url: null }))),
    behind('citation'),
    'six',
  ],
  [
    'a quoted figure',
    on('six', (e) => e.commands.insertContent(inline('figure', { key: 'k1', seen: '12' }))),
    behind('figure'),
    'six',
  ],
  [
    'a footnote',
    on('six', (e) => e.commands.insertContent(inline('footnote', { text: 'note' }))),
    behind('footnote'),
    'six',
  ],
]

/** The word that a note stands behind. */
function behind(name: string): (side: Side) => string {
  return ({ editor }) => {
    let found = ''
    editor.state.doc.descendants((node, pos) => {
      if (node.type.name === name)
        found = editor.state.doc.textBetween(Math.max(0, pos - 3), pos, ' ').trim()
    })
    return found
  }
}

function markedWith(editor: Editor, name: string): string {
  let text = ''
  editor.state.doc.descendants((node) => {
    if (node.isText && node.marks.some(({ type }) => type.name === name)) text += node.text
  })
  return text
}

/** Words that are pasted are new ones: a comment made on the old ones meanwhile stays with its panel alone. */
const PAIRS = MARKED.flatMap(([what, make, read, expected]) =>
  CHANGES.filter(([change]) => what !== 'a comment' || change !== 'words moved').map(
    ([change, doing]) => ({ what, make, read, expected, change, doing }),
  ),
)

test.each(PAIRS)('$what made meanwhile follows its words: $change', (pair) => {
  const sides = new Sides(BASE)
  pair.doing(sides.a.editor)
  pair.make(sides.b.editor)
  sides.sync()
  for (const side of sides.all) expect(pair.read(side), textOf(side)).toEqual(pair.expected)
  sides.close()
})

const LIVE = { type: 'live', attrs: { id: 'b1', query: { kind: 'actions' }, frozen: null } }

test.each(CHANGES.slice(0, 6))('a live block stays where it stands: %s', (_, doing) => {
  const sides = new Sides(doc(p('one two three four'), p('five six seven eight'), p('nine ten')))
  doing(sides.a.editor)
  on('eight', (e) => e.commands.insertContentAt(at(e, 'eight') + 1, LIVE))(sides.b.editor)
  sides.sync()
  for (const { editor } of sides.all) {
    const names = editor.state.doc.children.map(({ type }) => type.name)
    expect(names.filter((name) => name === 'live')).toHaveLength(1)
  }
  sides.close()
})

/** Suggests what is done. */
const suggesting =
  (doing: Doing): Doing =>
  (editor) => {
    enableSuggestChanges(editor.state, editor.view.dispatch)
    doing(editor)
  }
const suggestionsOf = ({ editor }: Side) => factsOf(editor.state.doc).suggestions

test.each(CHANGES.slice(0, 6))('a suggestion follows its words: %s', (_, doing) => {
  const sides = new Sides(BASE)
  doing(sides.a.editor)
  suggesting(typeAfter('six', ' alpha'))(sides.b.editor)
  sides.sync()
  for (const side of sides.all)
    expect(suggestionsOf(side).map(({ added }) => added)).toEqual([' alpha'])
  sides.close()
})

test.each<['reject' | 'accept', string]>([
  ['reject', 'five six bravo1 seven eight'],
  ['accept', 'five six alpha bravo1 beta seven eight'],
])('typing in the midst of a suggestion of somebody else stays: %s', (answer, expected) => {
  const sides = new Sides(THREE)
  suggesting(typeAfter('six', ' alpha beta'))(sides.a.editor)
  sides.sync()
  typeAfter('alpha', ' bravo1')(sides.b.editor)
  sides.sync()
  const id = suggestionsOf(sides.a)[0]?.id ?? ''
  const command = answer === 'reject' ? revertSuggestion(id) : applySuggestion(id)
  command(sides.a.editor.state, sides.a.editor.view.dispatch)
  sides.sync()
  for (const side of sides.all) expect(textOf(side).split('\n')[1]).toBe(expected)
  sides.close()
})

test('bringing a version back leaves what did not differ between two places that did', () => {
  const sides = new Sides(doc(p('one two'), p('three four'), p('five six'), p('seven eight')))
  const before = doc(p('one'), p('three four'), p('five six'), p('seven'))
  sides.a.doc.transact(() => fillDocument(sides.a.doc, before, 'Asha'))
  typeAfter('three', ' bravo1')(sides.b.editor)
  on('five', (e) => key(e, 'Enter'))(sides.b.editor)
  sides.sync()
  for (const side of sides.all)
    expect(textOf(side).split('\n')).toEqual(['one', 'three bravo1 four', 'five', ' six', 'seven'])
  sides.close()
})

test('words that are marked keep the mark of whoever marked them while their paragraph was cut in two', () => {
  const sides = new Sides(doc({ type: 'paragraph', content: [words('one two three')] }))
  on('one', (e) => key(e, 'Enter'))(sides.a.editor)
  choose(sides.b.editor, 'one', 'three')
  sides.b.editor.commands.setMark('comment', { id: 'c1' })
  sides.sync()
  expect(markedWith(sides.a.editor, 'comment')).toBe('one two three')
  sides.close()
})
