import { STATUSES, type Status } from '../../domain/record/words.ts'
import './ShareBar.css'

/**
 * Counts by status as lengths of one bar, in the order in which work moves. Hidden from screen
 * readers: the numbers always stand beside it.
 */
export function ShareBar({ counts }: { counts: Record<Status, number> }) {
  return (
    <div className="share-bar" aria-hidden="true">
      {STATUSES.filter((status) => counts[status] > 0).map((status) => (
        <span key={status} data-status={status} style={{ flexGrow: counts[status] }} />
      ))}
    </div>
  )
}
