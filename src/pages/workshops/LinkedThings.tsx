import { Link } from '@tanstack/react-router'
import { STATUS_WORDS, STATUSES } from '../../../domain/record/statuses.ts'
import type { LinkedState } from '../../../domain/workshops/model.ts'
import { readStrategyLink } from '../../../domain/workshops/strategy-link.ts'
import { useApp } from '../../app/state.tsx'
import { StatusShape } from '../../ui/StatusChip.tsx'

/** What an item links to, and how each stands now. */
export function LinkedThings({ linked }: { linked: readonly LinkedState[] }) {
  if (linked.length === 0) return null
  return (
    <ul className="linked">
      {linked.map((state) => (
        <li key={`${state.kind}:${state.id}`}>
          <LinkedTitle state={state} />
          {state.systems.length > 0 ? (
            <Standing state={state} />
          ) : (
            state.state && <span className="quiet">{state.state}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function LinkedTitle({ state }: { state: LinkedState }) {
  const { ics } = useApp()
  if (state.kind === 'action')
    return (
      <Link to="/action/$reference" params={{ reference: state.id }} search={{ ics }}>
        <span className="reference">{state.id}</span> {state.title}
      </Link>
    )
  if (state.kind === 'case-study')
    return (
      <Link to="/learning" search={{ ics, search: state.title }}>
        {state.title}
      </Link>
    )
  if (state.kind === 'metric')
    return (
      <Link to="/metrics/$metric" params={{ metric: state.id }} search={{ ics }}>
        {state.title}
      </Link>
    )
  const { strategy } = readStrategyLink(state.id)
  return (
    <Link to="/strategies/$id" params={{ id: strategy }} search={{ ics }}>
      {state.title}
    </Link>
  )
}

/** How many systems stand where, the shapes in the order of the statuses; the names on hover. */
function Standing({ state }: { state: LinkedState }) {
  return (
    <span className="linked-standing" title={state.systems.map(standingWords).join('\n')}>
      <span aria-hidden="true">
        {STATUSES.toReversed().map((status) => {
          const count = state.systems.filter((system) => system.status === status).length
          return (
            count > 0 && (
              <span key={status} className="linked-count">
                <StatusShape status={status} /> {count}
              </span>
            )
          )
        })}
      </span>
      <span className="linked-words">{state.state}</span>
    </span>
  )
}

function standingWords({ name, status }: LinkedState['systems'][number]): string {
  return `${name}: ${STATUS_WORDS[status].toLowerCase()}`
}
