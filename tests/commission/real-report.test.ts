import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AlignmentType, Document, LevelFormat, Packer, Paragraph, TextRun } from 'docx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkReport, matchReport } from '../../domain/commission/match.ts'
import { type ParsedReport, parseReport } from '../../domain/commission/report.ts'
import { readReport } from '../../main/imports/report.ts'
import prints from '../../resources/catalogue/fingerprints.json' with { type: 'json' }
import { REPORT, reportText } from './miniature.ts'

const count = <T>(list: T[], key: (item: T) => string) =>
  Object.fromEntries(
    [...new Set(list.map(key))].map((k) => [k, list.filter((item) => key(item) === k).length]),
  )

function expectTheReport(parsed: ParsedReport) {
  expect({
    actions: parsed.actions.length,
    recommendations: parsed.recommendations.length,
    focusAreas: parsed.focusAreas.length,
    caseStudies: parsed.caseStudies.length,
    challenges: parsed.challenges.length,
  }).toEqual({ actions: 246, recommendations: 66, focusAreas: 14, caseStudies: 57, challenges: 37 })
  expect(count(parsed.actions, (one) => one.source)).toEqual({ community: 91, policy: 155 })
  expect(count(parsed.actions, (one) => one.reference.slice(0, 2))).toEqual({
    HS: 130,
    LA: 30,
    ER: 23,
    JW: 63,
  })
  expect(parsed.actions.filter((one) => one.ticked)).toHaveLength(5)
  expect(parsed.actions.filter((one) => /ACTION|\*\*|\^|[⁰¹²³]/.test(one.wording))).toEqual([])
  const match = matchReport(parsed, Object.keys(prints), prints)
  expect(match.missing).toEqual([])
  expect(match.matched.filter((one) => one.reference !== one.printed)).toEqual([])
  expect(checkReport(parsed)).toBeNull()
}

describe.skipIf(!REPORT)('the published report', () => {
  let folder = ''
  let text = ''
  let original: ParsedReport
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-report-'))
    text = reportText()
    original = parseReport(text)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const save = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  const wordings = (parsed: ParsedReport) =>
    parsed.actions.map(({ reference, wording, subPoints }) => ({ reference, wording, subPoints }))

  test('as text', async () => {
    expectTheReport(await readReport(REPORT as string))
    expect(original.actions.reduce((n, one) => n + one.subPoints.length, 0)).toBe(54)
  })

  test('its known misprints are named', () => {
    expect(original.oddities).toContain('Line 784: action HS1.e2 is printed with the numeral i.')
    expect(original.oddities.filter((one) => one.includes('without a number'))).toHaveLength(1)
    expect(original.oddities.filter((one) => one.includes('after a case study'))).toHaveLength(13)
  })

  test('as Markdown', async () => {
    const markdown = text
      .replace(/^(CHAPTER|ACTIONS) .*/gm, '# $&')
      .replace(/^(Focus Area|CASE STUDY)/gm, '## $1')
      .replace(/ACTION( ?:)/g, '**ACTION**$1')
    const parsed = await readReport(await save('report.md', markdown))
    expectTheReport(parsed)
    expect(wordings(parsed)).toEqual(wordings(original))
  })

  test('hard-wrapped', () => {
    const parsed = parseReport(text.replace(/(.{1,90})(?: |$)/gm, '$1\n'))
    expectTheReport(parsed)
    // One hyphen of the report stands for a dash, and cannot be told from a cut word.
    const unspaced = (list: ReturnType<typeof wordings>) =>
      list.map((one) => JSON.stringify(one).replaceAll('- ', '-'))
    expect(unspaced(wordings(parsed))).toEqual(unspaced(wordings(original)))
  })

  test('as Word, its labels typed', async () => {
    const path = await save('report.docx', await makeDocx(text, false))
    const parsed = await readReport(path)
    expectTheReport(parsed)
    expect(wordings(parsed)).toEqual(wordings(original))
  })

  test('as Word, its lists numbered by Word', async () => {
    const path = await save('numbered.docx', await makeDocx(text, true))
    expectTheReport(await readReport(path))
  })

  test('as PDF', async ({ skip }) => {
    const path = await save('for-pdf.docx', await makeDocx(text, false))
    try {
      await promisify(execFile)('soffice', [
        `-env:UserInstallation=file://${folder}/profile`,
        ...['--headless', '--convert-to', 'pdf', '--outdir', folder, path],
      ])
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      console.warn('LibreOffice is not on this machine: reading the report as PDF is not tested.')
      skip()
    }
    const pages: number[] = []
    const parsed = await readReport(join(folder, 'for-pdf.pdf'), {
      onProgress: (done) => pages.push(done),
    })
    expectTheReport(parsed)
    expect(pages.length).toBeGreaterThan(50)
  })

  test('cut short, it says how many actions are there', () => {
    const cut = parseReport(text.slice(0, text.indexOf('ACTIONS FOR LOCAL AUTHORITIES')))
    expect(checkReport(cut)).toContain('130 of its 246 actions')
  })
})

/** The text as a Word file, a paragraph a line; with or without Word's own numbering. */
function makeDocx(text: string, numbered: boolean): Promise<Buffer> {
  const level = (n: number, format: (typeof LevelFormat)[keyof typeof LevelFormat]) => ({
    level: n,
    format,
    text: `%${n + 1}.`,
    alignment: AlignmentType.START,
  })
  let list = 0
  const children = text.split('\n').map((line) => {
    const item = /^ ?(?:- )?([a-h]|[ivx]+)\. (?=[A-Z*]|a\) )(.*)$/.exec(line)
    if (!numbered || !item) return new Paragraph({ children: runs(line) })
    const isAction = item[2]?.includes('ACTION')
    if (item[1] === 'a' && !isAction) list++
    return new Paragraph({
      children: runs(item[2] ?? ''),
      numbering: {
        reference: 'actions',
        level: /^[a-h]$/.test(item[1] ?? '') ? 0 : 1,
        instance: list,
      },
    })
  })
  const levels = [level(0, LevelFormat.LOWER_LETTER), level(1, LevelFormat.LOWER_ROMAN)]
  return Packer.toBuffer(
    new Document({
      numbering: { config: [{ reference: 'actions', levels }] },
      sections: [{ children }],
    }),
  )
}

/** Citations in braces as Word sets them: small and raised. */
function runs(line: string): TextRun[] {
  return line
    .split(/(\^\{[^}]*\})/)
    .map((part) =>
      part.startsWith('^{')
        ? new TextRun({ text: part.slice(2, -1), superScript: true })
        : new TextRun(part),
    )
}
