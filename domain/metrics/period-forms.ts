import { MONTHS } from '../dates.ts'
import * as P from './period.ts'

/** The forms in which Fingertips, NHS England, ONS, DfE and DWP print periods. */

type Period = P.Period
type Reading = [pattern: RegExp, read: (parts: string[]) => Period | undefined]

/** How to read the forms that can mean two things; a column shows which, a label alone cannot. */
export interface Reader {
  /**
   * `2010-12` and `201012`: a month, a financial year (`2010-11`), or the first and last of a span
   * of years.
   */
  yearAndTwo: 'month' | 'years'
  /** The same with a slash, `2011/12`. */
  yearSlashTwo: 'month' | 'years'
  /** `4/5/2023` with the month before the day. */
  monthFirst: boolean
  /** `22/23` as the financial year 2022/23. */
  shortYears: boolean
}

export const ALONE: Reader = {
  yearAndTwo: 'month',
  yearSlashTwo: 'years',
  monthFirst: false,
  shortYears: false,
}

const MONTH_NAME =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const MONTH = `(${MONTH_NAME})`
const YEAR = String.raw`(\d{4})`
/** A second year, in two digits or four. */
const TO_YEAR = String.raw`(\d{4}|\d{2})`
const ANY_YEAR = String.raw`'?(\d{4}|\d{2})`
const DASH = String.raw`\s*(?:-|to|until|and)\s*`
const QUARTER = '(?:q|quarter|qtr) ?([1-4])'

/** What a text says, read alone. */
export function readForm(text: string, reader: Reader): Period | undefined {
  const plain = tidied(text)
  return readPlain(plain, reader) ?? readPlain(withoutNotes(plain), reader)
}

function readPlain(plain: string, reader: Reader): Period | undefined {
  return readOne(plain, reader) ?? readEnds(plain, reader)
}

/** Two ends that can be read, joined: days, quarters of two years and whatever else has a dash. */
function readEnds(plain: string, reader: Reader): Period | undefined {
  if (plain.length > 60) return undefined
  for (const { 0: dash, index } of plain.matchAll(/ ?- ?| to | until | and /g)) {
    const [from, to] = [plain.slice(0, index), plain.slice(index + dash.length)]
    if (from.length < 4 || to.length < 4) continue
    const found = joined(readOne(from, reader), readOne(to, reader))
    if (found) return found
  }
  return undefined
}

function readOne(plain: string, reader: Reader): Period | undefined {
  for (const [pattern, read] of readingsOf(reader)) {
    const match = pattern.exec(plain)
    const found = match && read(match.slice(1))
    if (found) return found
  }
  return undefined
}

const made = new WeakMap<Reader, Reading[]>()

function readingsOf(reader: Reader): Reading[] {
  let readings = made.get(reader)
  if (!readings) {
    readings = [...twofold(reader), ...singlefold(reader)]
    made.set(reader, readings)
  }
  return readings
}

/** Small letters, one kind of dash and of space. */
export function tidied(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\d)_(?=\d)/g, '-')
}

/** Without what publishers write around a period: marks, remarks, and the name of the return. */
function withoutNotes(plain: string): string {
  return plain
    .replace(/t00:00(:00(\.0+)?)?z?$/, '')
    .replace(/ ?00:00(:00(\.0+)?)?$/, '')
    .replace(
      /\s*[[(](?:\w{1,4}|note \d+|provisional|final|revised|estimated?|pooled|combined|aggregated?|rolling|[a-z]{3,9}[- ]\d{2,4})[\])]/g,
      '',
    )
    .replace(/\s*(?:provisional|revised|final|estimated?|forecast)$/, '')
    .replace(/(?<=\d)\s*[*†‡]+$|(?<=\d)[pr]$/, '')
    .replace(
      /^(?:as at|as of|at|on|snapshot(?: date)?|period|month of|during|financial year|calendar year|fy|cy|year)[: ]*(?=[\da-z])/,
      '',
    )
    .replace(new RegExp(`^[a-z&]+-(?=${MONTH}[- ]\\d{4}$)`), '')
    .replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?=\d)/, '')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/g, '$1')
    .trim()
}

/** Forms that can mean two things. */
function twofold({ yearAndTwo, yearSlashTwo, monthFirst, shortYears }: Reader): Reading[] {
  const years = (from: string, to: string) => financialYear(from, to) ?? spanOf(from, to)
  const month = (year: string, two: string) => P.aMonth(num(year), num(two))
  return [
    [
      /^(\d{4})-?(0[1-9]|1[0-2])$/,
      ([year, two]) =>
        yearAndTwo === 'month' ? month(year!, two!) : (years(year!, two!) ?? month(year!, two!)),
    ],
    [
      /^(\d{4})\/(0[1-9]|1[0-2])$/,
      ([year, two]) =>
        yearSlashTwo === 'month'
          ? month(year!, two!)
          : (financialYear(year!, two!) ?? month(year!, two!)),
    ],
    [
      /^(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)$/,
      ([a, b, year]) => {
        const [day, second] = monthFirst ? [b, a] : [a, b]
        // A 30th month proves that the other is meant.
        const swapped = !monthFirst && num(second) > 12
        return swapped
          ? P.aDay(fullYear(year!), num(day), num(second))
          : P.aDay(fullYear(year!), num(second), num(day))
      },
    ],
    [
      /^(\d\d)[/-](\d\d)$/,
      ([from, to]) => (shortYears ? financialYear(String(fullYear(from!)), to!) : undefined),
    ],
  ]
}

/** Forms that mean one thing; those that stand on others read them by the same reader. */
function singlefold(reader: Reader): Reading[] {
  const read = (text: string | undefined) =>
    text === undefined ? undefined : readForm(text, reader)
  return [
    [re(YEAR), ([year]) => P.calendarYears(num(year), num(year))],
    [/^(\d{4})-?(\d\d)-?(\d\d)$/, ([year, month, day]) => P.aDay(num(year), num(month), num(day))],
    [
      re(`(\\d\\d?)[ -]?${MONTH}[ ,.-]*${ANY_YEAR}`),
      ([day, month, year]) => P.aDay(fullYear(year!), monthNumber(month!), num(day)),
    ],
    [
      re(`${MONTH} (\\d\\d?),? ${YEAR}`),
      ([month, day, year]) => P.aDay(num(year), monthNumber(month!), num(day)),
    ],
    [
      re(`${MONTH}[ ,.'-]*${ANY_YEAR}`),
      ([month, year]) => P.aMonth(fullYear(year!), monthNumber(month!)),
    ],
    [re(`${YEAR}[ -]${MONTH}`), ([year, month]) => P.aMonth(num(year), monthNumber(month!))],
    [re(`(0?[1-9]|1[0-2])[/-]${YEAR}`), ([month, year]) => P.aMonth(num(year), num(month))],
    [re(`${YEAR}/${TO_YEAR}`), ([from, to]) => financialYear(from!, to!)],
    // NHS England writes a financial year with a hyphen; Fingertips spans years with spaces around it.
    [re(`${YEAR}-${TO_YEAR}`), ([from, to]) => financialYear(from!, to!) ?? spanOf(from!, to!)],
    [re(`${YEAR}(\\d\\d)`), ([from, to]) => financialYear(from!, to!)],
    [re(`${YEAR}${DASH}${TO_YEAR}`), ([from, to]) => spanOf(from!, to!)],
    [
      re(
        `(?:academic year |ay ?|academic )${YEAR}[/-]?${TO_YEAR}|${YEAR}[/-]${TO_YEAR},? \\(?academic(?: year)?\\)?`,
      ),
      ([a, b, c, d]) => academic(a ?? c!, b ?? d!),
    ],
    [
      re(`${YEAR}[/-]${TO_YEAR}${DASH}${TO_YEAR}[/-]${TO_YEAR}`),
      ([from, fromEnd, to, toEnd]) => financialSpan(from!, fromEnd!, to!, toEnd!),
    ],
    [re(`${YEAR}[ -]?${QUARTER}`), ([year, q]) => P.calendarQuarter(num(year), num(q))],
    [re(`${QUARTER}[ ,-]*${YEAR}`), ([q, year]) => P.calendarQuarter(num(year), num(q))],
    [
      re(`(\\d{4}|\\d{2})[/-]${TO_YEAR}[ ,-]*${QUARTER}`),
      ([from, to, q]) => quarterOf(from!, to!, q!),
    ],
    [
      re(`${QUARTER}[ ,-]*(?:of )?(?:fy ?)?(\\d{4}|\\d{2})[/-]${TO_YEAR}`),
      ([q, from, to]) => quarterOf(from!, to!, q!),
    ],
    [
      re(`(.+?) ?q([1-4])${DASH}q([1-4])`),
      ([year, from, to]) => joined(read(`${year} q${from}`), read(`${year} q${to}`)),
    ],
    [
      re(`${YEAR} ?(?:h|half )([12])|(?:h|half )([12]) ?${YEAR}`),
      ([a, h, k, b]) => halfYear(num(a ?? b), num(h ?? k)),
    ],
    [
      re(`${MONTH}(?: (\\d{4}|\\d{2}))?${DASH}${MONTH}[ -]${ANY_YEAR}`),
      ([from, fromYear, to, toYear]) => monthRange(from!, fromYear, to!, toYear!),
    ],
    [
      re(`${YEAR} ${MONTH}-${MONTH}`),
      ([year, from, to]) => monthRange(from!, undefined, to!, year!),
    ],
    // Eurostat and ONS: `2024M04`. In a financial year month 1 is April, as trusts report.
    [re(`${YEAR}[ -]?m(0?[1-9]|1[0-2])`), ([year, month]) => P.aMonth(num(year), num(month))],
    [
      re(`${YEAR}[/-]${TO_YEAR}[ ,-]*(?:m|month |mth )(0?[1-9]|1[0-2])`),
      ([from, to, month]) => monthOfYears(from!, to!, num(month) + 3),
    ],
    [
      re(`(?:m|month |mth )(0?[1-9]|1[0-2])[ ,-]+${YEAR}[/-]${TO_YEAR}`),
      ([month, from, to]) => monthOfYears(from!, to!, num(month) + 3),
    ],
    [
      re(`${MONTH}[ ,-]+${YEAR}[/-]${TO_YEAR}`),
      ([month, from, to]) => {
        const number = monthNumber(month!)
        return monthOfYears(from!, to!, number < 4 ? number + 12 : number)
      },
    ],
    [
      re(`([1-4])(?:st|nd|rd|th)? (?:quarter|qtr)[ ,-]*(?:of )?(.+)`),
      ([q, year]) => read(`q${q} ${year}`),
    ],
    [/^fy ?(\d\d)[/-](\d\d)$/, ([from, to]) => financialYear(String(fullYear(from!)), to!)],
    [/^mid[- ]?(\d{4})$/, ([year]) => P.midYear(num(year))],
    [
      re(`mid[- ]?${YEAR}${DASH}mid[- ]?${YEAR}`),
      ([from, to]) => P.ofMonths(P.monthOf(num(from), 7), P.monthOf(num(to), 6)),
    ],
    [
      re(`${YEAR}[ -]?w(?:eek|k)?[ -]?(\\d\\d?)|w(?:eek|k)?[ -]?(\\d\\d?)[ ,-]*${YEAR}`),
      ([a, w, v, b]) => P.isoWeek(num(a ?? b), num(w ?? v)),
    ],
    [
      /^(?:week|wk|w)[ /]*(?:ending|ended|end|to|e)[:.]? (.+)$/,
      ([day]) => onDay(read(day), (iso) => P.weekTo(iso)),
    ],
    [
      /^(?:week|wk|w)[ /]*(?:commencing|beginning|starting|from|c|b)[:.]? (.+)$/,
      ([day]) => onDay(read(day), (iso) => P.weekTo(plusDays(iso, 6))),
    ],
    [
      /^(?:(?:rolling )?(?:12|twelve) months|year|one year|fye|ye|y\/e|rolling year)(?: (?:ending|ended|end|to))?[: ]+(?:end (?:of )?)?(.+)$/,
      ([last]) => endingWith(read(last), 12),
    ],
    [/^(?:3|three) months (?:ending|ended|to)[: ]+(.+)$/, ([last]) => endingWith(read(last), 3)],
    [/^quarter (?:ending|ended|to)[: ]+(.+)$/, ([last]) => endingWith(read(last), 3)],
    [/^(?:6|six) months (?:ending|ended|to)[: ]+(.+)$/, ([last]) => endingWith(read(last), 6)],
    [
      /^(\d|two|three|four|five)[ -]years? (?:ending|ended|to)[: ]+(.+)$/,
      ([years, last]) => endingWith(read(last), 12 * (COUNTS.get(years!) ?? num(years))),
    ],
    [/^month (?:ending|ended|to)[: ]+(.+)$/, ([last]) => endingWith(read(last), 1)],
  ]
}

/** The financial year from April of the first; `undefined` unless the second is the year after. */
function financialYear(from: string, to: string): Period | undefined {
  const first = num(from)
  return yearAfter(to, first) === first + 1 ? P.financialYears(first, first) : undefined
}

function academic(from: string, to: string): Period | undefined {
  const first = num(from)
  return yearAfter(to, first) === first + 1 ? P.academicYear(first) : undefined
}

function spanOf(from: string, to: string): Period | undefined {
  const first = num(from)
  const last = yearAfter(to, first)
  return last > first ? P.calendarYears(first, last) : undefined
}

function financialSpan(from: string, fromEnd: string, to: string, toEnd: string) {
  const first = num(from)
  const last = yearAfter(to, first)
  const sound = yearAfter(fromEnd, first) === first + 1 && yearAfter(toEnd, last) === last + 1
  return sound && last > first ? P.financialYears(first, last) : undefined
}

function quarterOf(from: string, to: string, quarter: string): Period | undefined {
  const first = fullYear(from)
  return yearAfter(to, first) === first + 1 ? P.financialQuarter(first, num(quarter)) : undefined
}

/** A month of a financial year by its number from January of the first: 4 to 15. */
function monthOfYears(from: string, to: string, month: number): Period | undefined {
  const first = num(from)
  if (yearAfter(to, first) !== first + 1) return undefined
  const at = P.monthOf(first, month)
  return P.ofMonths(at, at)
}

const COUNTS = new Map([
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
])

function halfYear(year: number, half: number): Period | undefined {
  const first = P.monthOf(year, half === 1 ? 1 : 7)
  return P.ofMonths(first, first + 5)
}

function monthRange(from: string, fromYear: string | undefined, to: string, toYear: string) {
  const last = P.monthOf(fullYear(toYear), monthNumber(to))
  const same = P.monthOf(
    fromYear === undefined ? fullYear(toYear) : fullYear(fromYear),
    monthNumber(from),
  )
  // "Dec-Feb 2023" begins in the year before.
  return P.ofMonths(fromYear === undefined && same > last ? same - 12 : same, last)
}

function joined(from: Period | undefined, to: Period | undefined): Period | undefined {
  return from && to && from.start <= to.start ? P.ofDays(from.start, to.end) : undefined
}

/** What a run of months may end with: `Year to Q1 2022/23`. */
const ENDS: ReadonlySet<Period['kind']> = new Set([
  'month',
  'day',
  'calendar-quarter',
  'financial-quarter',
])

/** So many months that end with a month, or with the last day of one. */
function endingWith(last: Period | undefined, months: number): Period | undefined {
  if (!last) return undefined
  if (last.kind === 'calendar-year' && months === 12)
    // "FYE 2022" is the financial year that ends in it.
    return P.financialYears(num(last.label) - 1, num(last.label) - 1)
  const isYear = last.kind === 'calendar-year' || last.kind === 'financial-year'
  const [year, month] = P.dateParts(last.end)
  const isMonthEnd = P.aMonth(year, month)?.end === last.end
  if (!isMonthEnd || !(ENDS.has(last.kind) || (isYear && months % 12 === 0))) return undefined
  const end = P.monthOf(year, month)
  return P.ofMonths(end - months + 1, end)
}

function onDay(day: Period | undefined, make: (iso: string) => Period): Period | undefined {
  return day?.kind === 'day' ? make(day.start) : undefined
}

function plusDays(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10)
}

/** A year written in two digits is the next such year after the one before it: 1999/00 is 2000. */
function yearAfter(digits: string, after: number): number {
  if (digits.length === 4) return num(digits)
  const sameCentury = Math.floor(after / 100) * 100 + num(digits)
  return sameCentury < after ? sameCentury + 100 : sameCentury
}

/** A year in two digits that stands alone: `98` is 1998, `23` is 2023. */
function fullYear(digits: string): number {
  if (digits.length === 4) return num(digits)
  return num(digits) >= 70 ? 1900 + num(digits) : 2000 + num(digits)
}

function monthNumber(word: string): number {
  return MONTHS.findIndex((month) => word.startsWith(month.toLowerCase())) + 1
}

function num(digits: string | undefined): number {
  return Number(digits)
}

function re(source: string): RegExp {
  return new RegExp(`^(?:${source})$`)
}
