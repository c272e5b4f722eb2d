import { MONTHS } from '../dates.ts'

/**
 * Periods as Fingertips and NHS publications write them. A period is known by its first and last
 * day, so that two spellings of one period are the same period.
 */

export type PeriodKind =
  | 'calendar-year'
  | 'financial-year'
  | 'calendar-years'
  | 'financial-years'
  | 'calendar-quarter'
  | 'financial-quarter'
  | 'month'
  | 'day'

export interface Period {
  kind: PeriodKind
  /** As Accord writes it: `2022`, `2022/23`, `2020 - 22`, `2022 Q3`, `2022/23 Q1`, `Jan 2023`. */
  label: string
  /** First and last day, ISO. */
  start: string
  end: string
  /** The two days as an ISO 8601 interval: one period, one key; sorts by first day, then by last. */
  sortKey: string
}

const MONTH_NAME =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/

const YEAR = String.raw`(\d{4})`
/** A second year, in two digits or four. */
const TO_YEAR = String.raw`(\d{4}|\d{2})`
const DASH = String.raw`\s*(?:-|to)\s*`

type Reading = [pattern: RegExp, read: (parts: string[]) => Period | undefined]

const READINGS: Reading[] = [
  [re(YEAR), ([year]) => calendarYears(num(year), num(year))],
  // An ISO month comes before a span of years: 2010-12 without spaces is December 2010.
  [re(`${YEAR}-(0[1-9]|1[0-2])`), ([year, month]) => aMonth(num(year), num(month))],
  [re(`${YEAR}-(\\d\\d)-(\\d\\d)`), ([year, month, day]) => aDay(num(year), num(month), num(day))],
  [
    re(`(\\d\\d?)/(\\d\\d?)/${YEAR}`),
    ([day, month, year]) => aDay(num(year), num(month), num(day)),
  ],
  [
    re(`(\\d\\d?) ([a-z]+) ${YEAR}`),
    ([day, month, year]) => aDay(num(year), monthNumber(month!), num(day)),
  ],
  [re(`([a-z]+)[ -]${YEAR}`), ([month, year]) => aMonth(num(year), monthNumber(month!))],
  [re(`([a-z]+)[ -](\\d\\d)`), ([month, year]) => aMonth(2000 + num(year), monthNumber(month!))],
  [re(`${YEAR}/${TO_YEAR}`), ([from, to]) => financialYear(num(from), to!)],
  // NHS England writes a financial year with a hyphen; Fingertips spans years with spaces around it.
  [re(`${YEAR}-${TO_YEAR}`), ([from, to]) => financialYear(num(from), to!) ?? span(from!, to!)],
  [re(`${YEAR}${DASH}${TO_YEAR}`), ([from, to]) => span(from!, to!)],
  [
    re(`${YEAR}/${TO_YEAR}${DASH}(\\d{4}|\\d{2})/${TO_YEAR}`),
    ([from, fromEnd, to, toEnd]) => financialSpan(from!, fromEnd!, to!, toEnd!),
  ],
  [re(`${YEAR} ?q([1-4])`), ([year, quarter]) => calendarQuarter(num(year), num(quarter))],
  [
    re(`${YEAR}[/-]${TO_YEAR} ?q([1-4])`),
    ([from, to, quarter]) => {
      return financialYear(num(from), to!) && financialQuarter(num(from), num(quarter))
    },
  ],
]

/** Texts read before: a file or a chart has few periods, and asks for each of them often. */
const read = new Map<string, Period | undefined>()
const MOST_REMEMBERED = 5000

/** Reads a period; `undefined` when nobody could say which days it covers. */
export function parsePeriod(text: string): Period | undefined {
  if (!read.has(text)) {
    if (read.size >= MOST_REMEMBERED) read.clear()
    read.set(text, readPeriod(text))
  }
  return read.get(text)
}

function readPeriod(text: string): Period | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\s\u00a0]+/g, ' ')
  for (const [pattern, toPeriod] of READINGS) {
    const match = pattern.exec(plain)
    const period = match && toPeriod(match.slice(1))
    if (period) return period
  }
  return undefined
}

/** Orders periods by first day, then by last. */
export function comparePeriods(a: Period, b: Period): number {
  return a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0
}

/**
 * How many steps of their own rhythm lie from one period to another: years (also for spans of
 * years, which are published every year), quarters, months or days; negative when `to` comes
 * first. `undefined` when the two are of different kinds or lengths.
 */
export function stepsBetween(from: Period, to: Period): number | undefined {
  if (from.kind !== to.kind || yearsCovered(from) !== yearsCovered(to)) return undefined
  if (from.kind === 'day') return (Date.parse(to.start) - Date.parse(from.start)) / 86_400_000
  const months = monthCount(to.start) - monthCount(from.start)
  return months / (from.kind === 'month' ? 1 : from.kind.endsWith('quarter') ? 3 : 12)
}

function calendarYears(first: number, last: number): Period {
  return period(
    first === last ? 'calendar-year' : 'calendar-years',
    first === last ? `${first}` : `${first} - ${two(last)}`,
    [first, 1],
    [last, 12],
  )
}

function financialYears(first: number, last: number): Period {
  const label = (year: number) => `${year}/${two(year + 1)}`
  return period(
    first === last ? 'financial-year' : 'financial-years',
    first === last ? label(first) : `${label(first)} - ${two(last)}/${two(last + 1)}`,
    [first, 4],
    [last + 1, 3],
  )
}

/** The financial year from April of `first`; `undefined` unless `next` is the year after. */
function financialYear(first: number, next: string): Period | undefined {
  return fullYear(next, first) === first + 1 ? financialYears(first, first) : undefined
}

function span(from: string, to: string): Period | undefined {
  const first = num(from)
  const last = fullYear(to, first)
  return last > first && last - first < 20 ? calendarYears(first, last) : undefined
}

function financialSpan(from: string, fromEnd: string, to: string, toEnd: string) {
  const first = num(from)
  const last = fullYear(to, first)
  const sound =
    fullYear(fromEnd, first) === first + 1 && fullYear(toEnd, last) === last + 1 && last > first
  return sound && last - first < 20 ? financialYears(first, last) : undefined
}

function calendarQuarter(year: number, quarter: number): Period {
  const month = quarter * 3
  return period('calendar-quarter', `${year} Q${quarter}`, [year, month - 2], [year, month])
}

/** Quarter 1 of a financial year is April to June; quarter 4 ends the next March. */
function financialQuarter(year: number, quarter: number): Period {
  const inYear = quarter < 4 ? year : year + 1
  const month = quarter < 4 ? quarter * 3 + 3 : 3
  const label = `${year}/${two(year + 1)} Q${quarter}`
  return period('financial-quarter', label, [inYear, month - 2], [inYear, month])
}

function aMonth(year: number, month: number): Period | undefined {
  if (month < 1 || month > 12) return undefined
  return period('month', `${MONTHS[month - 1]} ${year}`, [year, month], [year, month])
}

function aDay(year: number, month: number, day: number): Period | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  const iso = isoDay(date)
  const label = `${day} ${MONTHS[month - 1]} ${year}`
  return { kind: 'day', label, start: iso, end: iso, sortKey: `${iso}/${iso}` }
}

function period(
  kind: PeriodKind,
  label: string,
  [firstYear, firstMonth]: [number, number],
  [lastYear, lastMonth]: [number, number],
): Period {
  const start = isoDay(new Date(Date.UTC(firstYear, firstMonth - 1, 1)))
  const end = isoDay(new Date(Date.UTC(lastYear, lastMonth, 0)))
  return { kind, label, start, end, sortKey: `${start}/${end}` }
}

function yearsCovered(period: Period): number {
  return num(period.end.slice(0, 4)) - num(period.start.slice(0, 4))
}

function monthCount(iso: string): number {
  return num(iso.slice(0, 4)) * 12 + num(iso.slice(5, 7))
}

/** A year written in two digits is the next such year after the one before it: 1999/00 is 2000. */
function fullYear(digits: string, after: number): number {
  if (digits.length === 4) return num(digits)
  const sameCentury = Math.floor(after / 100) * 100 + num(digits)
  return sameCentury < after ? sameCentury + 100 : sameCentury
}

function monthNumber(word: string): number {
  if (!MONTH_NAME.test(word)) return 0
  return MONTHS.findIndex((month) => word.startsWith(month.toLowerCase())) + 1
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function two(year: number): string {
  return String(year % 100).padStart(2, '0')
}

function num(digits: string | undefined): number {
  return Number(digits)
}

function re(source: string): RegExp {
  return new RegExp(`^${source}$`)
}
