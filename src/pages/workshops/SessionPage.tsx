import { useState } from 'react'
import type { SessionState } from '../../../domain/record/workshop-words.ts'
import type { SessionDetail } from '../../../preload/workshops-types.ts'
import { useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { plural } from '../../ui/format.ts'
import { Menu } from '../../ui/Menu.tsx'
import { AgendaList } from './agenda/AgendaList.tsx'
import { SuggestionsPanel } from './agenda/SuggestionsPanel.tsx'
import { Documents, Invitation } from './Documents.tsx'
import { PeopleSection } from './people/PeopleSection.tsx'
import { SessionFrame } from './SessionFrame.tsx'
import { EditSessionDialog } from './session/SessionDialog.tsx'

/** Before a session: its agenda, what deserves the time, who is invited, and what goes out. */
export function SessionPage() {
  return (
    <SessionFrame actions={(session) => <SessionActions session={session} />}>
      {(session) => (
        <>
          {session.purpose && <p className="session-purpose">{session.purpose}</p>}
          <div className="session-columns">
            <div className="session-stack">
              <section aria-labelledby="agenda">
                <h2 id="agenda">Agenda</h2>
                <TimingLine session={session} />
                <AgendaList session={session} />
              </section>
              <section aria-labelledby="send-out">
                <h2 id="send-out">Send out</h2>
                <Documents session={session} which={['pack', 'agenda', 'presenters']} />
                <Invitation session={session} />
              </section>
              <PeopleSection session={session} />
            </div>
            <SuggestionsPanel session={session} />
          </div>
        </>
      )}
    </SessionFrame>
  )
}

function SessionActions({ session }: { session: SessionDetail }) {
  const [isEditing, setEditing] = useState(false)
  const save = useTell('workshops.saveSession')
  const setState = (state: SessionState) =>
    save.mutate({
      id: session.id,
      fields: { state },
      seen: { state: session.heads.state ?? [] },
    })
  const isCancelled = session.state === 'cancelled'
  return (
    <>
      <Button whyNot={session.whyNot} onPress={() => setEditing(true)}>
        Change when, where and who
      </Button>
      {session.mayEdit && (
        <Menu
          label="More"
          choices={[
            isCancelled
              ? { id: 'plan', text: 'Plan it after all', run: () => setState('planned') }
              : { id: 'cancel', text: 'Cancel the session', run: () => setState('cancelled') },
          ]}
        />
      )}
      <EditSessionDialog session={session} open={isEditing} onClose={() => setEditing(false)} />
    </>
  )
}

/** How long the items take of the time there is; what is wrong with the whole, in words. */
function TimingLine({ session }: { session: SessionDetail }) {
  const { planned, length, overrun, closes, warnings } = session.timing
  const spare = overrun < 0 ? `, ${plural(-overrun, 'minute')} to spare` : ''
  const general = warnings.filter(({ item, kind }) => item === null && kind !== 'empty')
  const missing = warnings.filter(({ kind }) => kind === 'no-presenter').length
  return (
    <div className="agenda-timing" role="status">
      <p className="numbers">
        {planned} of {plural(length, 'minute')}
        {spare}; the session ends at {closes}.
      </p>
      {general.map(({ kind, words }) => (
        <p key={kind} className="agenda-warning">
          {words}
        </p>
      ))}
      {missing > 0 && (
        <p className="agenda-warning">
          {missing === 1 ? 'One item has' : `${missing} items have`} nobody to present{' '}
          {missing === 1 ? 'it' : 'them'} yet.
        </p>
      )}
    </div>
  )
}
