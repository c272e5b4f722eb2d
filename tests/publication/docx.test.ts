import { beforeAll, describe, expect, test } from 'vitest'
import type { Text } from '../../domain/publication/build.ts'
import * as build from '../../domain/publication/build.ts'
import { finish } from '../../domain/publication/finish.ts'
import type { Block } from '../../domain/publication/tree.ts'
import { renderDocx } from '../../main/exports/publication/docx.ts'
import { render } from '../../main/exports/publication/index.ts'
import { sample } from './sample.ts'
import {
  contentsPages,
  docxParts,
  hasOffice,
  hasPoppler,
  officePdf,
  pdfText,
  xml,
} from './tools.ts'

let docx: Buffer
let parts: Record<string, string>
let body: Document

beforeAll(async () => {
  docx = await render(await sample(), 'docx')
  parts = docxParts(docx)
  body = xml(parts['word/document.xml']!)
})

function all(name: string, within: Document | Element = body): Element[] {
  return [...within.getElementsByTagName(name)]
}

function paragraphs(style: string): string[] {
  return all('w:p')
    .filter((p) => all('w:pStyle', p)[0]?.getAttribute('w:val') === style)
    .map((p) =>
      all('w:t', p)
        .map(({ textContent }) => textContent)
        .join(''),
    )
}

describe('a Word file', () => {
  test('is the same to the byte whenever it is made, and dated by the document', async () => {
    const finished = finish(await sample())
    const first = await renderDocx(finished)
    // What the library counts on and the clock have moved by now.
    expect((await renderDocx(finished)).equals(first)).toBe(true)
    expect(docxParts(first)['docProps/core.xml']).toMatch(/created[^>]*>2026-11-21T00:00:00Z</)
  })

  test('says its title, subject and language', () => {
    expect(parts['docProps/core.xml']).toContain(
      '<dc:title>Workshop 4: blood pressure and the people we do not reach</dc:title>',
    )
    const language = all('w:lang', xml(parts['word/styles.xml']!))[0]
    expect(language?.getAttribute('w:val')).toBe('en-GB')
  })

  test('has real styles for what each part is', () => {
    expect(paragraphs('Title')).toHaveLength(1)
    expect(paragraphs('Heading1')).toContain('Why we meet')
    expect(paragraphs('Heading2')).toContain('An empty section')
    expect(paragraphs('ListNumber')).toContain('Read the briefs.')
    expect(paragraphs('ListBullet')).toContain('one success')
    expect(paragraphs('Caption')).toContain('Table 1  The session, item by item')
    const styles = xml(parts['word/styles.xml']!)
    const defined = new Set(all('w:style', styles).map((style) => style.getAttribute('w:styleId')))
    const used = [...all('w:pStyle'), ...all('w:tblStyle'), ...all('w:rStyle')].map((style) =>
      style.getAttribute('w:val'),
    )
    expect(used.filter((style) => !defined.has(style))).toEqual([])
  })

  test('repeats the head of each table and splits no row', () => {
    for (const table of all('w:tbl')) {
      const rows = all('w:tr', table)
      expect(all('w:tblHeader', rows[0]!)).toHaveLength(1)
      expect(rows.slice(1).flatMap((row) => all('w:tblHeader', row))).toEqual([])
      expect(rows.every((row) => all('w:cantSplit', row).length === 1)).toBe(true)
    }
  })

  test('says in words what each picture shows, and holds it as SVG and as PNG', () => {
    const described = all('wp:docPr').map((picture) => picture.getAttribute('descr'))
    expect(described).toEqual([expect.stringContaining('rose in each quarter')])
    const rels = parts['word/_rels/document.xml.rels']!
    expect(rels).toMatch(/\.svg"/)
    expect(rels).toMatch(/\.png"/)
  })

  test('lists its contents by references to pages, and writes no number of its own', () => {
    expect(paragraphs('TOC1')).toContain('Agenda')
    const instructions = all('w:instrText').map(({ textContent }) => textContent)
    expect(instructions).toContain('TOC \\o "1-2" \\h \\z')
    const marks = new Set(all('w:bookmarkStart').map((mark) => mark.getAttribute('w:name')))
    const pages = instructions.flatMap((words) => /^PAGEREF (\w+) /.exec(words ?? '')?.[1] ?? [])
    expect(pages.length).toBe(paragraphs('TOC1').length + paragraphs('TOC2').length)
    expect(pages.filter((mark) => !marks.has(mark))).toEqual([])
    expect(parts['word/settings.xml']).toContain('<w:updateFields/>')
  })

  test('numbers its pages, keeps its notes and marks what runs from right to left', () => {
    expect(parts['word/footer1.xml']).toContain('NUMPAGES')
    expect(parts['word/footnotes.xml']).toContain('Invented numbers; see ')
    const names = all('w:r').filter((r) => all('w:rtl', r).length > 0)
    expect(names.map(({ textContent }) => textContent)).toContain('محمد العلي')
  })

  test('every link within leads to a bookmark', () => {
    const marks = new Set(all('w:bookmarkStart').map((mark) => mark.getAttribute('w:name')))
    const anchors = all('w:hyperlink').flatMap((link) => link.getAttribute('w:anchor') ?? [])
    expect(anchors.length).toBeGreaterThan(5)
    expect(anchors.filter((anchor) => !marks.has(anchor))).toEqual([])
  })
})

test('no page begins or ends with one or two rows of a table, and a short one stays whole', async () => {
  const columns = ['Place', 'Number'].map((header) => build.column(header))
  const kept = async (count: number, ...after: Block[]) => {
    const rows = Array.from({ length: count }, (_, i) => [`Place ${i}`, `${i}`])
    const blocks = [build.table(columns, rows), ...after]
    const made = await renderDocx(
      finish({ title: 'Table', language: 'en-GB', date: '2026-11-21', blocks }),
    )
    const [table] = all('w:tbl', xml(docxParts(made)['word/document.xml']!))
    return all('w:tr', table)
      .map((row) => (all('w:keepNext', row).length > 0 ? '+' : '-'))
      .join('')
  }
  expect(await kept(6)).toBe('++++++-')
  expect(await kept(20)).toBe(`+++${'-'.repeat(15)}++-`)
  expect(await kept(20, build.paragraph('A last word.'))).toBe(`+++${'-'.repeat(15)}+++`)
})

test.skipIf(!hasOffice || !hasPoppler)(
  'LibreOffice opens it, lays it out and loses no words',
  { timeout: 300_000 },
  async () => {
    const pdf = officePdf(docx)
    const text = pdfText(pdf).replace(/\s+/g, ' ')
    for (const words of ['Health inequalities come first', 'דנה לוי', '王小明', 'Invented numbers'])
      expect(text).toContain(words)
    const contents = contentsPages(docx, pdf)
    expect(contents.map(({ line }) => line)).toContain('Agenda')
    expect(contents.filter(({ said, is }) => said !== is)).toEqual([])
    expect(text).toMatch(/3\. Say who .* 4\. Send your slides/)

    // A first column that heads no rows is not bold, so a word as wide as it stays whole.
    const widths = [2.2, 5, 3, 1.8, 4]
    const columns = widths.map((width, at) => build.column(`Column ${at}`, { width }))
    const agreed = build.table(columns, [['Commitment', 'Open two clinics', 'Asha', '', 'Open']])
    const log = { title: 'Log', language: 'en-GB', date: '2026-11-21', blocks: [agreed] }
    expect(pdfText(officePdf(await render(log, 'docx')))).toContain('Commitment')

    const rows = Array.from({ length: 500 }, (_, index) => [`Row ${index + 1}`, 'text '.repeat(12)])
    const long = await render(
      {
        title: 'A title '.repeat(60),
        language: 'en-GB',
        date: '2026-11-21',
        blocks: [build.table([build.column('Name'), build.column('Words')], rows)],
      },
      'docx',
    )
    const pages = pdfText(officePdf(long)).split('\f').slice(0, -1)
    expect(pages.length).toBeGreaterThan(10)
    expect(pages.every((page) => /Name\s+Words/.test(page))).toBe(true)
    expect(pages.join('').match(/Row \d+/g)).toHaveLength(500)
  },
)

test('cells keep their looks, links, notes and marks, whoever writes them', async () => {
  const columns = ['A & <b>', build.strong('B')].map((header) => build.column(header))
  const source = { query: 'q', entries: [] }
  const rows: Text[][] = [
    ['plain & <i>', ['a ', build.strong(['b ', build.emphasis('c')]), build.lineBreak, 'd']],
    [build.link('https://example.org/?a=1&b=2', 'away'), ['x', build.note('A note.')]],
    ['محمد العلي', [build.value('66%', source), ' ', build.code('HS1.e2')]],
    ['', []],
    [build.pointer('here'), 'last'],
  ]
  const blocks = [build.heading(1, 'Here', 'here'), build.table(columns, rows)]
  const made = await renderDocx(
    finish({ title: 'Table', language: 'en-GB', date: '2026-11-21', blocks }),
  )
  const files = docxParts(made)
  const [table] = all('w:tbl', xml(files['word/document.xml']!))
  const cells = all('w:tr', table).map((row) =>
    all('w:tc', row).map(({ textContent }) => textContent),
  )
  expect(cells).toEqual([
    ['A & <b>', 'B'],
    ['plain & <i>', 'a b cd'],
    ['away', 'x'],
    ['محمد العلي', '66% HS1.e2'],
    ['', ''],
    ['Here', 'last'],
  ])
  const looks = (name: string) =>
    all(name, table)
      .map((mark) => mark.parentElement?.parentElement?.textContent)
      .filter((words) => words !== undefined)
  expect(looks('w:b')).toEqual(['A & <b>', 'B', 'b ', 'c'])
  expect(looks('w:i')).toEqual(['c'])
  expect(looks('w:rtl')).toEqual(['محمد العلي'])
  expect(all('w:br', table)).toHaveLength(1)
  expect(all('w:footnoteReference', table)).toHaveLength(1)
  expect(files['word/footnotes.xml']).toContain('A note.')
  const [link, within] = all('w:hyperlink', table)
  expect(files['word/_rels/document.xml.rels']).toContain(
    `Id="${link?.getAttribute('r:id')}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/?a=1&amp;b=2"`,
  )
  expect(within?.getAttribute('w:anchor')).toBe('here')
})

test('the columns of a table have room for their words', async () => {
  const heads = ['Place', 'Complete or embedded', 'In progress', 'Planned', 'Blocked', 'That apply']
  const columns = heads.map((head, i) => build.column(head, { width: i === 0 ? 6 : 1 }))
  const long = 'metric.smoking-at-delivery@E54000015'.replaceAll('-', '')
  const blocks = [build.table(columns, [['Nottinghamshire', long, '1', '2', '3', '4']])]
  const made = await render(
    { title: 'Table', language: 'en-GB', date: '2026-11-21', blocks },
    'docx',
  )
  const widths = all('w:gridCol', xml(docxParts(made)['word/document.xml']!)).map((each) =>
    Number(each.getAttribute('w:w')),
  )
  // In bold of 9.5 points, "embedded" takes 945 twips and "progress" 820; on either side are 108.
  expect(widths[1]).toBeGreaterThan(945 + 216)
  expect(widths[2]).toBeGreaterThan(820 + 216)
  // What nobody can keep whole takes nothing from the others.
  expect(widths[0]).toBeGreaterThan(2 * widths[1]!)
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(9412)
})
