import type { AttachedLimits } from '../attached-texts.ts'
import { plainXml } from '../tables/plain-xml.ts'
import type { WorkbookLimits } from '../tables/workbook.ts'
import { isZip } from '../zip.ts'
import { honestArchive } from './archive.ts'

/**
 * What is read in a process of its own. Each takes a file's bytes and answers plain values, which can
 * be sent from one process to another; its library is loaded there alone.
 */
export const READERS = {
  /** The text of a Word document; nothing where the bytes are none. */
  docx: async (bytes: Buffer) => (await import('../report-docx.ts')).readDocx(bytes),

  /** The text of each page of a PDF. */
  pdf: async (bytes: Buffer, _: unknown, progress: Progress) =>
    (await import('../report-pdf.ts')).readPdf(new Uint8Array(bytes), { onPage: progress }),

  /** Small files of text attached to an e-mail; nothing where the bytes are none. */
  attached: async (bytes: Buffer, limits: AttachedLimits) =>
    (await import('../attached-texts.ts')).readAttached(bytes, limits),

  /** A workbook of any program as plain sheets; `most` bytes that an archive may unpack to. */
  workbook: async (bytes: Buffer, limits: WorkbookLimits & { most: number }) => {
    const { readWorkbook } = await import('../tables/workbook.ts')
    const plain = isZip(bytes) ? await honestArchive(bytes, limits, plainXml) : bytes
    return readWorkbook(plain, limits)
  },
}

type Progress = (done: number, total: number) => void
export type ReaderName = keyof typeof READERS
