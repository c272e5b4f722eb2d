import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { StrategySummary } from '../../../preload/strategies-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { ago, plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useChairWhyNot } from '../shared/useChairWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { NewStrategyDialog } from './NewStrategyDialog.tsx'
import { SignedRow } from './SignedRow.tsx'
import { StateChip } from './StateChip.tsx'
import '../shared/pages.css'
import './strategies.css'

/** The joint strategies: those that are at work first, those that were replaced below. */
export function StrategiesPage() {
  const { ics } = useApp()
  const navigate = useNavigate()
  const list = useAsk('strategies.list', {})
  const whyNot = useChairWhyNot()
  const [isBeginning, setBeginning] = useState(false)
  if (list.data === undefined)
    return <Waiting title="Strategies" label="Looking up the strategies" query={list} />

  const current = list.data.filter(({ state }) => state !== 'superseded')
  const past = list.data.filter(({ state }) => state === 'superseded')
  const begin = (
    <Button kind="primary" whyNot={whyNot} onPress={() => setBeginning(true)}>
      New strategy
    </Button>
  )
  return (
    <Page title="Strategies" {...(current.length > 0 && { actions: begin })}>
      {whyNot !== null && <p className="why-not">{whyNot} You can read everything here.</p>}
      {current.length === 0 ? (
        <EmptyState title="Write the first joint strategy" action={begin}>
          The systems write a joint strategy as one document, with live figures from the record in
          it. Then each system signs the same version. Start from the diabetes template: it has the
          commission’s figures, its actions and the measures in place.
        </EmptyState>
      ) : (
        <StrategyList strategies={current} />
      )}
      {past.length > 0 && (
        <section className="past-strategies" aria-labelledby="past-strategies">
          <h2 id="past-strategies">Replaced by newer ones</h2>
          <StrategyList strategies={past} />
        </section>
      )}
      <section className="strategy-ways" aria-labelledby="strategy-ways">
        <h2 id="strategy-ways">What a strategy can build on</h2>
        <ul>
          <li>
            <Link to="/strategies/mapping" search={{ ics }}>
              Where our own strategies meet
            </Link>
            <p className="quiet">
              What each system’s own strategy puts first, side by side, with the gaps and what could
              be done together.
            </p>
          </li>
          <li>
            <Link to="/learning" search={{ ics }}>
              Case studies
            </Link>
            <p className="quiet">What was tried, by whom, and who took it over.</p>
          </li>
        </ul>
      </section>
      <NewStrategyDialog
        open={isBeginning}
        onClose={() => setBeginning(false)}
        onMade={(id) => void navigate({ to: '/strategies/$id', params: { id }, search: { ics } })}
      />
    </Page>
  )
}

function StrategyList({ strategies }: { strategies: readonly StrategySummary[] }) {
  const { ics } = useApp()
  return (
    <ul className="strategy-list">
      {strategies.map((strategy) => (
        <li key={strategy.id}>
          <div className="strategy-what">
            <Link
              className="strategy-title"
              to="/strategies/$id"
              params={{ id: strategy.id }}
              search={{ ics }}
            >
              {strategy.title}
            </Link>
            {strategy.purpose && <p>{strategy.purpose}</p>}
            <p className="quiet">
              {[
                plural(strategy.commitments, 'commitment'),
                `last changed ${ago(strategy.updatedAt)}`,
              ].join(' · ')}
            </p>
          </div>
          <div className="strategy-standing">
            <StateChip state={strategy.state} />
            {strategy.state !== 'draft' && (
              <SignedRow signed={strategy.signed} systems={strategy.systems} />
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
