import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/**
 * Makes a Word file the same to the byte whenever and wherever the same document is made: what the
 * library draws by chance, by the clock, or counts on from one document to the next, is named anew.
 */

/** Local, as the zip keeps it: the first moment that a zip can tell. */
const EARLIEST = new Date(1980, 0, 1)
/** Bytes of a font that are hidden under its key. */
const HIDDEN_BYTES = 32

/** @param date of the document, ISO */
export function steadyDocx(docx: Uint8Array, date: string): Buffer {
  const parts = unzipSync(docx)
  const names = Object.keys(parts).sort()
  const name = renamer()
  for (const part of names) {
    if (!/\.(xml|rels)$/.test(part)) continue
    const xml = strFromU8(parts[part]!)
    parts[part] = strToU8(
      part === 'docProps/core.xml' ? dated(xml, date) : part === FONTS ? xml : name(xml),
    )
  }
  keyedAnew(parts)
  return Buffer.from(
    zipSync(Object.fromEntries(names.map((part) => [part, parts[part]!])), { mtime: EARLIEST }),
  )
}

const FONTS = 'word/fontTable.xml'

function dated(xml: string, date: string): string {
  return xml.replace(
    /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
    (_, open: string) => `${open}${date}T00:00:00Z`,
  )
}

/** Names of links by their order in the file, and numbers of bookmarks and pictures from 1. */
function renamer(): (xml: string) => string {
  const given = new Map<string, string>()
  const counts = new Map<string, number>()
  const anew = (kind: string, old: string) => {
    const key = `${kind} ${old}`
    const known = given.get(key)
    if (known !== undefined) return known
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    given.set(key, String(count))
    return String(count)
  }
  return (xml) =>
    xml
      .replace(/\brId([\w-]{21})(?=")/g, (_, id: string) => `rIdLink${anew('link', id)}`)
      .replace(/\b_Toc(\d+)\b/g, (_, id: string) => `_Toc${anew('contents', id)}`)
      .replace(
        /(<w:bookmark(?:Start|End)\b[^>]*?w:id=")(\d+)/g,
        (_, open: string, id: string) => `${open}${anew('bookmark', id)}`,
      )
      .replace(
        /(<wp:docPr\b[^>]*?\bid=")(\d+)/g,
        (_, open: string, id: string) => `${open}${anew('picture', id)}`,
      )
}

/** Hides each font under a key that is drawn from the font, instead of one drawn by chance. */
function keyedAnew(parts: Record<string, Uint8Array>): void {
  const table = parts[FONTS]
  if (!table) return
  let place = 0
  const xml = strFromU8(table).replace(/w:fontKey="\{([^}]+)\}"/g, (_, guid: string) => {
    place += 1
    const file = `word/fonts/font${place}.odttf`
    const font = unhidden(parts[file]!, guid)
    const key = guidOf(font)
    parts[file] = unhidden(font, key)
    return `w:fontKey="{${key}}"`
  })
  parts[FONTS] = strToU8(xml)
}

/** Hidden and shown by the same step: its first bytes against the key's, from its end. */
function unhidden(font: Uint8Array, guid: string): Uint8Array {
  const key = Buffer.from(guid.replaceAll('-', ''), 'hex').reverse()
  return font.map((byte, i) => (i < HIDDEN_BYTES ? byte ^ key[i % key.length]! : byte))
}

function guidOf(font: Uint8Array): string {
  const hex = createHash('sha256').update(font).digest('hex').toUpperCase()
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-')
}
