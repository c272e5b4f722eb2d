import { crc32, inflateRawSync } from 'node:zlib'

/** Entries larger than this, together, are not a report but an attempt to fill the memory. */
const MOST_UNPACKED = 64 * 1024 * 1024

type Entry = () => string

/** The parts of a Word document that say what it reads; each is unpacked when asked for. */
export function readZip(bytes: Buffer): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > bytes.length) throw new Error('no directory in the zip file')
  let at = bytes.readUInt32LE(end + 16)
  let unpacked = 0
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('the zip directory is damaged')
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const header = at
    if (/^word\/(?:document|numbering|styles)\.xml$/.test(name)) {
      unpacked += bytes.readUInt32LE(at + 24)
      if (unpacked > MOST_UNPACKED) throw new Error('the zip file unpacks to too much')
      entries.set(name, () => unzip(bytes, header))
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function unzip(bytes: Buffer, header: number): string {
  const method = bytes.readUInt16LE(header + 10)
  const start = bytes.readUInt32LE(header + 42)
  const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
  const packed = bytes.subarray(data, data + bytes.readUInt32LE(header + 20))
  const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: MOST_UNPACKED })
  if (crc32(content) !== bytes.readUInt32LE(header + 16)) throw new Error('the zip file is damaged')
  return content.toString('utf8')
}
