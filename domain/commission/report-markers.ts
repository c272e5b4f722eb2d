import { own } from '../own.ts'
import type { Section } from './reference.ts'
import { isTicked, plain, withoutTicks } from './report-markup.ts'
import type { Source } from './report-shape.ts'

/** What a line opens, judged by the line alone. The parser decides whether it fits where it stands. */
export type Marker =
  | { kind: 'section'; section: Section }
  | { kind: 'focusArea'; number?: number; title: string }
  | { kind: 'source'; source: Source }
  | { kind: 'caseStudy'; title: string; shouted: boolean }
  | { kind: 'chapter'; priorities: boolean }
  | { kind: 'priority'; number: number }
  | { kind: 'challenge'; national: boolean; text: string }
  | { kind: 'action'; numeral?: string; ticked: boolean; text: string }
  | { kind: 'numbered'; numeral: string; text: string }
  | { kind: 'lettered'; letter: string; text: string; twice: boolean; bulleted: boolean }
  | { kind: 'bullet'; dash: boolean; text: string }
  | { kind: 'aside'; quotation: boolean }
  | { kind: 'text'; text: string }

const BULLET = /^(?:[-–—*+]\s+|[•·▪▫◦●○■□‣⁃∙›»>→◆❖➢\uf0a7\uf0b7\uf0d8\uf0fc]\s*)/u
const CONTENTS_ENTRY = /(?:\s|\.{2,}|…)\d{1,3}$/
const ACTION = /^ACTION\s*[:：]\s*/
const LABELLED_ACTION = /^(?:ACTION\b|Action(?=\s*[:：]))\s*[:：.–-]?\s*/
const ROMAN_LABEL = /^\(?([ivxl]{1,6}|[IVXL]{1,6}|\d{1,2})[.)]\s+/
const LETTER_LABEL = /^\(?([a-z])[.)]\s+/

const SECTION_HEADINGS: [RegExp, Section][] = [
  [/^actions for the health service$/i, 'HS'],
  [/^actions for local authorities$/i, 'LA'],
  [/^actions for education (?:and|&) research$/i, 'ER'],
  [/^actions to be delivered via joint working$/i, 'JW'],
]

/** Says what a line opens. */
export function readMarker(raw: string): Marker {
  const line = plain(raw).replace(/^#{1,6}\s+/, '')
  return readHeading(line) ?? readItem(line)
}

function readHeading(line: string): Marker | undefined {
  if (/^99\s*[*_]?["“'‘A-Z]/.test(line)) return { kind: 'aside', quotation: true }
  if (line.length > 400) return undefined
  for (const [heading, section] of SECTION_HEADINGS) {
    if (heading.test(line.replace(/:$/, ''))) return { kind: 'section', section }
  }
  const focus = /^focus area(?:\s+(\d{1,2}))?\s*[:.–-]\s*(.+)$/i.exec(line)
  if (focus) return readFocusArea(focus[1], focus[2] ?? '')
  if (/^community feedback\s*:?$/i.test(line)) return { kind: 'source', source: 'community' }
  if (/^policy recommendations?\s*:?$/i.test(line)) return { kind: 'source', source: 'policy' }
  const study = /^(case study)\s*[:–-]\s*(.+)$/i.exec(line)
  if (study) {
    return { kind: 'caseStudy', title: study[2] ?? '', shouted: study[1] === 'CASE STUDY' }
  }
  if (/^(?:examples?|taskforce \d+ summary)\s*[:–-]/i.test(line)) {
    return { kind: 'aside', quotation: false }
  }
  return readLaterHeading(line)
}

function readFocusArea(number: string | undefined, title: string): Marker {
  if (CONTENTS_ENTRY.test(title)) return { kind: 'aside', quotation: false }
  return { kind: 'focusArea', title: title.trim(), ...(number ? { number: Number(number) } : {}) }
}

/** Headings of the chapter after the actions. */
function readLaterHeading(line: string): Marker | undefined {
  const challenge = /^our challenge to (the midlands|national policy ?makers)\s*:?\s*(.*)$/i.exec(
    line,
  )
  if (challenge) {
    const national = challenge[1]?.toLowerCase() !== 'the midlands'
    return { kind: 'challenge', national, text: challenge[2] ?? '' }
  }
  const chapter = /^chapter\s+(\d{1,2})\b[.:\s–-]*(.*)$/i.exec(line)
  if (chapter && !CONTENTS_ENTRY.test(chapter[2] ?? '')) {
    return {
      kind: 'chapter',
      priorities: chapter[1] === '4' || /^priorities/i.test(chapter[2] ?? ''),
    }
  }
  if (/^priorities for change$/i.test(line)) return { kind: 'chapter', priorities: true }
  const priority = /^(\d{1,2})[.)]\s+[^\p{Ll}]{8,}$/u.exec(line)
  if (priority) return { kind: 'priority', number: Number(priority[1]) }
  return undefined
}

function readItem(line: string): Marker {
  let text = line
  let bulleted = false
  const dash = /^[-–—]\s+(?![-–—•›»>])/.test(line)
  for (let match = BULLET.exec(text); match; match = BULLET.exec(text)) {
    text = text.slice(match[0].length)
    bulleted = true
  }
  const item = readLabelled(text, bulleted)
  if (item) return item
  return bulleted ? { kind: 'bullet', dash, text } : { kind: 'text', text }
}

function readLabelled(text: string, bulleted: boolean): Marker | undefined {
  const start = text.slice(0, 60)
  const ticked =
    isTicked(start.split(':', 1)[0] ?? '') || /^[^\p{L}]*ACTION\W{0,4}:\W{0,2}[✅✓✔☑]/u.test(start)
  const unticked = ticked ? withoutTicks(start).trimStart() + text.slice(60) : text
  const roman = ROMAN_LABEL.exec(unticked)
  const body = roman ? unticked.slice(roman[0].length) : unticked
  const word = (roman ? LABELLED_ACTION : ACTION).exec(body)
  if (word) {
    const numeral = roman?.[1]?.toLowerCase()
    return {
      kind: 'action',
      text: body.slice(word[0].length),
      ticked,
      ...(numeral ? { numeral } : {}),
    }
  }
  if (roman && !/^\d/.test(roman[1] ?? '')) {
    return { kind: 'numbered', numeral: (roman[1] ?? '').toLowerCase(), text: body }
  }
  const letter = LETTER_LABEL.exec(text)
  if (!letter) return undefined
  const rest = text.slice(letter[0].length)
  const again = new RegExp(`^${letter[1]}[.)]\\s+`).exec(rest)
  const heading = again ? rest.slice(again[0].length) : rest
  return {
    kind: 'lettered',
    letter: letter[1] ?? '',
    text: heading,
    twice: again !== null,
    bulleted,
  }
}

/** Value of a printed roman (or arabic) numeral. */
export function numeralValue(numeral: string): number {
  if (/^\d+$/.test(numeral)) return Number(numeral)
  const values: Record<string, number> = { i: 1, v: 5, x: 10, l: 50 }
  let total = 0
  for (let i = 0; i < numeral.length; i++) {
    const value = own(values, numeral[i] ?? '') ?? 0
    total += value < (own(values, numeral[i + 1] ?? '') ?? 0) ? -value : value
  }
  return total
}
