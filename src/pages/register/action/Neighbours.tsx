import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ActionDetail, Neighbour } from '../../../../preload/types.ts'
import { useTell } from '../../../app/api.ts'
import { useApp } from '../../../app/state.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ConfidenceWord } from '../../../ui/ConfidenceWord.tsx'
import { formatMoment, plural } from '../../../ui/format.ts'
import { StatusChip } from '../../../ui/StatusChip.tsx'

/** What the other systems say of the same action; those with something to learn from come first. */
export function Neighbours({ detail }: { detail: ActionDetail }) {
  const [all, setAll] = useState(false)
  const { neighbours } = detail
  if (neighbours.length === 0) return null
  const speaking = neighbours.filter((each) => each.updatedAt !== null)
  const silent = neighbours.filter((each) => each.updatedAt === null)

  return (
    <section aria-labelledby="action-neighbours">
      <h2 id="action-neighbours">
        In the other systems{' '}
        <span className="quiet">
          {speaking.length} of {neighbours.length} have said something
        </span>
      </h2>
      <ul className="neighbours">
        {speaking.map((neighbour) => (
          <NeighbourItem key={neighbour.ics} neighbour={neighbour} detail={detail} />
        ))}
        {all &&
          silent.map((neighbour) => (
            <li key={neighbour.ics} className="quiet">
              {neighbour.name}: no update yet
            </li>
          ))}
      </ul>
      {silent.length > 0 && (
        <Button kind="quiet" aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? 'Hide' : 'Show'} {plural(silent.length, 'system')} with no update yet
        </Button>
      )}
    </section>
  )
}

function NeighbourItem({ neighbour, detail }: { neighbour: Neighbour; detail: ActionDetail }) {
  const { systemName } = useApp()
  const adopt = useTell('action.adopt')
  const { row } = detail
  const isAdopted = row.adoptedFrom === neighbour.ics
  return (
    <li>
      <div className="neighbour-head">
        <Link
          to="/action/$reference"
          params={{ reference: row.reference }}
          search={{ ics: neighbour.ics }}
        >
          {neighbour.name}
        </Link>
        <StatusChip status={neighbour.status} />
        <ConfidenceWord confidence={neighbour.confidence} />
        <span className="neighbour-adopt">
          {isAdopted ? (
            <span className="quiet">You adopted this approach</span>
          ) : (
            <Button
              kind="quiet"
              whyNot={detail.whyNot}
              isDisabled={adopt.isPending}
              aria-label={`Adopt this approach: ${neighbour.name}`}
              onPress={() =>
                adopt.mutate({ ics: row.ics, reference: row.reference, from: neighbour.ics })
              }
            >
              Adopt this approach
            </Button>
          )}
        </span>
      </div>
      {neighbour.note !== null && <p className="note-text">{neighbour.note}</p>}
      {neighbour.nextStep !== null && (
        <p>
          <strong>Next:</strong> {neighbour.nextStep}
        </p>
      )}
      <p className="quiet">
        {[
          neighbour.ownerName,
          neighbour.evidence > 0 &&
            plural(neighbour.evidence, 'piece of evidence', 'pieces of evidence'),
          neighbour.adoptedFrom !== null && `adopted from ${systemName(neighbour.adoptedFrom)}`,
          neighbour.updatedAt !== null && `updated ${formatMoment(neighbour.updatedAt)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  )
}
