import type { AskedStanding } from '../../../../preload/types.ts'
import { formatDate, plural } from '../../../ui/format.ts'

/** When somebody was last asked, and what came back: "Asked 21 Nov 2026 about 3 actions, 1 answered". */
export function askedWords({ at, replyBy, asked, answered }: AskedStanding): string {
  const when = `Asked ${formatDate(at)} about ${plural(asked.length, 'action')}`
  if (answered.length === asked.length) return `${when}, all answered`
  const back = answered.length === 0 ? 'none answered yet' : `${answered.length} answered`
  return `${when}, ${back}${replyBy === null ? '' : `, reply by ${formatDate(replyBy)}`}`
}
