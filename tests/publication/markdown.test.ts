import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as build from '../../domain/publication/build.ts'
import { PUBLICATION_FORMATS } from '../../domain/publication/formats.ts'
import type { Block } from '../../domain/publication/tree.ts'
import { render, writePublication } from '../../main/exports/publication/index.ts'
import { temporaryFolder } from '../helpers.ts'
import { sample } from './sample.ts'
import { hasPandoc, run, saved } from './tools.ts'

async function markdown(...blocks: Block[]): Promise<string> {
  const publication = { title: 'T', language: 'en-GB', date: '2026-11-21', blocks }
  const whole = (await render(publication, 'md')).toString()
  return whole.replace('# T\n\n21 Nov 2026\n\n', '').trimEnd()
}

describe('Markdown', () => {
  test.each<[string, Block, string]>([
    ['a heading below the title', build.heading(1, 'A # b'), '## A \\# b'],
    [
      'marks as plain text',
      build.paragraph('*a* _b_ [c](d) <e> `f`'),
      '\\*a\\* \\_b\\_ \\[c\\](d) \\<e\\> \\`f\\`',
    ],
    ['no list by chance', build.paragraph('1. a'), '1\\. a'],
    ['no rule by chance', build.paragraph(['a', build.lineBreak, '---']), 'a\\\n\\---'],
    ['strong words', build.paragraph(['a', build.strong('b')]), 'a**b**'],
    ['strong marks', build.paragraph(build.strong('!')), '<strong>\\!</strong>'],
    [
      'a list in a list',
      build.list([build.item('a', build.list(['b'])), 'c'], true),
      '1. a\n   - b\n2. c',
    ],
    ['a list that goes on', { ...build.list(['a', 'b'], true), start: 9 }, '9. a\n10. b'],
    [
      'a table',
      build.table(
        [build.column('A|B'), build.column('C', { align: 'end' })],
        [['x', ['y', build.lineBreak, 'z']]],
      ),
      '| A\\|B | C |\n| :-- | --: |\n| x | y<br>z |',
    ],
    [
      'a callout',
      build.callout('warning', 'Mind', [build.paragraph('a')]),
      '> [!WARNING]\n> **Mind**\n>\n> a',
    ],
    ['a note', build.paragraph(['a', build.note('b')]), 'a[^1]\n\n[^1]: b'],
  ])('writes %s', async (_, block, expected) => {
    expect(await markdown(block)).toBe(expected)
  })

  test.skipIf(!hasPandoc)('is read as meant by another reader of GitHub Markdown', async () => {
    const path = saved('file.md', await render(await sample(), 'md'))
    const html = run('pandoc', '--from', 'gfm', '--to', 'html', path)
    expect(html).toContain('pipes * and _marks_')
    expect(html.match(/<table/g)).toHaveLength(4)
    expect(html).toContain('alt="Bar chart: treatment to target rose in each quarter')
    expect(html).toMatch(/class="footnote/)
  })
})

test('each format is written as a whole file, and its steps are told', async () => {
  const folder = temporaryFolder()
  for (const format of PUBLICATION_FORMATS) {
    const steps: number[] = []
    const path = join(folder, `file.${format}`)
    await writePublication(await sample(), format, path, { onProgress: (done) => steps.push(done) })
    expect(readFileSync(path).length).toBeGreaterThan(1000)
    expect(steps).toEqual([1, 2, 3])
  }
})

test('what was called off is not written', async () => {
  const path = join(temporaryFolder(), 'file.md')
  const signal = AbortSignal.abort(new Error('Stopped.'))
  await expect(writePublication(await sample(), 'md', path, { signal })).rejects.toThrow('Stopped.')
  expect(() => readFileSync(path)).toThrow()
})
