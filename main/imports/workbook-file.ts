import { UserError } from '../../domain/errors.ts'
import type { Workbook } from '../../domain/tables/cells.ts'
import { readApart } from './apart/read-apart.ts'
import { readWhole } from './read-whole.ts'
import { isZip, listZip } from './zip.ts'

const MB = 1024 * 1024
/** A small file can unpack to more than the memory holds. */
const LARGEST_UNPACKED = 200 * MB
const MOST_ROWS = 50_000
const MOST_COLUMNS = 500

/** First bytes of old Office files, and of new ones behind a password. */
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')

/** What an .ods says it is, in its first file. */
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.spreadsheet'

/**
 * Opens a workbook that may come from anywhere and any program.
 *
 * @param name what the person calls the file
 * @throws UserError when it is no workbook, is locked by a password, damaged or too large
 */
export async function openWorkbook(
  path: string,
  name: string,
  signal?: AbortSignal,
): Promise<Workbook> {
  const bytes = await readWhole(path, name, signal)
  checkWrapping(bytes, name)
  try {
    const options = { rows: MOST_ROWS, columns: MOST_COLUMNS, most: LARGEST_UNPACKED }
    return await readApart('workbook', bytes, { name, signal, options })
  } catch (error) {
    if (signal?.aborted || error instanceof UserError) throw error
    const { name: kind, message } = error as Error
    if (kind === 'BadArchive') {
      throw new UserError(`${name} ${message}. Open it in Excel, save it again, then try again.`)
    }
    if (kind === 'TooManyCells') {
      throw new UserError(
        `${name} has a sheet of more than ${MOST_ROWS.toLocaleString('en-GB')} rows or ${MOST_COLUMNS} columns. Delete the empty ones below and beside the table, save, then try again.`,
      )
    }
    if (/password/i.test(message)) throw locked(name)
    throw new UserError(
      isCompound(bytes)
        ? `${name} is of an old kind and cannot be read. Open it in Excel, save it as an Excel workbook (.xlsx), then try again.`
        : `${name} is damaged and cannot be read. Open it in Excel, save it again, then try again.`,
    )
  }
}

/** Whether the bytes begin as a workbook does, whatever the file is called. */
export function looksLikeWorkbook(bytes: Buffer): boolean {
  return isZip(bytes) || isCompound(bytes)
}

function isCompound(bytes: Buffer): boolean {
  return bytes.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE)
}

function locked(name: string): UserError {
  return new UserError(
    `${name} is protected by a password. Take the password off in Excel, save, then try again.`,
  )
}

function checkWrapping(bytes: Buffer, name: string): void {
  if (isCompound(bytes)) {
    if (bytes.includes(ENCRYPTED_PACKAGE)) throw locked(name)
    return
  }
  const entries = isZip(bytes) ? listZip(bytes) : undefined
  if (!entries?.some((entry) => isWorkbookPart(entry.name, bytes))) {
    throw new UserError(
      `${name} is not an Excel workbook. Open it in Excel and save it as an Excel workbook (.xlsx), or choose another file.`,
    )
  }
  if (entries.reduce((sum, entry) => sum + entry.bytes, 0) > LARGEST_UNPACKED) {
    throw new UserError(
      `${name} is too large: it unpacks to more than ${LARGEST_UNPACKED / MB} MB. Take out pictures and other sheets, save, then try again.`,
    )
  }
}

/** A part that only workbooks have: programs give the main one names of their own. */
function isWorkbookPart(part: string, bytes: Buffer): boolean {
  return /^\/?xl\/./.test(part) || (part === 'content.xml' && bytes.includes(OPEN_DOCUMENT))
}
