import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import * as build from '../../domain/publication/build.ts'
import type { PublicationFormat } from '../../domain/publication/formats.ts'
import { cleanText } from '../../domain/publication/text.ts'
import type { Inline, Publication } from '../../domain/publication/tree.ts'
import { render } from '../../main/exports/publication/index.ts'
import { docxText, essence } from './tools.ts'

/** Whatever people type, in any script, comes out of every format, and none fails on it. */

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    '#panic("no")',
    '*bold* _it_ `code` $x$ @ref <label> // /* \\ #{',
    '</style><script>alert(1)</script>',
    ']]>&amp;<!--',
    '| a | b |\n|--|--|',
    '1. one',
    '- x\n---\n===',
    '[^1]: note [a]: b ![x](y)',
    'ليلى حداد, 21 Nov',
    'family 👩‍👩‍👧 flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    `${'long'.repeat(200)}`,
  ),
)

const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  words.map((text) => build.strong(text)),
  words.map((text) => build.emphasis(text)),
  words.map((text) => build.code(text)),
  words.map((text) => build.note(text)),
  words.map((text) => build.link('https://example.org/?a=(b)&c=<d>', text)),
)
const inlines = fc.array(inline, { maxLength: 4 })

const publication: fc.Arbitrary<Publication> = fc
  .record({
    title: words,
    author: words,
    blocks: fc.array(
      fc.oneof(
        fc
          .tuple(fc.constantFrom(1, 2, 3, 4), inlines)
          .map(([level, text]) => build.heading(level, text)),
        inlines.map((text) => build.paragraph(text)),
        fc.array(inlines, { maxLength: 3 }).map((items) => build.list(items, items.length > 1)),
        fc
          .tuple(inlines, fc.array(fc.array(inlines, { maxLength: 3 }), { maxLength: 3 }))
          .map(([header, rows]) =>
            build.table([build.column(header), build.column('Second')], rows, { caption: header }),
          ),
        words.map((text) => build.callout('warning', text, [build.paragraph(text)])),
        words.map((text) => build.quote(text, text)),
        fc.tuple(inlines, inlines).map((pair) => build.definitions([pair])),
      ),
      { maxLength: 5 },
    ),
  })
  .map(({ title, author, blocks }) => ({
    title,
    language: 'en-GB',
    date: '2026-11-21',
    authors: [author],
    blocks: [{ kind: 'contents' }, ...blocks],
  }))

/** A paragraph's words as they stand between two marks, whatever surrounds them. */
function between(text: string): string {
  return essence(
    /start(.*?)finish/s.exec(text.replace(/\s+/g, ' '))?.[1] ?? 'nothing between the marks',
  )
}

function around(text: string): Publication {
  return {
    title: 'A title',
    language: 'en-GB',
    date: '2026-11-21',
    blocks: [build.paragraph(['start ', text, ' finish'])],
  }
}

test.each<[PublicationFormat, number]>([
  ['md', 150],
  ['html', 60],
  ['docx', 12],
  ['pdf', 25],
])('%s takes any text anywhere', async (format, numRuns) => {
  await fc.assert(
    fc.asyncProperty(publication, async (any) => {
      expect((await render(any, format)).length).toBeGreaterThan(0)
    }),
    { numRuns },
  )
})

const plainWords = words.filter((text) => !/start|finish/.test(text))

test('the words can be read back from Markdown', async () => {
  await fc.assert(
    fc.asyncProperty(plainWords, async (text) => {
      const markdown = (await render(around(text), 'md')).toString()
      const read = markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1')
      expect(between(read)).toBe(essence(cleanText(text)))
    }),
  )
})

test('the words can be read back from HTML', async () => {
  await fc.assert(
    fc.asyncProperty(plainWords, async (text) => {
      const { document } = new JSDOM(await render(around(text), 'html')).window
      expect(document.querySelectorAll('script')).toHaveLength(0)
      expect(between(document.querySelector('main')!.textContent)).toBe(essence(cleanText(text)))
    }),
    { numRuns: 30 },
  )
})

test('the words can be read back from DOCX', async () => {
  await fc.assert(
    fc.asyncProperty(plainWords, async (text) => {
      expect(between(docxText(await render(around(text), 'docx')))).toBe(essence(cleanText(text)))
    }),
    { numRuns: 20 },
  )
})
