import type { FreezeLine, ReportSummary } from '../../../preload/reports-types.ts'
import { formatDate, formatMoment, plural } from '../../ui/format.ts'

/** "1 Nov 2025 to 31 Oct 2026". */
export function periodWords({ from, to }: Pick<ReportSummary, 'from' | 'to'>): string {
  return `${formatDate(from)} to ${formatDate(to)}`
}

/** "21 Nov 2026 at 14:30, 3,120 entries". */
export function freezeWords({ moment, entries }: FreezeLine): string {
  return `${formatMoment(moment)}, ${plural(entries, 'entry', 'entries')}`
}
