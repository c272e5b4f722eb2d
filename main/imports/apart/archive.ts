import { crc32 } from 'node:zlib'
import { zipSync } from 'fflate'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { BadArchive } from './bad-archive.ts'
import { checkXml } from './xml-bounds.ts'

/**
 * Reads zip archives from elsewhere (every .xlsx, .docx, .odt and .ods is one) by what they unpack
 * to, counted byte by byte: what an archive says of itself may be a lie.
 */

const MB = 1024 * 1024
const MOST_PARTS = 4000

export interface ArchiveLimits {
  /** Parts that are wanted; the others are counted and not kept. */
  wanted?: RegExp
  /** Bytes that the wanted parts may unpack to, together. */
  most: number
}

/**
 * Unpacks the wanted parts, by name. Those of XML are looked through for what would fill the memory
 * of whoever reads them.
 * @throws BadArchive
 */
export async function readArchive(
  bytes: Buffer,
  { wanted = /./, most }: ArchiveLimits,
): Promise<Map<string, Buffer>> {
  try {
    const archive = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: false })
    const entries: Entry[] = []
    for await (const entry of archive.eachEntry()) {
      entries.push(entry)
      if (entries.length > MOST_PARTS) throw new BadArchive('has too many parts')
    }
    checkPlaces(entries)
    const parts = new Map<string, Buffer>()
    let room = most
    for (const entry of entries) {
      const name = entry.fileName.replace(/^\//, '')
      if (name.endsWith('/') || !wanted.test(name)) continue
      if (parts.has(name)) throw new BadArchive(`has two parts named ${name}`)
      const content = await unpack(archive, entry, room)
      room -= content.length
      if (isXml(name, content)) checkXml(content)
      parts.set(name, content)
    }
    return parts
  } catch (error) {
    if (error instanceof BadArchive) throw error
    throw new BadArchive('is damaged and cannot be read', { cause: error })
  }
}

/**
 * The same archive, written anew from what was counted: no reader of it can be lied to.
 * @param spell how a part of XML is to be spelled for that reader
 * @throws BadArchive
 */
export async function honestArchive(
  bytes: Buffer,
  limits: ArchiveLimits,
  spell: (content: Buffer) => Buffer = (content) => content,
): Promise<Buffer> {
  const parts = await readArchive(bytes, limits)
  for (const [name, content] of parts) if (isXml(name, content)) parts.set(name, spell(content))
  return Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }))
}

/** No two parts share bytes: that is how a small archive unpacks to any size. */
function checkPlaces(entries: readonly Entry[]): void {
  const places = entries
    .map(({ relativeOffsetOfLocalHeader: from, compressedSize }) => ({
      from,
      // A local header has at least thirty bytes.
      to: from + 30 + compressedSize,
    }))
    .sort((a, b) => a.from - b.from)
  let end = 0
  for (const { from, to } of places) {
    if (from < end) throw new BadArchive('has parts that lie over each other')
    end = to
  }
}

/** @param room bytes that are left to unpack to */
async function unpack(archive: ZipFile, entry: Entry, room: number): Promise<Buffer> {
  const tooMuch = () =>
    new BadArchive(`unpacks to more than ${Math.round(room / MB)} MB and is not read`)
  if (entry.uncompressedSize > room) throw tooMuch()
  const stream = await archive.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > entry.uncompressedSize) throw new BadArchive('says less of its size than is true')
    if (size > room) throw tooMuch()
    chunks.push(chunk)
  }
  const content = Buffer.concat(chunks)
  if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32)
    throw new BadArchive('is damaged and cannot be read')
  return content
}

function isXml(name: string, content: Buffer): boolean {
  // Programs call their parts as they like.
  return (
    /\.(xml|rels|vml)$/i.test(name) ||
    /^(\xef\xbb\xbf)?\s*</.test(content.toString('latin1', 0, 64))
  )
}
