import { useState } from 'react'
import type { StrategyState } from '../../../domain/record/strategy-words.ts'
import { whyNotMove } from '../../../domain/strategies/life.ts'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { OfferDialog } from './OfferDialog.tsx'
import { SupersedeDialog } from './SupersedeDialog.tsx'

/** What each move means, beside its button. */
const MOVES: { to: StrategyState; text: string; meaning: string }[] = [
  {
    to: 'draft',
    text: 'Back to draft',
    meaning: 'Signing stops until a version is offered again.',
  },
  {
    to: 'in-review',
    text: 'Offer for signing',
    meaning: 'Systems read and sign one exact version.',
  },
  {
    to: 'agreed',
    text: 'Mark as agreed',
    meaning: 'The systems have said yes to the version on offer.',
  },
  { to: 'published', text: 'Mark as published', meaning: 'The version on offer is out in public.' },
  { to: 'superseded', text: 'Replace by another', meaning: 'A newer strategy takes its place.' },
]

function whyNotAgreed({ signed }: Pick<StrategyDetail, 'signed'>): string | null {
  return signed > 0 ? null : 'A strategy is agreed once at least one system has signed it.'
}

/** The next steps of a strategy's life, with what each means. */
export function LifeBar({ strategy }: { strategy: StrategyDetail }) {
  const move = useTell('strategies.move')
  const [asking, setAsking] = useState<'offer' | 'supersede' | null>(null)
  const { id, state, signed, systems } = strategy
  const possible = MOVES.filter(({ to }) => whyNotMove(state, to) === null)
  if (possible.length === 0) return null

  function press(to: StrategyState) {
    if (to === 'in-review') setAsking('offer')
    else if (to === 'superseded') setAsking('supersede')
    else move.mutate({ id, to })
  }

  return (
    <section className="life-bar" aria-label="What can happen next">
      {possible.map(({ to, text, meaning }) => (
        <div key={to} className="life-step">
          <Button
            kind={to === 'in-review' && state === 'draft' ? 'primary' : 'standard'}
            whyNot={strategy.whyNotDecide ?? (to === 'agreed' ? whyNotAgreed(strategy) : null)}
            isDisabled={move.isPending}
            onPress={() => press(to)}
          >
            {to === 'in-review' && state !== 'draft' ? 'Offer a newer version' : text}
          </Button>
          <span className="quiet">
            {meaning}
            {to === 'agreed' && signed < systems && ` ${signed} of ${systems} have signed so far.`}
          </span>
        </div>
      ))}
      <OfferDialog strategy={strategy} open={asking === 'offer'} onClose={() => setAsking(null)} />
      <SupersedeDialog
        strategy={strategy}
        open={asking === 'supersede'}
        onClose={() => setAsking(null)}
      />
    </section>
  )
}
