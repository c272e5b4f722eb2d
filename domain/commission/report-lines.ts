import { own } from '../own.ts'
/**
 * Turns the text of a report, from whatever it was extracted, into lines that carry what stood
 * before them. Paragraphs may be one line each (the published text, Word) or wrapped (PDF), with
 * blank lines between or without; `continues` decides which lines belong together.
 */

export interface Line {
  text: string
  /** Line number in the text as given, from 1. */
  number: number
  /** What separates it from the line before; `break` is a page's end without a blank line. */
  gap: 'none' | 'blank' | 'page' | 'break'
}

export interface Lines {
  lines: Line[]
  /** The usual full line's length when the text is hard-wrapped. */
  width?: number
  /** Whether blank lines set the paragraphs apart, so that a line without one goes on. */
  spaced: boolean
  /** Joins the end of one line to the start of the next, mending words cut by a hyphen. */
  join: (before: string, after: string) => string
}

const PAGE_NUMBER = /^(?:page\s+)?[-–—|\s]*\d{1,3}[-–—|\s]*(?:(?:of|\/)\s*\d{1,3})?$/i
const LONE_LABEL = /^(?:(?:[-–—•·▪›»*]\s*)+|(?:[-–—•]\s+)*\(?(?:[ivx]{1,5}|[a-z])[.)])$/
const ACTION_IN_MIDDLE =
  /(?<=[^\s•·▪›»*+>–—-]{2})\s(?=(?:[-–—•]\s+)?[ivx]{1,5}[.)]\s+\*{0,2}ACTION\b\W{0,6}:)/
const LIGATURES: Record<string, string> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl' }

/** Reads the text into lines, without page numbers, running heads and invisible characters. */
export function readLines(text: string): Lines {
  const marked = markGaps(splitRows(text))
  const merged = mergeLoneLabels(marked)
  const width = wrapWidth(merged)
  if (width !== undefined) undoubleSpacing(merged)
  const blank = merged.filter((line) => line.gap === 'blank' || line.gap === 'page').length
  const spaced = blank > merged.length * 0.08
  return { lines: merged, spaced, join: joiner(merged), ...(width === undefined ? {} : { width }) }
}

interface Row {
  text: string
  number: number
}

function splitRows(text: string): Row[] {
  const rows: Row[] = []
  text
    .replace(/\r\n?|[\v\u0085\u2028\u2029]/g, '\n')
    .split('\n')
    .forEach((physical, index) => {
      const [first, ...pages] = physical.split('\f')
      pushRow(rows, first ?? '', index + 1)
      for (const page of pages) {
        rows.push({ text: '\f', number: index + 1 })
        pushRow(rows, page, index + 1)
      }
    })
  return dropRunningHeads(rows)
}

function pushRow(rows: Row[], text: string, number: number): void {
  const clean = text
    .replace(/\ufe0f|[\u200b-\u200d\u2060\ufeff\0]/g, '')
    .replace(/[ﬀﬁﬂﬃﬄ]/g, (ligature) => own(LIGATURES, ligature) ?? ligature)
    .replace(/\u00ad(?=\s*$)/, '-')
    .replace(/\u00ad/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  for (const part of clean.split(ACTION_IN_MIDDLE)) rows.push({ text: part, number })
}

/** A line that tops or tails many pages is the page's furniture, not the report's text. */
function dropRunningHeads(rows: Row[]): Row[] {
  const pages: Row[][] = [[]]
  for (const row of rows) {
    if (row.text === '\f') pages.push([])
    else if (row.text && !PAGE_NUMBER.test(row.text)) pages.at(-1)?.push(row)
  }
  if (pages.length < 6) return rows
  const edges = pages.flatMap((page) => [...new Set([page[0], page.at(-1)])])
  const counts = new Map<string, number>()
  const key = (row: Row) => row.text.replace(/\d+/g, '#')
  for (const row of edges) if (row) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1)
  const heads = new Set<Row>()
  for (const row of edges) {
    if (row && row.text.length < 120 && (counts.get(key(row)) ?? 0) > pages.length * 0.3) {
      heads.add(row)
    }
  }
  return rows.map((row) => (heads.has(row) ? { text: '\f', number: row.number } : row))
}

function markGaps(rows: Row[]): Line[] {
  const lines: Line[] = []
  let blank = false
  let page = false
  for (const { text, number } of rows) {
    if (text === '') blank = true
    else if (text === '\f' || PAGE_NUMBER.test(text)) page = true
    else {
      const gap = page ? (blank ? 'page' : 'break') : blank ? 'blank' : 'none'
      lines.push({ text, number, gap })
      blank = false
      page = false
    }
  }
  return lines
}

/** Some extractions put a list's label on a line of its own. */
function mergeLoneLabels(lines: Line[]): Line[] {
  const merged: Line[] = []
  let label: Line | undefined
  for (const line of lines) {
    const text = label ? `${label.text} ${line.text}` : line.text
    const whole: Line = { text, number: (label ?? line).number, gap: (label ?? line).gap }
    label = LONE_LABEL.test(whole.text) && whole.text.length < 16 ? whole : undefined
    if (!label) merged.push(whole)
  }
  return merged
}

/** Length of a full line, or nothing when many lines are whole paragraphs. */
function wrapWidth(lines: Line[]): number | undefined {
  const lengths = lines.map((line) => line.text.length).filter((length) => length >= 40)
  if (lengths.length === 0) return undefined
  lengths.sort((a, b) => a - b)
  if (lengths.filter((length) => length > 250).length > lengths.length * 0.01) return undefined
  return lengths[Math.floor(lengths.length * 0.95)]
}

/** Wrapped lines that each became a paragraph: their blank lines separate nothing. */
function undoubleSpacing(lines: Line[]): void {
  const blank = lines.filter((line) => line.gap === 'blank').length
  if (lines.length < 100 || blank < lines.length * 0.9) return
  for (const line of lines) if (line.gap === 'blank') line.gap = 'none'
}

/**
 * Whether a hyphen at a line's end belongs to the word is asked of the text itself: the spelling
 * that it uses elsewhere is the right one. The words are gathered only when first needed.
 */
function joiner(lines: Line[]): Lines['join'] {
  let words: Set<string> | undefined
  const known = () => {
    if (words) return words
    words = new Set()
    for (const { text } of lines) {
      for (const word of text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*(?!-?$)/gu) ?? []) {
        words.add(word)
      }
    }
    return words
  }
  return (before, after) => {
    const head = /(\p{L}+)-$/u.exec(before)?.[1]
    const tail = /^(\p{Ll}+)/u.exec(after)?.[1]
    if (!head || !tail) return /\p{L}[-–/]$/u.test(before) ? before + after : `${before} ${after}`
    const whole = (head + tail).toLowerCase()
    const kept = known().has(`${head.toLowerCase()}-${tail}`) || !known().has(whole)
    return (kept ? before : before.slice(0, -1)) + after
  }
}

/** How far along a list item or a heading is when the next line comes. */
export interface Open {
  text: string
  /** The last physical line that went into it. */
  last: Line
  /** Headings end without a full stop, so only a full line lets them go on. */
  heading?: boolean
}

const ENDED = /[.!?:;…]["'”’)\]*_]*(?:\s*(?:\^\{[^}]*\}|\^[\d ,]+\^|[⁰¹²³⁴⁵⁶⁷⁸⁹\d,]+))*["'”’)*_]*$/
const GOES_ON = /^(?:\p{Ll}|[(&,;)]|\^|[⁰¹²³⁴⁵⁶⁷⁸⁹])/u

/** Whether an unmarked line belongs to the paragraph that is open. */
export function continues(open: Open, line: Line, { width, spaced }: Lines): boolean {
  const ended = ENDED.test(open.text.slice(-120))
  if (width === undefined) {
    if (open.heading) return false
    const near = line.gap === 'none' || line.gap === 'break'
    return !ended && (near || GOES_ON.test(line.text))
  }
  const firstWord = line.text.split(' ', 1)[0] ?? ''
  const full = open.last.text.length + 1 + firstWord.length > width * 0.75
  if (line.gap === 'blank') return !open.heading && !ended && GOES_ON.test(line.text)
  if (open.heading) return line.gap === 'none' && !ended && (spaced || full)
  return line.gap === 'none' ? full || !ended : full || (!ended && GOES_ON.test(line.text))
}
