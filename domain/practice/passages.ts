import { plain } from '../commission/report-markup.ts'

/** A document's text, cut into passages that a person can pick from. */

export interface Passage {
  text: string
  heading: boolean
  /** Page of a PDF, from 1; null for documents without pages. */
  page: number | null
}

/** Longest passage, in characters: what one field of an entry may hold. */
export const LONGEST_PASSAGE = 4000

const LONGEST_HEADING = 90
/** What stands on so many pages is a running head or foot, not a passage. */
const RUNNING = 3
const BULLET = /^(?:[•▪●○◦‣›»*–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+/
/** The number of a note stands raised, and says nothing without the note. */
const NOTE = /\s*\^\{[^{}]*\}/g
/** Markdown's, in single stars or underscores. */
const EMPHASIS = /(^|[\s(])[*_](\S(?:[^*_]*\S)?)[*_](?=[\s.,;:!?)]|$)/g
/** A line of a table of contents: a heading, dots, and its page. */
const CONTENTS_LINE = /(?:[.…·]\s*){5,}\d{1,4}$/
const PAGE_NUMBER = /^(?:page\s+)?\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?$/i

/** @param pages text by page; one for a document that has none */
export function passagesOf(pages: readonly string[]): Passage[] {
  const passages = pages.flatMap((text, index) =>
    blocksOf(text).flatMap((block) => toPassages(block, pages.length > 1 ? index + 1 : null)),
  )
  return withoutRunning(passages)
}

/** Lines between blank lines; an item of a list is a block of its own. */
function blocksOf(text: string): string[][] {
  const blocks: string[][] = []
  let open: string[] = []
  const close = () => {
    if (open.length > 0) blocks.push(open)
    open = []
  }
  for (const line of text.replace(/\f/g, '\n').split(/\r\n?|\n/)) {
    const words = line.trim()
    if (words === '' || CONTENTS_LINE.test(words)) {
      close()
      continue
    }
    if (BULLET.test(words) || words.startsWith('#')) close()
    open.push(words)
    if (words.startsWith('#')) close()
  }
  close()
  return blocks
}

function toPassages(lines: readonly string[], page: number | null): Passage[] {
  const joined = lines.reduce((before, line) =>
    /\p{L}-$/u.test(before) ? before + line : `${before} ${line}`,
  )
  const marked = /^#{1,6}\s/.test(joined)
  const text = plain(joined.replace(/^#{1,6}\s+/, '').replace(BULLET, ''))
    .replace(EMPHASIS, '$1$2')
    .replace(NOTE, '')
  if (!/\p{L}/u.test(text) || PAGE_NUMBER.test(text)) return []
  const heading = marked || (lines.length === 1 && !BULLET.test(joined) && looksLikeHeading(text))
  return cut(text).map((part) => ({ text: part, heading, page }))
}

function looksLikeHeading(text: string): boolean {
  return text.length <= LONGEST_HEADING && /^[\p{Lu}\d]/u.test(text) && !/[.!?:;,]$/.test(text)
}

/** Cuts after a sentence, or in need after a word, so that each part fits a field. */
function cut(text: string): string[] {
  if (text.length <= LONGEST_PASSAGE) return [text]
  const head = text.slice(0, LONGEST_PASSAGE)
  const sentence = head.search(/[.!?]\s[^.!?]*$/)
  const at = sentence > 0 ? sentence + 1 : head.lastIndexOf(' ')
  const end = at > 0 ? at : LONGEST_PASSAGE
  return [text.slice(0, end).trim(), ...cut(text.slice(end).trim())]
}

function withoutRunning(passages: readonly Passage[]): Passage[] {
  const pages = new Map<string, Set<number>>()
  const keyOf = ({ text }: Passage) => text.toLowerCase().replace(/\d+/g, '').trim()
  for (const passage of passages) {
    if (passage.page === null || passage.text.length > LONGEST_HEADING) continue
    const key = keyOf(passage)
    pages.set(key, (pages.get(key) ?? new Set()).add(passage.page))
  }
  return passages.filter((passage) => (pages.get(keyOf(passage))?.size ?? 0) < RUNNING)
}
