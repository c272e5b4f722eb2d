import { createHash } from 'node:crypto'
import { strToU8, type ZipOptions, zipSync } from 'fflate'

/**
 * Makes a Word file the same to the byte whenever and wherever the same document is made: what the
 * library draws by chance, by the clock, or counts on from one document to the next, is named anew.
 */

/** Local, as the zip keeps it: the first moment that a zip can tell. */
const EARLIEST = new Date(1980, 0, 1)
/** Bytes of a font that are hidden under its key. */
const HIDDEN_BYTES = 32

/** Pictures are packed already; packing the fonts took a tenth of the time and saved 90 kB. */
const EFFORT: [RegExp, 0 | 4][] = [
  [/\.(png|odttf)$/, 0],
  [/./, 4],
]

/**
 * Packs with a zip that is written alike on every computer, as those of the machine are not.
 *
 * @param made the parts of the file, by name
 * @param date of the document, ISO
 */
export function steadyDocx(made: Map<string, string | Uint8Array>, date: string): Buffer {
  const names = [...made.keys()].sort()
  const name = renamer()
  const parts = new Map<string, string | Uint8Array>()
  for (const part of names) {
    const content = made.get(part)!
    const isNamed = typeof content === 'string' && /\.(xml|rels)$/.test(part) && part !== FONTS
    parts.set(
      part,
      !isNamed ? content : part === 'docProps/core.xml' ? dated(content, date) : name(content),
    )
  }
  keyedAnew(parts)
  const files = [...parts].map(([part, content]): [string, [Uint8Array, ZipOptions]] => {
    const level = EFFORT.find(([which]) => which.test(part))![1]
    return [
      part,
      [typeof content === 'string' ? strToU8(content) : new Uint8Array(content), { level }],
    ]
  })
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime: EARLIEST }))
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
function keyedAnew(parts: Map<string, string | Uint8Array>): void {
  const table = parts.get(FONTS)
  if (typeof table !== 'string') return
  let place = 0
  const xml = table.replace(/w:fontKey="\{([^}]+)\}"/g, (_, guid: string) => {
    place += 1
    const file = `word/fonts/font${place}.odttf`
    const font = unhidden(parts.get(file) as Uint8Array, guid)
    const key = guidOf(font)
    parts.set(file, unhidden(font, key))
    return `w:fontKey="{${key}}"`
  })
  parts.set(FONTS, xml)
}

/** Hidden and shown by the same step: its first bytes against the key's, from its end. */
function unhidden(font: Uint8Array, guid: string): Uint8Array {
  const key = Buffer.from(guid.replaceAll('-', ''), 'hex').reverse()
  const hidden = new Uint8Array(font)
  for (let i = 0; i < HIDDEN_BYTES; i++) hidden[i]! ^= key[i % key.length]!
  return hidden
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
