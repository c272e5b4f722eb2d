/** One file in a zip archive, as the archive's own directory tells of it. */
export interface ZipEntry {
  name: string
  /** 0: stored, 8: deflated. */
  method: number
  compressedBytes: number
  bytes: number
  /** Where its local header begins. */
  offset: number
}

const END_SIGNATURE = 0x06054b50
const END_BYTES = 22
const LONGEST_COMMENT = 0xffff
const ENTRY_SIGNATURE = 0x02014b50
const ENTRY_BYTES = 46

/**
 * Lists what a zip archive holds without unpacking any of it (APPNOTE.TXT 6.3, 4.3.12 and 4.3.16;
 * not Zip64, which begins at 4 GB). `undefined` when the bytes are no whole zip archive.
 */
export function readZipDirectory(archive: Buffer): ZipEntry[] | undefined {
  const end = findEnd(archive)
  if (end === undefined) return undefined
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > archive.length) return undefined
    if (archive.readUInt32LE(at) !== ENTRY_SIGNATURE) return undefined
    const nameBytes = archive.readUInt16LE(at + 28)
    const extraBytes = archive.readUInt16LE(at + 30)
    const commentBytes = archive.readUInt16LE(at + 32)
    entries.push({
      name: archive.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
      method: archive.readUInt16LE(at + 10),
      compressedBytes: archive.readUInt32LE(at + 20),
      bytes: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
    })
    at += ENTRY_BYTES + nameBytes + extraBytes + commentBytes
  }
  return entries
}

function findEnd(archive: Buffer): number | undefined {
  const first = Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT)
  for (let at = archive.length - END_BYTES; at >= first; at -= 1) {
    if (archive.readUInt32LE(at) === END_SIGNATURE) return at
  }
  return undefined
}
