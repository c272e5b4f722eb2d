import { useState } from 'react'
import { CHECKLIST_QUESTIONS } from '../../../domain/checklist/questions.ts'
import type { ChecklistRound } from '../../../preload/reports-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { RoundDialog } from './RoundDialog.tsx'
import { RoundLine } from './RoundLine.tsx'
import '../shared/pages.css'
import './checklist.css'

/** The rounds of the organisational checklist in the system on show. */
export function ChecklistPage() {
  const { ics, systemName } = useApp()
  const rounds = useAsk('checklist.rounds', { ics })
  const whyNot = useWhyNot(ics)
  const [open, setOpen] = useState<{ round?: ChecklistRound } | null>(null)
  if (rounds.data === undefined)
    return <Waiting title="Checklist" label="Looking up the rounds" query={rounds} />

  const found = rounds.data
  const begin = (
    <Button kind="primary" whyNot={whyNot} onPress={() => setOpen({})}>
      New round
    </Button>
  )
  const organisations = new Set(found.map(({ organisation }) => organisation)).size
  return (
    <Page
      title="Organisational checklist"
      subtitle={
        found.length === 0
          ? systemName(ics)
          : `${systemName(ics)} · ${plural(found.length, 'round')} in ${plural(organisations, 'organisation')}`
      }
      {...(found.length > 0 && { actions: begin })}
    >
      {whyNot !== null && <p className="why-not">{whyNot} You can read everything here.</p>}
      {found.length === 0 ? (
        <EmptyState title="Ask people how fair their organisation is" action={begin}>
          The checklist has {CHECKLIST_QUESTIONS.length} short questions and takes five minutes.
          Make a round for one organisation, send its people the form, and take in what comes back.
          You then see what each level says, and where they are far apart.
        </EmptyState>
      ) : (
        <table className="plain-table checklist-rounds">
          <thead>
            <tr>
              <th scope="col">Organisation</th>
              <th scope="col">Round</th>
              <th scope="col">When</th>
              <th scope="col">Now</th>
              <th scope="col" className="number">
                Answers
              </th>
              <th scope="col">
                <span className="visually-hidden">What you can do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((round) => (
              <RoundLine
                key={round.id}
                round={round}
                whyNot={whyNot}
                onChange={() => setOpen({ round })}
              />
            ))}
          </tbody>
        </table>
      )}
      <RoundDialog ics={ics} open={open !== null} onClose={() => setOpen(null)} {...open} />
    </Page>
  )
}
