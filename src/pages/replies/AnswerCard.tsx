import { Link } from '@tanstack/react-router'
import type { OwnerAnswer } from '../../../preload/replies-types.ts'
import { Button } from '../../ui/Button.tsx'
import { formatDate } from '../../ui/format.ts'
import { StatusChip } from '../../ui/StatusChip.tsx'

interface Props {
  answer: OwnerAnswer
  whyNot: string | null
  isBusy: boolean
  onAccept: () => void
  onChange: () => void
  onDecline: () => void
}

/** One answer: what it changes, what has moved since it was asked for, and what can be done. */
export function AnswerCard({ answer, whyNot, isBusy, onAccept, onChange, onDecline }: Props) {
  const { reference, row, ownerName, moved, askedAt, written } = answer
  const about = `what ${ownerName} says of ${reference}`
  return (
    <li className="answer-card">
      <div>
        <h3>
          <Link to="/action/$reference" params={{ reference }} search={{ ics: answer.ics }}>
            <span className="reference">{reference}</span> {row?.title}
          </Link>
        </h3>
        <p className="quiet">
          {ownerName}, {formatDate(written)} · asked {formatDate(askedAt)}
        </p>
        <WhatChanges answer={answer} />
        {moved.length > 0 && (
          <div className="answer-moved">
            <strong>Moved since they were asked.</strong> {moved.join(' ')}
          </div>
        )}
      </div>
      <div className="form-buttons">
        <Button
          aria-label={`Accept ${about}`}
          whyNot={whyNot}
          isDisabled={isBusy}
          onPress={onAccept}
        >
          Accept
        </Button>
        <Button kind="quiet" aria-label={`Change ${about}`} whyNot={whyNot} onPress={onChange}>
          Change
        </Button>
        <Button kind="quiet" aria-label={`Decline ${about}`} whyNot={whyNot} onPress={onDecline}>
          Decline
        </Button>
      </div>
    </li>
  )
}

function WhatChanges({ answer: { row, says } }: { answer: OwnerAnswer }) {
  return (
    <dl className="answer-changes">
      {says.status && (
        <>
          <dt>Status</dt>
          <dd>
            {row && <StatusChip status={row.status} />} <span aria-hidden="true">→</span>
            <span className="visually-hidden">becomes</span> <StatusChip status={says.status} />
          </dd>
        </>
      )}
      {says.due && (
        <>
          <dt>Due</dt>
          <dd>
            {row?.due ? formatDate(row.due) : 'no date'} <span aria-hidden="true">→</span>
            <span className="visually-hidden">becomes</span> <strong>{formatDate(says.due)}</strong>
          </dd>
        </>
      )}
      {says.note && (
        <>
          <dt>Note</dt>
          <dd className="answer-words">{says.note}</dd>
        </>
      )}
      {says.nextStep && (
        <>
          <dt>Next step</dt>
          <dd className="answer-words">{says.nextStep}</dd>
        </>
      )}
      {says.notMine && (
        <>
          <dt>Owner</dt>
          <dd>Says it is not theirs any more</dd>
        </>
      )}
    </dl>
  )
}
