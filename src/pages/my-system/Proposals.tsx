import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../../domain/record/workshop-words.ts'
import type { Proposal } from '../../../preload/workshops-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { formatDate, plural } from '../../ui/format.ts'
import { ErrorState } from '../../ui/states.tsx'
import { AnswerDialog } from './AnswerDialog.tsx'
import './proposals.css'

interface Props {
  /** ODS code. */
  ics: string
  whyNot: string | null
}

/** What workshops agreed that falls to the system: its lead accepts, changes or declines each. */
export function Proposals({ ics, whyNot }: Props) {
  const found = useAsk('workshops.proposals', { ics })
  const accept = useTell('workshops.answer')
  const [asking, setAsking] = useState<{ proposal: Proposal; answer: Answer } | null>(null)
  if (found.isError) return <ErrorState error={found.error} retry={found.refetch} />
  const all = found.data ?? []
  if (all.length === 0) return null
  // One that the co-chairs have closed needs no answer any more.
  const waiting = all.filter(({ answer, fate }) => answer === null && fate === null)
  const answered = all.filter(({ answer }) => answer !== null)

  function take(proposal: Proposal) {
    // Without an action to carry it, the lead first says which one does.
    if (proposal.action === null && proposal.kind !== 'decision')
      setAsking({ proposal, answer: 'accepted' })
    else accept.mutate({ ics, outcome: proposal.id, answer: 'accepted' })
  }

  return (
    <section aria-labelledby="proposed" className="proposals">
      <h2 id="proposed">Proposed to you</h2>
      {waiting.length === 0 ? (
        <p className="quiet">You have answered everything that workshops proposed.</p>
      ) : (
        <ul>
          {waiting.map((proposal) => (
            <li key={proposal.id}>
              <div>
                <p>
                  <strong>{proposal.text}</strong>
                </p>
                <ProposalFacts proposal={proposal} ics={ics} />
              </div>
              <div className="form-buttons">
                <Button
                  whyNot={whyNot}
                  aria-label={`Accept: ${proposal.text}`}
                  isDisabled={accept.isPending}
                  onPress={() => take(proposal)}
                >
                  Accept
                </Button>
                <Button
                  kind="quiet"
                  whyNot={whyNot}
                  aria-label={`Change: ${proposal.text}`}
                  onPress={() => setAsking({ proposal, answer: 'changed' })}
                >
                  Change
                </Button>
                <Button
                  kind="quiet"
                  whyNot={whyNot}
                  aria-label={`Decline: ${proposal.text}`}
                  onPress={() => setAsking({ proposal, answer: 'declined' })}
                >
                  Decline
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {answered.length > 0 && (
        <details>
          <summary>{plural(answered.length, 'answered proposal')}</summary>
          <ul>
            {answered.map((proposal) => (
              <li key={proposal.id}>
                <div>
                  <p>{proposal.answer?.text ?? proposal.text}</p>
                  <p className="quiet">{proposal.words}</p>
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
      <AnswerDialog ics={ics} asking={asking} onClose={() => setAsking(null)} />
    </section>
  )
}

function ProposalFacts({ proposal, ics }: { proposal: Proposal; ics: string }) {
  const { session, sessionTitle, sessionDate, owner, due, action, actionTitle } = proposal
  return (
    <p className="quiet">
      <Link to="/workshops/$session/after" params={{ session }} search={{ ics }}>
        {sessionTitle}, {formatDate(sessionDate)}
      </Link>
      {owner && ` · ${owner}`}
      {due && ` · by ${formatDate(due)}`}
      {action && ` · goes into ${action} ${actionTitle ?? ''}`}
    </p>
  )
}
