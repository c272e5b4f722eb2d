import { unzipSync } from 'fflate'

const FIRST_BYTES = Buffer.from('PK\u0003\u0004', 'latin1')

/** Whether the bytes begin as a zip archive does, which every .xlsx and .docx is. */
export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, FIRST_BYTES.length).equals(FIRST_BYTES)
}

/**
 * Name and unpacked size in bytes of each file in a zip archive, without unpacking any; `undefined`
 * when the bytes are no whole zip archive. The sizes are what the archive claims.
 */
export function listZip(bytes: Buffer): { name: string; bytes: number }[] | undefined {
  const files: { name: string; bytes: number }[] = []
  try {
    unzipSync(bytes, {
      filter({ name, originalSize }) {
        files.push({ name, bytes: originalSize })
        return false
      },
    })
    return files
  } catch {
    return undefined
  }
}
