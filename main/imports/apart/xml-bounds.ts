import { BadArchive } from './bad-archive.ts'

/**
 * Looks through XML for what would fill the memory of whoever reads it, at the cost of one walk over
 * its text: elements within elements without end, more of them than any document has, and entities
 * that stand for each other.
 */

/** Word nests a table in a table in a text box and stays below sixty. */
const DEEPEST = 256
/** Fifty thousand rows of fifty cells have five million. */
const MOST_ELEMENTS = 10_000_000

/** @throws BadArchive */
export function checkXml(content: Buffer): void {
  const xml = decode(content)
  let depth = 0
  let elements = 0
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    const lead = xml[at + 1]
    if (lead === '!') {
      at = pastDeclaration(xml, at)
    } else if (lead === '?') {
      at = past(xml, '?>', at)
    } else if (lead === '/') {
      depth -= 1
      at = past(xml, '>', at)
    } else {
      const end = tagEnd(xml, at)
      elements += 1
      if (xml[end - 1] !== '/') depth += 1
      if (depth > DEEPEST) throw new BadArchive('holds elements within elements without end')
      if (elements > MOST_ELEMENTS) throw new BadArchive('holds more than can be read')
      at = end
    }
  }
}

function decode(content: Buffer): string {
  const mark = content.subarray(0, 2).toString('hex')
  if (mark === 'fffe' || mark === 'feff')
    return new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(content)
  // Only signs of ASCII are looked for, and in UTF-8 no other byte looks like one.
  return content.toString('latin1')
}

/** A comment, a stretch of plain text, or a document type, which may name no entities. */
function pastDeclaration(xml: string, at: number): number {
  if (xml.startsWith('<!--', at)) return past(xml, '-->', at + 4)
  if (xml.startsWith('<![CDATA[', at)) return past(xml, ']]>', at)
  const end = past(xml, '>', at)
  if (/\[|<!ENTITY/i.test(xml.slice(at, end))) throw new BadArchive('declares entities of its own')
  return end
}

function past(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from)
  return at === -1 ? xml.length : at + mark.length - 1
}

const QUOTE = 34
const APOSTROPHE = 39
const CLOSE = 62

/** Where the tag that begins here ends; a value in quotation marks may hold its closing sign. */
function tagEnd(xml: string, from: number): number {
  let quote = 0
  for (let at = from; at < xml.length; at += 1) {
    const sign = xml.charCodeAt(at)
    if (quote !== 0) {
      if (sign === quote) quote = 0
    } else if (sign === CLOSE) return at
    else if (sign === QUOTE || sign === APOSTROPHE) quote = sign
  }
  return xml.length
}
