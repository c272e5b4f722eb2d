import { once } from '../once.ts'
import type { Period } from './period.ts'
import { ALONE, type Reader, readForm, tidied } from './period-forms.ts'

/** Reads a whole column of periods together: what one label leaves open, the others decide. */

export interface PeriodColumn {
  /** The period of a label of the column; `undefined` where nobody could say which days it covers. */
  read: (text: string) => Period | undefined
  /** What was decided that a person may want otherwise, in sentences. */
  notices: string[]
}

const YEAR_AND_TWO = /^(\d{4})-?(\d\d)$/
const YEAR_SLASH_TWO = /^(\d{4})\/(\d\d)$/
const TWO_AND_TWO = /^(\d\d)[/-](\d\d)$/
const DAY_AND_MONTH = /^(\d\d?)[/.-](\d\d?)[/.-](?:\d{4}|\d\d)(?= |t|$)/

/** What a heading says of the dates under it, such as “Week ending” or “12 months to”. */
const HEADING_ENDS =
  /\b(?:(?:week|wk|quarter|month|(?:rolling )?(?:12|twelve|6|six|3|three) months|year)[ -]*(?:ending|ended|end|to)|w[ /]?e|week[ -]*(?:commencing|beginning|starting|from)|w[ /]?c)\b/
const OF_MONTHS = /\bmonths?\b/
const OF_WEEKS = /\b(?:weeks?|wk)\b/

/**
 * @param texts the labels of the column, each at least once; empty ones say nothing
 * @param heading of the column, where it has one
 */
export function readPeriodColumn(texts: Iterable<string>, heading = ''): PeriodColumn {
  const labels = [...new Set([...texts].map(tidied))].filter((label) => label !== '')
  const notices: string[] = []
  const reader: Reader = {
    yearAndTwo: monthOrYears(pairs(labels, YEAR_AND_TWO), notices),
    yearSlashTwo: slashMeaning(pairs(labels, YEAR_SLASH_TWO)),
    monthFirst: isMonthFirst(labels, notices),
    shortYears: areYears(pairs(labels, TWO_AND_TWO), labels),
  }
  const wholeOf = headingMeaning(tidied(heading), labels, reader, notices)
  const known = new Map<string, Period | undefined>()
  const read = (text: string) => {
    if (known.has(text)) return known.get(text)
    const found = readForm(text, reader)
    const period = found && (wholeOf(found) ?? found)
    known.set(text, period)
    return period
  }
  return { read, notices }
}

type Pair = [first: number, second: number]

function pairs(labels: readonly string[], form: RegExp): Pair[] {
  return labels.flatMap((label): Pair[] => {
    const match = form.exec(label)
    return match ? [[Number(match[1]), Number(match[2])]] : []
  })
}

/** Years from the first to the second of `2010-12`: 2. */
function yearsApart([year, two]: Pair): number {
  return (((two - year) % 100) + 100) % 100
}

/**
 * What `2010-12` means. Years, where one of the column is no month, or where all of several lie as
 * many years apart, as 2007-08, 2008-09 do: months that do so would be thirteen months apart.
 */
function monthOrYears(found: readonly Pair[], notices: string[]): Reader['yearAndTwo'] {
  if (found.length === 0) return 'month'
  const apart = new Set(found.map(yearsApart))
  const [only] = apart
  const regular = apart.size === 1 && only !== undefined && only > 0 && only < 20
  if (found.some(([, two]) => two < 1 || two > 12)) return 'years'
  if (found.length > 1) return regular ? 'years' : 'month'
  if (regular) {
    const [year, two] = found[0]!
    notices.push(
      `“${year}-${String(two).padStart(2, '0')}” was read as month ${two} of ${year}. If the years ${year} to ${year + only} are meant, write ${only === 1 ? `${year}/${String(two).padStart(2, '0')}` : `${year} - ${String(two).padStart(2, '0')}`}.`,
    )
  }
  return 'month'
}

/** What `2011/12` means: the financial year, unless the column counts months through. */
function slashMeaning(found: readonly Pair[]): Reader['yearSlashTwo'] {
  const areMonths = found.every(([, two]) => two >= 1 && two <= 12)
  return areMonths && found.some((pair) => yearsApart(pair) !== 1) ? 'month' : 'years'
}

/** Whether `20/21`, `21/22` are financial years: each is the next of two years. */
function areYears(found: readonly Pair[], labels: readonly string[]): boolean {
  return (
    found.length > 0 &&
    found.every(([first, second]) => second === (first + 1) % 100) &&
    (found.length > 1 || labels.length > 1)
  )
}

/** Month-first only by proof: a second number above 12 somewhere, and no first one. */
function isMonthFirst(labels: readonly string[], notices: string[]): boolean {
  const found = pairs(labels, DAY_AND_MONTH)
  const dayFirst = found.some(([first]) => first > 12)
  const monthFirst = found.some(([, second]) => second > 12)
  if (dayFirst && monthFirst)
    notices.push(
      'Some dates of this column have the day first and some the month first, so those that could be either were read with the day first. Write the month in letters to be sure.',
    )
  else if (monthFirst)
    notices.push('The dates of this column have the month first, as one of them proves.')
  return monthFirst && !dayFirst
}

/** Excel keeps a month as its first day: where all days are first days, months are meant. */
function allFirstDays(labels: readonly string[], reader: Reader): boolean {
  const days = labels.map((label) => readForm(label, reader)).filter((each) => each?.kind === 'day')
  return days.length > 0 && days.every((day) => day!.start.endsWith('-01'))
}

/**
 * What a day, or a month, of the column stands for: the week that ends with it, the quarter, the
 * month; `undefined` where it is meant itself.
 */
function headingMeaning(
  heading: string,
  labels: readonly string[],
  reader: Reader,
  notices: string[],
): (found: Period) => Period | undefined {
  const [ends] = HEADING_ENDS.exec(heading) ?? []
  if (ends !== undefined) {
    return ({ kind, label }) =>
      kind === 'day' || kind === 'month' ? readForm(`${ends} ${label}`, ALONE) : undefined
  }
  if (OF_WEEKS.test(heading)) return weeksByDay(labels, reader, notices)
  const areMonths = OF_MONTHS.test(heading) || allFirstDays(labels, reader)
  return (found) => (found.kind === 'day' && areMonths ? monthOfDay(found) : undefined)
}

const weekdays = once(() => new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }))
const weekday = (iso: string) => weekdays().format(new Date(iso))

/** Days under “Week”: Mondays begin one, and any other day that all share ends it. */
function weeksByDay(
  labels: readonly string[],
  reader: Reader,
  notices: string[],
): (found: Period) => Period | undefined {
  const found = labels.map((label) => readForm(label, reader))
  const days = new Set(found.flatMap((each) => (each?.kind === 'day' ? [weekday(each.start)] : [])))
  const [only] = days
  if (days.size !== 1 || only === undefined) return () => undefined
  const begins = only === 'Monday'
  notices.push(
    `The dates under “week” are all ${only}s, so each was read as the ${begins ? 'first' : 'last'} day of its week.`,
  )
  const how = begins ? 'week commencing' : 'week ending'
  return ({ kind, label }) => (kind === 'day' ? readForm(`${how} ${label}`, ALONE) : undefined)
}

function monthOfDay({ start }: Period): Period | undefined {
  return readForm(start.slice(0, 7), ALONE)
}
