import { WORKED_WORDS, type Worked } from '../../../domain/record/practice-words.ts'
import type { Status } from '../../../domain/record/statuses.ts'
import type { Adoption, Study } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { formatDate } from '../../ui/format.ts'
import { StatusShape } from '../../ui/StatusChip.tsx'

/** The same shapes as for statuses, which everybody knows already. */
const SHAPES: Record<Worked, Status> = {
  yes: 'complete',
  partly: 'in-progress',
  no: 'blocked',
  'too-early': 'planned',
}

interface Props {
  study: Study
  onChange: (adoption: Adoption) => void
}

/** Which systems took a case study over, what they changed, and what came of it. */
export function AdoptionList({ study: { adoptions }, onChange }: Props) {
  const { mayLead } = useApp()
  const save = useTell('practice.adopt')
  return (
    <section aria-label="Adopted by">
      <h3>Adopted by</h3>
      {adoptions.length === 0 && <p className="quiet">No system has adopted it yet.</p>}
      <ul className="adoptions">
        {adoptions.map((adoption) => (
          <li key={adoption.id}>
            <div className="adoption-head">
              <span className="adoption-system">{adoption.system}</span>
              {adoption.since !== null && (
                <span className="quiet">since {formatDate(adoption.since)}</span>
              )}
              {adoption.worked !== null && (
                <span className="adoption-worked">
                  <StatusShape status={SHAPES[adoption.worked]} /> {WORKED_WORDS[adoption.worked]}
                </span>
              )}
              {mayLead(adoption.ics) && (
                <span className="adoption-buttons">
                  <Button kind="quiet" onPress={() => onChange(adoption)}>
                    Change
                  </Button>
                  <Button
                    kind="quiet"
                    onPress={() =>
                      save.mutate({ ics: adoption.ics, id: adoption.id, fields: { removed: true } })
                    }
                  >
                    Remove
                  </Button>
                </span>
              )}
            </div>
            {adoption.changed !== null && (
              <p>
                <span className="quiet">Changed: </span>
                {adoption.changed}
              </p>
            )}
            {adoption.outcome !== null && (
              <p>
                <span className="quiet">Outcome: </span>
                {adoption.outcome}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
