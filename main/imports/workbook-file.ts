import type ExcelJS from '@protobi/exceljs'
import { UserError } from '../../domain/errors.ts'
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

/** Parts of a sheet that say nothing of its values; a validation of a whole column fills memory. */
const IGNORED_PARTS = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'legacyDrawing',
  'picture',
  'tableParts',
  'extLst',
]

/**
 * Opens an Excel workbook that may come from anywhere.
 *
 * @param name what the person calls the file
 * @throws UserError when it is no workbook, is locked by a password, damaged or too large
 */
export async function openWorkbook(
  path: string,
  name: string,
  signal?: AbortSignal,
): Promise<ExcelJS.Workbook> {
  const bytes = await readWhole(path, name, signal)
  checkWrapping(bytes, name)
  // A library of six hundred files, for those alone who open a workbook.
  const { Workbook } = (await import('@protobi/exceljs')).default
  const workbook = new Workbook()
  // Limits that the library has but its types leave out.
  const options = { ignoreNodes: IGNORED_PARTS, maxRows: MOST_ROWS, maxCols: MOST_COLUMNS }
  try {
    await workbook.xlsx.load(bytes as never, options)
  } catch (error) {
    if (/^Max (row|column) count/.test((error as Error).message)) {
      throw new UserError(
        `${name} has a sheet of more than ${MOST_ROWS.toLocaleString('en-GB')} rows or ${MOST_COLUMNS} columns. Delete the empty ones below and beside the register, save, then try again.`,
      )
    }
    throw new UserError(
      `${name} is damaged and cannot be read. Open it in Excel, save it again, then try again.`,
    )
  }
  return workbook
}

function checkWrapping(bytes: Buffer, name: string): void {
  if (bytes.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE)) {
    throw new UserError(
      bytes.includes(ENCRYPTED_PACKAGE)
        ? `${name} is protected by a password. Take the password off in Excel, save, then try again.`
        : `${name} is of an old kind. In Excel, save it as an Excel workbook (.xlsx), then try again.`,
    )
  }
  const entries = isZip(bytes) ? listZip(bytes) : undefined
  if (!entries?.some((entry) => entry.name.replace(/^\//, '') === 'xl/workbook.xml')) {
    throw new UserError(
      `${name} is not an Excel workbook. Choose a register that was exported from Accord.`,
    )
  }
  if (entries.reduce((sum, entry) => sum + entry.bytes, 0) > LARGEST_UNPACKED) {
    throw new UserError(
      `${name} is too large: it unpacks to more than ${LARGEST_UNPACKED / MB} MB. Take out pictures and other sheets, save, then try again.`,
    )
  }
}
