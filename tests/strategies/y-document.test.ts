import {
  prosemirrorToYXmlFragment,
  yXmlFragmentToProseMirrorRootNode,
  yXmlFragmentToProsemirrorJSON,
} from '@tiptap/y-tiptap'
import fc from 'fast-check'
import { Schema } from 'prosemirror-model'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canonicalDocument } from '../../domain/documents/canonical.ts'
import { DOCUMENT_BODY, type DocumentNode } from '../../domain/documents/tree.ts'
import { fillDocument, readDocument } from '../../main/documents/y-document.ts'

/** A small schema of the editor's own kind: marks that overlap with themselves, and attributes. */
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*' },
    heading: { group: 'block', content: 'inline*', attrs: { level: { default: 1 } } },
    callout: { group: 'block', content: 'paragraph+', attrs: { tone: { default: null } } },
    footnote: { group: 'inline', inline: true, attrs: { text: { default: '' } } },
    text: { group: 'inline' },
  },
  marks: {
    bold: {},
    link: { attrs: { href: {} } },
    comment: { attrs: { thread: {} }, excludes: '' },
    insertion: { attrs: { id: {}, by: {}, at: {} } },
  },
})

const bold = { type: 'bold' }
const markSet = fc
  .record({
    bold: fc.boolean(),
    link: fc.option(fc.webUrl(), { nil: undefined }),
    threads: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
    inserted: fc.option(fc.integer(), { nil: undefined }),
  })
  .map(({ bold: isBold, link, threads, inserted }) => [
    ...(isBold ? [bold] : []),
    ...(link === undefined ? [] : [{ type: 'link', attrs: { href: link } }]),
    ...threads.map((thread) => ({ type: 'comment', attrs: { thread } })),
    ...(inserted === undefined
      ? []
      : [{ type: 'insertion', attrs: { id: inserted, by: 'me', at: 'now' } }]),
  ])
const words = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
const inline = fc.oneof(
  fc.record({ type: fc.constant('text'), text: words, marks: markSet }),
  fc.record({ type: fc.constant('footnote'), attrs: fc.record({ text: words }) }),
)
const line = fc.array(inline, { maxLength: 4 })
const paragraphOf = fc.record({ type: fc.constant('paragraph'), content: line })
const block = fc.letrec<{ block: DocumentNode }>(() => ({
  block: fc.oneof(
    { depthSize: 'small' },
    paragraphOf,
    fc.record({
      type: fc.constant('heading'),
      attrs: fc.record({ level: fc.integer({ min: 1, max: 4 }) }),
      content: line,
    }),
    fc.record({
      type: fc.constant('callout'),
      attrs: fc.record({ tone: fc.constantFrom(null, 'note') }),
      content: fc.array(paragraphOf, { minLength: 1, maxLength: 3 }),
    }),
  ),
})).block
const document = fc.record({
  type: fc.constant('doc'),
  content: fc.array(block, { minLength: 1, maxLength: 4 }),
}) as fc.Arbitrary<DocumentNode>

const body = (doc: Y.Doc) => doc.getXmlFragment(DOCUMENT_BODY)

describe('a text between its document and its JSON', () => {
  it('is read as the editor wrote it', () => {
    fc.assert(
      fc.property(document, (wanted) => {
        const doc = new Y.Doc()
        const node = schema.nodeFromJSON(wanted)
        prosemirrorToYXmlFragment(node, body(doc))
        expect(canonicalDocument(readDocument(doc))).toBe(canonicalDocument(node.toJSON()))
      }),
      { numRuns: 150 },
    )
  })

  it('is written as the editor reads it', () => {
    fc.assert(
      fc.property(document, (wanted) => {
        const doc = new Y.Doc()
        fillDocument(doc, wanted)
        const node = yXmlFragmentToProseMirrorRootNode(body(doc), schema)
        node.check()
        expect(canonicalDocument(node.toJSON())).toBe(canonicalDocument(wanted))
        const json = yXmlFragmentToProsemirrorJSON(body(doc)) as DocumentNode
        expect(canonicalDocument(json)).toBe(canonicalDocument(wanted))
      }),
      { numRuns: 150 },
    )
  })

  it('names overlapping marks just as the editor does', () => {
    const marks = ['a', 'b'].map((thread) => ({ type: 'comment', attrs: { thread } }))
    const wanted: DocumentNode = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks }] }],
    }
    const [ours, theirs] = [new Y.Doc(), new Y.Doc()]
    fillDocument(ours, wanted)
    prosemirrorToYXmlFragment(schema.nodeFromJSON(wanted), body(theirs))
    expect(body(ours).toJSON()).toBe(body(theirs).toJSON())
  })

  it('becomes any other, and leaves the blocks alone that are the same', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const doc = new Y.Doc()
        fillDocument(doc, before)
        const [first] = body(doc).toArray()
        fillDocument(doc, after)
        expect(canonicalDocument(readDocument(doc))).toBe(canonicalDocument(after))
        const isSame =
          canonicalDocument(before.content?.[0] ?? before) ===
          canonicalDocument(after.content?.[0] ?? after)
        if (isSame) expect(body(doc).get(0)).toBe(first)
      }),
      { numRuns: 100 },
    )
  })
})
