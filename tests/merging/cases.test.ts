import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import before from './before.json' with { type: 'json' }
import { BLOCKS } from './cases/blocks.ts'
import { FURTHER } from './cases/further.ts'
import { TABLES } from './cases/tables.ts'
import { TOGETHER } from './cases/together.ts'
import { type Outcome, outcomeOf } from './judge.ts'

const CASES = [...BLOCKS, ...TABLES, ...TOGETHER, ...FURTHER]
const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'merging.md')
const outcomes = new Map<string, Outcome>()

describe('two who change one text apart', () => {
  it.each(CASES.map((each) => [each.name, each] as const))('%s', (name, each) => {
    const outcome = outcomeOf(each)
    outcomes.set(name, outcome)
    const { lost, doubled, isMisplaced, areSame } = outcome
    expect({ lost, doubled, isMisplaced, areSame }, outcome.text).toEqual({
      lost: [],
      doubled: [],
      isMisplaced: false,
      areSame: true,
    })
  })

  it('is told case by case in the page about merging; MERGING_TABLE=write writes it anew', () => {
    const lines = CASES.map(({ name }) => {
      const was = (before as Record<string, string>)[name] ?? 'not tried'
      return `| ${name} | ${was} | ${said(outcomes.get(name))} |`
    })
    const page = readFileSync(PAGE, 'utf8')
    const [head, foot] = [page.indexOf('<!-- cases -->'), page.indexOf('<!-- end of cases -->')]
    const table = [
      '<!-- cases -->\n',
      `| A does, B types or does (${CASES.length} pairs) | Before | Now |`,
      '| --- | --- | --- |',
      ...lines,
      '\n',
    ].join('\n')
    const wanted = page.slice(0, head) + table + page.slice(foot)
    if (process.env.MERGING_TABLE === 'write') writeFileSync(PAGE, wanted)
    else expect(squeezed(page)).toBe(squeezed(wanted))
  })
})

/** Tables are padded by whoever formats the page. */
const squeezed = (page: string): string =>
  page
    .replace(/ {2,}/g, ' ')
    .replace(/-{3,}/g, '---')
    .replace(/\n{2,}/g, '\n')

function said(outcome: Outcome | undefined): string {
  if (!outcome) return 'failed'
  const { lost, doubled, isMisplaced, areSame, shelved } = outcome
  if (lost.length > 0) return `${lost.length} words lost`
  if (doubled.length > 0) return 'doubled'
  if (isMisplaced) return 'in the wrong place'
  if (!areSame) return 'sides differ'
  return shelved.length > 0 ? 'kept beside the text' : 'merged'
}
