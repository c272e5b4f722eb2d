import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalDocument } from '../../domain/documents/canonical.ts'
import { LEFT_OUT, parseDocument } from '../../domain/documents/parse.ts'
import { documentOutline, documentText, wordCount } from '../../domain/documents/text.ts'
import { publishDocument } from '../../domain/documents/to-publication.ts'
import { type DocumentNode, NODES } from '../../domain/documents/tree.ts'
import { finish } from '../../domain/publication/finish.ts'
import type { PublicationFormat } from '../../domain/publication/formats.ts'
import { render } from '../../main/exports/publication/index.ts'
import { anyDocument, documentOf, likelyDocument, paragraphNode } from './any-document.ts'

const INLINE = ['text', 'hardBreak', 'footnote', 'citation', 'figure']
const BLOCKS = Object.keys(NODES).filter(
  (type) => !INLINE.includes(type) && !/^(doc|listItem|table.+)$/.test(type),
)
const MAY_HOLD: Record<string, string[]> = {
  doc: BLOCKS,
  paragraph: INLINE,
  heading: INLINE,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: BLOCKS,
  blockquote: BLOCKS,
  table: ['tableRow'],
  tableRow: ['tableHeader', 'tableCell'],
  tableHeader: BLOCKS,
  tableCell: BLOCKS,
  callout: ['paragraph', 'bulletList', 'orderedList'],
}

function expectSafe(node: DocumentNode): void {
  const held = (node.content ?? []).map(({ type }) => type)
  for (const type of held) expect(MAY_HOLD[node.type] ?? []).toContain(type)
  for (const child of node.content ?? []) expectSafe(child)
}

const published = (json: unknown) => ({
  title: 'Any',
  language: 'en-GB',
  date: '2026-11-21',
  ...publishDocument(json),
})

describe('a document read from any JSON', () => {
  test('holds only nodes that are known, each where it may stand, and reads the same again', () => {
    fc.assert(
      fc.property(fc.oneof(likelyDocument, anyDocument, fc.jsonValue()), (json) => {
        const document = parseDocument(json)
        expectSafe(document)
        expect(parseDocument(document)).toEqual(document)
      }),
      { numRuns: 1500 },
    )
  })

  test('can be counted and made a publication', () => {
    fc.assert(
      fc.property(likelyDocument, (json) => {
        const document = parseDocument(json)
        expect(wordCount(document)).toBeLessThanOrEqual(documentText(document).length)
        expect(documentOutline(document).every(({ level }) => level >= 1 && level <= 4)).toBe(true)
        expect(finish(published(json)).blocks.length).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 1500 },
    )
  })

  test.each<[PublicationFormat, number]>([
    ['md', 80],
    ['html', 40],
    ['docx', 8],
    ['pdf', 15],
  ])('can be drawn as %s', async (format, numRuns) => {
    await fc.assert(
      fc.asyncProperty(likelyDocument, async (json) => {
        expect((await render(published(json), format)).length).toBeGreaterThan(0)
      }),
      { numRuns },
    )
  })

  test('keeps the words of what it does not know, and says that something went', () => {
    const newer = { type: 'poll', content: [{ type: 'choice', content: [paragraphNode('Tea')] }] }
    const document = parseDocument(documentOf(paragraphNode('Before'), newer))
    expect(documentText(document)).toBe(`Before\nTea ${LEFT_OUT}`)
  })

  test('is shallow enough to draw however deep it came', () => {
    let deep: DocumentNode = paragraphNode('bottom')
    for (let depth = 0; depth < 50_000; depth++) deep = { type: 'blockquote', content: [deep] }
    expect(documentText(parseDocument(documentOf(deep)))).toBe(`bottom ${LEFT_OUT}`)
  })

  test('holds no picture from elsewhere and no picture that is a program', () => {
    for (const src of ['https://example.org/a.png', 'data:image/svg+xml;base64,AAAA'])
      expect(
        documentText(parseDocument(documentOf({ type: 'image', attrs: { src, alt: 'A' } }))),
      ).toBe(LEFT_OUT)
  })
})

describe('the canonical text', () => {
  const bold = { type: 'bold' }
  const link = { type: 'link', attrs: { href: 'https://example.org/' } }

  test('is the same for the same document written otherwise', () => {
    const one = documentOf({
      type: 'paragraph',
      content: [{ type: 'text', text: 'One two', marks: [bold, link] }],
    })
    const other = {
      content: [
        {
          content: [
            { marks: [link, bold], text: 'One', type: 'text' },
            { marks: [{ type: 'bold', attrs: {} }, link], type: 'text', text: ' two' },
          ],
          attrs: { nothing: null },
          type: 'paragraph',
        },
      ],
      type: 'doc',
    }
    expect(canonicalDocument(other)).toBe(canonicalDocument(one))
  })

  test('differs when a word, a mark, an attribute or an unknown node does', () => {
    const texts = [
      documentOf(paragraphNode('One')),
      documentOf(paragraphNode('One.')),
      documentOf({ type: 'heading', attrs: { level: 1 }, content: paragraphNode('One').content! }),
      documentOf({ type: 'heading', attrs: { level: 2 }, content: paragraphNode('One').content! }),
      documentOf(paragraphNode({ type: 'text', text: 'One', marks: [bold] })),
      documentOf(paragraphNode('One'), { type: 'newer', attrs: { a: 1 } }),
      documentOf(paragraphNode('One'), { type: 'newer', attrs: { a: 2 } }),
    ].map(canonicalDocument)
    expect(new Set(texts).size).toBe(texts.length)
  })
})
