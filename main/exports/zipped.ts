import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'

/** A file to pack. */
export interface ZipEntry {
  name: string
  content: Uint8Array
  /** Whether it is packed already, and is only stored. */
  isPacked?: boolean
}

const DEFLATED = 8
const STORED = 0

const deflate = promisify(deflateRaw)

/**
 * Packs files one after the other, so that no more than one is in memory twice. The same files of the
 * same moment (ISO) give the same bytes.
 */
export async function zipped(files: Iterable<ZipEntry>, moment: string): Promise<Uint8Array> {
  // A ZIP knows no zone and no year before 1980; its moments are those of this computer's clock.
  const day = new Date(moment)
  const mtime = new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate())
  const chunks: Uint8Array[] = []
  const archive = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  for (const { name, content, isPacked = false } of files) {
    const packed = isPacked ? content : await deflate(content, { level: 6 })
    const file: ZipInputFile = {
      filename: name,
      size: content.length,
      crc: crc32(content),
      mtime,
      compression: isPacked ? STORED : DEFLATED,
    }
    archive.add(file)
    file.ondata?.(null, packed as Uint8Array<ArrayBuffer>, true)
  }
  archive.end()
  return Buffer.concat(chunks)
}
