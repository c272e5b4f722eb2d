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

/**
 * Unpacks the wanted files of a zip archive as text.
 * @param most bytes that they may unpack to, together
 * @throws when the archive is damaged or unpacks to more
 */
export function unzipText(bytes: Buffer, wanted: RegExp, most: number): Map<string, string> {
  let unpacked = 0
  const files = unzipSync(bytes, {
    filter({ name, originalSize }) {
      if (!wanted.test(name)) return false
      unpacked += originalSize
      if (unpacked > most) throw new Error('the zip file unpacks to too much')
      return true
    },
  })
  // Where packed bytes are damaged, fflate leaves the rest of the file as zeros; no text has those.
  for (const [name, content] of Object.entries(files))
    if (content.includes(0)) throw new Error(`${name} is damaged`)
  return new Map(
    Object.entries(files).map(([name, content]) => [name, Buffer.from(content).toString('utf8')]),
  )
}
