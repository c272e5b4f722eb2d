import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import { honestArchive, readArchive } from '../../main/imports/apart/archive.ts'
import { readApart } from '../../main/imports/apart/read-apart.ts'
import { readDocument } from '../../main/imports/document-text.ts'
import { openWorkbook } from '../../main/imports/workbook-file.ts'
import { temporaryFolder } from '../helpers.ts'
import { DOCUMENTS, HOSTILE, type Kind, nested } from './hostile-archives.ts'

const MB = 1024 * 1024
const KINDS = Object.keys(DOCUMENTS) as Kind[]

/** Made and counted once: to do so takes a while, and no kind of document makes a difference. */
const LARGE = ['that unpacks to far more than it is', 'with more elements than any document']
const kindsOf = (name: string) => (LARGE.includes(name) ? KINDS.slice(0, 1) : KINDS)

test.each(
  Object.keys(HOSTILE).flatMap((name) => kindsOf(name).map((kind) => [name, kind] as const)),
)('an archive %s is refused in one sentence (%s)', async (name, kind) => {
  const bytes = HOSTILE[name]?.(kind) as Buffer
  await expect(readArchive(bytes, { most: 200 * MB })).rejects.toThrow(
    /^(is damaged and cannot be read|unpacks to more than 200 MB and is not read|says less of its size than is true|has parts that lie over each other|holds elements within elements without end|declares entities of its own|holds more than can be read|has too many parts)$/,
  )
})

test('a hostile file is told in one plain sentence, wherever it is chosen', async () => {
  const folder = temporaryFolder()
  for (const name of ['with elements within elements without end', 'that is cut off']) {
    const docx = join(folder, 'report.docx')
    writeFileSync(docx, HOSTILE[name]?.('docx') as Buffer)
    const wanted = { wanted: 'the report', longest: 1_000_000 }
    await expect(readDocument(docx, wanted)).rejects.toThrow(/^“report\.docx” (holds|is a damaged)/)
    const xlsx = join(folder, 'register.xlsx')
    writeFileSync(xlsx, HOSTILE[name]?.('xlsx') as Buffer)
    await expect(openWorkbook(xlsx, 'register.xlsx')).rejects.toThrow(/^register\.xlsx (holds|is)/)
  }
})

test('an archive within an archive is never opened', async () => {
  expect(await readApart('docx', nested('docx', 20), { name: 'x.docx' })).toBe('Words')
})

test('what is left after counting is the same archive', async () => {
  const honest = await honestArchive(nested('docx', 1), { most: MB })
  expect((await readArchive(honest, { most: MB })).get('word/document.xml')?.toString()).toContain(
    'Words',
  )
})

test('what cannot start to read says so, and not that a file is too much', async () => {
  vi.stubEnv('NODE_OPTIONS', '--require=./no-such-module.cjs')
  try {
    const reading = readApart('docx', new Uint8Array(8), { name: 'x.docx' })
    await expect(reading).rejects.toThrow(/^x\.docx was not read.*did not start/)
  } finally {
    vi.unstubAllEnvs()
  }
})

test('a file that takes too much time or memory ends its own process and nothing else', async () => {
  const big = nested('docx', 0)
  await expect(readApart('docx', big, { name: 'x.docx', deadlineMs: 1 })).rejects.toThrow(
    /^x\.docx takes more time to read than any file of its kind should\./,
  )
  const paragraphs = Array.from({ length: 600_000 }, (_, n) => `<w:p><w:t>no. ${n}</w:t></w:p>`)
  const wide = `<w:document>${paragraphs.join('')}</w:document>`
  const { zipSync } = await import('fflate')
  const bytes = Buffer.from(
    zipSync({ ...DOCUMENTS.docx.others, 'word/document.xml': new TextEncoder().encode(wide) }),
  )
  const reading = readApart('docx', bytes, { name: 'x.docx', memoryMb: 24 })
  await expect(reading).rejects.toThrow(UserError)
  await expect(reading).rejects.toThrow(/^x\.docx takes more memory/)
})

test('reading apart stops when it is called off', async () => {
  const reading = readApart('docx', nested('docx', 0), {
    name: 'x.docx',
    signal: AbortSignal.timeout(1),
  })
  await expect(reading).rejects.toThrow(/timeout|aborted/i)
})
