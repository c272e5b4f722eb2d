import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { JSDOM } from 'jsdom'
import { temporaryFolder } from '../helpers.ts'

/** Programs of others that read our files back; their tests are skipped where they are missing. */

export const hasPoppler = has('pdfinfo', '-v') && has('pdftotext', '-v')
export const hasOffice = has('soffice', '--version')
export const hasPandoc = has('pandoc', '--version')

for (const [name, there] of [
  ['poppler (pdfinfo, pdftotext)', hasPoppler],
  ['LibreOffice (soffice)', hasOffice],
  ['pandoc', hasPandoc],
])
  if (!there)
    console.warn(`\n*** NO ${name}: tests that read documents back with it are SKIPPED. ***\n`)

function has(program: string, argument: string): boolean {
  return spawnSync(program, [argument], { stdio: 'ignore' }).status === 0
}

export function saved(name: string, content: Buffer): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

export function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  })
}

export function pdfText(pdf: Buffer): string {
  return run('pdftotext', '-enc', 'UTF-8', saved('file.pdf', pdf), '-')
}

/** A Word file as LibreOffice lays it out. */
export function officePdf(docx: Buffer): Buffer {
  const path = saved('file.docx', docx)
  const folder = dirname(path)
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  run('soffice', profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path)
  return readFileSync(join(folder, 'file.pdf'))
}

/** Each line of a Word file's contents, with the page it names and the one its heading is on. */
export function contentsPages(
  docx: Buffer,
  pdf: Buffer,
): { line: string; said: number; is: number }[] {
  const text = pdfText(pdf)
  const lines = [...xml(docxParts(docx)['word/document.xml']!).getElementsByTagName('w:p')]
    .filter((p) =>
      /^TOC\d$/.test(p.getElementsByTagName('w:pStyle')[0]?.getAttribute('w:val') ?? ''),
    )
    .map((p) => [...p.getElementsByTagName('w:t')].map((t) => t.textContent).join(''))
  let at = 0
  const next = (before: string, line: string, after: string) => {
    const words = line
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&'))
    const pattern = new RegExp(`${before}(${words.join('\\s+')})${after}`, 'gu')
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex - 1
    return found
  }
  const listed = lines.map((line) => Number(next('', line, '[.\\s]*?(\\d+)\\s')?.[2]))
  const pages = text.split('\f')
  return lines.map((line, place) => {
    const said = listed[place]!
    // From that page on: the same words may stand before it, as a system's name in a table does.
    at = Math.max(0, pages.slice(0, said - 1).join('\f').length - 1)
    const found = next('[\\n\\f]\\s*', line, '\\s*\\n')
    const start = found ? found.index + found[0].indexOf(found[1]!) : -1
    return { line, said, is: found ? text.slice(0, start).split('\f').length : 0 }
  })
}

/** The parts of a Word file, by name. */
export function docxParts(docx: Buffer): Record<string, string> {
  const files = unzipSync(docx, { filter: ({ name }) => /\.(?:xml|rels)$/.test(name) })
  return Object.fromEntries(Object.entries(files).map(([name, data]) => [name, strFromU8(data)]))
}

export function xml(text: string): Document {
  return new JSDOM(text, { contentType: 'application/xml' }).window.document
}

/** The words of a Word file in order, notes after the text. */
export function docxText(docx: Buffer): string {
  const parts = docxParts(docx)
  return ['word/document.xml', 'word/footnotes.xml']
    .flatMap((name) => [...xml(parts[name]!).getElementsByTagName('w:t')])
    .map(({ textContent }) => textContent)
    .join('')
}

/** Letters and digits alone, as files differ in spaces and in the marks of direction. */
export function essence(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{S}\p{P}\p{M}]/gu, '')
}
