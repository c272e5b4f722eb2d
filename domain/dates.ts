import { once } from './once.ts'

/** Days as ISO dates (`2026-11-21`), and as people in the UK read them. */

export const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const DAY_MS = 86_400_000

/** Canada writes its days as ISO does. */
const ukDay = once(() => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }))

/** `2026-11-21`, or a moment of that day, as `21 Nov 2026`; anything else as it is. */
export function formatDate(date: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(date)
  const month = match && MONTHS[Number(match[2]) - 1]
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : date
}

/**
 * The day in the United Kingdom on which a moment falls, ISO.
 * @param moment ms since 1970, an ISO moment, or a stamp, which begins with one
 */
export function dayOf(moment: number | string): string {
  const time = typeof moment === 'number' ? moment : Date.parse(moment.replace(/Z\..*$/, 'Z'))
  const date = new Date(time)
  const isNow = date.getUTCFullYear() >= 1970 && date.getUTCFullYear() <= 9999
  // The clocks there are those of UTC or an hour ahead: the day differs in the last hour alone.
  if (isNow && date.getUTCHours() < 23) return date.toISOString().slice(0, 10)
  return ukDay().format(time)
}

/** The ISO date so many days after another; before it when negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
}
