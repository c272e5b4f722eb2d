import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServiceRecord } from '../../main/record/record.ts'
import {
  contentsPages,
  docxText,
  essence,
  hasOffice,
  hasPoppler,
  officePdf,
  pdfText,
  run,
  saved,
} from '../publication/tools.ts'
import { type Built, built, frozenWithSummary, OWNER, SCOPE, unzipped } from './building.ts'
import { freeze, QUIET, recordWithYear, regionalRecord } from './fixtures.ts'

let record: ServiceRecord
let frozen: string

const ends: (() => void)[] = []
afterAll(() => {
  for (const end of ends) end()
})

beforeAll(async () => {
  record = recordWithYear(['QJM'], (clean) => ends.push(clean))
  frozen = await frozenWithSummary(record)
})

const table = (csv: string | undefined): Record<string, string>[] =>
  parse(csv ?? '', { columns: true, bom: true })

describe('a report', () => {
  it('is the same text each time it is built, with what people wrote and the figures they quote', async () => {
    const [first, again] = [await built(record, frozen, 'md'), await built(record, frozen, 'md')]
    expect(again.content.equals(first.content)).toBe(true)
    const text = first.content.toString()
    expect(text).toMatch(
      new RegExp(`Thanks to ${OWNER.name}.+ we have \\d+ of [\\d,]+ \\([\\d.]+%\\)`),
    )
    expect(text).not.toContain('an old number')
    expect(text).toContain('Board paper 7')
    for (const title of [
      'Joint strategies',
      'Next steps',
      'Words used in this report',
      'Evidence index',
    ])
      expect(text).toContain(`## ${title}`)
  })

  it('leads from every figure of its chapters to the evidence index', async () => {
    const { content } = await built(record, frozen, 'html')
    const { document } = new JSDOM(content).window
    const marks = [...document.querySelectorAll<HTMLAnchorElement>('.mark a')]
    expect(marks.length).toBeGreaterThan(100)
    for (const { hash, textContent } of marks)
      expect(document.getElementById(hash.slice(1))?.parentElement?.textContent).toBe(textContent)
    const index = document.getElementById('_f1')?.closest('table')
    const numbers = [...document.querySelectorAll('main data')].filter(
      (each) => !index?.contains(each) && each.nextElementSibling?.className !== 'mark',
    )
    // Those of the annex on metrics alone, whose tables name their figures once.
    const unmarked = new Set(numbers.map((each) => each.closest('div.scroll')?.nextElementSibling))
    for (const note of unmarked)
      expect(note?.parentElement?.textContent).toContain('Evidence, in the workbook')
  })

  it.skipIf(!hasPoppler)(
    'is a tagged PDF with title, language and words for its pictures',
    async () => {
      const { content } = await built(record, frozen, 'pdf')
      const raw = content.toString('latin1')
      for (const mark of [/\/Lang \(en-GB\)/, /pdfuaid:part[>=]"?1/, /\/DisplayDocTitle true/])
        expect(raw).toMatch(mark)
      const pictures = raw.match(/\/S ?\/Figure/g)?.length ?? 0
      expect(pictures).toBeGreaterThan(0)
      expect(raw.match(/\/Alt ?[(<]/g)?.length).toBeGreaterThanOrEqual(pictures)
      const facts = run('pdfinfo', saved('report.pdf', content))
      expect(facts).toMatch(/Title:\s+Impact report, Lincolnshire/)
      expect(facts).toMatch(/Tagged:\s+yes/)
    },
  )

  it.skipIf(!hasOffice || !hasPoppler)(
    'opens in LibreOffice with all its chapters, on the pages that its contents say',
    { timeout: 300_000 },
    async () => {
      const { content } = await built(record, frozen, 'docx')
      const pdf = officePdf(content)
      const text = pdfText(pdf)
      for (const title of ['Progress on the actions', 'Challenges to national', 'Evidence index'])
        expect(text).toContain(title)
      const contents = contentsPages(content, pdf)
      expect(contents.length).toBeGreaterThan(15)
      expect(contents.filter(({ said, is }) => said !== is)).toEqual([])
    },
  )

  it('stops when it is called off, and offers nothing', async () => {
    const cancelled = new AbortController()
    cancelled.abort()
    await expect(
      built(record, frozen, 'site', false, { ...QUIET, signal: cancelled.signal }),
    ).rejects.toThrow('abort')
  })
})

describe('the evidence', () => {
  it('has the same figures to the byte in two records with the same entries', async () => {
    const there = regionalRecord((clean) => ends.push(clean))
    for (const doc of record.log.docs().reverse()) there.receive(doc, record.log.state(doc), 'sync')
    const { id } = await freeze(there, { scope: SCOPE, title: 'The same on another computer' })
    const ours = unzipped((await built(record, frozen, 'csv')).content)
    const theirs = unzipped((await built(there, id, 'csv')).content)
    for (const name of ['figures.csv', 'figure-entries.csv', 'register.csv', 'entries.csv'])
      expect([name, theirs[name] === ours[name]]).toEqual([name, true])
  })

  it('lets a stranger count a figure again from the register and its entries', async () => {
    const files = unzipped((await built(record, frozen, 'csv')).content)
    const register = table(files['register.csv'])
    const figures = new Map(table(files['figures.csv']).map((row) => [row.Key, row]))
    const said = Map.groupBy(table(files['figure-entries.csv']), (row) => row['Key of the figure'])
    const known = new Set(table(files['entries.csv']).map(({ Entry }) => Entry))
    // Two columns of one name would hide one from whoever asks by name.
    const [atStart, atEnd] = ['Entry that says so at the start', 'Entry that says so at the end']
    expect(register.some((row) => row[atEnd] && row[atStart] !== row[atEnd])).toBe(true)
    const apply = register.filter((row) => row['Status at the end'] !== 'Not applicable')
    for (const [key, words] of [
      ['status.in-progress@QJM', 'In progress'],
      ['status.blocked@QJM', 'Blocked'],
      ['status.planned@QJM', 'Planned'],
    ]) {
      const counted = apply.filter((row) => row['Status at the end'] === words)
      expect(figures.get(key)).toMatchObject({
        Numerator: String(counted.length),
        Denominator: String(apply.length),
      })
      const entries = (said.get(key) ?? []).map(({ Entry }) => Entry)
      expect(entries.length).toBe(counted.length)
      expect(entries.every((entry) => known.has(entry))).toBe(true)
    }
  })

  it.skipIf(!hasOffice)('is a workbook that other programs open', async () => {
    const { content } = await built(record, frozen, 'xlsx')
    const path = saved('evidence.xlsx', content)
    const folder = dirname(path)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    run('soffice', profile, '--headless', '--convert-to', filter, '--outdir', folder, path)
    const figures = table(readFileSync(join(folder, 'evidence-figures.csv'), 'utf8'))
    const ours = table(unzipped((await built(record, frozen, 'csv')).content)['figures.csv'])
    expect(figures.map(({ Key, Reads }) => [Key, Reads])).toEqual(
      ours.map(({ Key, Reads }) => [Key, Reads]),
    )
  })
})

describe('the public version', () => {
  /** Everybody whom the record names as a person, and how they can be reached. */
  const people = () =>
    record.db
      .prepare(
        `SELECT name AS words FROM owner WHERE type = 'person' UNION SELECT email FROM owner
         UNION SELECT json_extract(fields, '$.name') FROM workshop_part WHERE kind = 'attendance'
         UNION SELECT json_extract(body, '$.set.name') FROM entry WHERE subject LIKE 'member:%'`,
      )
      .pluck()
      .all()
      .filter((words): words is string => typeof words === 'string')

  const READ: [Parameters<typeof built>[2], (file: Built) => string][] = [
    ['md', ({ content }) => content.toString()],
    ['html', ({ content }) => content.toString()],
    ['docx', ({ content }) => docxText(content)],
    ['xlsx', ({ content }) => Object.values(unzipped(content)).join('\n')],
    ['csv', ({ content }) => Object.values(unzipped(content)).join('\n')],
    ['site', ({ content }) => Object.values(unzipped(content)).join('\n')],
    ...(hasPoppler
      ? [['pdf', ({ content }: Built) => pdfText(content)] as (typeof READ)[number]]
      : []),
  ]

  it('names nobody and tells nobody’s contacts, in any format', async () => {
    const inside = essence((await built(record, frozen, 'md')).content.toString())
    expect(inside).toContain(essence(OWNER.name))
    const named = people()
    expect(named).toContain(OWNER.name)
    expect(named.length).toBeGreaterThan(10)
    for (const [format, read] of READ) {
      const text = essence(read(await built(record, frozen, format, true)).toLowerCase())
      const found = named.filter((words) => text.includes(essence(words.toLowerCase())))
      expect([format, found]).toEqual([format, []])
      expect([format, text.includes(essence('496 0123'))]).toEqual([format, false])
    }
  })

  it('says in short sentences what it is about, and how hard it is to read', async () => {
    const text = (await built(record, frozen, 'md', true)).content.toString()
    expect(text).toContain('## The report in short')
    const age = Number(/Reading age of the chapters: (\d+)/.exec(text)?.[1])
    expect(age).toBeGreaterThan(7)
    expect(age).toBeLessThanOrEqual(13)
  })
})
