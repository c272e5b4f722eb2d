import { encodeAny, toBase64 } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import type { DocumentMark } from '../tree.ts'

/**
 * Marks as formats of shared text, in the encoding of y-prosemirror: by the mark's name; where several
 * of a kind may lie on the same words, by its name and a hash of what it says.
 */
const OVERLAPPING: ReadonlySet<string> = new Set(['comment', 'modification'])
const OVERLAP = /--[a-zA-Z0-9+/=]{8}$/

/** Formats as Yjs gives them: attributes of a mark by the format's name. */
export type Formats = Record<string, Record<string, unknown>>

const names = new Map<string, string>()

function formatName({ type, attrs = {} }: DocumentMark): string {
  if (!OVERLAPPING.has(type)) return type
  const key = JSON.stringify([type, attrs])
  const known = names.get(key)
  if (known) return known
  const folded = new Uint8Array(6)
  for (const [i, byte] of digest(encodeAny({ type, attrs } as never)).entries())
    folded[i % 6] = (folded[i % 6] ?? 0) ^ byte
  const name = `${type}--${toBase64(folded)}`
  if (names.size > 1000) names.clear()
  names.set(key, name)
  return name
}

export function formatsOf(marks: readonly DocumentMark[] = []): Formats {
  return Object.fromEntries(marks.map((mark) => [formatName(mark), mark.attrs ?? {}]))
}

export function marksOf(formats: Formats | undefined): DocumentMark[] {
  return Object.entries(formats ?? {}).map(([name, attrs]) => {
    const type = name.replace(OVERLAP, '')
    return Object.keys(attrs).length > 0 ? { type, attrs } : { type }
  })
}
