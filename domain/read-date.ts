import { addDays } from './dates.ts'
import { readUkDate } from './register/dates.ts'

/** Reads a date typed in a form: any UK form, and shorter ways to say a day to come. Pure. */

/**
 * What `readUkDate` reads; and `today`, `tomorrow`, `+10` (days), `+2w`, `+3m`, and a day without
 * its year, `21 nov` or `21/11`, for the next such day. An ISO date, or `undefined`.
 * @param today ISO date from which relative words count
 */
export function readDate(text: string, today: string): string | undefined {
  const typed = text.trim().toLowerCase()
  if (typed === 'today') return today
  if (typed === 'tomorrow') return addDays(today, 1)

  const ahead = /^\+(\d{1,3})([dwm]?)$/.exec(typed)
  if (ahead) {
    const count = Number(ahead[1])
    if (ahead[2] === 'm') return addMonths(today, count)
    return addDays(today, ahead[2] === 'w' ? count * 7 : count)
  }
  return readUkDate(typed) ?? nextSuch(typed, today)
}

/** The first such day on or after today. */
function nextSuch(dayAndMonth: string, today: string): string | undefined {
  const year = Number(today.slice(0, 4))
  const separator = /[/.-]/.exec(dayAndMonth)?.[0] ?? ' '
  return [year, year + 1]
    .map((one) => readUkDate(dayAndMonth + separator + one))
    .find((date) => date !== undefined && date >= today)
}

/** The same day so many months on, or the last day of that month when it has no such day. */
function addMonths(from: string, months: number): string {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)))
    .toISOString()
    .slice(0, 10)
}
