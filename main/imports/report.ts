import { constants, type Stats } from 'node:fs'
import { access, readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { NOT_THE_REPORT } from '../../domain/commission/match.ts'
import { type ParsedReport, parseReport } from '../../domain/commission/report.ts'
import { UserError } from '../../domain/errors.ts'
import { readDocx } from './report-docx.ts'
import { readPdf } from './report-pdf.ts'
import { decodeText } from './report-text.ts'

/** A file that could not be imported; the message is one sentence for the person who chose it. */
export class ImportError extends UserError {
  override name = 'ImportError'
}

export interface ReadReportOptions {
  signal?: AbortSignal
  /** Called as pages are read; a text or Word file is one step. */
  onProgress?: (done: number, total: number) => void
}

/** Larger files are refused before a byte of them is read. */
const LARGEST = 100 * 1024 * 1024
/** Nine times the report's text; the parser would take its time over more, and in vain. */
const LONGEST = 5_000_000
const READS = 'Accord reads the report as PDF, Word (.docx), Markdown or plain text.'
const TEXT_TYPES = new Set(['.txt', '.text', '.md', '.markdown', ''])

/**
 * Reads the commission's report from a PDF, Word, Markdown or text file. Rejects with an
 * `ImportError` when the file cannot be read or holds none of the commission's actions; whether it
 * holds all of them is for `checkReport`.
 */
export async function readReport(
  path: string,
  options: ReadReportOptions = {},
): Promise<ParsedReport> {
  options.signal?.throwIfAborted()
  await checkFile(path)
  const bytes = await readFile(path, options.signal ? { signal: options.signal } : {})
  const text = await extractText(bytes, path, options)
  options.signal?.throwIfAborted()
  if (!text.trim()) throw failure(`${named(path)} is empty.`)
  if (text.length > LONGEST) {
    throw failure(
      `${named(path)} holds far more text than the report; choose the report by itself.`,
    )
  }
  const parsed = parseReport(text)
  if (parsed.actions.length === 0) throw failure(NOT_THE_REPORT)
  return parsed
}

async function checkFile(path: string): Promise<void> {
  const found = await look(path)
  if (found.isDirectory()) throw failure(`${named(path)} is a folder; choose the file in it.`)
  if (!found.isFile()) throw failure(`${named(path)} is not a file that can be read.`)
  if (found.size === 0) throw failure(`${named(path)} is empty.`)
  if (found.size > LARGEST) {
    const size = Math.round(found.size / 1024 / 1024)
    throw failure(`${named(path)} is ${size} MB, more than the 100 MB that Accord reads.`)
  }
}

async function look(path: string): Promise<Stats> {
  try {
    const found = await stat(path)
    await access(path, constants.R_OK)
    return found
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw failure(`There is no file at ${path}.`, cause)
    throw failure(`${named(path)} may not be opened; check who is allowed to read it.`, cause)
  }
}

/** The bytes say what a file is; its name only says how to put it when they are something else. */
async function extractText(
  bytes: Buffer,
  path: string,
  options: ReadReportOptions,
): Promise<string> {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return extractPdf(bytes, path, options)
  const text = bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))
    ? extractDocx(bytes, path)
    : extractPlain(bytes, path)
  options.onProgress?.(1, 1)
  return text
}

function extractPlain(bytes: Buffer, path: string): string {
  const type = extname(path).toLowerCase()
  if (bytes.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))) {
    throw failure(
      `${named(path)} is an older or a password-protected Word file; save it as .docx without a password and choose that.`,
    )
  }
  if (type === '.pdf') throw failure(`${named(path)} is not a PDF, or it is damaged.`)
  if (type === '.docx') throw failure(`${named(path)} is not a Word file, or it is damaged.`)
  if (!TEXT_TYPES.has(type))
    throw failure(`${named(path)} is not a type of file for this: ${READS}`)
  const text = decodeText(bytes)
  if (text === undefined) throw failure(`${named(path)} is not a text file: ${READS}`)
  return text
}

function extractDocx(bytes: Buffer, path: string): string {
  let text: string | undefined
  try {
    text = readDocx(bytes)
  } catch (cause) {
    throw failure(`${named(path)} is a damaged Word or zip file and cannot be read.`, cause)
  }
  if (text === undefined) {
    throw failure(`${named(path)} is a zip file but not a Word document: ${READS}`)
  }
  return text
}

async function extractPdf(
  bytes: Buffer,
  path: string,
  options: ReadReportOptions,
): Promise<string> {
  let text: string
  try {
    text = await readPdf(new Uint8Array(bytes), {
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.onProgress ? { onPage: options.onProgress } : {}),
    })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    if ((cause as Error).name === 'PasswordException') {
      throw failure(
        `${named(path)} is protected by a password; save a copy without one first.`,
        cause,
      )
    }
    throw failure(`${named(path)} is a damaged PDF and cannot be read.`, cause)
  }
  if (text.trim()) return text
  throw failure(
    `${named(path)} holds pictures of pages and no text; a scan must first be made searchable (OCR).`,
  )
}

/** Only the name: folders say who and where somebody is. */
function named(path: string): string {
  return `“${basename(path)}”`
}

function failure(message: string, cause?: unknown): ImportError {
  return new ImportError(message, 'failed', cause === undefined ? undefined : { cause })
}
