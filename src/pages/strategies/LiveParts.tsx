import type { StrategyVersion } from '../../../preload/strategies-types.ts'
import { plural } from '../../ui/format.ts'

/** Says of a version that parts of it move, and so are not what anybody signed. */
export function LiveParts({ version: { live } }: { version: Pick<StrategyVersion, 'live'> }) {
  if (live === 0) return null
  return (
    <p className="live-parts">
      <strong>This version holds live parts.</strong>{' '}
      {plural(live, 'table or picture shows', 'tables and pictures show')} the record as it stands
      today, not as it stood when the version was kept. A signature under it stands for its words
      alone. A version that is offered now is frozen as a whole.
    </p>
  )
}
