import { expect, test } from 'vitest'
import * as build from '../../domain/publication/build.ts'
import type { Block } from '../../domain/publication/tree.ts'
import { render } from '../../main/exports/publication/index.ts'
import { hasPoppler, pdfText } from './tools.ts'

/** What stands on each page of a PDF, whatever its length: what goes before is longer by a line each time. */

const columns = ['Place', 'Rate'].map((header) => build.column(header))
const rows = (count: number) => Array.from({ length: count }, (_, i) => [`Row ${i + 1}`, `${i}`])
const LAST = 'The last words.'

/** So many lines, in paragraphs of three and a rest. */
function filler(lines: number): Block[] {
  const paragraph = (count: number) =>
    build.paragraph(
      Array.from({ length: count }, (_, i) => [
        'Filler',
        ...(i < count - 1 ? [build.lineBreak] : []),
      ]).flat(),
    )
  const whole = Array.from({ length: Math.floor(lines / 3) }, () => paragraph(3))
  return lines % 3 > 0 ? [...whole, paragraph(lines % 3)] : whole
}

async function pagesOf(...blocks: Block[]): Promise<string[]> {
  const publication = { title: 'T', language: 'en-GB', date: '2026-11-21', blocks }
  return pdfText(await render(publication, 'pdf'))
    .split('\f')
    .slice(0, -1)
}

const rowsOn = (page: string) => page.match(/^Row \d+/gm)?.length ?? 0
/** The words of a page without what heads and ends each. */
const wordsOn = (page: string) =>
  page
    .replace(/^T\s+Page \d+ of \d+$/m, '')
    .replace(/^(T|Page \d+ of \d+)$/gm, '')
    .trim()

const lengths = Array.from({ length: 14 }, (_, step) => 8 + step * 3 + (step % 3))

test.skipIf(!hasPoppler).each(lengths)(
  'after %s lines no part of a table has fewer than three rows, and a short one is whole',
  async (lines) => {
    const pages = await pagesOf(
      ...filler(lines),
      build.table(columns, rows(12), { rowHeaders: true, caption: 'A short one' }),
      build.heading(2, 'Next'),
      build.table(columns, rows(60 + lines)),
      build.paragraph('Between'),
      build.table(columns, rows(7), { notes: ['A note.'] }),
    )
    const parts = pages.map(rowsOn)
    expect(parts.reduce((a, b) => a + b)).toBe(12 + 60 + lines + 7)
    const split = pages.flatMap((page) => page.split(/Next|Between/).map(rowsOn))
    expect(split.filter((count) => count > 0 && count < 3)).toEqual([])
    expect(
      pages.filter((page) => /A short one/.test(page)).map((page) => /^Row 12$/m.test(page)),
    ).toEqual([true])
    // What a heading heads is on its page.
    expect(
      pages
        .filter((page) => /^Next$/m.test(page))
        .map((page) => rowsOn(page.split('Next')[1]!) >= 3),
    ).toEqual([true])
  },
)

test.skipIf(!hasPoppler).each([
  ['paragraphs', []],
  ['a list', [build.list(['One.', 'Two.', 'Three.'])]],
  ['a table', [build.table(columns, rows(8))]],
  ['a callout', [build.callout('important', 'Mark', [build.paragraph('Words.')])]],
] satisfies [string, Block[]][])(
  'a short last paragraph never stands alone after %s',
  async (_, before) => {
    for (const lines of lengths) {
      const pages = await pagesOf(
        ...filler(lines),
        ...before,
        build.paragraph(LAST),
        { kind: 'pageBreak' },
        ...filler(lines + 1),
        ...before,
        build.paragraph(LAST),
      )
      expect([lines, pages.map(wordsOn).filter((words) => words === LAST)]).toEqual([lines, []])
    }
  },
)
