import type { PriorityMatrix } from '../../../preload/strategies-types.ts'
import { plural } from '../../ui/format.ts'
import { SystemSays } from './SystemSays.tsx'

/** The systems' own priorities on which a joint action rests, with their passages. */
export function Rests({ matrix, rests }: { matrix: PriorityMatrix; rests: readonly string[] }) {
  const priorities = matrix.priorities.filter(({ id }) => rests.includes(id))
  if (priorities.length === 0) return null
  return (
    <details>
      <summary>
        Rests on {plural(priorities.length, 'priority', 'priorities')} of the systems
      </summary>
      <div className="mapping-side">
        {matrix.systems.map(({ ics, name }) => {
          const said = priorities.filter((priority) => priority.ics === ics)
          return said.length === 0 ? null : <SystemSays key={ics} name={name} priorities={said} />
        })}
      </div>
    </details>
  )
}
