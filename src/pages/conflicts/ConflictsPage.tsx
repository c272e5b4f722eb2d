import { Link } from '@tanstack/react-router'
import { mayWrite, whyNot } from '../../../domain/record/grants.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ConflictCard } from '../shared/conflicts/ConflictCard.tsx'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import '../shared/pages.css'

/** Every disagreement in the current system's record, and in what the whole region shares. */
export function ConflictsPage() {
  const { ics, state, systemName } = useApp()
  const conflicts = useAsk('conflicts.list', { ics })
  const reason = useWhyNot(ics)
  const sharedReason = mayWrite(state.member?.grants ?? [], 'region')
    ? null
    : whyNot('region', systemName)
  if (conflicts.data === undefined)
    return <Waiting title="Disagreements" label="Loading" query={conflicts} />

  const found = conflicts.data
  return (
    <Page
      title="Disagreements"
      subtitle={`${systemName(ics)} · ${plural(found.length, 'disagreement')} to settle`}
    >
      {found.length === 0 ? (
        <EmptyState title="Nobody disagrees">
          When two people change the same thing while one of them is offline, both values are kept
          and shown here until somebody chooses.
        </EmptyState>
      ) : (
        <ul className="conflicts">
          {found.map((conflict) => (
            <li key={`${conflict.ics} ${conflict.subject} ${conflict.field}`}>
              <h2>
                {conflict.reference === null ? (
                  conflict.title
                ) : (
                  <Link
                    to="/action/$reference"
                    params={{ reference: conflict.reference }}
                    search={{ ics: conflict.ics }}
                  >
                    <span className="reference">{conflict.reference}</span> {conflict.title}
                  </Link>
                )}
              </h2>
              {conflict.ics === 'region' && <p className="quiet">Shared by the whole region</p>}
              <ConflictCard
                conflict={conflict}
                whyNot={conflict.ics === 'region' ? sharedReason : reason}
              />
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
