import { chmod, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Document, Packer, Paragraph } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import { ImportError } from '../../main/imports/document-text.ts'
import { readReport } from '../../main/imports/report.ts'
import { MINIATURE } from './miniature.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function save(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** The one sentence with which a file is refused. */
async function refusal(path: string): Promise<string> {
  const error = await readReport(path).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(ImportError)
  expect(error).toBeInstanceOf(UserError)
  expect((error as ImportError).code).toBe('failed')
  return (error as ImportError).message
}

function makeDocx(): Promise<Buffer> {
  const children = MINIATURE.split('\n').map((line) => new Paragraph(line))
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

/** The smallest PDF with one page and what is drawn on it. */
function makePdf(content: string, encrypted = false): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`,
  ]
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('')
  const encrypt = encrypted ? `/Encrypt 6 0 R /ID [<${'43'.repeat(16)}> <${'43'.repeat(16)}>]` : ''
  return `%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size 7 ${encrypt} >>\n%%EOF\n`
}

function drawLines(lines: string[]): string {
  const shown = lines.map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj T*`)
  return `BT /F 8 Tf 10 TL 40 800 Td\n${shown.join('\n')}\nET`
}

describe('what it reads', () => {
  test.each<[string, (text: string) => Uint8Array]>([
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('text in %s', async (name, encode) => {
    const parsed = await readReport(await save(`${name}.txt`, encode(MINIATURE)))
    expect(parsed.actions).toHaveLength(9)
    expect(parsed.actions[7]?.ticked).toBe(true)
  })

  test('text in Windows-1252', async () => {
    const western = MINIATURE.replace('Light the path', 'Light the café’s – path').replace('✅', '')
    const bytes = Uint8Array.from(
      western,
      (c) =>
        ({ '’': 0x92, '–': 0x96, '“': 0x93, '”': 0x94, '›': 0x9b })[c] ?? c.charCodeAt(0) & 0xff,
    )
    const parsed = await readReport(await save('western.txt', bytes))
    expect(parsed.actions[6]?.wording).toBe('Light the café’s – path to the pond.')
  })

  test('Markdown, a name without a type, and a PDF by another name', async () => {
    expect((await readReport(await save('report.md', MINIATURE))).actions).toHaveLength(9)
    expect((await readReport(await save('report', MINIATURE))).actions).toHaveLength(9)
    const pdf = makePdf(drawLines(MINIATURE.split('\n').slice(6, 24)))
    expect((await readReport(await save('pdf.txt', pdf))).actions).toHaveLength(2)
  })

  test('Word', async () => {
    const steps: number[][] = []
    const parsed = await readReport(await save('report.docx', await makeDocx()), {
      onProgress: (...step) => steps.push(step),
    })
    expect(parsed.actions).toHaveLength(9)
    expect(steps).toEqual([[1, 1]])
  })

  test('Word whose parts have other names, as Word for the web and strict documents have', async () => {
    const files = unzipSync(await makeDocx())
    const renamed = Object.entries(files).map(([name, content]): [string, Uint8Array] => {
      const text = strFromU8(content)
        .replaceAll('/word/document.xml', '/word/document2.xml')
        .replaceAll('"word/document.xml"', '"word/document2.xml"')
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships/',
          'http://purl.oclc.org/ooxml/officeDocument/relationships/',
        )
      return [
        name.replace('document.xml', 'document2.xml'),
        /\.(xml|rels)$/.test(name) ? strToU8(text) : content,
      ]
    })
    const zipped = zipSync(Object.fromEntries(renamed))
    expect((await readReport(await save('web.docx', zipped))).actions).toHaveLength(9)
  })

  test('PDF', async () => {
    const pdf = makePdf(drawLines(MINIATURE.split('\n').slice(6, 60)))
    const parsed = await readReport(await save('report.pdf', pdf))
    expect(parsed.actions.map((one) => one.reference)).toEqual(
      'HS1.b1 HS1.b2 HS1.b3 HS1.c1 HS2.a1 HS2.a2'.split(' '),
    )
  })

  test('nothing, when it is called off', async () => {
    const path = await save('called-off.txt', MINIATURE)
    await expect(readReport(path, { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  })
})

describe('what it refuses, in one sentence', () => {
  test('no file', async () => {
    const path = join(folder, 'nowhere.pdf')
    expect(await refusal(path)).toBe(`There is no file at ${path}.`)
  })

  test('a folder', async () => {
    await mkdir(join(folder, 'reports.pdf'))
    expect(await refusal(join(folder, 'reports.pdf'))).toBe(
      '“reports.pdf” is a folder; choose the file in it.',
    )
  })

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'a forbidden file',
    async () => {
      const path = await save('secret.txt', MINIATURE)
      await chmod(path, 0)
      expect(await refusal(path)).toMatch(/may not be opened/)
    },
  )

  test('an empty file, and one of blanks', async () => {
    expect(await refusal(await save('empty.txt', ''))).toBe('“empty.txt” is empty.')
    expect(await refusal(await save('blank.txt', ' \n\n\t'))).toBe('“blank.txt” is empty.')
  })

  test('200 MB, unread', async () => {
    const path = join(folder, 'huge.pdf')
    const file = await open(path, 'w')
    await file.truncate(200 * 1024 * 1024)
    await file.close()
    // Were it read at all, it would be refused as no PDF.
    expect(await refusal(path)).toBe(
      '“huge.pdf” is 200 MB, more than the 100 MB that Accord reads.',
    )
  })

  test('other bytes in a text file', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)
    expect(await refusal(await save('binary.txt', bytes))).toMatch(
      /is not a text file: Accord reads/,
    )
  })

  test('a type it does not know', async () => {
    expect(await refusal(await save('table.csv', MINIATURE))).toMatch(/not a type of file for this/)
  })

  test('what is no PDF or Word file, though named so', async () => {
    expect(await refusal(await save('text.pdf', MINIATURE))).toMatch(/is not a PDF/)
    expect(await refusal(await save('text.docx', MINIATURE))).toMatch(/is not a Word file/)
  })

  test('an old or a locked Word file', async () => {
    const bytes = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
    expect(await refusal(await save('old.doc', bytes))).toMatch(
      /older or a password-protected Word/,
    )
  })

  test('a zip file that is not Word', async () => {
    const empty = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      Buffer.from('PK\x05\x06'),
      Buffer.alloc(18),
    ])
    expect(await refusal(await save('other.docx', empty))).toMatch(
      /zip file but not a Word document/,
    )
  })

  test('a damaged Word file', async () => {
    const docx = await makeDocx()
    const cut = await save('cut.docx', docx.subarray(0, docx.length - 500))
    expect(await refusal(cut)).toMatch(/is a damaged Word or zip file/)
    docx.fill(0x55, 60, 2000)
    expect(await refusal(await save('scratched.docx', docx))).toMatch(
      /is a damaged Word or zip file/,
    )
  })

  test('a damaged PDF', async () => {
    expect(await refusal(await save('damaged.pdf', '%PDF-1.7\nnothing else'))).toMatch(
      /is a damaged PDF/,
    )
  })

  test('a PDF with a password', async () => {
    const path = await save('locked.pdf', makePdf(drawLines(['secret']), true))
    expect(await refusal(path)).toMatch(/is protected by a password/)
  })

  test('a scanned PDF', async () => {
    const path = await save('scan.pdf', makePdf('0 0 595 842 re f'))
    expect(await refusal(path)).toMatch(/holds pictures of pages and no text/)
  })

  test('more text than the report has', async () => {
    const path = await save('library.txt', `${MINIATURE}\n${'a\n\n'.repeat(2_000_000)}`)
    expect(await refusal(path)).toMatch(/holds far more text than the report/)
  })

  test('a Word file that unpacks to far more than it weighs', async () => {
    const docx = await makeDocx()
    const name = docx.lastIndexOf('word/document.xml')
    docx.writeUInt32LE(0x7fffffff, name - 46 + 24)
    expect(await refusal(await save('bomb.docx', docx))).toMatch(/unpacks to more than 64 MB/)
  })

  test('another document', async () => {
    const path = await save('letter.txt', 'Dear all,\n\nthe bus is late.\n')
    expect(await refusal(path)).toMatch(
      /^This file has no actions of the commission's report in it/,
    )
  })
})
