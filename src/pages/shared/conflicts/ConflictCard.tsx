import { useState } from 'react'
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
  const together = useTell('conflicts.settleTogether')
  const [isEach, setEach] = useState(false)
  const hasMore = conflict.values.some((version) => version.together.length > 0)
  const isTogether = hasMore && !isEach
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
              {version.together.length > 0 && (
                <dl className="conflict-together" aria-label="Written with it">
                  {version.together.map(({ field, label, words }) => (
                    <div key={field}>
                      <dt>{label}</dt>
                      <dd>{words}</dd>
                    </div>
                  ))}
                </dl>
              )}
            </div>
            <Button
              whyNot={whyNot}
              isDisabled={settle.isPending || together.isPending}
              aria-label={`Keep this: ${version.words}`}
              onPress={() => {
                const { ics, subject } = conflict
                if (isTogether) return together.mutate({ ics, subject, entry: version.entry })
                settle.mutate({
                  ics: conflict.ics,
                  subject: conflict.subject,
                  field: conflict.field,
                  // A value that came over the doorway is JSON already; its type does not say so.
                  value: version.value as Input<'conflicts.settle'>['value'],
                })
              }}
            >
              Keep this
            </Button>
          </li>
        ))}
      </ul>
      {hasMore && (
        <p className="conflict-how">
          {isEach
            ? 'Only this is settled; what was written with it stays as it is. '
            : 'What was written together is kept together; what the other wrote with theirs gives way, and stays in the history. '}
          <Button kind="quiet" aria-pressed={isEach} onPress={() => setEach(!isEach)}>
            {isEach ? 'Settle all of it together' : `Settle ${conflict.label.toLowerCase()} alone`}
          </Button>
        </p>
      )}
    </div>
  )
}
