import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { replaceAll, search } from 'prosemirror-search'
import { describe, expect, it } from 'vitest'
import { factsOf } from '../../src/editor/document/facts.ts'
import { documentFromJson } from '../../src/editor/document/from-json.ts'
import { queryFor } from '../../src/editor/find/Finding.ts'
import { suggestionOf } from '../../src/editor/suggesting/suggestion.ts'

const start = (...words: string[]) =>
  EditorState.create({
    doc: documentFromJson({
      type: 'doc',
      content: words.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
    }),
  })

let made = 0
/** The state once the person suggests the change; null when it is refused. */
function suggest(state: EditorState, by: string, change: (tr: Transaction) => Transaction) {
  const signature = { id: `s${made++}`, by, at: '2026-11-21T10:00:00.000Z' }
  const tracked = suggestionOf(change(state.tr), state, signature)
  return tracked && state.apply(tracked)
}
const shown = (state: EditorState | null) =>
  state && factsOf(state.doc).suggestions.map(({ by, added, removed }) => [by, added, removed])

describe('a suggestion', () => {
  it('says who put in what, and more of it is the same suggestion', () => {
    const once = suggest(start('Care'), 'Asha', (tr) => tr.insertText(' near', 5))
    const twice = once && suggest(once, 'Asha', (tr) => tr.insertText(' home', 10))
    expect(shown(twice)).toEqual([['Asha', ' near home', '']])
  })

  it('of one person stays theirs when another types beside it', () => {
    const hers = suggest(start('Care'), 'Asha', (tr) => tr.insertText(' near', 5))
    const his = hers && suggest(hers, 'Ben', (tr) => tr.insertText(' home', 10))
    expect(shown(his)).toEqual([
      ['Asha', ' near', ''],
      ['Ben', ' home', ''],
    ])
  })

  it('replaces words as one: taken out and put in', () => {
    const replaced = suggest(start('once a year'), 'Asha', (tr) => tr.insertText('twice', 1, 5))
    expect(shown(replaced)).toEqual([['Asha', 'twice', 'once']])
  })

  it('that replaces words not known as chosen leaves the caret behind the new ones', () => {
    const first = suggest(start('once a year'), 'Asha', (tr) => tr.insertText('t', 1, 5))
    const both = first && suggest(first, 'Asha', (tr) => tr.insertText('wice'))
    expect(shown(both)).toEqual([['Asha', 'twice', 'once']])
    const corrected = both && suggest(both, 'Asha', (tr) => tr.insertText('the', 11, 12))
    const last = corrected && suggest(corrected, 'Asha', (tr) => tr.insertText('n'))
    expect(last?.doc.textContent).toBe('oncetwice athen year')
  })

  it('that takes words out leaves the caret before them', () => {
    const state = start('once a year')
    const caret = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 5)))
    expect(suggest(caret, 'Asha', (tr) => tr.delete(4, 5))?.selection.from).toBe(4)
  })

  it('that would stand on a block is refused', () => {
    const state = start('Words')
    const rule = state.schema.nodes.horizontalRule!.create()
    expect(suggest(state, 'Asha', (tr) => tr.insert(tr.doc.content.size, rule))).toBeNull()
  })

  it.each([
    ['a footnote', { type: 'footnote', attrs: { text: 'Counted in May' } }],
    ['a reference', { type: 'citation', attrs: { text: 'The report' } }],
    ['a line break', { type: 'hardBreak' }],
  ])('that would put in or take out %s is refused', (_name, json) => {
    const state = start('We count')
    const node = state.schema.nodeFromJSON(json)
    expect(suggest(state, 'Asha', (tr) => tr.insert(3, node))).toBeNull()
    const holds = state.apply(state.tr.insert(3, node))
    expect(suggest(holds, 'Asha', (tr) => tr.delete(3, 4))).toBeNull()
    expect(suggest(holds, 'Asha', (tr) => tr.delete(2, 8))).toBeNull()
    expect(shown(suggest(holds, 'Asha', (tr) => tr.delete(4, 7)))).toEqual([['Asha', '', ' co']])
  })

  it('of whole paragraphs stands on their words', () => {
    const state = start('Words')
    const more = state.schema.nodes.paragraph!.create(null, state.schema.text('More'))
    const next = suggest(state, 'Asha', (tr) => tr.insert(tr.doc.content.size, more))
    expect(next?.doc.lastChild?.firstChild?.marks[0]?.attrs.by).toBe('Asha')
    next?.doc.check()
  })

  it('is read as accepted where words and headings are told', () => {
    const heading = documentFromJson({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Aims' }] },
      ],
    })
    const state = EditorState.create({ doc: heading })
    const next = suggest(state, 'Asha', (tr) => tr.insertText('What we want', 1, 5))
    expect(next && factsOf(next.doc)).toMatchObject({
      words: 3,
      headings: [{ text: 'What we want' }],
    })
  })

  it('that replaces words found leaves them to be found no more', () => {
    const query = queryFor({
      search: 'may',
      replace: 'June',
      caseSensitive: false,
      wholeWord: false,
    })
    let state: EditorState = EditorState.create({
      doc: start('May, then may').doc,
      plugins: [search({ initialQuery: query })],
    })
    const replaceEach = () =>
      replaceAll(state, (tr) => {
        const signature = { id: 's', by: 'Asha', at: '2026-11-21T10:00:00.000Z' }
        const tracked = suggestionOf(tr, state, signature)
        if (tracked) state = state.apply(tracked)
      })
    replaceEach()
    replaceEach()
    expect(state.doc.textContent).toBe('MayJune, then mayJune')
    expect(query.findNext(state)).toBeNull()
  })
})

describe('replacing what is found', () => {
  it.each(['$1', '$&', '$$5', 'a $$ b', ''])('puts in %j as it was typed', (replace) => {
    const query = queryFor({ search: 'may', replace, caseSensitive: false, wholeWord: false })
    let state: EditorState = EditorState.create({
      doc: start('In May').doc,
      plugins: [search({ initialQuery: query })],
    })
    replaceAll(state, (tr) => {
      state = state.apply(tr)
    })
    expect(state.doc.textContent).toBe(`In ${replace}`)
  })
})
