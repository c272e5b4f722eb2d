import { strFromU8, unzipSync } from 'fflate'
import { INVENTED_SIGN } from '../../../domain/publication/invented.ts'

/** Parts of an Office file that bear its words and properties. */
const TELLING =
  /^(?:docProps\/(?:core|custom)|xl\/sharedStrings|xl\/worksheets\/[^/]+|word\/document)\.xml$/
/** Unpacked bytes of one part; a longer one is not looked into, as others say the same. */
const LONGEST_PART = 64 * 1024 * 1024
/** Bytes at either end of a text, or of a file in no container, in which the sign is looked for. */
const ENDS = 4 * 1024 * 1024

/** Whether a file says that its data is invented: ours, or one that another program saved again. */
export function bearsSign(content: Uint8Array): boolean {
  const parts = partsOf(content)
  if (parts) return parts.some((part) => part.includes(INVENTED_SIGN))
  const ends =
    content.length > 2 * ENDS ? [content.subarray(0, ENDS), content.subarray(-ENDS)] : [content]
  // Without the empty bytes, text in UTF-16 reads as the same letters.
  return ends.some((end) => Buffer.from(end.filter((byte) => byte !== 0)).includes(INVENTED_SIGN))
}

/** `undefined` for what is no container. */
function partsOf(content: Uint8Array): string[] | undefined {
  try {
    const parts = unzipSync(content, {
      filter: ({ name, originalSize }) => TELLING.test(name) && originalSize <= LONGEST_PART,
    })
    return Object.values(parts).map((part) => strFromU8(part))
  } catch {
    return undefined
  }
}
