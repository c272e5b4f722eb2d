/** Dates as people write them in spreadsheets and read them in Accord. ISO dates are `2026-11-21`. */

import { MONTHS } from './dates.ts'
import { isoOfSerial } from './tables/serial-dates.ts'

const FULL_MONTHS =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/

/** Earliest and latest year a due date may fall in: outside it is a slip of the keyboard. */
export const FIRST_YEAR = 2000
export const LAST_YEAR = 2099

/** Excel's number for a date as an ISO date; `undefined` outside the years a due date may have. */
export function dateFromSerial(serial: number, calendar1904 = false): string | undefined {
  const iso = isoOfSerial(serial, calendar1904)
  const [year = 0, month = 0, day = 0] = iso?.split('-').map(Number) ?? []
  return isoDate(year, month, day)
}

/**
 * Reads a date in UK order: `21/11/2026`, `21-11-26`, `21.11.2026`, `21 Nov 2026`,
 * `Saturday 21st November 2026`, `Nov 21, 2026`, `21-Nov-26`, `2026-11-21`, with or without a time
 * after it. `undefined` when the text is no such date, or no day of the calendar.
 */
export function readUkDate(text: string): string | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/(?:t| |, )\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?z?$/, '')
    .replace(/^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,? /, '')
    .replace(/\b(\d{1,2})(st|nd|rd|th)\b/, '$1')

  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(plain)
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))

  const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(plain)
  if (numbers) return isoDate(fullYear(numbers[3]!), Number(numbers[2]), Number(numbers[1]))

  const dayFirst = /^(\d{1,2})[-/. ]?([a-z]+)\.?,?[-/. ]?(\d{4}|\d{2})$/.exec(plain)
  if (dayFirst) return isoDate(fullYear(dayFirst[3]!), monthOf(dayFirst[2]!), Number(dayFirst[1]))

  const monthFirst = /^([a-z]+)\.? (\d{1,2}),? (\d{4})$/.exec(plain)
  if (monthFirst) {
    return isoDate(Number(monthFirst[3]), monthOf(monthFirst[1]!), Number(monthFirst[2]))
  }
  return undefined
}

/** The month, from 1, that a word in small letters names, in full or short; 0 when it names none. */
export function monthOf(word: string): number {
  return FULL_MONTHS.test(word)
    ? MONTHS.findIndex((month) => word.startsWith(month.toLowerCase())) + 1
    : 0
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}

/** The ISO date, when the calendar has such a day in the years allowed. */
function isoDate(year: number, month: number, day: number): string | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return date.toISOString().slice(0, 10)
}
