import { Link } from '@tanstack/react-router'
import { isOpen } from '../../../../domain/record/statuses.ts'
import type { ActionDetail, AskedOfAction } from '../../../../preload/types.ts'
import { useShortcuts } from '../../../app/shortcuts.tsx'
import { Button } from '../../../ui/Button.tsx'
import { formatDate } from '../../../ui/format.ts'
import { useAskOwner } from '../../shared/owners/useAskOwner.ts'

/** What the action's owners were asked, when, and what came back; asking again is one key. */
export function AskedOwner({ detail }: { detail: ActionDetail }) {
  const { row, asked, mayEdit } = detail
  const { save, isPending } = useAskOwner()
  const mayAsk = mayEdit && row.answeredBy !== null && isOpen(row.status)
  const askNow = () => {
    if (mayAsk && row.answeredBy !== null && !isPending)
      save({ ics: row.ics, id: row.answeredBy }, { about: [row.reference] })
  }
  const word = asked.length === 0 ? 'Ask the owner by e-mail' : 'Ask the owner again'
  useShortcuts(mayAsk ? { q: { label: word, run: askNow } } : {})
  if (asked.length === 0 && !mayAsk) return null
  return (
    <section aria-labelledby="action-asked">
      <div className="section-head">
        <h2 id="action-asked">Asked of its owner</h2>
        {mayAsk && (
          <Button kind="quiet" isDisabled={isPending} onPress={askNow}>
            {word}
          </Button>
        )}
      </div>
      {asked.length > 0 && (
        <ul className="action-asked">
          {asked.map((each) => (
            <li key={each.request}>
              {formatDate(each.at)}: asked {each.ownerName}
              {each.answer === null && each.replyBy && `, to reply by ${formatDate(each.replyBy)}`}.{' '}
              <AnswerWords asked={each} ics={row.ics} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function AnswerWords({ asked: { answer }, ics }: { asked: AskedOfAction; ics: string }) {
  if (answer === null) return <>Nothing has come back yet.</>
  const when = `Answered ${formatDate(answer.written)}`
  switch (answer.decision) {
    case null:
      return (
        <>
          {when}.{' '}
          <Link to="/replies" search={{ ics }}>
            It waits for you
          </Link>
          .
        </>
      )
    case 'accepted':
      return <>{when}, accepted.</>
    case 'changed':
      return <>{when}, accepted with changes.</>
    case 'declined':
      return (
        <>
          {when}, declined{answer.reason ? `: ${answer.reason}` : ''}.
        </>
      )
  }
}
