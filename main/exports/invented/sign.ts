import { strFromU8, unzipSync } from 'fflate'
import { INVENTED_SIGN } from '../../../domain/publication/invented.ts'

/** Parts of an Office file that bear its words and properties. */
const TELLING =
  /^(?:docProps\/(?:core|custom)|xl\/sharedStrings|xl\/worksheets\/[^/]+|word\/document)\.xml$/
/** Unpacked bytes looked into, of all parts, since a file from elsewhere may be made to fill the memory. */
const MOST_UNPACKED = 64 * 1024 * 1024
/** Bytes at either end of a text, or of a file in no container, in which the sign is looked for. */
export const ENDS = 4 * 1024 * 1024

/** Whether a file says that its data is invented: ours, or one that another program saved again. */
export function bearsSign(content: Uint8Array): boolean {
  const parts = partsOf(content)
  if (parts) return parts.some((part) => part.includes(INVENTED_SIGN))
  const ends =
    content.length > 2 * ENDS ? [content.subarray(0, ENDS), content.subarray(-ENDS)] : [content]
  return ends.some((end) => {
    const bytes = Buffer.from(end.buffer, end.byteOffset, end.length)
    return WRITTEN.some((sign) => bytes.includes(sign))
  })
}

/** The sign as a text has it: in any encoding of one byte a letter, and in both orders of UTF-16. */
const WRITTEN = [
  Buffer.from(INVENTED_SIGN),
  Buffer.from(INVENTED_SIGN, 'utf16le'),
  Buffer.from(INVENTED_SIGN, 'utf16le').swap16(),
]

/** `undefined` for what is no container. */
function partsOf(content: Uint8Array): string[] | undefined {
  let left = MOST_UNPACKED
  try {
    const parts = unzipSync(content, {
      // What a part claims to be is all that it gets.
      filter({ name, originalSize }) {
        if (!TELLING.test(name) || originalSize > left) return false
        left -= originalSize
        return true
      },
    })
    return Object.values(parts).map((part) => strFromU8(part))
  } catch {
    return undefined
  }
}
