import type { Random } from '../random.ts'

export const DAY_MS = 86_400_000
/** Days that the example tells of; the last is the day before `today`. */
export const YEAR_DAYS = 365

const HOLIDAYS = ['12-25', '12-26', '01-01']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/**
 * A moment in office hours, `daysAgo` days before `today` or, where that is no working day, on the
 * working day before it. In ms since 1970.
 */
export function workingMoment(today: string, daysAgo: number, chance: Random): number {
  let day = Date.parse(today) - daysAgo * DAY_MS
  while (!isWorkingDay(day)) day -= DAY_MS
  return day + chance.int(8 * 60 + 30, 16 * 60 + 45) * 60_000 + chance.int(0, 59_999)
}

/** Name of the month that `ms` falls in, or of one `later` by so many months. */
export function monthName(ms: number, later = 0): string {
  return MONTHS[(new Date(ms).getUTCMonth() + later) % 12] as string
}

export function isoDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function isWorkingDay(ms: number): boolean {
  const weekday = new Date(ms).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.includes(isoDate(ms).slice(5))
}
