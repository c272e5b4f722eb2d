import { STANDING_WORDS } from '../../../charts/specs/standing.ts'
import type { Comparison } from '../../../domain/metrics/compare.ts'

/** How a value stands to England's, in words, with the rule that says so on hover. */
export function StandingMark({ comparison }: { comparison: Comparison }) {
  if (comparison.standing === 'not-compared') {
    return (
      <span className="quiet" title={comparison.rule}>
        {STANDING_WORDS['not-compared']}
      </span>
    )
  }
  return <span title={comparison.rule}>{STANDING_WORDS[comparison.standing]}</span>
}
