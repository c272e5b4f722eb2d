import { validate } from 'nhs-number-validator'

/** Why a text that holds an NHS number is not taken, and the way out. */
export const NHS_NUMBER_REASON =
  'This looks like it holds an NHS number, and nothing about a patient may be kept here. Take the number out and try again.'

/** Spaces and hyphens that people, Word and web pages put between the groups of a number. */
const GAP = '[ \\u00a0\\u2009\\u202f\\u2010\\u2011\\u2013-]?'

/**
 * Ten digits, alone or as 3-3-4, that are not part of a longer number: no digit beside them, nor
 * the start of a telephone number (`+44 `, `0 `) before them.
 */
const CANDIDATE = new RegExp(
  `(?<!\\d)(?<!\\+\\d{1,3}[ -]?)(?<!\\b0[ -])\\d{3}${GAP}\\d{3}${GAP}\\d{4}(?!\\d)`,
  'g',
)

/** Ids and hashes (SHA-256): their digits mean nothing. */
const MACHINE_MADE = /\b(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{64})\b/gi

/**
 * The first NHS number in the text, as it is written there; `undefined` when there is none.
 * One random ten-digit number in eleven has a right check digit, so a find may be a coincidence.
 */
export function findNhsNumber(text: string): string | undefined {
  for (const [candidate] of text.replace(MACHINE_MADE, ' ').matchAll(CANDIDATE)) {
    const digits = candidate.replace(/\D/g, '')
    // Ten equal digits pass the check but are never issued.
    if (!/^(\d)\1*$/.test(digits) && validate(digits)) return candidate
  }
  return undefined
}
