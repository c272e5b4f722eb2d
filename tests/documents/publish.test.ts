import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { parseComments } from '../../domain/documents/comments.ts'
import type { LiveContent } from '../../domain/documents/live.ts'
import { documentText, wordCount } from '../../domain/documents/text.ts'
import { publishDocument, suggestionsNotice } from '../../domain/documents/to-publication.ts'
import type { DocumentNode } from '../../domain/documents/tree.ts'
import { inlineText } from '../../domain/publication/inline-text.ts'
import type { Block, Table } from '../../domain/publication/tree.ts'
import { render } from '../../main/exports/publication/index.ts'
import { documentOf, paragraphNode, textNode } from './any-document.ts'

/** What each part of a document becomes in a publication. */

const blocksOf = (...nodes: DocumentNode[]): Block[] => publishDocument(documentOf(...nodes)).blocks

const markdownOf = async (blocks: Block[]): Promise<string> =>
  (await render({ title: 'T', language: 'en-GB', date: '2026-11-21', blocks }, 'md')).toString()

const item = (...content: DocumentNode[]): DocumentNode => ({ type: 'listItem', content })
const cell = (words: string, attrs = {}, type = 'tableCell'): DocumentNode => ({
  type,
  attrs,
  content: [paragraphNode(words)],
})
const table = (...rows: DocumentNode[][]): DocumentNode => ({
  type: 'table',
  content: rows.map((content) => ({ type: 'tableRow', content })),
})
const head = (words: string, attrs = {}) => cell(words, attrs, 'tableHeader')

describe('lists', () => {
  test('keep their order, nest, and let out what no list can hold', () => {
    const picture = { type: 'horizontalRule' }
    const inner = { type: 'bulletList', content: [item(paragraphNode('b'))] }
    const blocks = blocksOf({
      type: 'orderedList',
      attrs: { start: 4 },
      content: [item(paragraphNode('a'), inner, picture), item(paragraphNode('c'))],
    })
    expect(blocks).toMatchObject([
      {
        kind: 'list',
        ordered: true,
        start: 4,
        items: [
          { content: ['a'], list: { ordered: false, items: [{ content: ['b'] }] } },
          { content: ['c'] },
        ],
      },
      { kind: 'divider' },
    ])
  })
})

describe('tables', () => {
  const only = (node: DocumentNode) => {
    const [first] = blocksOf(node) as [Table]
    return {
      heads: first.columns.map(({ header }) => inlineText(header)),
      rows: first.rows.map((row) => row.map(inlineText)),
      aligned: first.columns.map(({ align }) => align ?? 'start'),
      rowHeaders: first.rowHeaders ?? false,
    }
  }

  test('have heads of columns and rows, and numbers at the end of their cells', () => {
    const read = only(
      table([head('System'), head('People')], [head('Lincolnshire'), cell('1,204')]),
    )
    expect(read).toEqual({
      heads: ['System', 'People'],
      rows: [['Lincolnshire', '1,204']],
      aligned: ['start', 'end'],
      rowHeaders: true,
    })
  })

  test('repeat a merged cell in each place it covers, and make one head of two', () => {
    const read = only(
      table(
        [head('Area', { rowspan: 2 }), head('Share', { colspan: 2 })],
        [head('2024'), head('2025')],
        [cell('East', { rowspan: 2 }), cell('1%'), cell('2%')],
        [cell('not known', { colspan: 2 })],
      ),
    )
    expect(read.heads).toEqual(['Area', 'Share: 2024', 'Share: 2025'])
    expect(read.rows).toEqual([
      ['East', '1%', '2%'],
      ['East', 'not known', 'not known'],
    ])
  })

  test('without heads get names for their columns, so that none is empty', () => {
    expect(only(table([cell('a'), cell('b')])).heads).toEqual(['Column 1', 'Column 2'])
  })

  test('keep paragraphs and lists in a cell on lines of their own', async () => {
    const list = {
      type: 'bulletList',
      content: [item(paragraphNode('b')), item(paragraphNode('c'))],
    }
    const full = { type: 'tableCell', content: [paragraphNode('a'), list] }
    expect(await markdownOf(blocksOf(table([head('H')], [full])))).toContain('a<br>– b<br>– c')
  })
})

describe('pictures', () => {
  /** 1 by 1, the smallest there is of each kind. */
  const PIXELS = {
    png: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    gif: 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
    webp: 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA',
  }
  const picture = (kind: keyof typeof PIXELS): DocumentNode => ({
    type: 'image',
    attrs: { src: `data:image/${kind};base64,${PIXELS[kind]}`, alt: `A ${kind}`, width: 200 },
  })

  test('are figures in the shape of their file, however wide they are asked for', () => {
    for (const kind of ['png', 'gif', 'webp'] as const)
      expect(blocksOf(picture(kind))).toMatchObject([
        { kind: 'figure', alt: `A ${kind}`, drawing: { width: 200, height: 200 } },
      ])
  })

  test('of a kind that Word cannot draw reach it as one that it can', async () => {
    const files = async (kind: keyof typeof PIXELS) => {
      const blocks = blocksOf(picture(kind))
      const docx = await render(
        { title: 'T', language: 'en-GB', date: '2026-11-21', blocks },
        'docx',
      )
      return Object.keys(unzipSync(docx)).filter((name) => /\.(?:png|svg)$/.test(name))
    }
    expect(await files('png')).toHaveLength(2)
    expect((await files('webp')).map((name) => name.split('.').at(-1))).toEqual(['png'])
  })
})

describe('running text', () => {
  test('numbers a source once however often it is cited', () => {
    const source = { type: 'citation', attrs: { text: 'A report', url: 'https://example.org/' } }
    const { blocks, references } = publishDocument(
      documentOf(paragraphNode('One', source), paragraphNode('two', source)),
    )
    expect(references).toHaveLength(1)
    expect(JSON.stringify(blocks).match(/"reference":"cited-1"/g)).toHaveLength(2)
  })

  test('prints a figure as its freeze has it, and as last read where there is none', () => {
    const figure = (key: string) => ({ type: 'figure', attrs: { key, seen: 'about 3' } })
    const source = { query: 'status.complete', entries: ['e1'] }
    const { blocks } = publishDocument(documentOf(paragraphNode(figure('a'), figure('b'))), {
      figures: new Map([['a', { text: '312 of 2,706', source }]]),
    })
    expect(blocks).toEqual([
      { kind: 'paragraph', content: [{ kind: 'value', text: '312 of 2,706', source }, 'about 3'] },
    ])
  })

  test('makes one link of a run with one address, and says what was struck out', async () => {
    const link = { type: 'link', attrs: { href: 'https://example.org/' } }
    const markdown = await markdownOf(
      blocksOf(
        paragraphNode(
          { ...textNode('the '), marks: [link] },
          { ...textNode('report'), marks: [link, { type: 'bold' }] },
          textNode(' and '),
          textNode('never', 'strike'),
        ),
      ),
    )
    expect(markdown.match(/https:\/\/example\.org/g)).toHaveLength(1)
    expect(markdown).toContain('struck out: never')
  })
})

describe('suggestions', () => {
  const suggested = (text: string, type: string, id: string): DocumentNode => ({
    type: 'text',
    text,
    marks: [{ type, attrs: { id, by: 'm', at: '' } }],
  })
  const document = documentOf(
    paragraphNode(
      'We ',
      suggested('may', 'deletion', '1'),
      suggested('will', 'insertion', '1'),
      ' act',
    ),
    paragraphNode('now', suggested('\u200b', 'deletion', '2')),
    paragraphNode(suggested('\u200b', 'deletion', '2'), ' and here'),
    { ...paragraphNode('Gone'), marks: [{ type: 'deletion', attrs: { id: '3' } }] },
  )

  test('read as if accepted, and the reader is told', () => {
    expect(documentText(document)).toBe('We will act\nnow and here')
    expect(wordCount(document)).toBe(6)
    const { openSuggestions } = publishDocument(document)
    expect(openSuggestions).toBe(3)
    expect(suggestionsNotice(openSuggestions)[0]?.title).toBe('3 suggested changes are open')
    expect(suggestionsNotice(0)).toEqual([])
  })
})

describe('comments', () => {
  const on = (text: string, thread: string): DocumentNode => ({
    type: 'text',
    text,
    marks: [{ type: 'comment', attrs: { thread } }],
  })
  const thread = (quote: string, more = {}) => ({
    quote,
    text: 'Says who?',
    by: 'm1',
    name: 'Ama Owusu',
    at: '2026-11-20T10:00:00Z',
    resolved: null,
    replies: [],
    ...more,
  })
  const comments = parseComments({
    lost: thread('long gone'),
    t1: thread('nobody', {
      replies: [{ id: 'r', text: 'We do.', by: 'm2', name: 'Bo Lin', at: '2026-11-21T09:00:00Z' }],
      resolved: { by: 'm2', name: 'Bo Lin', at: '2026-11-21T10:00:00Z' },
    }),
    bad: 7,
  })
  const text = documentOf(paragraphNode('For ', on('no', 't1'), on('body', 't1'), ' else'))

  test('are marked once, at the end of their words, and printed with who, when and answers', async () => {
    const { blocks, comments: printed } = publishDocument(text, { comments })
    const markdown = await markdownOf([...blocks, ...printed])
    expect(markdown).toContain('For nobody <em>\\[comment 1\\]</em> else')
    expect(markdown).toContain('> nobody')
    expect(markdown).toContain('Ama Owusu, 20 Nov 2026: Says who?')
    expect(markdown).toContain('Bo Lin, 21 Nov 2026: We do.')
    expect(markdown).toContain('Settled by Bo Lin, 21 Nov 2026.')
    expect(markdown).toMatch(/Comment 2[\s\S]*long gone[\s\S]*no longer in the text/)
  })

  test('leave no trace when they are not wanted', () => {
    const { blocks, comments: printed } = publishDocument(text)
    expect(JSON.stringify([blocks, printed])).not.toMatch(/comment/i)
  })
})

describe('live blocks', () => {
  const query = '{"kind":"systems","filter":{"references":["HS6.b1"]}}'
  const content: LiveContent = {
    title: 'The systems',
    meaning: 'One of two is done.',
    columns: [
      { heading: 'System', isNumber: false },
      { heading: 'Done', isNumber: true },
    ],
    rows: [['Lincolnshire', '1']],
    drawing: null,
    notes: ['Not applicable is left out.'],
    gone: null,
    asOf: '2026-11-21',
    source: { query, entries: ['e1', 'e2', 'e3', 'e4', 'e5'] },
  }
  const live = (attrs = {}): DocumentNode => ({
    type: 'live',
    attrs: { id: 'l1', query, caption: '', frozenOn: null, frozen: null, ...attrs },
  })
  const published = (node: DocumentNode, shown: LiveContent | undefined) =>
    publishDocument(documentOf(node), { live: new Map(shown ? [[query, shown]] : []) }).blocks

  test('are a table with the day it speaks for and where it came from', () => {
    expect(published(live(), content)).toMatchObject([
      { kind: 'paragraph', content: ['One of two is done.'] },
      {
        kind: 'table',
        caption: ['The systems'],
        rows: [[['Lincolnshire'], ['1']]],
        notes: [['As of 21 Nov 2026, from the shared record.'], ['Not applicable is left out.']],
        source: { query: 'systems; references: HS6.b1', entries: ['e1', 'e2', 'e3', 'and 2 more'] },
      },
    ])
  })

  test('are a picture with its numbers where they have one', () => {
    const drawing = { svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', width: 300, height: 200 }
    expect(published(live({ caption: 'Mine' }), { ...content, drawing })).toMatchObject([
      {
        kind: 'figure',
        alt: 'One of two is done.',
        caption: ['Mine. As of 21 Nov 2026, from the shared record.'],
        numbers: { rows: [[['Lincolnshire'], ['1']]] },
      },
      { kind: 'paragraph' },
    ])
  })

  test('show what they were frozen at, whatever the record says now', () => {
    const frozen = JSON.stringify({ ...content, rows: [['Lincolnshire', '0']], asOf: '2026-06-30' })
    const [, shown] = published(live({ frozenOn: '2026-07-01', frozen }), content)
    expect(shown).toMatchObject({
      rows: [[['Lincolnshire'], ['0']]],
      notes: [['As of 30 Jun 2026; frozen on 1 Jul 2026.'], ['Not applicable is left out.']],
    })
  })

  test('say so when there is nothing to show', () => {
    const gone = 'The metric “x” is not in this record.'
    expect(JSON.stringify(published(live(), { ...content, gone }))).toContain(
      'is not in this record',
    )
    expect(JSON.stringify(published(live(), undefined))).toContain('could not be read')
  })
})
