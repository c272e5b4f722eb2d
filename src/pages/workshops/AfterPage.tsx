import { Link } from '@tanstack/react-router'
import { isOpen } from '../../../domain/workshops/fate.ts'
import type { SessionDetail } from '../../../preload/workshops-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { formatDate } from '../../ui/format.ts'
import { seenOf } from '../shared/changes.ts'
import { Documents } from './Documents.tsx'
import { OutcomeList } from './outcomes/OutcomeList.tsx'
import { StandingWords } from './outcomes/StandingWords.tsx'
import { AttendanceEntry } from './people/AttendanceEntry.tsx'
import { SessionFrame } from './SessionFrame.tsx'

/** After a session: what was agreed and what became of it, who was there, and what goes out. */
export function AfterPage() {
  return (
    <SessionFrame actions={(session) => <MarkAsHeld session={session} />}>
      {(session) => (
        <div className="session-columns">
          <div className="session-stack">
            <section aria-labelledby="agreed">
              <h2 id="agreed">What was agreed, and what became of it</h2>
              <OutcomeList session={session} outcomes={session.outcomes}>
                Nothing is written down yet. Decisions, actions and commitments are written down
                while the session runs, under Run.
              </OutcomeList>
            </section>
            <FromLastTime session={session} />
            <AttendanceEntry session={session} />
          </div>
          <div className="session-stack">
            <section aria-labelledby="papers">
              <h2 id="papers">Papers</h2>
              <Documents session={session} which={['minutes', 'actions', 'attendance']} />
            </section>
            <FinishedItems session={session} />
          </div>
        </div>
      )}
    </SessionFrame>
  )
}

function MarkAsHeld({ session }: { session: SessionDetail }) {
  const save = useTell('workshops.saveSession')
  if (session.state !== 'planned') return null
  const fields = { state: 'held' as const }
  return (
    <Button
      kind="primary"
      whyNot={session.whyNot}
      onPress={() => save.mutate({ id: session.id, fields, seen: seenOf(session.heads, fields) })}
    >
      Mark as held
    </Button>
  )
}

/** What the session before left behind: it opened this one's agenda, and is followed until it is done. */
function FromLastTime({ session: { previous } }: { session: SessionDetail }) {
  const { ics } = useApp()
  if (!previous || previous.outcomes.length === 0) return null
  const open = previous.outcomes.filter(({ standing }) => isOpen(standing)).length
  return (
    <section aria-labelledby="last-time">
      <h2 id="last-time">What was promised on {formatDate(previous.start)}</h2>
      <p className="quiet">
        {open} of {previous.outcomes.length} still open.{' '}
        <Link to="/workshops/$session/after" params={{ session: previous.id }} search={{ ics }}>
          Open that session
        </Link>
      </p>
      <ul className="outcomes">
        {previous.outcomes.map((outcome) => (
          <li key={outcome.id}>
            <div>
              <p>{outcome.text}</p>
              <StandingWords outcome={outcome} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Which items came to an end; those that did not are suggested for the next agenda. */
function FinishedItems({ session }: { session: SessionDetail }) {
  const save = useTell('workshops.saveItem')
  const items = session.items.filter(({ kind }) => kind !== 'break')
  if (items.length === 0) return null
  return (
    <section aria-labelledby="finished">
      <h2 id="finished">Items that were finished</h2>
      <p className="quiet">Those that were not are suggested for the next session.</p>
      <ul className="finished-items">
        {items.map(({ id, title, finished, heads }) => (
          <li key={id}>
            <Checkbox
              isSelected={finished === true}
              isDisabled={!session.mayEdit}
              onChange={(isFinished) => {
                const fields = { finished: isFinished }
                save.mutate({ session: session.id, id, fields, seen: seenOf(heads, fields) })
              }}
            >
              {title}
            </Checkbox>
            {finished === null && <span className="quiet">not said</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
