import { beforeAll, describe, expect, test } from 'vitest'
import * as build from '../../domain/publication/build.ts'
import type { Block, Publication } from '../../domain/publication/tree.ts'
import { render } from '../../main/exports/publication/index.ts'
import { sample } from './sample.ts'
import { essence, hasPoppler, pdfText, run, saved } from './tools.ts'

let pdf: Buffer
let raw: string

beforeAll(async () => {
  pdf = await render(await sample(), 'pdf')
  raw = pdf.toString('latin1')
})

/** Families that Accord's packages carry, and those that Typst has in itself. */
const SHIPPED =
  /^(AtkinsonHyperlegible|NotoEmoji|NotoSans(Gurmukhi|Arabic|Bengali|Gujarati|Devanagari|Tamil|Malayalam|Ethiopic|Hebrew|SC)|LibertinusSerif|NewCM)/

function of(...blocks: Block[]): Publication {
  return { title: 'A title', language: 'en-GB', date: '2026-11-21', blocks }
}

describe('a PDF', () => {
  test.each([
    ['is tagged', /\/StructTreeRoot/],
    ['is marked as tagged', /\/Marked true/],
    ['says its language', /\/Lang \(en-GB\)/],
    ['says that it keeps PDF/UA-1', /pdfuaid:part>1|pdfuaid:part="1"/],
    ['is shown by its title', /\/DisplayDocTitle true/],
    ['has bookmarks', /\/Outlines/],
    ['says in words what each picture shows', /\/Alt \(Bar chart: treatment to target rose/],
  ])('%s', (_, mark) => {
    expect(mark.test(raw)).toBe(true)
  })

  test.skipIf(!hasPoppler)('has a title, and tags for headings, tables, lists and notes', () => {
    const path = saved('file.pdf', pdf)
    const facts = run('pdfinfo', path)
    expect(facts).toMatch(/Title:\s+Workshop 4: blood pressure and the people we do not reach/)
    expect(facts).toMatch(/Tagged:\s+yes/)
    expect(pdfText(pdf).replace(/\s+/g, ' ')).toMatch(/3\. Say who .* 4\. Send your slides/)
    const structure = run('pdfinfo', '-struct-text', path)
    for (const tag of [/^ +H1 "Agenda"/m, /^ +H2 "Terms"/m, /^ +TH </m, /^ +TOCI$/m, /^ +LI /m])
      expect(structure).toMatch(tag)
    for (const tag of [/^ +Figure/m, /^ +Caption/m, /^ +Note </m, /^ +BlockQuote/m, /^ +Code/m])
      expect(structure).toMatch(tag)
  })

  test.skipIf(!hasPoppler)('holds every word, in all its scripts', () => {
    const text = essence(pdfText(pdf).replace(/\s+/g, ''))
    for (const words of ['Core20PLUS5', 'pipes * and _marks_', 'דנה לוי', '王小明', 'محمد'])
      expect(text).toContain(essence(words))
  })
})

describe('what people type', () => {
  const typed = '#panic("x") #let a = 1 $ x^2 $ *b* _i_ `c` @ref <label> // no /* no */ \\u{41} #{'

  test.skipIf(!hasPoppler)('is never taken for a program', async () => {
    const text = pdfText(await render(of(build.heading(1, typed), build.paragraph(typed)), 'pdf'))
    expect(essence(text).split(essence(typed)).length).toBeGreaterThanOrEqual(3)
  })

  test.skipIf(!hasPoppler)('stays, as a number, where no font has the character', async () => {
    const text = pdfText(await render(of(build.paragraph('Ab \u{10fffd}\u{16ac5} cd')), 'pdf'))
    expect(text).toMatch(/Ab .*\[U\+10FFFD\].* cd/)
  })

  test.skipIf(!hasPoppler).each([
    ['Punjabi', 'ਗੁਰਪ੍ਰੀਤ'],
    ['Urdu', 'محمد علی'],
    ['Bengali', 'রহমান'],
    ['Gujarati', 'પટેલ'],
    ['Hindi', 'शर्मा'],
    ['Tamil', 'குமார்'],
    ['Malayalam', 'മേനോൻ'],
    ['Tigrinya', 'ሰላም'],
    ['Hebrew', 'דנה לוי'],
    ['simplified Chinese', '健康公平'],
    ['traditional Chinese', '陳醫師'],
    ['Ukrainian', 'Олена'],
    ['Greek', 'Ελένη'],
    ['Polish', 'Łukasz Wójcik'],
    ['Vietnamese', 'Nguyễn Thị Hạnh'],
    ['Romanian', 'Ștefan Țurcanu'],
  ])('is drawn by fonts that are shipped: a name in %s', async (_, name) => {
    const pdf = await render(of(build.paragraph(['Owner: ', build.strong(name)])), 'pdf')
    expect(pdfText(pdf)).not.toContain('[U+')
    // Names of embedded fonts stand behind six letters and a plus.
    const fonts = [...run('pdffonts', saved('name.pdf', pdf)).matchAll(/^[A-Z]{6}\+(\S+)/gm)]
    expect(fonts.length).toBeGreaterThan(0)
    for (const [, font] of fonts) expect(font).toMatch(SHIPPED)
  })

  test.skipIf(!hasPoppler)('is drawn where it is emoji, and leaves other words alone', async () => {
    const typed = 'Room 11, step 1\ufe0f\u20e3: a party 🎉'
    const text = pdfText(await render(of(build.paragraph(typed)), 'pdf'))
    expect(text).toMatch(/Room 11, step 1\ufe0f\u20e3: a party 🎉/)
  })

  test('may skip levels, repeat ids, be empty or be as long as it likes', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => [String(index), 'words '.repeat(20)])
    const publication = of(
      { kind: 'contents', depth: 4 },
      build.heading(4, 'Deep', 'same'),
      build.heading(2, 'x'.repeat(400), 'same'),
      build.paragraph(''),
      build.list([]),
      build.table([build.column('A'), build.column('B')], rows),
      build.table([build.column('Long')], [['text '.repeat(3000)]]),
      { kind: 'pageBreak' },
      { kind: 'pageBreak' },
    )
    expect((await render(publication, 'pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test.skipIf(!hasPoppler)('writes out what a table’s head links to, on each page', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => [String(index)])
    const head = build.column(build.link('https://example.org/', 'Where from'))
    const text = pdfText(await render(of(build.table([head], rows)), 'pdf'))
    expect(text.match(/Where from \(https:\/\/example\.org\/\)/g)?.length).toBeGreaterThan(1)
  })

  test('in a language nobody knows still has a document', async () => {
    const publication = { ...of(build.paragraph('a')), language: 'not a tag' }
    expect((await render(publication, 'pdf')).length).toBeGreaterThan(1000)
  })
})
