import { own } from '../own.ts'
import { dateFromSerial, monthOf, readUkDate } from '../uk-date.ts'

/**
 * Days as people write them in trackers: in full, by month, by quarter or year of the NHS's
 * financial year (from April to March), and in words. A period means its last day.
 */

export interface DateChoice {
  date: string
  /** What the text would then mean, such as "the end of the financial year". */
  meaning: string
}

/**
 * - `day`: nothing but this can be meant.
 * - `read`: the usual meaning, which the person should see; `choices` has the others too.
 * - `none`: it says that there is no day, such as `ongoing` or `TBC`.
 * - `unsure`: several are as likely; nothing is taken until the person chooses.
 * - `order`: day and month could change places, and the column does not say which comes first.
 */
export type DateReading =
  | { kind: 'day'; date: string }
  | { kind: 'read'; date: string; choices: DateChoice[] }
  | { kind: 'none' }
  | { kind: 'unsure'; choices: DateChoice[] }
  | { kind: 'order'; dayFirst: string; monthFirst: string }

export type DayOrder = 'day-first' | 'month-first'
/** What a column shows: one order, `mixed` where it shows both, `unproven` where it shows none. */
export type OrderShown = DayOrder | 'mixed' | 'unproven'

const NUMBERS =
  /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:,?[ t]\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?)?$/i
const NO_DAY =
  /^(?:on ?-?going|continuous(?:ly)?|continuing|rolling|recurring|always|n\/?a|none|nil|tb[cda]|tbc\.|to be (?:confirmed|determined|agreed|advised|decided)|not (?:set|known|applicable|agreed|yet agreed)|unknown|asap|as soon as possible|immediate(?:ly)?|n\/?k|various|complete(?:d)?|done|closed|business as usual|bau|[-–—.?/*]+)$/i
const BEFORE =
  /^(?:by|due|before|target|deadline|until|till|w\/c|w\/e|wc|we|week (?:commencing|ending)|no later than|approx\.?|approximately|circa|c\.|~|expected|planned|from)[\s:]+/i

/** Which order the numbers of a column's dates prove. */
export function orderShown(texts: Iterable<string>): OrderShown {
  let [dayFirst, monthFirst] = [false, false]
  for (const text of texts) {
    const [, first, second] = NUMBERS.exec(text.trim()) ?? []
    if (Number(first) > 12 && Number(second) <= 12) dayFirst = true
    if (Number(second) > 12 && Number(first) <= 12) monthFirst = true
  }
  if (dayFirst && monthFirst) return 'mixed'
  return dayFirst ? 'day-first' : monthFirst ? 'month-first' : 'unproven'
}

export interface DateContext {
  order: OrderShown
  /** ISO date by which a year that is not said is told. */
  today: string
}

/** @returns `undefined` where the text is no day at all */
export function readTrackerDate(text: string, context: DateContext): DateReading | undefined {
  const plain = tidied(text)
  if (plain === '' || NO_DAY.test(plain)) return { kind: 'none' }
  const numbers = NUMBERS.exec(plain)
  if (numbers) return byNumbers(plain, numbers, context.order)
  const serial = /^[3-6]\d{4}$/.test(plain) ? dateFromSerial(Number(plain)) : undefined
  const day = serial ?? readUkDate(plain)
  if (day) return { kind: 'day', date: day }
  const words = plain.replace(BEFORE, '').replace(/^the /, '')
  if (words !== plain) return readTrackerDate(words, context)
  return byPeriod(plain, context.today) ?? several(plain, context)
}

function tidied(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/['’‘]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^\(|\)$/g, '')
    .trim()
}

function byNumbers(
  text: string,
  [, first = '', second = '', year = '']: string[],
  order: OrderShown,
): DateReading | undefined {
  const dayFirst = readUkDate(text)
  const monthFirst = readUkDate(`${second}/${first}/${year}`)
  const either = dayFirst && monthFirst && dayFirst !== monthFirst
  if (either && order === 'mixed') return { kind: 'order', dayFirst, monthFirst }
  const date = either ? (order === 'month-first' ? monthFirst : dayFirst) : (dayFirst ?? monthFirst)
  return date ? { kind: 'day', date } : undefined
}

const QUARTER = '(?:q(?:tr|uarter)? ?([1-4])|([1-4])(?:st|nd|rd|th) quarter|quarter ([1-4]))'
const YEARS = '(?:fy ?)?((?:20)?\\d{2}) ?[-/] ?((?:20)?\\d{2})'
const END = '(?:(?:the )?end(?: of)?(?: the)?|eo|late|by) ?-?'
const MONTH = '([a-z]{3,9})\\.?'

function byPeriod(text: string, today: string): DateReading | undefined {
  return (
    byQuarter(text, today) ?? byMonth(text, today) ?? byYear(text, today) ?? bySeason(text, today)
  )
}

function byQuarter(text: string, today: string): DateReading | undefined {
  const ended = text.replace(new RegExp(`^${END}\\s*(?=q|[1-4](?:st|nd|rd|th)|fy|\\d)`), '')
  const after = new RegExp(`^${QUARTER},? ?(?:of |in |- ?|\\()?${YEARS}\\)?$`).exec(ended)
  const before = new RegExp(`^${YEARS},? ?-?\\(?${QUARTER}\\)?$`).exec(ended)
  const first = after?.[4] ?? before?.[1]
  const second = after?.[5] ?? before?.[2]
  const named = after
    ? (after[1] ?? after[2] ?? after[3])
    : (before?.[3] ?? before?.[4] ?? before?.[5])
  if (first && second && named) {
    const from = fullYear(first)
    return fullYear(second) === from + 1
      ? { kind: 'day', date: endOfQuarter(from, Number(named)) }
      : undefined
  }
  const alone = new RegExp(
    `^(?:${QUARTER})(?:,? ?(?:of |in |- ?)?(fy ?)?((?:20)\\d{2}|\\d{2}))?$`,
  ).exec(ended)
  const quarter = Number(alone?.[1] ?? alone?.[2] ?? alone?.[3])
  if (!alone || !quarter) return undefined
  // "Q4 2026": of the financial year that begins then, that ends then, or of the calendar's.
  return alone[5] ? quarterOf(quarter, fullYear(alone[5])) : quarterNext(quarter, today)
}

function quarterOf(quarter: number, year: number): DateReading {
  const choices = [
    { date: endOfQuarter(year, quarter), meaning: `quarter ${quarter} of ${yearWords(year)}` },
    {
      date: endOfQuarter(year - 1, quarter),
      meaning: `quarter ${quarter} of ${yearWords(year - 1)}`,
    },
    { date: lastOf(year, quarter * 3), meaning: `quarter ${quarter} of the calendar year ${year}` },
  ]
  const different = choices.filter(
    ({ date }, at) => choices.findIndex((each) => each.date === date) === at,
  )
  return { kind: 'unsure', choices: different }
}

function quarterNext(quarter: number, today: string): DateReading {
  const from = financialYear(today)
  const [date, meaning] =
    endOfQuarter(from, quarter) >= today
      ? [endOfQuarter(from, quarter), yearWords(from)]
      : [endOfQuarter(from + 1, quarter), yearWords(from + 1)]
  const before = endOfQuarter(financialYear(date) - 1, quarter)
  const choices = [
    { date, meaning: `quarter ${quarter} of ${meaning}` },
    { date: before, meaning: `quarter ${quarter} of ${yearWords(financialYear(before))}` },
  ]
  return { kind: 'read', date, choices }
}

function byMonth(text: string, today: string): DateReading | undefined {
  const numeric = /^(?:(\d{1,2})[-/.](20\d{2})|(20\d{2})[-/.](\d{1,2}))$/.exec(text)
  if (numeric) {
    const month = Number(numeric[1] ?? numeric[4])
    const year = Number(numeric[2] ?? numeric[3])
    return month >= 1 && month <= 12 ? { kind: 'day', date: lastOf(year, month) } : undefined
  }
  // Of "June/July 2026" the later counts.
  const late = text.replace(
    /^([a-z]{3,9})\.? ?(?:\/|-|to|or|and|&) ?(?=[a-z]{3})/,
    (both, month) => (monthOf(month) > 0 ? '' : both),
  )
  const part = new RegExp(
    `^(${END}|mid|middle of|early|beginning of|start of)? ?-?${MONTH}[ -/,]*((?:20)?\\d{2})?$`,
  ).exec(late)
  const month = monthOf(part?.[2] ?? '')
  if (!part || month === 0) return day(text, today)
  const dayOfMonth = /^mid/.test(part[1] ?? '')
    ? 15
    : /^(?:ear|beg|sta)/.test(part[1] ?? '')
      ? 7
      : 0
  const inYear = (year: number) =>
    dayOfMonth === 0 ? lastOf(year, month) : isoOf(year, month, dayOfMonth)
  if (part[3]) {
    const date = inYear(fullYear(part[3]))
    return dayOfMonth === 7
      ? { kind: 'read', date, choices: [{ date, meaning: 'the first week of that month' }] }
      : { kind: 'day', date }
  }
  return nextYearly(inYear, today)
}

/** `31 March`, `31/3`: of no year said. */
function day(text: string, today: string): DateReading | undefined {
  const numbers = /^\d{1,2}(?:st|nd|rd|th)?(?:[/.-]\d{1,2}| ?(?:of )?[a-z]{3,9})$/.exec(text)
  const monthFirst = /^([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?$/.exec(text)
  const said = monthFirst
    ? `${monthFirst[2]} ${monthFirst[1]}`
    : numbers && text.replace(' of ', ' ')
  if (!said) return undefined
  const separator = /[/.-]/.exec(said)?.[0] ?? ' '
  if (!readUkDate(`${said}${separator}2028`)) return undefined
  return nextYearly((year) => readUkDate(`${said}${separator}${year}`) ?? lastOf(year, 2), today)
}

function nextYearly(inYear: (year: number) => string, today: string): DateReading {
  const year = Number(today.slice(0, 4))
  const next = inYear(year) >= today ? year : year + 1
  const choices = [next, next - 1].map((each) => ({
    date: inYear(each),
    meaning: each === next ? 'the next such day' : 'the last such day',
  }))
  return { kind: 'read', date: inYear(next), choices }
}

function byYear(text: string, today: string): DateReading | undefined {
  const years = new RegExp(`^(?:${END} ?)?(?:financial year |year )?${YEARS}$`).exec(text)
  if (years) {
    const from = fullYear(years[1]!)
    return fullYear(years[2]!) === from + 1
      ? { kind: 'day', date: endOfQuarter(from, 4) }
      : undefined
  }
  const said = new RegExp(
    `^(?:${END} ?)?((?:calendar|financial|fin|fy) ?(?:year|yr)? ?)?(20\\d{2})$`,
  )
  const [, kind, one] = said.exec(text) ?? []
  if (one) return endOfYear(Number(one), kind)
  const ends =
    /^(?:(?:the )?end of (?:the |this )?|this |eo|year ?-?end ?)(calendar|financial|fin)? ?-?(?:year|yr|fy|y)?$/
  const ended = ends.exec(text)
  const isEnd = ended && /y/.test(text)
  if (!isEnd) return undefined
  const from = financialYear(today)
  const financial = { date: endOfQuarter(from, 4), meaning: 'the end of the financial year' }
  const calendar = {
    date: lastOf(Number(today.slice(0, 4)), 12),
    meaning: 'the end of the calendar year',
  }
  if (ended[1] === 'calendar') return { kind: 'read', date: calendar.date, choices: [calendar] }
  const choices = ended[1] ? [financial] : [financial, calendar]
  return { kind: 'read', date: financial.date, choices }
}

function endOfYear(year: number, kind: string | undefined): DateReading {
  const calendar = { date: lastOf(year, 12), meaning: `the end of the calendar year ${year}` }
  const financial = {
    date: endOfQuarter(year - 1, 4),
    meaning: `the end of ${yearWords(year - 1)}`,
  }
  if (kind?.startsWith('calendar')) return { kind: 'day', date: calendar.date }
  return { kind: 'unsure', choices: kind ? [financial] : [calendar, financial] }
}

/** Last month of each season. */
const SEASONS: Readonly<Record<string, number>> = {
  spring: 5,
  summer: 8,
  autumn: 11,
  fall: 11,
  winter: 2,
  christmas: 12,
  easter: 4,
}

function bySeason(text: string, today: string): DateReading | undefined {
  const found =
    /^(?:(?:by|end of|late|early) )?([a-z]+) ?((?:20)?\d{2})?(?: ?[-/] ?((?:20)?\d{2}))?$/.exec(
      text,
    )
  const month = own(SEASONS, found?.[1] ?? '')
  if (!found || month === undefined) return undefined
  const named = found[3] ?? found[2]
  // A winter is named after the year it begins in, or after both.
  const ends = (year: number) => lastOf(month === 2 && !found[3] ? year + 1 : year, month)
  if (!named) return nextYearly((year) => lastOf(year, month), today)
  const date = ends(fullYear(named))
  return { kind: 'read', date, choices: [{ date, meaning: `the end of ${found[1]}` }] }
}

/** `31/3/26, now 30/6/26`: two days in one cell, of which the person chooses. */
function several(text: string, context: DateContext): DateReading | undefined {
  const parts = text
    .split(
      /\s*(?:,|;|\(|\)|\bnow\b|\bthen\b|\brevised\b|\bextended\b|\bmoved\b|->|\bwas\b|\boriginally\b|\bto\b|\bfrom\b| - )\s*/,
    )
    .filter((part) => part !== '' && part !== text)
  const dates = parts.flatMap((part) => {
    const read = readTrackerDate(part, context)
    return read && 'date' in read ? [read.date] : []
  })
  const choices = [...new Set(dates)].map((date) => ({
    date,
    meaning: 'one of the days in this cell',
  }))
  return choices.length > 0 ? { kind: 'unsure', choices } : undefined
}

function financialYear(date: string): number {
  return Number(date.slice(0, 4)) - (date.slice(5) < '04-01' ? 1 : 0)
}

function yearWords(from: number): string {
  return `${from}/${String((from + 1) % 100).padStart(2, '0')}`
}

/** Quarter 1 is April to June; quarter 4 ends in the year after. */
function endOfQuarter(from: number, quarter: number): string {
  return quarter === 4 ? lastOf(from + 1, 3) : lastOf(from, 3 + quarter * 3)
}

function lastOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

function isoOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}
