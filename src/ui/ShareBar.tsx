import { STATUSES, type Status } from '../../domain/record/statuses.ts'
import { STATUS_LOOKS } from './status-looks.tsx'
import './ShareBar.css'

/**
 * Counts by status as lengths of one bar, in the order in which work moves. Hidden from screen
 * readers: the numbers always stand beside it.
 */
export function ShareBar({ counts }: { counts: Record<Status, number> }) {
  return (
    <div className="share-bar" aria-hidden="true">
      {STATUSES.filter((status) => counts[status] > 0).map((status) => (
        <span
          key={status}
          style={{ flexGrow: counts[status], background: STATUS_LOOKS[status].bar }}
        />
      ))}
    </div>
  )
}
