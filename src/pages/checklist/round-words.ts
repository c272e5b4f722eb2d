import type { ChecklistRound } from '../../../preload/reports-types.ts'
import { formatDate } from '../../ui/format.ts'

export type RoundStanding = 'coming' | 'open' | 'closed'

export const ROUND_STANDING_WORDS: Record<RoundStanding, string> = {
  coming: 'Not open yet',
  open: 'Open',
  closed: 'Closed',
}

type Days = Pick<ChecklistRound, 'opens' | 'closes'>

export function standingOf({ opens, closes }: Days, today: string): RoundStanding {
  if (opens > today) return 'coming'
  return closes !== null && closes < today ? 'closed' : 'open'
}

/** "1 Nov 2026 to 3 Dec 2026", "from 1 Nov 2026". */
export function daysOf({ opens, closes }: Days): string {
  return closes === null
    ? `from ${formatDate(opens)}`
    : `${formatDate(opens)} to ${formatDate(closes)}`
}
