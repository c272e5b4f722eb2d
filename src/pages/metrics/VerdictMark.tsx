import type { SpcVerdict } from '../../../domain/metrics/spc-verdict.ts'
import { ASSURANCE_WORDS, VARIATION_WORDS } from './words.ts'

/** The Making Data Count icons as a shape with its word; the shapes are those of the charts. */

const VARIATION_PATHS = {
  'common-cause': 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z',
  concern: 'M8 2l6.5 11.5h-13z',
  improvement: 'M8 1.5L14 8l-6 6.5L2 8z',
  neither: 'M3 3h10v10H3z',
} as const

type Kind = keyof typeof VARIATION_PATHS

/** The icon's name without its direction. */
function kindOf(variation: SpcVerdict['variation']): Kind {
  return variation.replace(/-(high|low)$/, '') as Kind
}

/** `quiet` leaves the word to screen readers and the tooltip, for rows of many marks. */
export function VariationMark({
  verdict,
  quiet = false,
}: {
  verdict: SpcVerdict
  quiet?: boolean
}) {
  const kind = kindOf(verdict.variation)
  const words = VARIATION_WORDS[verdict.variation]
  return (
    <span className={`verdict verdict-${kind}`} title={verdict.variationText}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={VARIATION_PATHS[kind]} />
      </svg>
      <span className={quiet ? 'visually-hidden' : ''}>{words}</span>
    </span>
  )
}

const ASSURANCE_PATHS = {
  pass: 'M3 8.5l3.5 3.5L13 4.5',
  fail: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  'hit-or-miss': 'M1.5 10c2-6 4-6 6.5-2s4.5 4 6.5-2',
} as const

/** Nothing where there is no target, or no way to judge. */
export function AssuranceMark({ verdict }: { verdict: SpcVerdict }) {
  if (verdict.assurance === 'none') return null
  return (
    <span className="verdict" title={verdict.assuranceText}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="icon">
        <path d={ASSURANCE_PATHS[verdict.assurance]} />
      </svg>
      {ASSURANCE_WORDS[verdict.assurance]}
    </span>
  )
}
