import { getSchema } from '@tiptap/core'
import { Fragment, type MarkType, type Node, Slice } from '@tiptap/pm/model'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DOCUMENT_EXTENSIONS } from '../../src/editor/schema/index.ts'
import {
  allowStretches,
  inStretches,
  LONG,
  lean,
  Stretches,
} from '../../src/editor/views/Stretches.ts'

const schema = getSchema([...DOCUMENT_EXTENSIONS, Stretches])
allowStretches(schema)
const stretch = schema.marks.stretch as MarkType

const paragraph = (words: string) => schema.node('paragraph', null, words ? schema.text(words) : [])
const textOf = (lines: readonly string[]) => schema.node('doc', null, lines.map(paragraph))
const bare = (doc: Node) =>
  doc.copy(
    Fragment.from(doc.children.map((block) => block.mark(stretch.removeFromSet(block.marks)))),
  )

/** What the binding makes of a change of somebody else: all of it anew, without marks on blocks. */
function replaced(state: EditorState, after: Node, caret: number) {
  const whole = state.tr.replace(0, state.doc.content.size, new Slice(after.content, 0, 0))
  whole.setSelection(TextSelection.near(whole.doc.resolve(caret)))
  return whole.setMeta(ySyncPluginKey, { isChangeOrigin: true }).setMeta('addToHistory', false)
}

const words = fc.stringMatching(/^[a-c]{0,3}$/)
const splice = fc.record({
  at: fc.nat(LONG + 40),
  out: fc.integer({ min: 0, max: 30 }),
  put: fc.array(words, { maxLength: 30 }),
})

test('whatever others change, the text and the caret are as they would be without stretches', () => {
  const length = fc.integer({ min: LONG - 15, max: LONG + 40 })
  fc.assert(
    fc.property(length, fc.array(splice, { maxLength: 6 }), fc.nat(), (count, splices, place) => {
      const lines = Array.from({ length: count }, (_, line) => `Line ${line % 7}`)
      let state = EditorState.create({ doc: inStretches(textOf(lines), stretch) })
      for (const { at, out, put } of splices) {
        lines.splice(at, out, ...put)
        if (lines.length === 0) lines.push('')
        const after = textOf(lines)
        const whole = replaced(state, after, place % after.content.size)
        const { selection } = whole
        const change = lean(whole, state, stretch)
        state = state.apply(change)
        state.doc.check()
        expect(bare(state.doc).eq(after)).toBe(true)
        expect(state.selection.toJSON()).toEqual(selection.toJSON())
        expect(change.getMeta(ySyncPluginKey)).toEqual({ isChangeOrigin: true })
        expect(change.getMeta('addToHistory')).toBe(false)
      }
    }),
    { numRuns: 40 },
  )
})

test('a letter of somebody else touches its own block alone, which stays in its stretch', () => {
  const lines = Array.from({ length: LONG + 1 }, (_, line) => `Line ${line}`)
  const state = EditorState.create({ doc: inStretches(textOf(lines), stretch) })
  const after = textOf(lines.with(25, 'Line 25!'))
  const change = lean(replaced(state, after, 1), state, stretch)
  expect(change.steps).toHaveLength(1)
  const now = state.apply(change).doc
  for (const line of [0, 24, 26, LONG]) expect(now.child(line)).toBe(state.doc.child(line))
  expect(now.child(25).textContent).toBe('Line 25!')
  expect(now.child(25).marks).toEqual(state.doc.child(26).marks)
})

test('a short text has no stretches', () => {
  const short = textOf(['One', 'Two'])
  expect(inStretches(short, stretch)).toBe(short)
})
