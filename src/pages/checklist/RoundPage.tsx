import { Link, useParams } from '@tanstack/react-router'
import type { ChecklistResult } from '../../../preload/reports-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { keepFile } from '../../app/keep-file.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { LevelCounts } from './LevelCounts.tsx'
import { ResultsTable } from './ResultsTable.tsx'
import { daysOf, standingOf } from './round-words.ts'
import { TakeAnswers } from './TakeAnswers.tsx'
import '../shared/pages.css'
import './checklist.css'

/** One round of the checklist: what people said, and the ways for more of them to say it. */
export function RoundPage() {
  const { round = '' } = useParams({ strict: false })
  const results = useAsk('checklist.results', { round })
  if (results.data === undefined)
    return <Waiting title="Checklist" label="Counting the answers" query={results} />
  return <Results key={round} result={results.data} />
}

function Results({ result }: { result: ChecklistResult }) {
  const { round, byLevel, questions, firstRound, remarks } = result
  const whyNot = useWhyNot(round.ics)
  return (
    <Page
      title={round.organisation}
      subtitle={
        <>
          <Link to="/checklist" search={{ ics: round.ics }}>
            Checklist
          </Link>{' '}
          · {round.title}, {daysOf(round)} · {plural(round.answers, 'answer')}
        </>
      }
      actions={<RoundActions result={result} whyNot={whyNot} />}
    >
      <div className="checklist-round">
        {round.answers === 0 ? (
          <EmptyState title="Nobody has answered yet">
            Save the form and send it by e-mail to people at every level, or put it where they can
            open it. Each answer comes back as a small file: take the files in here.
          </EmptyState>
        ) : questions[0]?.all.withheld ? (
          <EmptyState title={`${plural(round.answers, 'answer')} so far`}>
            Results are shown from five answers on, so that nobody can be told by theirs.
          </EmptyState>
        ) : (
          <>
            <LevelCounts byLevel={byLevel} answers={round.answers} />
            <ResultsTable questions={questions} firstRound={firstRound} />
            <Remarks remarks={remarks} />
          </>
        )}
        <TakeAnswers round={round.id} whyNot={whyNot} />
      </div>
    </Page>
  )
}

function RoundActions({ result, whyNot }: { result: ChecklistResult; whyNot: string | null }) {
  const { round } = result
  const { today } = useApp()
  const form = useTell('checklist.form')
  const isOpen = standingOf(round, today) === 'open'
  return (
    <>
      {whyNot === null && isOpen && (
        <Link
          className="button button-standard"
          to="/checklist/$round/answer"
          params={{ round: round.id }}
          search={{ ics: round.ics }}
        >
          {round.mine === null ? 'Answer here' : 'Change your answer'}
        </Link>
      )}
      <Button
        kind="primary"
        isDisabled={form.isPending}
        onPress={() =>
          form.mutate(
            { round: round.id },
            {
              onSuccess: (file) => keepFile(file),
            },
          )
        }
      >
        Save the form
      </Button>
    </>
  )
}

function Remarks({ remarks }: { remarks: readonly string[] }) {
  return (
    <section aria-labelledby="remarks">
      <h2 id="remarks">What people would do better</h2>
      {remarks.length === 0 ? (
        <p className="quiet">
          Nothing to show. Remarks appear once five people have answered and one of them wrote
          something.
        </p>
      ) : (
        <ul className="checklist-remarks">
          {remarks.map((remark, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two people may write the same
            <li key={index}>{remark}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
