import type { Random } from '../random.ts'
import { isoDate, workingMoment } from './calendar.ts'
import type { Deed } from './journal.ts'

/** How long ago the report was begun, in days. */
const BEGUN = 2

/**
 * The report of the year, begun and not yet frozen. Its twelve months run to the end of this one, so
 * that what the reader does today counts.
 * @param today ISO date
 */
export function reportYear(by: string, today: string, chance: Random): Deed[] {
  const at = workingMoment(today, BEGUN, chance)
  const [year, month] = today.split('-').map(Number) as [number, number]
  return [
    {
      at,
      by,
      subject: `report:${chance.uuid(at)}`,
      set: {
        title: 'Impact report, the example year',
        kind: 'impact',
        // Months of a date count from nought: these are the first of the next, and the day before.
        from: isoDate(Date.UTC(year - 1, month, 1)),
        to: isoDate(Date.UTC(year, month, 0)),
        scope: 'region',
      },
    },
  ]
}
