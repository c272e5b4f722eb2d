import { Link } from '@tanstack/react-router'
import type { Decision } from '../../../domain/record/reply-fields.ts'
import type { OwnerAnswer } from '../../../preload/replies-types.ts'
import { formatDate, plural } from '../../ui/format.ts'

const WORDS: Record<Decision, string> = {
  accepted: 'Accepted',
  changed: 'Accepted with changes',
  declined: 'Declined',
}

/** What came back and was decided, for looking up. */
export function DecidedAnswers({ answers }: { answers: readonly OwnerAnswer[] }) {
  if (answers.length === 0) return null
  return (
    <details className="replies-decided">
      <summary>{plural(answers.length, 'answer')} decided</summary>
      <ul>
        {answers.map(({ id, ics, reference, row, ownerName, written, decision, reason, says }) => (
          <li key={id}>
            <Link to="/action/$reference" params={{ reference }} search={{ ics }}>
              <span className="reference">{reference}</span> {row?.title}
            </Link>
            <p className="quiet">
              {decision && WORDS[decision]} · {ownerName}, {formatDate(written)}
              {says.note && ` · “${says.note}”`}
              {reason && ` · ${reason}`}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}
