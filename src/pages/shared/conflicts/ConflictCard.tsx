import type { Input } from '../../../../preload/contract.ts'
import type { Conflict } from '../../../../preload/types.ts'
import { useTell } from '../../../app/api.ts'
import { Button } from '../../../ui/Button.tsx'
import { formatMoment } from '../../../ui/format.ts'
import './conflicts.css'

interface Props {
  conflict: Conflict
  /** Why the person may not settle it; `null` when they may. */
  whyNot: string | null
}

/** Values that people gave one field without seeing each other's, with a button to keep one. */
export function ConflictCard({ conflict, whyNot }: Props) {
  const settle = useTell('conflicts.settle')
  return (
    <div className="conflict">
      <p>
        <strong>{conflict.label}</strong> has {conflict.values.length} values, set without sight of
        each other. All are kept until somebody chooses.
      </p>
      <ul>
        {conflict.values.map((version) => (
          <li key={version.entry}>
            <div>
              <p className="conflict-value">{version.words}</p>
              <p className="conflict-who">
                {version.byName}, <time dateTime={version.at}>{formatMoment(version.at)}</time>
              </p>
            </div>
            <Button
              whyNot={whyNot}
              isDisabled={settle.isPending}
              aria-label={`Keep this: ${version.words}`}
              onPress={() =>
                settle.mutate({
                  ics: conflict.ics,
                  subject: conflict.subject,
                  field: conflict.field,
                  // A value that came over the doorway is JSON already; its type does not say so.
                  value: version.value as Input<'conflicts.settle'>['value'],
                })
              }
            >
              Keep this
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
