import { Link } from '@tanstack/react-router'
import type { ActionDetail } from '../../../../preload/types.ts'

/** What the system promised in strategies that this action carries. */
export function Commitments({ commitments }: Pick<ActionDetail, 'commitments'>) {
  if (commitments.length === 0) return null
  return (
    <section aria-labelledby="action-commitments">
      <h2 id="action-commitments">Promised in a strategy</h2>
      <ul className="action-commitments">
        {commitments.map(({ id, text, strategy, title }) => (
          <li key={id}>
            {text}{' '}
            <Link to="/strategies/$id" params={{ id: strategy }}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
