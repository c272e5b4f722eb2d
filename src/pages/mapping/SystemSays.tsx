import type { OwnPriority } from '../../../preload/strategies-types.ts'

/** One system's priorities with the passages that say so. */
export function SystemSays({
  name,
  priorities,
}: {
  name: string
  priorities: readonly OwnPriority[]
}) {
  return (
    <div className="system-says">
      <h3>{name}</h3>
      {priorities.map(({ id, title, passage, source }) => (
        <div key={id}>
          <p className="system-says-title">{title}</p>
          {passage !== null && <blockquote>{passage}</blockquote>}
          {source !== null && <p className="quiet">{source}</p>}
        </div>
      ))}
    </div>
  )
}
