import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { SESSION_STATE_WORDS } from '../../../domain/record/workshop-words.ts'
import type { SessionDetail } from '../../../preload/workshops-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { bridge } from '../../bridge/bridge.ts'
import { Page } from '../../ui/Page.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ConflictsHere } from '../shared/conflicts/ConflictsHere.tsx'
import { Waiting } from '../shared/Waiting.tsx'
import { chairsWords, whenWords } from './session-words.ts'
import '../shared/pages.css'
import './workshops.css'

const VIEWS = [
  { to: '/workshops/$session', text: 'Prepare' },
  { to: '/workshops/$session/run', text: 'Run' },
  { to: '/workshops/$session/after', text: 'After' },
] as const

interface Props {
  /** What can be done here, beside the title. */
  actions?: (session: SessionDetail) => ReactNode
  children: (session: SessionDetail) => ReactNode
  fill?: boolean
}

/** The page around one session: which it is, and the way between preparing, running and after. */
export function SessionFrame({ actions, children, fill = false }: Props) {
  const { ics, systemName } = useApp()
  const { session: id = '' } = useParams({ strict: false })
  const found = useAsk('workshops.session', { id })
  if (found.data === undefined)
    return <Waiting title="Session" label="Opening the session" query={found} />

  const session = found.data
  const facts = [session.seriesTitle, whenWords(session), session.place].filter(Boolean)
  return (
    <Page
      title={session.title}
      fill={fill}
      subtitle={
        <>
          {facts.join(' · ')} <StateTag session={session} />
          <br />
          {chairsWords(session.chairs, systemName) ?? 'No co-chairs named yet'}
          {session.link && (
            <>
              {' · '}
              <a
                href={session.link}
                onClick={(event) => {
                  event.preventDefault()
                  bridge.openOutside(session.link ?? '')
                }}
              >
                Join
              </a>
            </>
          )}
        </>
      }
      actions={actions?.(session)}
    >
      <nav className="session-views" aria-label="This session">
        {VIEWS.map(({ to, text }) => (
          <Link
            key={to}
            to={to}
            params={{ session: id }}
            search={{ ics }}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ className: 'session-view-current' }}
          >
            {text}
          </Link>
        ))}
        <Link to="/workshops" search={{ ics }}>
          All workshops
        </Link>
      </nav>
      {session.whyNot !== null && <p className="why-not">{session.whyNot}</p>}
      <Disagreements session={session} />
      {/* Drafts and clocks belong to one session. */}
      <div key={session.id} className="session-view">
        {children(session)}
      </div>
    </Page>
  )
}

/** What two people said of the session and what belongs to it without seeing each other. */
function Disagreements({ session }: { session: SessionDetail }) {
  const disputed = [
    { subject: `session:${session.id}`, conflicts: session.conflicts },
    ...session.items.map(({ id, conflicts }) => ({ subject: `item:${id}`, conflicts })),
    ...session.outcomes.map(({ id, conflicts }) => ({ subject: `outcome:${id}`, conflicts })),
    ...session.attendance.map(({ person, conflicts }) => ({
      subject: `attendance:${session.id}-${person}`,
      conflicts,
    })),
  ].filter(({ conflicts }) => conflicts.length > 0)
  return (
    <ConflictsHere
      count={disputed.length}
      isHere={(one) => disputed.some(({ subject }) => subject === one)}
      title={session.title}
      whyNot={session.whyNot}
    />
  )
}

function StateTag({ session }: { session: SessionDetail }) {
  if (session.state === 'planned') return null
  return (
    <Tag tone={session.state === 'cancelled' ? 'problem' : 'plain'}>
      {SESSION_STATE_WORDS[session.state]}
    </Tag>
  )
}
