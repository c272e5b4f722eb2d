import type { MetricStanding } from './evidence.ts'

/** What may be said of a metric in a system. A claim stands only where its rule holds. */

export const CLAIMS = ['improved', 'worsened', 'no-clear-change', 'cannot-be-said'] as const
export type Claim = (typeof CLAIMS)[number]

export const CLAIM_WORDS: Record<Claim, string> = {
  improved: 'Improved',
  worsened: 'Got worse',
  'no-clear-change': 'Not clearly better or worse',
  'cannot-be-said': 'Cannot be said',
}

/** How the four come about, for the annex on method and for every figure that counts them. */
export const CLAIM_RULE =
  'Where there are at least seven values of periods that do not overlap, process control says it, by the rules of NHS England’s Making Data Count: improved and got worse only for special cause in that direction at the latest value. Elsewhere the latest value is compared with the first: they differ only where the 95% confidence interval of their difference leaves out zero. Where neither can be done, or the latest value is older than is usual for its source, nothing is said.'

export type Judged = Pick<
  MetricStanding,
  'latest' | 'verdict' | 'sinceBaseline' | 'whyNoVerdict' | 'staleness' | 'stalenessText'
>

/**
 * What the rules say of one metric in one system, with the rule that says so. Process control goes
 * first, since it looks at the whole series.
 */
export function claimOf({
  latest,
  verdict,
  sinceBaseline,
  whyNoVerdict,
  staleness,
  stalenessText,
}: Judged): {
  claim: Claim
  rule: string
} {
  if (!latest) return { claim: 'cannot-be-said', rule: 'There is no value.' }
  if (staleness === 'stale') return { claim: 'cannot-be-said', rule: stalenessText }
  if (verdict) {
    const { variation, text } = verdict
    if (variation.startsWith('improvement')) return { claim: 'improved', rule: text }
    if (variation.startsWith('concern')) return { claim: 'worsened', rule: text }
    return { claim: 'no-clear-change', rule: text }
  }
  const { standing, rule } = sinceBaseline
  switch (standing) {
    case 'better':
      return { claim: 'improved', rule }
    case 'worse':
      return { claim: 'worsened', rule }
    case 'not-compared':
      return { claim: 'cannot-be-said', rule: said(whyNoVerdict, rule) }
    default:
      return { claim: 'no-clear-change', rule }
  }
}

/** Two reasons, or one that is the same twice. */
function said(first: string | null, second: string): string {
  return [...new Set([first, second])].filter(Boolean).join(' ')
}
