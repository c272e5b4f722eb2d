import { Link, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { ConflictsHere } from '../shared/conflicts/ConflictsHere.tsx'
import { Waiting } from '../shared/Waiting.tsx'
import { CommitmentsView } from './CommitmentsView.tsx'
import { ExportView } from './ExportView.tsx'
import { LifeBar } from './LifeBar.tsx'
import { SignedRow } from './SignedRow.tsx'
import { SignOffView } from './SignOffView.tsx'
import { StateChip } from './StateChip.tsx'
import { StrategyDialog } from './StrategyDialog.tsx'
import { StrategyText } from './StrategyText.tsx'
import { VersionsView } from './VersionsView.tsx'
import { STRATEGY_VIEWS, type StrategyView } from './views.ts'
import '../shared/pages.css'
import './strategies.css'

const VIEWS: Record<StrategyView, { text: string; show: (strategy: StrategyDetail) => ReactNode }> =
  {
    text: { text: 'Text', show: (strategy) => <StrategyText strategy={strategy} /> },
    versions: { text: 'Versions', show: (strategy) => <VersionsView strategy={strategy} /> },
    'sign-off': {
      text: 'Sign-off',
      show: (strategy) => (
        <>
          <LifeBar strategy={strategy} />
          <SignOffView strategy={strategy} />
        </>
      ),
    },
    commitments: {
      text: 'Commitments',
      show: (strategy) => <CommitmentsView strategy={strategy} />,
    },
    export: { text: 'Export', show: (strategy) => <ExportView strategy={strategy} /> },
  }

/** One joint strategy: its text, and everything the record knows about it. */
export function StrategyPage() {
  const { id = '' } = useParams({ strict: false })
  const { view = 'text' } = useSearch({ from: '/strategies/$id' })
  const found = useAsk('strategies.get', { id })
  const [isChanging, setChanging] = useState(false)
  if (found.data === undefined)
    return <Waiting title="Strategy" label="Opening the strategy" query={found} />

  const strategy = found.data
  return (
    <Page
      title={strategy.title}
      fill={view === 'text'}
      subtitle={<Standing strategy={strategy} />}
      actions={
        <Button kind="quiet" whyNot={strategy.whyNotDecide} onPress={() => setChanging(true)}>
          Change name and purpose
        </Button>
      }
    >
      <Views strategy={strategy} current={view} />
      <ConflictsHere
        count={strategy.conflicts.length}
        isHere={(subject) => subject === `strategy:${strategy.id}`}
        title={strategy.title}
        whyNot={strategy.whyNotDecide}
      />
      {/* Drafts belong to one strategy. */}
      <div key={strategy.id} className={`strategy-view strategy-view-${view}`}>
        {VIEWS[view].show(strategy)}
      </div>
      <StrategyDialog strategy={strategy} open={isChanging} onClose={() => setChanging(false)} />
    </Page>
  )
}

function Standing({ strategy }: { strategy: StrategyDetail }) {
  const { ics } = useApp()
  const { state, signed, systems, supersededBy, supersedes } = strategy
  return (
    <span className="strategy-facts">
      <StateChip state={state} />
      {state !== 'draft' && <SignedRow signed={signed} systems={systems} />}
      {supersededBy && (
        <span>
          Replaced by{' '}
          <Link to="/strategies/$id" params={{ id: supersededBy.id }} search={{ ics }}>
            {supersededBy.title}
          </Link>
        </span>
      )}
      {supersedes && (
        <span>
          Replaces{' '}
          <Link to="/strategies/$id" params={{ id: supersedes.id }} search={{ ics }}>
            {supersedes.title}
          </Link>
        </span>
      )}
    </span>
  )
}

function Views({ strategy, current }: { strategy: StrategyDetail; current: StrategyView }) {
  const { ics } = useApp()
  const counts: Partial<Record<StrategyView, number>> = {
    versions: strategy.versions.length,
    commitments: strategy.commitmentsMade.length,
  }
  return (
    <nav className="strategy-views" aria-label="This strategy">
      {STRATEGY_VIEWS.map((view) => (
        <Link
          key={view}
          to="/strategies/$id"
          params={{ id: strategy.id }}
          search={view === 'text' ? { ics } : { ics, view }}
          // A version that is read stands in the address too, so the view alone decides.
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={view === current ? 'page' : undefined}
        >
          {VIEWS[view].text}
          {counts[view] ? ` (${counts[view]})` : ''}
        </Link>
      ))}
      <Link to="/strategies" search={{ ics }} activeOptions={{ exact: true }}>
        All strategies
      </Link>
    </nav>
  )
}
