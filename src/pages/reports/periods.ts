import type { ReportKind } from '../../../domain/record/report-words.ts'

/** Periods that reports are usually about, as they stand on a day. */

export interface Period {
  id: string
  text: string
  from: string
  to: string
}

/** @param today ISO date */
export function usualPeriods(today: string): Period[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const quarter = Math.floor((month - 1) / 3) * 3 + 1
  // The financial year that has ended last: from 1 April.
  const financial = month >= 4 ? year - 1 : year - 2
  return [
    {
      id: 'twelve',
      text: 'The last 12 months',
      from: dayOf(year - 1, month, 1),
      to: lastOf(year, month - 1),
    },
    {
      id: 'quarter',
      text: 'The last quarter',
      from: dayOf(year, quarter - 3, 1),
      to: lastOf(year, quarter - 1),
    },
    {
      id: 'this-quarter',
      text: 'This quarter',
      from: dayOf(year, quarter, 1),
      to: lastOf(year, quarter + 2),
    },
    {
      id: 'financial',
      text: `The financial year ${financial}/${String(financial + 1).slice(2)}`,
      from: dayOf(financial, 4, 1),
      to: lastOf(financial + 1, 3),
    },
  ]
}

/** The period that a kind of report is usually about. */
export const USUAL: Record<ReportKind, string> = { impact: 'twelve', quarterly: 'quarter' }

/** A day as an ISO date; months before January are those of the year before. */
function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
/** The last day of a month. */
function lastOf(year: number, month: number): string {
  return dayOf(year, month + 1, 0)
}
