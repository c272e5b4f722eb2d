import { Link } from '@tanstack/react-router'
import { mayWrite } from '../../../domain/record/grants.ts'
import { systemStream } from '../../../domain/record/stream.ts'
import type { Attention } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { formatNumber, plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Timeline } from '../shared/Timeline.tsx'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { AttentionList } from './AttentionList.tsx'
import { Proposals } from './Proposals.tsx'
import { StatusCountsBar } from './StatusCountsBar.tsx'
import '../shared/pages.css'
import './my-system.css'

/** What of the current system needs somebody now, where all of it stands, and what just changed. */
export function MySystemPage() {
  const { ics, state, systemName } = useApp()
  const attention = useAsk('register.attention', { ics })
  const conflicts = useAsk('conflicts.list', { ics })
  const answers = useAsk('owners.answers', { ics })
  const waiting = (answers.data ?? []).filter(({ decision }) => decision === null).length
  const whyNot = useWhyNot(ics)
  if (attention.data === undefined)
    return <Waiting title={systemName(ics)} label="Looking at what needs you" query={attention} />

  const found = attention.data
  // As many as the page they stand on shows: those of owners and of the region are no action's.
  const disagreements = conflicts.data ?? []
  const mayWriteOne = disagreements.some(({ ics: of }) =>
    mayWrite(state.member?.grants ?? [], of === 'region' ? of : systemStream(of)),
  )
  return (
    <Page
      title={systemName(ics)}
      subtitle={
        found.first.length === 0
          ? `Nothing needs you now · ${plural(found.total, 'action')}`
          : `${formatNumber(found.first.length)} of ${plural(found.total, 'action')} need attention`
      }
      actions={
        <>
          {disagreements.length > 0 && (
            <Link className="button button-standard" to="/conflicts" search={{ ics }}>
              {mayWriteOne ? 'Settle' : 'See'} {plural(disagreements.length, 'disagreement')}
            </Link>
          )}
          {waiting > 0 && (
            <Link className="button button-standard" to="/replies" search={{ ics }}>
              {plural(waiting, 'answer')} of owners
            </Link>
          )}
          <Link className="button button-standard" to="/chase" search={{ ics }}>
            Who to chase
          </Link>
          <Link className="button button-standard" to="/checklist" search={{ ics }}>
            Checklist
          </Link>
          <Link className="button button-standard" to="/exchange" search={{ ics }}>
            Excel and CSV
          </Link>
        </>
      }
    >
      <StatusCountsBar counts={found.counts} total={found.total} asReported={found.asReported} />
      <div className="my-system">
        <div>
          <Proposals key={ics} ics={ics} whyNot={whyNot} />
          <section aria-labelledby="needs">
            <h2 id="needs">What needs attention first</h2>
            {whyNot !== null && <p className="why-not">{whyNot}</p>}
            {found.first.length === 0 ? (
              <NothingNeeded attention={found} />
            ) : (
              <AttentionList key={ics} attention={found} whyNot={whyNot} />
            )}
          </section>
        </div>
        <section aria-labelledby="recent" className="my-system-recent">
          <h2 id="recent">What changed lately</h2>
          {found.recent.length === 0 ? (
            <p className="quiet">Nothing has been recorded yet.</p>
          ) : (
            <Timeline items={found.recent} withActions />
          )}
        </section>
      </div>
    </Page>
  )
}

function NothingNeeded({ attention }: { attention: Attention }) {
  const { ics } = useApp()
  return attention.untouched === attention.total ? (
    <EmptyState
      title="Start with one action you already work on"
      action={
        <Link className="button button-primary" to="/register" search={{ ics }}>
          Open the register
        </Link>
      }
    >
      Nothing has been said about any of the {plural(attention.total, 'action')} yet. Set the status
      of one, give it an owner and a date, and it will come up here when it needs you.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing needs you now">
      No action is overdue, blocked, due within 30 days, without an owner, in disagreement, or
      without an update for 90 days.
    </EmptyState>
  )
}
