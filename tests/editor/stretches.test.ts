import { getSchema } from '@tiptap/core'
import { Fragment, type MarkType, type Node } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallestChange } from '../../src/editor/binding/smallest-change.ts'
import { DOCUMENT_EXTENSIONS } from '../../src/editor/schema/index.ts'
import {
  allowStretches,
  inStretches,
  LONG,
  Stretches,
  stretched,
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

/** What the binding makes of a change of somebody else. */
const change = (state: EditorState, after: Node) =>
  smallestChange(state, stretched(state.doc, after.children, schema))

const words = fc.stringMatching(/^[a-c]{0,3}$/)
const splice = fc.record({
  at: fc.nat(LONG + 40),
  out: fc.integer({ min: 0, max: 30 }),
  put: fc.array(words, { maxLength: 30 }),
})

test('whatever others change, the text is as it would be without stretches', () => {
  const length = fc.integer({ min: LONG - 15, max: LONG + 40 })
  fc.assert(
    fc.property(length, fc.array(splice, { maxLength: 6 }), (count, splices) => {
      const lines = Array.from({ length: count }, (_, line) => `Line ${line % 7}`)
      let state = EditorState.create({ doc: inStretches(textOf(lines), schema) })
      for (const { at, out, put } of splices) {
        lines.splice(at, out, ...put)
        if (lines.length === 0) lines.push('')
        const after = textOf(lines)
        state = state.apply(change(state, after))
        state.doc.check()
        expect(bare(state.doc).eq(after)).toBe(true)
      }
    }),
    { numRuns: 40 },
  )
})

test('a letter of somebody else touches its own block alone, which stays in its stretch', () => {
  const lines = Array.from({ length: LONG + 1 }, (_, line) => `Line ${line}`)
  const state = EditorState.create({ doc: inStretches(textOf(lines), schema) })
  const transaction = change(state, textOf(lines.with(25, 'Line 25!')))
  expect(transaction.steps).toHaveLength(1)
  const now = state.apply(transaction).doc
  for (const line of [0, 24, 26, LONG]) expect(now.child(line)).toBe(state.doc.child(line))
  expect(now.child(25).textContent).toBe('Line 25!')
  expect(now.child(25).marks).toEqual(state.doc.child(26).marks)
})

test('a short text has no stretches', () => {
  const short = textOf(['One', 'Two'])
  expect(inStretches(short, schema)).toBe(short)
})
