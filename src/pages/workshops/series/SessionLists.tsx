import { Link } from '@tanstack/react-router'
import { SESSION_STATE_WORDS } from '../../../../domain/record/workshop-words.ts'
import type { SessionSummary } from '../../../../preload/workshops-types.ts'
import { useApp } from '../../../app/state.tsx'
import { plural } from '../../../ui/format.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { chairsWords, dayWords, hoursWords, whenWords } from '../session-words.ts'

interface Props {
  sessions: readonly SessionSummary[]
}

/** Sessions to come, the next one first, each with the way to prepare and to run it. */
export function UpcomingSessions({ sessions }: Props) {
  const { ics, today, systemName } = useApp()
  return (
    <ol className="upcoming">
      {sessions.map((session) => {
        const { id, title, state, items, invited } = session
        const isCancelled = state === 'cancelled'
        return (
          <li key={id}>
            <div className="upcoming-what">
              <Link
                className="upcoming-title"
                to="/workshops/$session"
                params={{ session: id }}
                search={{ ics }}
              >
                {title}
              </Link>{' '}
              {isCancelled && <Tag tone="problem">{SESSION_STATE_WORDS.cancelled}</Tag>}
              <p>
                {whenWords(session)}{' '}
                {!isCancelled && <span className="quiet">{daysUntil(session, today)}</span>}
              </p>
              <p className="quiet">
                {[
                  items === 0 ? 'No agenda yet' : plural(items, 'item'),
                  invited === 0
                    ? 'nobody invited yet'
                    : `${plural(invited, 'person', 'people')} invited`,
                  chairsWords(session.chairs, systemName) ?? 'no co-chairs named',
                ].join(' · ')}
              </p>
            </div>
            <div className="form-buttons">
              <Link
                className="button button-standard"
                to="/workshops/$session"
                params={{ session: id }}
                search={{ ics }}
              >
                Prepare
              </Link>
              {!isCancelled && (
                <Link
                  className="button button-standard"
                  to="/workshops/$session/run"
                  params={{ session: id }}
                  search={{ ics }}
                >
                  Run
                </Link>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** Sessions past, the latest first, with what became of each. */
export function PastSessions({ sessions }: Props) {
  const { ics } = useApp()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Session</th>
          <th scope="col">When</th>
          <th scope="col">Who came</th>
          <th scope="col">What came of it</th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => {
          const { id, title, state, present, invited, outcomes, open } = session
          const isCancelled = state === 'cancelled'
          return (
            <tr key={id}>
              <th scope="row">
                <Link to="/workshops/$session/after" params={{ session: id }} search={{ ics }}>
                  {title}
                </Link>{' '}
                {state !== 'held' && (
                  <Tag tone={state === 'planned' ? 'attention' : 'plain'}>
                    {state === 'planned' ? 'Not marked as held' : SESSION_STATE_WORDS[state]}
                  </Tag>
                )}
              </th>
              <td className="numbers">
                {dayWords(session)} <span className="quiet">{hoursWords(session)}</span>
              </td>
              <td className="numbers">{isCancelled ? '–' : `${present} of ${invited} invited`}</td>
              <td className="numbers">
                {outcomes > 0 &&
                  `${plural(outcomes, 'thing')} agreed, ${open === 0 ? 'none' : open} open`}
                {outcomes === 0 && (isCancelled ? '–' : 'Nothing written down')}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function daysUntil({ start }: SessionSummary, today: string): string {
  const days = Math.round((Date.parse(start.slice(0, 10)) - Date.parse(today)) / 86_400_000)
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`
}
