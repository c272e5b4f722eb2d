import type { Period } from './period.ts'
import { ALONE, readForm } from './period-forms.ts'

/**
 * Periods as Fingertips and NHS publications write them. A period is known by its first and last
 * day, so that two spellings of one period are the same period.
 */

export { comparePeriods, gapsBefore, type Period, type PeriodKind, stepsBetween } from './period.ts'

/** Texts read before: a file or a chart has few periods, and asks for each of them often. */
const read = new Map<string, Period | undefined>()
const MOST_REMEMBERED = 5000

/**
 * Reads a period by its own text alone; `undefined` when nobody could say which days it covers.
 * Where there is a column of them, `readPeriodColumn` knows more.
 */
export function parsePeriod(text: string): Period | undefined {
  if (!read.has(text)) {
    if (read.size >= MOST_REMEMBERED) read.clear()
    read.set(text, readForm(text, ALONE))
  }
  return read.get(text)
}
