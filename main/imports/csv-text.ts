/** Text of a CSV file, in whichever encoding a spreadsheet program saved it. */
export interface CsvText {
  text: string
  /**
   * False where the program may have replaced letters it could not write by `?`, as Excel does
   * when it saves plain CSV.
   */
  wholeAlphabet: boolean
}

/** Excel's encodings: UTF-8 and UTF-16 with their mark; without one UTF-8 or Windows-1252. */
export function decodeCsv(bytes: Buffer): CsvText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return whole('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return whole('utf-16be', bytes)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return whole('utf-8', bytes)
  // A register begins with plain letters: every other byte of theirs is 0 in UTF-16.
  if (bytes[1] === 0) return whole('utf-16le', bytes)
  if (bytes[0] === 0) return whole('utf-16be', bytes)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // Letters beyond ASCII prove that it was written as UTF-8.
    return { text, wholeAlphabet: text.length !== bytes.length }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), wholeAlphabet: false }
  }
}

function whole(encoding: 'utf-8' | 'utf-16le' | 'utf-16be', bytes: Buffer): CsvText {
  return { text: new TextDecoder(encoding).decode(bytes), wholeAlphabet: true }
}

const WINDOWS_1252 = new Set(
  new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
)

/** The text as Excel saves it in plain CSV: `?` for every letter that Windows-1252 lacks. */
export function inWindows1252(text: string): string {
  // By code unit: a letter beyond the first 65,536 becomes two question marks.
  return text
    .split('')
    .map((unit) => (WINDOWS_1252.has(unit) ? unit : '?'))
    .join('')
}

/** The character between the cells: whichever of comma, semicolon and tab the headings use most. */
export function separatorOf(text: string): ',' | ';' | '\t' {
  const headings = /^.*\breference\b.*$/im.exec(text)?.[0] ?? ''
  const count = (separator: string) => headings.split(separator).length
  const [most] = ([',', ';', '\t'] as const).toSorted((a, b) => count(b) - count(a))
  return most!
}
