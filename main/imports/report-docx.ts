import { posix } from 'node:path'
import { readArchive } from './apart/archive.ts'
import { Labels } from './report-docx-labels.ts'
import { attribute, tokens, unescapeXml } from './report-docx-xml.ts'

/**
 * Reads the paragraphs of a Word document, one a line, with the list labels that Word would print.
 * Libraries give the text of a list item but not its `a.` or `i.`, and the labels are what tells a
 * recommendation from an action; so this reads the document itself.
 */

/** More than this, in bytes, is not a report but an attempt to fill the memory. */
const MOST_UNPACKED = 64 * 1024 * 1024

/**
 * The text of a Word document, or nothing when the bytes are not one.
 * @throws BadArchive
 */
export async function readDocx(bytes: Buffer): Promise<string | undefined> {
  const relations = await textParts(bytes, /\.rels$/)
  const main = target(relations, '', 'officeDocument')
  if (main === undefined) return undefined
  const numbering = target(relations, main, 'numbering')
  const styles = target(relations, main, 'styles')
  const wanted = [main, numbering, styles].filter((name) => name !== undefined)
  const parts = await textParts(bytes, nameIn(wanted))
  const part = (name: string | undefined) => parts.get(name ?? '')
  const document = part(main)
  // A workbook and a slide show are zip files with relations too.
  if (!document || !isWordDocument(document)) return undefined
  return readParagraphs(document, new Labels(part(numbering) ?? '', part(styles) ?? ''))
}

async function textParts(bytes: Buffer, wanted: RegExp): Promise<Map<string, string>> {
  const parts = await readArchive(bytes, { wanted, most: MOST_UNPACKED })
  return new Map([...parts].map(([name, content]) => [name, content.toString('utf8')]))
}

/**
 * The part that a part is related to by a kind of relation: programs call their parts as they like,
 * and Word for the web calls the text `document2.xml`. The package itself is the part ''.
 */
function target(
  relations: ReadonlyMap<string, string>,
  source: string,
  kind: string,
): string | undefined {
  const at = source.lastIndexOf('/')
  const [folder, name] = [source.slice(0, at + 1), source.slice(at + 1)]
  const path = `${folder}_rels/${name}.rels`
  for (const { open, attributes } of tokens(relations.get(path) ?? '')) {
    if (open !== 'Relationship') continue
    // Strict documents have another address before the same last word.
    if (attribute(attributes, 'Type')?.split('/').at(-1) !== kind) continue
    const found = unescapeXml(attribute(attributes, 'Target') ?? '')
    return posix.normalize(found.startsWith('/') ? found.slice(1) : `${folder}${found}`)
  }
  return undefined
}

function nameIn(names: readonly string[]): RegExp {
  const quoted = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^(?:${quoted.join('|')})$`)
}

function isWordDocument(xml: string): boolean {
  for (const { open } of tokens(xml.slice(0, 64 * 1024))) if (open) return open === 'document'
  return false
}

interface Paragraph {
  text: string
  label: string
  /** List and level, as far as read. */
  num?: string
  level?: string
  style?: string
  raised: boolean
}

/** Parts of the XML whose text is not on the page: deleted text and the older copy of a drawing. */
const UNSEEN = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText'])

function readParagraphs(xml: string, labels: Labels): string {
  const done: string[] = []
  const open: Paragraph[] = []
  let unseen = 0
  let inText = false
  for (const token of tokens(xml)) {
    const top = open.at(-1)
    if (token.open && UNSEEN.has(token.open)) unseen++
    else if (token.close && UNSEEN.has(token.close)) unseen--
    else if (unseen > 0) continue
    else if (token.open === 'p') open.push({ text: '', label: '', raised: false })
    else if (token.close === 'p') {
      const paragraph = open.pop()
      // A text box's paragraphs stand inside another's: they come before it, never inside a word.
      if (paragraph) done.push(finish(paragraph, labels))
    } else if (token.open === 't') inText = true
    else if (token.close === 't') inText = false
    else if (top && token.text && inText) top.text += raise(unescapeXml(token.text), top.raised)
    else if (top) readProperty(top, token)
  }
  return done.join('\n\n')
}

function readProperty(top: Paragraph, token: { open?: string; attributes: string }): void {
  const value = attribute(token.attributes, 'val')
  switch (token.open) {
    case 'r':
      top.raised = false
      break
    case 'vertAlign':
      top.raised = value === 'superscript'
      break
    case 'tab':
      top.text += ' '
      break
    case 'br':
    case 'cr':
      top.text += attribute(token.attributes, 'type') ? ' ' : '\n'
      break
    case 'noBreakHyphen':
      top.text += '-'
      break
    case 'numId':
      if (value) top.num = value
      break
    case 'ilvl':
      if (value) top.level = value
      break
    case 'pStyle':
      if (value) top.style = value
  }
}

function raise(text: string, raised: boolean): string {
  return raised && /^[\d\s,–-]+$/.test(text) ? `^{${text.trim()}}` : text
}

function finish(paragraph: Paragraph, labels: Labels): string {
  const text = paragraph.text.trim()
  return text ? labels.of(paragraph) + text : ''
}
