import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SeriesSummary } from '../../../preload/workshops-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useKept } from '../shared/kept.ts'
import { useChairWhyNot } from '../shared/useChairWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { SeriesDialog } from './SeriesDialog.tsx'
import { AttendanceTable } from './series/AttendanceTable.tsx'
import { FateTable } from './series/FateTable.tsx'
import { PastSessions, UpcomingSessions } from './series/SessionLists.tsx'
import { NewSessionDialog } from './session/SessionDialog.tsx'
import '../shared/pages.css'
import './workshops.css'

/** The series of workshops: the next session, those held, what became of decisions, who came. */
export function WorkshopsPage() {
  const list = useAsk('workshops.list', {})
  const whyNot = useChairWhyNot()
  const [chosen, setChosen] = useKept<string | null>('workshops.series', null)
  const [isBeginning, setBeginning] = useState(false)
  if (list.data === undefined)
    return <Waiting title="Workshops" label="Looking up the workshops" query={list} />

  const all = list.data
  const series = all.find(({ id }) => id === chosen) ?? all[0]
  const begin = (
    <Button
      kind={series ? 'standard' : 'primary'}
      whyNot={whyNot}
      onPress={() => setBeginning(true)}
    >
      New series
    </Button>
  )
  return (
    <Page title="Workshops" {...(series && { actions: begin })}>
      {whyNot !== null && <p className="why-not">{whyNot} You can read everything here.</p>}
      {all.length > 1 && (
        <Choices
          label="Series"
          choices={all.map(({ id, title }) => ({ id, text: title }))}
          value={series?.id ?? ''}
          onChange={setChosen}
          isOfPage
        />
      )}
      {series ? (
        <SeriesView key={series.id} series={series} whyNot={whyNot} />
      ) : (
        <EmptyState title="Begin with a series" action={begin}>
          A series is what the systems meet in, such as “Midlands health inequalities workshops”.
          Name it, then plan its first session: Accord suggests from the record what deserves the
          time, makes the agenda pack and the invitation, and follows what is agreed until it is
          done.
        </EmptyState>
      )}
      <SeriesDialog
        open={isBeginning}
        onClose={() => setBeginning(false)}
        onSaved={(id) => setChosen(id)}
      />
    </Page>
  )
}

function SeriesView({ series, whyNot }: { series: SeriesSummary; whyNot: string | null }) {
  const { ics, today } = useApp()
  const navigate = useNavigate()
  const [isChanging, setChanging] = useState(false)
  const [isPlanning, setPlanning] = useState(false)
  // The next one first: sessions come with the latest first.
  const coming = series.sessions
    .filter(({ state, start }) => state !== 'held' && start.slice(0, 10) >= today)
    .reverse()
  const past = series.sessions.filter((session) => !coming.includes(session))

  return (
    <div className="series">
      <div className="section-head">
        <div>
          <h2>{series.title}</h2>
          {series.purpose && <p className="series-purpose">{series.purpose}</p>}
        </div>
        <Button kind="quiet" whyNot={whyNot} onPress={() => setChanging(true)}>
          Change
        </Button>
        <Button kind="primary" whyNot={whyNot} onPress={() => setPlanning(true)}>
          New session
        </Button>
      </div>
      <section aria-labelledby="coming">
        <h3 id="coming">Next</h3>
        {coming.length === 0 ? (
          <EmptyState title="No session is planned">
            Plan one: choose a day and the agenda to start from. What was promised last time and is
            not done is suggested first.
          </EmptyState>
        ) : (
          <UpcomingSessions sessions={coming} />
        )}
      </section>
      <section aria-labelledby="past">
        <h3 id="past">So far</h3>
        {past.length === 0 ? (
          <p className="quiet">No session has been held yet.</p>
        ) : (
          <PastSessions sessions={past} />
        )}
      </section>
      {past.length > 0 && (
        <div className="series-columns">
          <FateTable series={series.id} />
          <AttendanceTable series={series.id} />
        </div>
      )}
      <SeriesDialog series={series} open={isChanging} onClose={() => setChanging(false)} />
      <NewSessionDialog
        series={series.id}
        previous={series.sessions[0] ?? null}
        open={isPlanning}
        onClose={() => setPlanning(false)}
        onSaved={(session) =>
          void navigate({ to: '/workshops/$session', params: { session }, search: { ics } })
        }
      />
    </div>
  )
}
