import { MONTHS } from '../dates.ts'

/** What a period is: its days, its kind and its one label. */

export type PeriodKind =
  | 'calendar-year'
  | 'financial-year'
  | 'calendar-years'
  | 'financial-years'
  /** September to August. */
  | 'academic-year'
  | 'calendar-quarter'
  | 'financial-quarter'
  | 'month'
  /** A run of whole months that is none of the above, such as a rolling year. */
  | 'months'
  /** Seven days. */
  | 'week'
  /** 30 June, for which populations are estimated. */
  | 'mid-year'
  | 'day'

export interface Period {
  kind: PeriodKind
  /**
   * As Accord writes it: `2022`, `2022/23`, `2020 - 22`, `2022 Q3`, `2022/23 Q1`, `Jan 2023`,
   * `Aug 2021 - Jul 2022`, `2022/23 academic`, `Mid-2022`, `Week to 26 Mar 2023`.
   */
  label: string
  /** First and last day, ISO. */
  start: string
  end: string
  /** The two days as an ISO 8601 interval: one period, one key; sorts by first day, then by last. */
  sortKey: string
}

/** A month as a count from year 0, so that months can be added. */
export function monthOf(year: number, month: number): number {
  return year * 12 + month - 1
}

export function calendarYears(first: number, last: number): Period | undefined {
  if (last < first || last - first >= 20) return undefined
  return ofMonths(monthOf(first, 1), monthOf(last, 12))
}

/** Financial years from April of the first to March after the last. */
export function financialYears(first: number, last: number): Period | undefined {
  if (last < first || last - first >= 20) return undefined
  return ofMonths(monthOf(first, 4), monthOf(last + 1, 3))
}

export function academicYear(first: number): Period {
  const label = `${first}/${two(first + 1)} academic`
  return period('academic-year', label, monthOf(first, 9), monthOf(first + 1, 8))
}

export function midYear(year: number): Period {
  return { ...aDay(year, 6, 30)!, kind: 'mid-year', label: `Mid-${year}` }
}

export function calendarQuarter(year: number, quarter: number): Period {
  const first = monthOf(year, quarter * 3 - 2)
  return period('calendar-quarter', `${year} Q${quarter}`, first, first + 2)
}

/** Quarter 1 of a financial year is April to June; quarter 4 ends the next March. */
export function financialQuarter(year: number, quarter: number): Period {
  const first = monthOf(year, 4) + (quarter - 1) * 3
  return period('financial-quarter', `${year}/${two(year + 1)} Q${quarter}`, first, first + 2)
}

export function aMonth(year: number, month: number): Period | undefined {
  return month < 1 || month > 12 ? undefined : ofMonths(monthOf(year, month), monthOf(year, month))
}

/** Whole months from the first to the last, under the name that such a run has. */
export function ofMonths(first: number, last: number): Period | undefined {
  const count = last - first + 1
  if (count < 1 || count > 240) return undefined
  const [year, month] = [Math.floor(first / 12), (first % 12) + 1]
  const lastYear = Math.floor(last / 12)
  if (count === 1) return period('month', monthLabel(first), first, last)
  if (count % 12 === 0 && month === 1)
    return count === 12
      ? period('calendar-year', `${year}`, first, last)
      : period('calendar-years', `${year} - ${two(lastYear)}`, first, last)
  if (count % 12 === 0 && month === 4)
    return count === 12
      ? period('financial-year', `${year}/${two(year + 1)}`, first, last)
      : period(
          'financial-years',
          `${year}/${two(year + 1)} - ${two(lastYear - 1)}/${two(lastYear)}`,
          first,
          last,
        )
  if (count === 3 && month % 3 === 1) return calendarQuarter(year, (month + 2) / 3)
  return period('months', `${monthLabel(first)} - ${monthLabel(last)}`, first, last)
}

export function aDay(year: number, month: number, day: number): Period | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  const iso = isoDay(date)
  return { kind: 'day', label: dayLabel(iso), start: iso, end: iso, sortKey: `${iso}/${iso}` }
}

/** The seven days that end with a day. */
export function weekTo(end: string): Period {
  const start = isoDay(new Date(Date.parse(end) - 6 * DAY_MS))
  return { kind: 'week', label: `Week to ${dayLabel(end)}`, start, end, sortKey: `${start}/${end}` }
}

/** Week of a year by ISO 8601: Monday to Sunday, the first being that of 4 January. */
export function isoWeek(year: number, week: number): Period | undefined {
  if (week < 1 || week > 53) return undefined
  const fourth = new Date(Date.UTC(year, 0, 4))
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS
  const sunday = new Date(monday + ((week - 1) * 7 + 6) * DAY_MS)
  // Most years have no week 53.
  const thursday = new Date(sunday.getTime() - 3 * DAY_MS)
  return thursday.getUTCFullYear() === year ? weekTo(isoDay(sunday)) : undefined
}

/** Whole days from one to another, under the name that such a run has. */
export function ofDays(first: string, last: string): Period | undefined {
  if (last < first) return undefined
  if (first === last) return aDay(...dateParts(first))
  const [fromYear, fromMonth, fromDay] = dateParts(first)
  const dayAfter = isoDay(new Date(Date.parse(last) + DAY_MS))
  const [toYear, toMonth, toDay] = dateParts(dayAfter)
  if (fromDay === 1 && toDay === 1)
    return ofMonths(monthOf(fromYear, fromMonth), monthOf(toYear, toMonth) - 1)
  return Date.parse(last) - Date.parse(first) === 6 * DAY_MS ? weekTo(last) : undefined
}

/** Orders periods by first day, then by last. */
export function comparePeriods(a: Period, b: Period): number {
  return a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0
}

const OF_ANY_LENGTH: readonly PeriodKind[] = ['months', 'calendar-years', 'financial-years']
const QUARTERS: readonly PeriodKind[] = ['calendar-quarter', 'financial-quarter']

/** Whether two periods can stand in one series: of one kind, or both runs of as many months. */
export function sameRhythm(a: Period, b: Period): boolean {
  if (a.kind === b.kind && !OF_ANY_LENGTH.includes(a.kind)) return true
  if (QUARTERS.includes(a.kind) && QUARTERS.includes(b.kind)) return true
  if (a.kind !== b.kind && a.kind !== 'months' && b.kind !== 'months') return false
  return inMonths(a) && inMonths(b) ? monthsIn(a) === monthsIn(b) : a.kind === b.kind
}

function inMonths({ kind }: Period): boolean {
  return kind !== 'day' && kind !== 'week' && kind !== 'mid-year'
}

/**
 * How many steps of their own rhythm lie from one period to another: years (also for spans of
 * years, which are published every year), quarters, months, weeks or days; of rolling periods
 * months. Negative when `to` comes first; `undefined` when the two are of different rhythms.
 */
export function stepsBetween(from: Period, to: Period): number | undefined {
  if (!sameRhythm(from, to)) return undefined
  if (from.kind === 'day' || from.kind === 'week')
    return (Date.parse(to.start) - Date.parse(from.start)) / DAY_MS / (from.kind === 'week' ? 7 : 1)
  return (monthOf(...firstMonth(to)) - monthOf(...firstMonth(from))) / stepMonths(from, to)
}

/**
 * For each period of a series in order of time, whether others are missing between it and the one
 * before. Steps are measured by the usual one of the series: some are published every other year,
 * and the last days of months lie 28 to 31 days apart.
 */
export function gapsBefore(periods: readonly Period[]): boolean[] {
  const steps = periods.map((period, at) =>
    at === 0 ? 0 : (stepsBetween(periods[at - 1]!, period) ?? 1),
  )
  const sorted = steps.slice(1).toSorted((a, b) => a - b)
  const usual = sorted[Math.floor((sorted.length - 1) / 2)] ?? 1
  return steps.map((step) => step > usual * 1.5)
}

function stepMonths(from: Period, to: Period): number {
  if (from.kind === 'months' || to.kind === 'months' || from.kind === 'month') return 1
  return QUARTERS.includes(from.kind) ? 3 : 12
}

/** Months that a period of whole months covers. */
export function monthsIn({ start, end }: Period): number {
  const [from, to] = [dateParts(start), dateParts(end)]
  return monthOf(to[0], to[1]) - monthOf(from[0], from[1]) + 1
}

function firstMonth({ start }: Period): [number, number] {
  const [year, month] = dateParts(start)
  return [year, month]
}

function period(kind: PeriodKind, label: string, first: number, last: number): Period {
  const start = isoDay(new Date(Date.UTC(Math.floor(first / 12), first % 12, 1)))
  const end = isoDay(new Date(Date.UTC(Math.floor(last / 12), (last % 12) + 1, 0)))
  return { kind, label, start, end, sortKey: `${start}/${end}` }
}

const DAY_MS = 86_400_000

function monthLabel(month: number): string {
  return `${MONTHS[month % 12]} ${Math.floor(month / 12)}`
}

function dayLabel(iso: string): string {
  const [year, month, day] = dateParts(iso)
  return `${day} ${MONTHS[month - 1]} ${year}`
}

export function dateParts(iso: string): [year: number, month: number, day: number] {
  return [Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10))]
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function two(year: number): string {
  return String(year % 100).padStart(2, '0')
}
