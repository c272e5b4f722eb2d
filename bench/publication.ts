import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as build from '../domain/publication/build.ts'
import type { PublicationFormat } from '../domain/publication/formats.ts'
import type { Block, Publication } from '../domain/publication/tree.ts'
import { render, writePublication } from '../main/exports/publication/index.ts'
import { nobodyElseWaits } from '../main/runtime/waited-for.ts'
import { inTemporaryFolder, quantile } from './measure.ts'

/**
 * An agenda pack of forty items as a file, beside pandoc making its file from the same document's
 * Markdown in the same run: `node bench/publication.ts`. "First" is a new process from its start to
 * the file, as pandoc's always is; "again" is the running program making another such pack. Times in
 * ms, medians.
 */
const ITEMS = 40
const CHARTS = 6
const ROUNDS = 7
const FORMATS: PublicationFormat[] = ['docx', 'html', 'pdf']
/** Pandoc makes a PDF only by way of another program, so none is beside ours. */
const PANDOC_FORMATS = new Set<PublicationFormat>(['docx', 'html'])

async function pack(): Promise<Publication> {
  const { draw } = await import('../main/exports/publication/draw.ts')
  const chart = await draw(({ document, Plot }) =>
    Plot.plot({
      document,
      width: 600,
      height: 220,
      marks: [Plot.lineY([3, 5, 4, 6, 7, 9]), Plot.ruleY([0])],
    }),
  )
  const brief = (index: number): Block[] => [
    build.heading(1, `Item ${index + 1}: outreach to people who are not reached`),
    build.paragraph(
      'Three systems have finished this action, five are working on it and three have not begun. Two are held up by the same thing: letters cannot be sent from the shared list until its owners agree how it is used.',
    ),
    build.list(['Hear what worked.', 'Decide who starts next.', 'Name an owner and a date.']),
    build.table(
      [
        build.column('System', { width: 3 }),
        build.column('Status', { width: 2 }),
        build.column('Due'),
      ],
      Array.from({ length: 11 }, (_, row) => [`System ${row + 1}`, 'In progress', '21 Nov 2026']),
      { caption: 'Where each system stands', rowHeaders: true },
    ),
    ...(index < CHARTS ? [build.figure(chart, 'A line that rises from 3 to 9.')] : []),
    build.callout('important', 'Health inequalities', [build.paragraph('Who is not reached?')]),
  ]
  return {
    title: 'Agenda pack',
    language: 'en-GB',
    date: '2026-11-21',
    blocks: [
      { kind: 'contents' },
      build.heading(1, 'Agenda'),
      build.table(
        ['Time', 'Item', 'Presenter'].map((header) => build.column(header)),
        Array.from({ length: ITEMS }, (_, index) => ['10:00', `Item ${index + 1}`, 'Ama Owusu']),
      ),
      ...Array.from({ length: ITEMS }, (_, index) => brief(index)).flat(),
    ],
  }
}

/** As `bin/accord.js` starts: with what was compiled before. */
const COMPILED = join(tmpdir(), 'accord-bench-compiled')

function timed(program: string, args: string[]): number {
  const start = performance.now()
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILED }
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', env })
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
  return performance.now() - start
}

async function measure(folder: string): Promise<void> {
  const publication = await pack()
  const markdown = join(folder, 'pack.md')
  // Both begin with the document as it is written, its pictures drawn.
  const written = join(folder, 'pack.json')
  writeFileSync(written, JSON.stringify(publication))
  writeFileSync(markdown, await render(publication, 'md'))
  const hasPandoc = spawnSync('pandoc', ['--version']).status === 0
  if (!hasPandoc) console.log('*** NO pandoc: there is nothing to compare with. ***\n')

  const times = FORMATS.map((format) => ({
    format,
    first: [] as number[],
    again: [] as number[],
    pandoc: [] as number[],
  }))
  // In turn, so that whatever else the machine does falls on all alike.
  for (let round = 0; round < ROUNDS; round++) {
    for (const { format, first, again, pandoc } of times) {
      const out = (name: string) => join(folder, `${name}.${format}`)
      first.push(
        timed(process.execPath, [
          fileURLToPath(import.meta.url),
          '--once',
          format,
          out('first'),
          written,
        ]),
      )
      const start = performance.now()
      await writePublication(publication, format, out('again'))
      again.push(performance.now() - start)
      if (hasPandoc && PANDOC_FORMATS.has(format))
        pandoc.push(
          timed('pandoc', [
            '--from',
            'gfm',
            '--toc',
            '--standalone',
            '-o',
            out('pandoc'),
            markdown,
          ]),
        )
    }
  }
  const ms = (all: number[]) => (all.length > 0 ? quantile(all, 0.5).toFixed(0) : '–')
  console.log(
    `| ${ITEMS} items | Accord, first | Accord, again | pandoc |\n| --- | ---: | ---: | ---: |`,
  )
  for (const { format, first, again, pandoc } of times)
    console.log(`| ${format} | ${ms(first)} | ${ms(again)} | ${ms(pandoc)} |`)
}

const [once, format, out, written] = process.argv.slice(2)
if (once === '--once') {
  // As a command does.
  nobodyElseWaits()
  await writePublication(
    JSON.parse(readFileSync(written!, 'utf8')) as Publication,
    format as PublicationFormat,
    out!,
  )
} else await inTemporaryFolder(measure)
