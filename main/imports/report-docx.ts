import { Labels } from './report-docx-labels.ts'
import { attribute, tokens, unescapeXml } from './report-docx-xml.ts'
import { unzipText } from './zip.ts'

/**
 * Reads the paragraphs of a Word document, one a line, with the list labels that Word would print.
 * Libraries give the text of a list item but not its `a.` or `i.`, and the labels are what tells a
 * recommendation from an action; so this reads the document itself.
 */

/** More than this, in bytes, is not a report but an attempt to fill the memory. */
const MOST_UNPACKED = 64 * 1024 * 1024

/** The text of a Word document, or nothing when the bytes are not one. Throws on damage. */
export function readDocx(bytes: Buffer): string | undefined {
  const entries = unzipText(bytes, /^word\/(?:document|numbering|styles)\.xml$/, MOST_UNPACKED)
  const document = entries.get('word/document.xml')
  if (!document) return undefined
  const part = (name: string) => entries.get(`word/${name}.xml`) ?? ''
  return readParagraphs(document, new Labels(part('numbering'), part('styles')))
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
