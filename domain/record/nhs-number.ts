import { validate } from 'nhs-number-validator'
import { isAnotherNumber, mayBeAnotherNumber } from './number-context.ts'

/** Why a text that holds an NHS number is not taken, and the way out. */
export const NHS_NUMBER_REASON =
  'This looks like it holds an NHS number, and nothing about a patient may be kept here. Take the number out and try again.'

/** The same of a number that may as well be another: the person is asked. */
export function unsureReason(found: string): string {
  return `“${found.trim()}” could be an NHS number, and nothing about a patient may be kept here. If it is another number, say so, or write what it is before it, such as “tel” or “ISBN”.`
}

export interface FoundNumber {
  /** As it stands in the text. */
  text: string
  /** Its ten digits. */
  digits: string
  /** False where it may as well be an order number, say, so that the person is to be asked. */
  sure: boolean
}

/** Signs that nobody sees, or that only part words and numbers. */
const INVISIBLE = '\\u00ad\\u200b-\\u200d\\u2060\\ufeff'
const SPACE = `[ \\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000${INVISIBLE}]`
const MARK = '[-\\u2010-\\u2015\\u2212._/,()\\u00b7\\u2022]'
/** Between the groups of 3-3-4: any spacing, also over lines, and a mark or two within it. */
const GAP = `(?:[\\s${INVISIBLE}]|${MARK}){0,4}`
const DIGIT = '\\p{Nd}'

/** Ten digits alone or as 3-3-4, parted by anything that parts numbers. */
const GROUPED = new RegExp(
  `(?<!${DIGIT})${times(3)}${GAP}${times(3)}${GAP}${times(4)}(?!${DIGIT})`,
  'gu',
)
/** Ten digits in groups of any size, parted by spaces alone. */
const SPACED = new RegExp(
  `(?<!${DIGIT}|${DIGIT}${SPACE}|[.,:/-])${DIGIT}(?:${SPACE}{0,3}${DIGIT}){9}(?!${DIGIT}|${SPACE}${DIGIT}|[.,:/-]${DIGIT})`,
  'gu',
)

function times(count: number): string {
  return `${DIGIT}(?:[${INVISIBLE}]*${DIGIT}){${count - 1}}`
}

/** Ids, whole or the first two groups of one, and hashes (SHA-256): their digits mean nothing. */
const MACHINE_MADE =
  /\b(?:[0-9a-f]{8}-[0-9a-f]{4}(?:(?:-[0-9a-f]{4}){2}-[0-9a-f]{12})?|[0-9a-f]{64})\b/gi

/**
 * The first NHS number in the text, however it is spaced; `undefined` when there is none. A number
 * that its context proves to be another (a telephone number, an ISBN, the id of a meeting) is none.
 * One random ten-digit number in eleven has a right check digit, so a find may be a coincidence.
 *
 * @param isCleared whether a person said of these ten digits that they are another number
 */
export function lookForNhsNumber(
  text: string,
  isCleared: (digits: string) => boolean = () => false,
): FoundNumber | undefined {
  const plain = text.replace(MACHINE_MADE, (id) => ' '.repeat(id.length))
  for (const [pattern, isUsual] of [
    [GROUPED, true],
    [SPACED, false],
  ] as const)
    for (const match of plain.matchAll(pattern)) {
      const [found] = match
      const digits = [...found].flatMap(digitOf).join('')
      // Ten equal digits pass the check but are never issued.
      if (/^(\d)\1*$/.test(digits) || !validate(digits) || isCleared(digits)) continue
      const place = { text: plain, from: match.index, to: match.index + found.length, digits }
      if (isAnotherNumber(place)) continue
      return { text: found, digits, sure: isUsual && !mayBeAnotherNumber(place) }
    }
  return undefined
}

/** The same as it stands in the text. */
export function findNhsNumber(text: string): string | undefined {
  return lookForNhsNumber(text)?.text
}

/** The value of a digit of any script; nothing for what is no digit. */
function digitOf(sign: string): number[] {
  if (!/\p{Nd}/u.test(sign)) return []
  const code = sign.codePointAt(0)!
  if (code < 0x80) return [code - 0x30]
  // Digits of a script stand in a row of ten from 0; the mathematical ones in five such rows.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return [(code - 0x1d7ce) % 10]
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return [value]
}
