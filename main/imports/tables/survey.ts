import { isAscii, isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import {
  type ByteEvidence,
  type EncodingFound,
  encodingOf,
} from '../../../domain/tables/encoding.ts'
import { letOthersWork } from '../../runtime/turns.ts'

export const CHUNK_BYTES = 256 * 1024
const HEAD_BYTES = 64 * 1024
/** Bytes above 127 that are looked at: the rest of a file is like its beginning. */
const MOST_HIGH = 20_000

/** A file's bytes from the start, in pieces of no more than 256 kB. */
export async function* chunksOf(file: FileHandle, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let position = 0
  for (;;) {
    signal?.throwIfAborted()
    const { bytesRead, buffer } = await file.read({
      buffer: Buffer.allocUnsafe(CHUNK_BYTES),
      position,
    })
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** Reads a file through once to say which encoding it is in. */
export async function surveyEncoding(
  file: FileHandle,
  signal?: AbortSignal,
): Promise<EncodingFound> {
  const head = await headOf(file)
  const plain = { head, utf8: true, high: [], returns: 0, feeds: 0 }
  // Where the first bytes tell, the others need not be read.
  if (head.includes(0) || (head[0]! >= 0xef && head[1]! >= 0xbb))
    return encodingOf({ ...plain, ascii: false })
  let rest: Buffer = Buffer.alloc(0)
  let ascii = true
  for await (const chunk of chunksOf(file, signal)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    ascii &&= isAscii(bytes)
    const end = wholeLetters(bytes)
    if (!isUtf8(bytes.subarray(0, end))) return encodingOf(await highBytes(file, head, signal))
    rest = bytes.subarray(end)
    await letOthersWork()
  }
  return encodingOf(rest.length === 0 ? { ...plain, ascii } : await highBytes(file, head, signal))
}

async function headOf(file: FileHandle): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES), position: 0 })
  return buffer.subarray(0, bytesRead)
}

/** How many bytes there are up to the last letter that is whole in UTF-8. */
function wholeLetters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes.length
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

async function highBytes(
  file: FileHandle,
  head: Buffer,
  signal: AbortSignal | undefined,
): Promise<ByteEvidence> {
  const high: [number, number, number][] = []
  let [returns, feeds, before] = [0, 0, 0]
  for await (const chunk of chunksOf(file, signal)) {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!
      if (byte === 0x0a) feeds += 1
      else if (byte === 0x0d && chunk[at + 1] !== 0x0a) returns += 1
      else if (byte > 0x7f && high.length < MOST_HIGH) high.push([before, byte, chunk[at + 1] ?? 0])
      before = byte
    }
    await letOthersWork()
    if (high.length >= MOST_HIGH) break
  }
  return { head, utf8: false, ascii: false, high, returns, feeds }
}
