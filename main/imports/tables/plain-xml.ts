/**
 * XML of workbooks in the one spelling that their reader knows: UTF-8, and letters beyond the first
 * 65,536 as themselves. It takes `&#128512;` for a letter of sixteen bits, and every part for UTF-8.
 */

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["'][^>]*\?>/i
const MOST_DECLARATION = 200
const FIRST_BEYOND = 0x10000
const LAST = 0x10ffff

/** The same part, spelled so; the bytes themselves where nothing is to be changed. */
export function plainXml(content: Buffer): Buffer {
  const encoding = encodingOf(content)
  if (encoding === 'utf-8' && !content.includes('&#')) return content
  const text = new TextDecoder(encoding).decode(content)
  return Buffer.from(withoutReferences(text.replace(DECLARED, '<?xml version="1.0"?>')))
}

function encodingOf(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le'
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be'
  if (content[0] === 0xef && content[1] === 0xbb) return 'utf-8'
  // Without a mark, `<` is the first sign of every part.
  if (content[0] === 0x3c && content[1] === 0) return 'utf-16le'
  if (content[0] === 0 && content[1] === 0x3c) return 'utf-16be'
  const declared = DECLARED.exec(content.toString('latin1', 0, MOST_DECLARATION))?.[1]
  return declared !== undefined && isKnown(declared) ? declared.toLowerCase() : 'utf-8'
}

function isKnown(label: string): boolean {
  try {
    // A part that is read as bytes is in no encoding of two bytes a sign, whatever it declares.
    return !/utf-?16|ucs|unicode/i.test(label) && new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

/** Stretches of plain text hold no references, only signs that look like one. */
function withoutReferences(xml: string): string {
  return xml
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/&#(?:(\d+)|x([\da-f]+));/gi, letter)))
    .join('')
}

function letter(whole: string, decimal: string | undefined, hex: string | undefined): string {
  const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
  return code >= FIRST_BEYOND && code <= LAST ? String.fromCodePoint(code) : whole
}
