import { STRATEGY_STATE_WORDS, type StrategyState } from '../../../domain/record/strategy-words.ts'

/** One more bar is filled with each step of a strategy's life; one that was replaced is struck out. */
const STEPS: Record<StrategyState, number> = {
  draft: 1,
  'in-review': 2,
  agreed: 3,
  published: 4,
  superseded: 4,
}

/** Where a strategy is in its life, as shape and word. */
export function StateChip({ state }: { state: StrategyState }) {
  return (
    <span className={`state-chip state-chip-${state}`}>
      <svg className="state-shape" viewBox="0 0 19 16" width="19" height="16" aria-hidden="true">
        {[0, 1, 2, 3].map((step) => (
          <rect
            key={step}
            x={1 + step * 4.5}
            y={11 - step * 2.5}
            width="3"
            height={4 + step * 2.5}
            className={step < STEPS[state] ? 'state-step-done' : 'state-step'}
          />
        ))}
        {state === 'superseded' && <path d="M0 15L19 1" className="state-struck" />}
      </svg>
      {STRATEGY_STATE_WORDS[state]}
    </span>
  )
}
