import { numberOfMarker } from './word-numbers.ts'

/**
 * What Word means by the HTML it puts on the clipboard: lists are paragraphs with a bullet typed
 * before them and their level in a style, titles are paragraphs of a class, the first row of a table
 * is a heading row by a style of its own, and footnotes are links to paragraphs at the end.
 */

const LIST_STYLE = /mso-list:\s*(l\d+)\s+level(\d+)/i
const HEADING_CLASS = /\bMso(?:Heading(\d)|(Title)|(Subtitle))\b/i
const NOTE_LINK = /^#_((?:ftn|edn)\d+)$/

/** Gives Word's HTML the elements it means; other HTML is left as it is. */
export function structureFromWord(body: HTMLElement): void {
  dropOfficeParts(body)
  dropAids(body)
  notes(body)
  headings(body)
  lists(body)
  headingRows(body)
}

/** Office's own elements (`o:p` and the like): their words stay. */
function dropOfficeParts(body: HTMLElement): void {
  for (const element of [...body.querySelectorAll('*')])
    if (/^(o|w|v|m|st1):/i.test(element.tagName)) element.replaceWith(...element.childNodes)
}

/** Word's comments, and its table of contents, which would name pages of another document. */
function dropAids(body: HTMLElement): void {
  for (const element of body.querySelectorAll(
    '[style*="mso-element:comment"], .MsoCommentReference, a.msocomanchor, p[class^="MsoToc" i]',
  ))
    element.remove()
}

/** Footnotes and endnotes, whose words stand at the end, become notes where their number stands. */
function notes(body: HTMLElement): void {
  for (const link of body.querySelectorAll('a[href^="#_"]')) {
    const id = NOTE_LINK.exec(link.getAttribute('href') ?? '')?.[1]
    const said = id && body.querySelector(`[style*="mso-element:"][id="${id}"]`)
    if (!said || said.contains(link)) continue
    const note = body.ownerDocument.createElement('span')
    note.setAttribute('data-footnote', '')
    note.setAttribute('data-text', wordsOfNote(said, id))
    link.replaceWith(note)
  }
  for (const list of body.querySelectorAll('[style*="mso-element:"][style*="note-list"]'))
    if (!list.querySelector('a[name^="_ftn"], a[name^="_edn"]')) list.remove()
}

/** Takes the words of a note from the end, without the link back to its number. */
function wordsOfNote(said: Element, id: string): string {
  said.querySelector(`a[name="_${id}"]`)?.remove()
  return said.textContent.replace(/\s+/g, ' ').trim()
}

function headings(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll('p[class]')) {
    const match = HEADING_CLASS.exec(paragraph.className)
    if (!match) continue
    const level = match[1] ? Math.min(4, Math.max(1, Number(match[1]))) : match[2] ? 1 : 2
    const heading = body.ownerDocument.createElement(`h${level}`)
    heading.append(...paragraph.childNodes)
    paragraph.replaceWith(heading)
  }
}

interface OpenList {
  list: Element
  level: number
  name: string
  /** Number of its latest item; `undefined` in a list of bullets. */
  number: number | undefined
}

/**
 * Each run of list paragraphs becomes one list, with lists inside it for its deeper levels. A number
 * that does not carry on from the one before begins a list of its own, which starts there: people
 * refer to these numbers.
 */
function lists(body: HTMLElement): void {
  const open: OpenList[] = []
  let last: Element | undefined
  for (const paragraph of body.querySelectorAll('p[style], h1[style], h2[style], h3[style]')) {
    const match = LIST_STYLE.exec(paragraph.getAttribute('style') ?? '')
    if (!match || paragraph.closest('li')) continue
    const [name, level] = [match[1] ?? '', Number(match[2])]
    if (!last || nextElement(last) !== paragraph) open.length = 0
    while (open.length > 0 && open.at(-1)!.level > level) open.pop()
    const top = open.at(-1)
    const before = top?.level === level ? top.number : undefined
    const number = numberOfMarker(takeMarker(paragraph), before)
    if (/^H\d$/.test(paragraph.tagName)) continue
    if (
      !top ||
      top.level < level ||
      (level === 1 && top.name !== name) ||
      !goesOn(before, number)
    ) {
      if (top?.level === level) open.pop()
      const list = body.ownerDocument.createElement(number === undefined ? 'ul' : 'ol')
      if (number !== undefined && number !== 1) list.setAttribute('start', String(number))
      const around = open.at(-1)?.list.lastElementChild
      if (around) around.append(list)
      else paragraph.before(list)
      open.push({ list, level, name, number })
    }
    open.at(-1)!.number = number
    const item = body.ownerDocument.createElement('li')
    open.at(-1)!.list.append(item)
    const words = body.ownerDocument.createElement('p')
    words.append(...paragraph.childNodes)
    item.append(words)
    last = open[0]!.list
    paragraph.remove()
  }
}

function goesOn(before: number | undefined, number: number | undefined): boolean {
  return before === undefined ? number === undefined : number === before + 1
}

/** The bullet or number that Word has typed before the words; it is taken out. */
function takeMarker(paragraph: Element): string {
  const marker = paragraph.querySelector('[style*="mso-list"]')
  const text = marker?.textContent ?? ''
  marker?.remove()
  return text
}

function nextElement(element: Element): Element | null {
  return element.nextElementSibling
}

function headingRows(body: HTMLElement): void {
  for (const row of body.querySelectorAll('tr')) {
    if (!/mso-yfti-firstrow:\s*yes/i.test(row.getAttribute('style') ?? '')) continue
    for (const cell of [...row.querySelectorAll(':scope > td')]) {
      const heading = body.ownerDocument.createElement('th')
      for (const name of ['colspan', 'rowspan']) {
        const value = cell.getAttribute(name)
        if (value) heading.setAttribute(name, value)
      }
      heading.append(...cell.childNodes)
      cell.replaceWith(heading)
    }
  }
}
