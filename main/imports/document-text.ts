import { constants, type Stats } from 'node:fs'
import { access, readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { UserError } from '../../domain/errors.ts'
import { readApart } from './apart/read-apart.ts'
import { decodeText } from './report-text.ts'

/** A file that could not be imported; the message is one sentence for the person who chose it. */
export class ImportError extends UserError {
  override name = 'ImportError'
}

export interface ReadOptions {
  /** What the person calls the file; its path may be one of ours. */
  name?: string
  signal?: AbortSignal
  /** Called as pages are read; a text or Word file is one step. */
  onProgress?: (done: number, total: number) => void
}

/** Larger files are refused before a byte of them is read. */
const LARGEST = 100 * 1024 * 1024
const TEXT_TYPES = new Set(['.txt', '.text', '.md', '.markdown', ''])

/**
 * Reads the text of a PDF, Word, Markdown or text file, page by page; only a PDF has more than one.
 *
 * @param wanted what the file should be, such as `the report`
 * @param longest characters of text beyond which it cannot be what was wanted
 * @throws ImportError when the file cannot be read, or holds no text or far too much
 */
export async function readDocument(
  path: string,
  { wanted, longest }: { wanted: string; longest: number },
  options: ReadOptions = {},
): Promise<string[]> {
  options.signal?.throwIfAborted()
  const name = `“${options.name || basename(path)}”`
  await checkFile(path, name)
  const bytes = await readFile(path, options.signal ? { signal: options.signal } : {})
  const pages = await extractPages(bytes, { path, name, wanted }, options)
  options.signal?.throwIfAborted()
  if (!pages.some((page) => page.trim())) throw failure(`${name} is empty.`)
  if (pages.reduce((sum, page) => sum + page.length, 0) > longest) {
    throw failure(`${name} holds far more text than ${wanted}; choose ${wanted} by itself.`)
  }
  return pages
}

/** @param name to call it by: folders say who and where somebody is */
async function checkFile(path: string, name: string): Promise<void> {
  const found = await look(path, name)
  if (found.isDirectory()) throw failure(`${name} is a folder; choose the file in it.`)
  if (!found.isFile()) throw failure(`${name} is not a file that can be read.`)
  if (found.size === 0) throw failure(`${name} is empty.`)
  if (found.size > LARGEST) {
    const size = Math.round(found.size / 1024 / 1024)
    throw failure(`${name} is ${size} MB, more than the 100 MB that Accord reads.`)
  }
}

async function look(path: string, name: string): Promise<Stats> {
  try {
    const found = await stat(path)
    await access(path, constants.R_OK)
    return found
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw failure(`There is no file at ${path}.`, cause)
    throw failure(`${name} may not be opened; check who is allowed to read it.`, cause)
  }
}

interface Chosen {
  path: string
  /** To call it by, in quotation marks. */
  name: string
  wanted: string
}

/** The bytes say what a file is; its name only says how to put it when they are something else. */
async function extractPages(
  bytes: Buffer,
  { path, name, wanted }: Chosen,
  options: ReadOptions,
): Promise<string[]> {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return extractPdf(bytes, name, options)
  const reads = `Accord reads ${wanted} as PDF, Word (.docx), Markdown or plain text.`
  const text = bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))
    ? await extractDocx(bytes, name, reads, options.signal)
    : extractPlain(bytes, extname(path).toLowerCase(), name, reads)
  options.onProgress?.(1, 1)
  return [text]
}

function extractPlain(bytes: Buffer, type: string, name: string, reads: string): string {
  if (bytes.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))) {
    throw failure(
      `${name} is an older or a password-protected Word file; save it as .docx without a password and choose that.`,
    )
  }
  if (type === '.pdf') throw failure(`${name} is not a PDF, or it is damaged.`)
  if (type === '.docx') throw failure(`${name} is not a Word file, or it is damaged.`)
  if (!TEXT_TYPES.has(type)) throw failure(`${name} is not a type of file for this: ${reads}`)
  const text = decodeText(bytes)
  if (text === undefined) throw failure(`${name} is not a text file: ${reads}`)
  return text
}

async function extractDocx(
  bytes: Buffer,
  name: string,
  reads: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  let text: string | undefined
  try {
    text = await readApart('docx', bytes, { name, signal })
  } catch (cause) {
    if (signal?.aborted || cause instanceof UserError) throw cause
    throw failure(tellBadArchive(cause, name), cause)
  }
  if (text === undefined) {
    throw failure(`${name} is a zip file but not a Word document: ${reads}`)
  }
  return text
}

function tellBadArchive(cause: unknown, name: string): string {
  const { name: kind, message } = cause as Error
  return kind === 'BadArchive' && message !== 'is damaged and cannot be read'
    ? `${name} ${message}. Open it in Word, save it anew, then try again.`
    : `${name} is a damaged Word or zip file and cannot be read.`
}

async function extractPdf(bytes: Buffer, name: string, options: ReadOptions): Promise<string[]> {
  let pages: string[]
  try {
    const { signal, onProgress } = options
    pages = await readApart('pdf', bytes, { name, signal, onProgress })
  } catch (cause) {
    if (options.signal?.aborted || cause instanceof UserError) throw cause
    if ((cause as Error).name === 'PasswordException') {
      throw failure(`${name} is protected by a password; save a copy without one first.`, cause)
    }
    throw failure(`${name} is a damaged PDF and cannot be read.`, cause)
  }
  if (pages.some((page) => page.trim())) return pages
  throw failure(
    `${name} holds pictures of pages and no text; a scan must first be made searchable (OCR).`,
  )
}

function failure(message: string, cause?: unknown): ImportError {
  return new ImportError(message, 'failed', cause === undefined ? undefined : { cause })
}
