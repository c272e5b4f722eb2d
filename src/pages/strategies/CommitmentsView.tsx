import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Commitment, StrategyDetail } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { formatDate } from '../../ui/format.ts'
import { StatusChip } from '../../ui/StatusChip.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { CommitmentDialog } from './CommitmentDialog.tsx'
import { CommitmentWordsDialog } from './CommitmentWordsDialog.tsx'
import { whyNotSign } from './strategy-words.ts'

/** What each system promised, with where its register says it stands. */
export function CommitmentsView({ strategy }: { strategy: StrategyDetail }) {
  const [isAdding, setAdding] = useState(false)
  const made = strategy.commitmentsMade
  const add = (
    <Button kind="primary" whyNot={whyNotSign(strategy)} onPress={() => setAdding(true)}>
      Add a commitment
    </Button>
  )
  const systems = new Set(made.map(({ ics }) => ics)).size
  return (
    <section aria-labelledby="commitments">
      <div className="section-head">
        <h2 id="commitments">Commitments</h2>
        {made.length > 0 && add}
      </div>
      {made.length === 0 ? (
        <EmptyState title="No system has committed yet" action={add}>
          A commitment says what one system will do, by when and who answers. It goes into that
          system’s register, so its progress shows here by itself.
        </EmptyState>
      ) : (
        <>
          <p>
            {systems} of {strategy.systems} systems have committed so far.
          </p>
          <CommitmentTable commitments={made} maySign={strategy.maySign} />
        </>
      )}
      <CommitmentDialog strategy={strategy} open={isAdding} onClose={() => setAdding(false)} />
    </section>
  )
}

interface TableProps {
  commitments: readonly Commitment[]
  maySign: readonly string[]
}

function CommitmentTable({ commitments, maySign }: TableProps) {
  const edit = useTell('strategies.editCommitment')
  const [rewording, setRewording] = useState<Commitment | null>(null)
  return (
    <div className="strategy-table">
      <table>
        <thead>
          <tr>
            <th scope="col">System</th>
            <th scope="col">What it will do</th>
            <th scope="col">Owner</th>
            <th scope="col">Due</th>
            <th scope="col">Status</th>
            <th scope="col">Carried by</th>
            <th scope="col">
              <span className="visually-hidden">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {commitments.map((commitment) => {
            const { id, ics, system, text, owner, due, status, doneBefore, action, actionTitle } =
              commitment
            return (
              <tr key={id}>
                <th scope="row">{system}</th>
                <td className="strategy-words">{text}</td>
                <td>{owner ?? 'Nobody yet'}</td>
                <td className="numbers">{due ? formatDate(due) : 'No date'}</td>
                <td>
                  <StatusChip status={status} />
                </td>
                <td>
                  <Link
                    to="/action/$reference"
                    params={{ reference: action }}
                    search={{ ics }}
                    title={actionTitle}
                  >
                    {action}
                  </Link>
                  {doneBefore && <span className="quiet"> was done before this was promised</span>}
                </td>
                <td>
                  {maySign.includes(ics) && (
                    <div className="form-buttons">
                      <Button
                        kind="quiet"
                        aria-label={`Reword: ${text}`}
                        onPress={() => setRewording(commitment)}
                      >
                        Reword
                      </Button>
                      <Button
                        kind="quiet"
                        aria-label={`Take back: ${text}`}
                        onPress={() => edit.mutate({ id, ics, removed: true })}
                      >
                        Take back
                      </Button>
                    </div>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <CommitmentWordsDialog commitment={rewording} onClose={() => setRewording(null)} />
    </div>
  )
}
