import DOMPurify from 'dompurify'
import { own } from '../../../domain/own.ts'
import { IMAGE_SOURCE } from '../schema/image.ts'
import { numbersOfItems } from './item-numbers.ts'
import { structureFromWord } from './word.ts'

/** What of a page or a document may come in by the clipboard; all else is left behind. */
const TAGS =
  'p br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tfoot tr th td a img strong b em i s strike code pre div section article span mark'.split(
    ' ',
  )
const ATTRIBUTES = ['href', 'src', 'alt', 'start', 'colspan', 'rowspan', 'width', 'height']
/** How `structureFromWord` hands footnotes on. */
const NOTE_ATTRIBUTES = ['data-footnote', 'data-text']
/** Blocks that a document has no kind for: paragraphs, so that their words do not run together. */
const OTHER_BLOCKS =
  'dl, dt, dd, figure, figcaption, details, summary, address, main, header, footer, nav, aside, fieldset, form, legend, center'
/** Put there by ProseMirror when it copies: the text comes from an editor such as this. */
const OWN_MARK = 'data-pm-slice'
/** Bigger ones are chosen as files, which makes them smaller. */
const LARGEST_IMAGE = 1_400_000

/**
 * HTML from the clipboard as headings, paragraphs, lists, tables, links and pictures without the
 * dress they came in. Never throws.
 * @param onLost called with how many pictures could not come along: the clipboard has only the
 *   address of most, and a page fetches nothing
 */
export function cleanPastedHtml(
  html: string,
  onLost: (pictures: number) => void = () => {},
): string {
  const isOwn = html.includes(OWN_MARK)
  const page = new DOMParser().parseFromString(html, 'text/html')
  if (!isOwn) {
    structureFromWord(page.body)
    numbersOfItems(page.body)
    namesFromStyle(page.body)
    wordsOfOneCell(page.body)
  }
  settleChanges(page.body)
  const lost = lostPictures(page.body)
  if (lost.length > 0) onLost(lost.length)
  for (const image of lost) image.replaceWith(image.getAttribute('alt') ?? '')
  tidy(page.body)
  return DOMPurify.sanitize(page.body.innerHTML, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: [...ATTRIBUTES, ...NOTE_ATTRIBUTES],
    ALLOW_DATA_ATTR: isOwn,
    ALLOW_ARIA_ATTR: false,
  })
}

/** Bold and italics that are only a style get their elements; a "bold" that is not loses it. */
function namesFromStyle(body: HTMLElement): void {
  for (const element of body.querySelectorAll('b[style], strong[style]'))
    if (/^(normal|400)$/.test(styleOf(element).fontWeight)) unwrap(element)
  for (const span of body.querySelectorAll('span[style]')) {
    const { fontWeight, fontStyle, textDecoration } = styleOf(span)
    if (fontWeight === 'bold' || Number(fontWeight) >= 600) wrapContents(span, 'strong')
    if (fontStyle === 'italic') wrapContents(span, 'em')
    if (/line-through/.test(textDecoration)) wrapContents(span, 's')
  }
}

/** Read anew: under the page's content security policy, a style in parsed HTML stays empty. */
function styleOf(element: Element): CSSStyleDeclaration {
  const { style } = document.createElement('span')
  style.cssText = element.getAttribute('style') ?? ''
  return style
}

/** Changes that another program tracks come in as they would read accepted. */
function settleChanges(body: HTMLElement): void {
  for (const element of body.querySelectorAll('del')) element.remove()
  for (const element of body.querySelectorAll('ins')) unwrap(element)
}

function tidy(body: HTMLElement): void {
  for (const heading of body.querySelectorAll('h5, h6')) rename(heading, 'h4')
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    // Lists straight inside lists, as some programs write them, belong to the item before.
    if (list.previousElementSibling?.tagName === 'LI') list.previousElementSibling.append(list)
    else unwrap(list)
  }
  for (const block of body.querySelectorAll(OTHER_BLOCKS)) rename(block, 'div')
  raiseFigures(body)
}

function lostPictures(body: HTMLElement): HTMLImageElement[] {
  return [...body.querySelectorAll('img')].filter((image) => {
    const source = image.getAttribute('src') ?? ''
    return !IMAGE_SOURCE.test(source) || source.length > LARGEST_IMAGE
  })
}

/** One cell of a spreadsheet is meant as its words, not as a table. */
function wordsOfOneCell(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) {
    const cells = table.querySelectorAll('td, th')
    if (cells.length === 1) table.replaceWith(...cells[0]!.childNodes)
  }
}

const RAISED: Record<string, string> = { SUP: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻', SUB: '₀₁₂₃₄₅₆₇₈₉₊₋' }

/** A document has no raised and lowered figures but those among its letters: 10⁶ must not read 106. */
function raiseFigures(body: HTMLElement): void {
  for (const element of body.querySelectorAll('sup, sub')) {
    const figures = element.textContent.trim().replaceAll('−', '-')
    if (!/^[-+\d]+$/.test(figures)) continue
    element.textContent = [...figures]
      .map((figure) => own(RAISED, element.tagName)?.['0123456789+-'.indexOf(figure)] ?? figure)
      .join('')
  }
}

export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes)
}

export function rename(element: Element, tag: string): Element {
  const renamed = element.ownerDocument.createElement(tag)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}

function wrapContents(element: Element, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}
