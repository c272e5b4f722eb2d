/** Days as ISO dates (`2026-11-21`), and as people in the UK read them. */

export const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const DAY_MS = 86_400_000

/** Made once: making it takes long. Canada writes its days as ISO does. */
const UK_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })

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
  return UK_DAY.format(
    typeof moment === 'number' ? moment : Date.parse(moment.replace(/Z\..*$/, 'Z')),
  )
}

/** The ISO date so many days after another; before it when negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
}
