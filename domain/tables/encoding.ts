/**
 * Which encoding a text file is in, told from its bytes alone. Programs save tables as UTF-8, as
 * UTF-16, and as the old code page of their system: Windows-1252, or Mac Roman on a Mac.
 */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh'

export const ENCODING_WORDS: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
  macintosh: 'Mac Roman',
}

export interface EncodingFound {
  encoding: Encoding
  /** False where nothing in the file tells two old code pages apart. */
  sure: boolean
  /**
   * False where the program may have replaced letters it could not write, as Excel does when it
   * saves plain CSV.
   */
  wholeAlphabet: boolean
}

/** What is known of a file's bytes after reading them through once. */
export interface ByteEvidence {
  /** The first bytes, some thousands. */
  head: Uint8Array
  /** Whether the whole is well-formed UTF-8, and whether it is only of plain letters. */
  utf8: boolean
  ascii: boolean
  /** Bytes above 127, each with the byte before and the byte after it (0 at an end). */
  high: readonly (readonly [before: number, byte: number, after: number])[]
  /** Lines that end in a carriage return alone, and in a line feed. */
  returns: number
  feeds: number
}

/** The encoding that the evidence speaks for. */
export function encodingOf(evidence: ByteEvidence): EncodingFound {
  const { head, utf8, ascii } = evidence
  const marked = markedEncoding(head)
  const known = marked ?? wideEncoding(head)
  if (known) return { encoding: known, sure: true, wholeAlphabet: true }
  // Letters beyond ASCII prove that it was written as UTF-8.
  if (utf8) return { encoding: 'utf-8', sure: true, wholeAlphabet: !ascii }
  if (mostlyUtf8(evidence)) return { encoding: 'utf-8', sure: false, wholeAlphabet: true }
  const windows = plausibility('windows-1252', evidence)
  // Excel on a Mac ends lines with a carriage return alone; nothing on Windows does.
  const macLines = evidence.returns > 0 && evidence.feeds === 0 ? 2 : 0
  const mac = plausibility('macintosh', evidence) + macLines
  return {
    encoding: mac > windows ? 'macintosh' : 'windows-1252',
    sure: mac !== windows,
    wholeAlphabet: false,
  }
}

/** Whether nearly all letters are whole in UTF-8: files are joined out of others, or cut. */
function mostlyUtf8({ high }: ByteEvidence): boolean {
  const continued = (byte: number) => byte >= 0x80 && byte < 0xc0
  const sound = high.filter(
    ([before, byte, after]) =>
      (byte >= 0xc2 && byte < 0xf5 && continued(after)) || (continued(byte) && before > 0x7f),
  )
  return high.length > 8 && sound.length >= 0.9 * high.length
}

/** What a program of that code page writes for a text: a stand-in for every letter it lacks. */
export function spelledIn(encoding: 'windows-1252' | 'macintosh', text: string): string {
  const signs = ALPHABETS[encoding]
  // Excel on Windows goes by code units: a letter beyond the first 65,536 becomes two of them.
  const letters = encoding === 'macintosh' ? [...text] : text.split('')
  const standIn = encoding === 'macintosh' ? '_' : '?'
  return letters.map((letter) => (signs.has(letter) ? letter : standIn)).join('')
}

function markedEncoding(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  return undefined
}

/** Plain letters have a zero in every other byte of UTF-16, and text has no zeros elsewhere. */
function wideEncoding(head: Uint8Array): Encoding | undefined {
  let even = 0
  let odd = 0
  for (let at = 0; at < head.length; at += 1) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  const many = head.length / 8
  if (odd > many && even < odd / 8) return 'utf-16le'
  if (even > many && odd < even / 8) return 'utf-16be'
  return undefined
}

/** Letters that people of these islands write, and names from elsewhere among them. */
const COMMON_LETTERS = new Set('áâàäåãæçéèêëíìîïñóòôöøœúùûüßŵŷÁÂÀÄÅÆÇÉÈÊËÍÎÓÔÖØÚÛÜ')
const APOSTROPHES = new Set('’‘')
const MARKS_BETWEEN_WORDS = new Set('–—…“”‘’•™®©')
const BEFORE_DIGITS = new Set('£€±≤≥')

/** How well the bytes read in an encoding: each sign earns or loses by the signs beside it. */
function plausibility(encoding: 'windows-1252' | 'macintosh', { high }: ByteEvidence): number {
  const signs = SIGNS[encoding]
  let score = 0
  for (const [before, byte, after] of high)
    score += worth(signs[byte]!, signs[before]!, signs[after]!)
  return score
}

const isLetter = (sign: string) => /\p{L}/u.test(sign)

function worth(sign: string, before: string, after: string): number {
  const inWord = isLetter(before) || isLetter(after)
  if (COMMON_LETTERS.has(sign)) {
    // A capital after a small letter is not how words are written.
    const misplaced = sign !== sign.toLowerCase() && /\p{Ll}/u.test(before)
    return misplaced ? -1 : inWord ? 3 : 0
  }
  const between = isLetter(before) && isLetter(after)
  if (APOSTROPHES.has(sign) && between) return 3
  if (BEFORE_DIGITS.has(sign) && /\d/.test(after)) return 3
  if (sign === '°' && /\d/.test(before)) return 1
  if (MARKS_BETWEEN_WORDS.has(sign) && !between) return 1
  if (sign === '\u00a0') return 1
  return between ? -3 : -1
}

const SIGNS = {
  'windows-1252': signsOf('windows-1252'),
  macintosh: signsOf('macintosh'),
}

const ALPHABETS = {
  'windows-1252': new Set(SIGNS['windows-1252']),
  macintosh: new Set(SIGNS.macintosh),
}

function signsOf(encoding: string): string[] {
  return [...new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))]
}
