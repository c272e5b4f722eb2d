import type { ReportKind, SectionState } from '../../../domain/reports/words.ts'
import type { FreezeLine } from '../../../preload/reports-types.ts'
import { formatMoment, plural } from '../../ui/format.ts'

export const KIND_WORDS: Record<ReportKind, string> = {
  impact: 'Impact report',
  quarterly: 'Quarterly pack',
}

export const SECTION_WORDS: Record<SectionState, string> = {
  'not-begun': 'Not begun',
  drafting: 'Being written',
  'in-review': 'In review',
  done: 'Done',
}

/** "21 Nov 2026 at 14:30, 3,120 entries". */
export function freezeWords({ moment, entries }: FreezeLine): string {
  return `${formatMoment(moment)}, ${plural(entries, 'entry', 'entries')}`
}
