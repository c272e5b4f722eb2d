import { own } from '../own.ts'
/**
 * References as people write them in trackers of their own: Accord's (`HS1.e2`), and the report's
 * lettering in all its spellings (`HS1e(ii)`, `HS 1 e ii`, `hs1 e)ii.`), several in one cell too.
 */

export interface ReferenceReading {
  /** Actions named, in Accord's own spelling and without repeats; empty where only a recommendation is. */
  actions: string[]
  /** The recommendation, where no action of it is named. */
  recommendation?: string
  /** Well spelled, but not among those known. */
  unknown: string[]
  /** Whether it is Accord's own spelling. */
  exact: boolean
  /** What stands in the cell beside the reference. */
  rest: string
}

/** What is known: actions, and the recommendations they stand under. */
export interface KnownReferences {
  has(action: string): boolean
  hasRecommendation(recommendation: string): boolean
}

const LOCAL = /^(?:HS|LA|ER|JW)[1-9]\.[a-z]\.[A-Z0-9]{3}-[0-9a-z]{4,12}(?![0-9a-z])/
const OWN = /^(?:HS|LA|ER|JW)[1-9]\.[a-z][1-9]\d?(?![0-9a-z])/
const FOCUS = /^(HS|LA|ER|JW)[\s._-]{0,2}0?([1-9])/i
const LETTER = /^([\s._/:,)(-]{0,3})([a-z])(?![a-z]*[a-hj-uwyz])/i
const LETTER_ALONE = /^([\s._/:,)(-]{0,3})([a-z])(?![a-z0-9])/i
const NUMERAL = /^([\s._/:,)([-]{0,5})(\d{1,2}|[ivx]{1,6})(?![a-z0-9])[)\]]{0,2}/i
const LABELS =
  /^(?:(?:recommendations?|recs?|ref(?:erence)?s?|actions?|nos?|number|item|task)\b[\s.:#-]*)+/i
const BETWEEN = /^\s*(,|;|&|\+|\/|\band\b|\bto\b|-)\s*/i
const MOST_IN_A_CELL = 20

/**
 * The reference that a cell is, begins with, or ends with in brackets.
 * @returns `undefined` where there is none
 */
export function readReference(text: string, known: KnownReferences): ReferenceReading | undefined {
  const plain = tidied(text)
  return atStart(plain.replace(LABELS, ''), known) ?? inBrackets(plain, known)
}

/**
 * A numeral alone, `(ii)` or `2`, under the recommendation that stands above or beside it.
 * @param recommendation such as `HS1.e`
 */
export function readNumeral(
  text: string,
  recommendation: string,
  known: KnownReferences,
): string | undefined {
  const found = /^[\s(.[]*(\d{1,2}|[ivx]{1,6})[\s).\]]*$/i.exec(tidied(text))
  const action = found && `${recommendation}${numeralValue(found[1]!)}`
  return action && known.has(action) ? action : undefined
}

function tidied(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[#*'"“”‘’\s]+/, '')
}

/** `Allow for differences (HS1e(ii))`: at the end only, since references within a text point elsewhere. */
function inBrackets(text: string, known: KnownReferences): ReferenceReading | undefined {
  const found = /^(.*\S)\s*[[(]\s*((?:HS|LA|ER|JW)[^[\]]{2,14}?)\s*[\])]\.?$/i.exec(text)
  if (!found || /\b(?:see|cf|links? to|linked to|with|as)[\s:]*$/i.test(found[1]!)) return undefined
  const read =
    atStart(found[2]!, known) ?? (found[2]!.includes('(') && atStart(`${found[2]})`, known))
  return read && read.rest === '' && read.actions.length > 0
    ? { ...read, rest: found[1]! }
    : undefined
}

interface One {
  reference: string
  focusArea: string
  recommendation: string
  position: number | undefined
  local?: true
  exact: boolean
  /** Parted by spaces alone, so that it may be words of a sentence. */
  loose: boolean
  length: number
}

function atStart(text: string, known: KnownReferences): ReferenceReading | undefined {
  const opened = /^[([{]+(?=\s?(?:HS|LA|ER|JW))/i.exec(text)?.[0].length ?? 0
  const body = text.slice(opened)
  const first = whole(body)
  if (!first) return undefined
  let rest = body.slice(first.length)
  const found: One[] = [first]
  while (found.length < MOST_IN_A_CELL) {
    const between = BETWEEN.exec(rest)
    if (!between) break
    const last = found.at(-1)!
    const next = following(rest.slice(between[0].length), last)
    if (!next) break
    const isRange = /^(?:-|to)$/i.test(between[1]!) && next.recommendation === last.recommendation
    found.push(...(isRange ? within(last, next) : []), next)
    rest = rest.slice(between[0].length + next.length)
  }
  const left = rest.replace(/^[\s).\]:,;-]+/, '').trim()
  // In a sentence, "HS1 a new" and "HS1e 2 workshops" are words.
  if (left !== '' && first.loose && found.length === 1) return undefined
  return sorted(found, left, known)
}

function sorted(
  found: readonly One[],
  rest: string,
  known: KnownReferences,
): ReferenceReading | undefined {
  const named = [
    ...new Set(found.flatMap((one) => (one.position || one.local ? one.reference : []))),
  ]
  const actions = named.filter((each) => known.has(each))
  const unknown = named.filter((each) => !known.has(each))
  const { recommendation, exact } = found[0]!
  if (named.length === 0) {
    return known.hasRecommendation(recommendation)
      ? { actions: [], recommendation, unknown: [], exact, rest }
      : undefined
  }
  return {
    ...{ actions, unknown, rest, exact: found.every((one) => one.exact) },
    ...(actions.length === 0 && known.hasRecommendation(recommendation) && { recommendation }),
  }
}

/** The actions between the two ends of a range. */
function within(from: One, to: One): One[] {
  const [first, last] = [from.position ?? 0, to.position ?? 0]
  const between = Math.min(MOST_IN_A_CELL, Math.max(0, last - first - 1))
  return Array.from({ length: between }, (_, at) => {
    const position = first + 1 + at
    return { ...from, position, reference: `${from.recommendation}${position}` }
  })
}

function whole(text: string): One | undefined {
  const local = LOCAL.exec(text)?.[0]
  if (local) {
    const recommendation = local.slice(0, 5)
    const [focusArea, length] = [local.slice(0, 3), local.length]
    const known = { reference: local, focusArea, recommendation, position: undefined }
    return { ...known, local: true, exact: true, loose: false, length }
  }
  const focus = FOCUS.exec(text)
  if (!focus) return undefined
  const focusArea = `${focus[1]!.toUpperCase()}${focus[2]}`
  const lettered = letterAndNumeral(text.slice(focus[0].length), focusArea)
  return (
    lettered && {
      ...lettered,
      exact: OWN.test(text),
      length: focus[0].length + lettered.length,
    }
  )
}

function letterAndNumeral(text: string, focusArea: string): One | undefined {
  const letter = LETTER.exec(text) ?? LETTER_ALONE.exec(text)
  if (!letter) return undefined
  const recommendation = `${focusArea}.${letter[2]!.toLowerCase()}`
  const after = text.slice(letter[0].length)
  const numeral = NUMERAL.exec(after)
  const spaced = letter[1] !== '' && letter[1]!.trim() === ''
  const common = { focusArea, recommendation, exact: false }
  if (numeral) {
    const [, gap = '', digits = ''] = numeral
    const apart = gap !== '' && gap.trim() === ''
    // "HS1e I will": a word, where the letter before it is small.
    const isWord = apart && digits === 'I' && letter[2] === letter[2]!.toLowerCase()
    const position = numeralValue(digits)
    const length = letter[0].length + numeral[0].length
    // What follows a reference begins as a sentence does.
    const isSentence = /^ ?[A-Z]/.test(text.slice(length))
    const alone = spaced && digits.length === 1 && !isSentence
    const loose = apart && (/^\d/.test(digits) || isWord || alone)
    if (position > 0)
      return { ...common, reference: `${recommendation}${position}`, position, loose, length }
  }
  if (/^[a-z0-9]/i.test(after)) return undefined
  const closing = /^\)?/.exec(after)![0].length
  const length = letter[0].length + closing
  return { ...common, reference: recommendation, position: undefined, loose: spaced, length }
}

/** After one reference another in full, `f(ii)` of the same focus area, or a numeral alone. */
function following(text: string, last: One): One | undefined {
  const full = whole(text)
  if (full) return full
  const numeral = /^\(?(\d{1,2}|[ivx]{1,6})(?![a-z0-9])\)?/i.exec(text)
  if (numeral && last.position) {
    const position = numeralValue(numeral[1]!)
    const reference = `${last.recommendation}${position}`
    return position > 0
      ? { ...last, reference, position, length: numeral[0].length, loose: false }
      : undefined
  }
  const lettered = /^[a-z][\s.(]{0,2}(?:\d|[ivx]+\b)/i.test(text)
    ? letterAndNumeral(text, last.focusArea)
    : undefined
  return lettered?.position ? lettered : undefined
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 }

/** Value of an arabic or a well-formed roman numeral up to 39; 0 where it is none. */
function numeralValue(numeral: string): number {
  if (/^\d+$/.test(numeral)) return Number(numeral)
  const letters = numeral.toLowerCase()
  if (!/^x{0,3}(?:ix|iv|v?i{0,3})$/.test(letters)) return 0
  let total = 0
  for (let at = 0; at < letters.length; at += 1) {
    const value = own(ROMAN, letters[at]!)!
    total += value < (own(ROMAN, letters[at + 1] ?? '') ?? 0) ? -value : value
  }
  return total
}
