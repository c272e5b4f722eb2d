import { Link } from '@tanstack/react-router'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { AnswerList } from './AnswerList.tsx'
import { DecidedAnswers } from './DecidedAnswers.tsx'
import { TakeReplies } from './TakeReplies.tsx'
import '../shared/pages.css'
import './replies.css'

/** What owners without Accord answered: their files come in here, and the lead decides on each. */
export function RepliesPage() {
  const { ics, systemName } = useApp()
  const answers = useAsk('owners.answers', { ics })
  const whyNot = useWhyNot(ics)
  if (answers.data === undefined)
    return <Waiting title="Replies of owners" label="Looking for replies" query={answers} />
  const waiting = answers.data.filter(({ decision }) => decision === null)
  const decided = answers.data.filter(({ decision }) => decision !== null)

  return (
    <Page
      title="Replies of owners"
      subtitle={`${systemName(ics)} · ${waiting.length === 0 ? 'nothing waits' : `${plural(waiting.length, 'answer')} to look at`}`}
      actions={
        <Link className="button button-standard" to="/chase" search={{ ics }}>
          Who to chase
        </Link>
      }
    >
      <div className="replies">
        {waiting.length === 0 ? (
          <EmptyState title="No answer waits for you">
            Ask owners from “Who to chase”: each e-mail carries a form, and each form saves a small
            file that comes back to you. Take those files in below.
          </EmptyState>
        ) : (
          <AnswerList key={ics} answers={waiting} whyNot={whyNot} />
        )}
        <TakeReplies ics={ics} whyNot={whyNot} />
        <DecidedAnswers answers={decided} />
      </div>
    </Page>
  )
}
