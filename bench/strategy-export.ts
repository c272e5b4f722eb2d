import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LiveContent } from '../domain/documents/live.ts'
import { publishDocument } from '../domain/documents/to-publication.ts'
import type { DocumentNode } from '../domain/documents/tree.ts'
import { PUBLICATION_FORMATS } from '../domain/publication/formats.ts'
import type { Publication } from '../domain/publication/tree.ts'
import { draw } from '../main/exports/publication/draw.ts'
import { render } from '../main/exports/publication/index.ts'
import { inTemporaryFolder, quantile } from './measure.ts'

/**
 * A strategy of about 200 pages with 100 live blocks as a file of each format, beside pandoc making
 * its file from the same document's Markdown in the same run: `node bench/strategy-export.ts`. Ours
 * starts from the editor's JSON each time. Times in ms, medians.
 */
const SECTIONS = 100
/** Every so many live blocks one has a picture. */
const PICTURE_EVERY = 5
const ROUNDS = 3
const PANDOC_FORMATS = new Set(['docx', 'html'])

const words = (text: string, marks?: DocumentNode['marks']): DocumentNode => ({
  type: 'text',
  text,
  ...(marks ? { marks } : {}),
})
const paragraph = (...content: DocumentNode[]): DocumentNode => ({ type: 'paragraph', content })

const PROSE =
  'Three systems have finished this action, five are working on it and three have not begun. Two are held up by the same thing: letters cannot be sent from the shared list until its owners agree how it is used. '

function section(index: number): DocumentNode[] {
  const query = queryOf(index)
  return [
    {
      type: 'heading',
      attrs: { level: 1 + (index % 2) },
      content: [words(`Part ${index + 1}: outreach to people who are not reached`)],
    },
    ...Array.from({ length: 6 }, () =>
      paragraph(words(PROSE), words(PROSE, [{ type: 'bold' }]), {
        type: 'citation',
        attrs: { text: `Source ${index % 20}`, url: 'https://example.org/' },
      }),
    ),
    {
      type: 'bulletList',
      content: ['Hear what worked.', 'Decide who starts next.', 'Name an owner and a date.'].map(
        (text) => ({ type: 'listItem', content: [paragraph(words(text))] }),
      ),
    },
    { type: 'live', attrs: { id: `live-${index}`, query, caption: `Block ${index + 1}` } },
  ]
}

const queryOf = (index: number): string =>
  JSON.stringify({ kind: 'decisions', series: null, search: `part ${index}` })

async function strategy(): Promise<() => Publication> {
  const drawing = await draw(({ document, Plot }) =>
    Plot.plot({ document, width: 600, height: 220, marks: [Plot.lineY([3, 5, 4, 6, 7, 9])] }),
  )
  const contentOf = (index: number): LiveContent => ({
    title: 'Where each system stands',
    meaning: 'Three systems have finished, five are at work and three have not begun.',
    columns: ['System', 'Status', 'Due', 'Owner', 'Done'].map((heading, column) => ({
      heading,
      isNumber: column === 4,
    })),
    rows: Array.from({ length: 11 }, (_, row) => [
      `System ${row + 1}`,
      'In progress',
      '21 Nov 2026',
      'Ama Owusu',
      `${row * 3}`,
    ]),
    drawing: index % PICTURE_EVERY === 0 ? drawing : null,
    notes: ['Not applicable is left out.'],
    gone: null,
    asOf: '2026-11-21',
    source: { query: queryOf(index), entries: Array.from({ length: 40 }, (_, n) => `entry-${n}`) },
  })
  const indexes = Array.from({ length: SECTIONS }, (_, index) => index)
  const json = { type: 'doc', content: indexes.flatMap(section) }
  const live = new Map(indexes.map((index) => [queryOf(index), contentOf(index)]))
  return () => {
    const { blocks, references } = publishDocument(json, { live })
    return {
      title: 'A long strategy',
      language: 'en-GB',
      date: '2026-11-21',
      blocks: [{ kind: 'contents' }, ...blocks, { kind: 'sources' }],
      references,
    }
  }
}

async function measure(folder: string): Promise<void> {
  const publication = await strategy()
  const markdown = join(folder, 'strategy.md')
  writeFileSync(markdown, await render(publication(), 'md'))
  const hasPandoc = spawnSync('pandoc', ['--version']).status === 0
  if (!hasPandoc) console.log('*** NO pandoc: there is nothing to compare with. ***\n')
  console.log('| format | Accord, ms | MB | pandoc, ms |\n| --- | ---: | ---: | ---: |')
  for (const format of PUBLICATION_FORMATS) {
    const ours: number[] = []
    const theirs: number[] = []
    let bytes = 0
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now()
      const file = await render(publication(), format)
      ours.push(performance.now() - start)
      bytes = file.length
      if (hasPandoc && PANDOC_FORMATS.has(format))
        theirs.push(pandoc(markdown, join(folder, `pandoc.${format}`)))
    }
    const ms = (times: number[]) => (times.length > 0 ? quantile(times, 0.5).toFixed(0) : '–')
    console.log(`| ${format} | ${ms(ours)} | ${(bytes / 1e6).toFixed(1)} | ${ms(theirs)} |`)
  }
}

function pandoc(from: string, to: string): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(
    'pandoc',
    ['--from', 'gfm', '--toc', '--standalone', '-o', to, from],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`pandoc failed: ${stderr}`)
  return performance.now() - start
}

await inTemporaryFolder(measure)
