import { addDays } from './dates.ts'
import { monthOf, readUkDate } from './uk-date.ts'

/** Reads a date typed in a form: any UK form, and shorter ways to say a day to come. Pure. */

const WEEKDAY = /^(?:this )?(sun|mon|tues?|wed(?:s|nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?$/
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
/** The day on which a working week ends. */
const FRIDAY = 5

/**
 * What `readUkDate` reads; and `today`, `tomorrow`, `+10` (days), `+2w`, `+3m`, and a day without
 * its year, `21 nov` or `21/11`, for the next such day. So is a weekday, after today; `end of
 * march`, with or without its year; `end of this month` or `next month`; and the Friday that is the
 * `end of the week`, or of `next week`. An ISO date, or `undefined`.
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
  return (
    readUkDate(typed) ?? nextSuch(typed, today) ?? nextWeekday(typed, today) ?? endOf(typed, today)
  )
}

/** "Friday": said on a Friday, it is that of next week. */
function nextWeekday(typed: string, today: string): string | undefined {
  const name = WEEKDAY.exec(typed)?.[1]
  return name && onOrAfter(addDays(today, 1), WEEKDAYS.indexOf(name.slice(0, 3)))
}

/** "End of March", "the end of the month", "next week". */
function endOf(typed: string, today: string): string | undefined {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const words = typed.replace(/^the /, '').replace(/ +/g, ' ')
  const [, next, what] = /^(?:end of )?(?:the |this |(next ))?(week|month)$/.exec(words) ?? []
  if (what === 'month') return lastOf(year, next ? month + 1 : month)
  if (what === 'week') {
    // A week begins on Monday: on a Saturday or Sunday its Friday is past.
    const friday = addDays(onOrAfter(today, 0), FRIDAY - 7)
    return next ? addDays(friday, 7) : friday < today ? undefined : friday
  }
  const [, named = '', ofYear] = /^end (?:of )?([a-z]+)(?: (\d{4}))?$/.exec(words) ?? []
  const wanted = monthOf(named)
  if (wanted === 0) return undefined
  return readUkDate(lastOf(ofYear ? Number(ofYear) : wanted < month ? year + 1 : year, wanted))
}

/** The first such weekday from a day on; 0 is Sunday. */
function onOrAfter(day: string, weekday: number): string {
  return addDays(day, (weekday - new Date(day).getUTCDay() + 7) % 7)
}

/** The last day of a month; the 13th month is the first of the year after. */
function lastOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
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
  const lastDay = Number(lastOf(year, month + months).slice(8))
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)))
    .toISOString()
    .slice(0, 10)
}
