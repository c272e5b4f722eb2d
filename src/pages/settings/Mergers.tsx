import { listOf } from '../../../domain/words.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { formatDate, formatMoment } from '../../ui/format.ts'

/** The mergers that were recorded, each with the way back; nothing while there is none. */
export function Mergers() {
  const mergers = useAsk('systems.mergers', {})
  const unmerge = useTell('systems.unmerge')
  if (!mergers.data?.length) return null
  return (
    <>
      <h3>Mergers recorded</h3>
      <ul className="settings-mergers">
        {mergers.data.map(({ id, from, into, on, at, byName, withdrawn, whyNot }) => (
          <li key={id}>
            <div>
              <p>
                {listOf(from)} become {into.name} on {formatDate(on)}
              </p>
              <p className="quiet">
                Recorded by {byName}, {formatMoment(at)}
                {withdrawn && `. Taken back by ${withdrawn.byName}, ${formatMoment(withdrawn.at)}`}
              </p>
            </div>
            {withdrawn === null && (
              <Button
                whyNot={whyNot}
                isDisabled={unmerge.isPending}
                aria-label={`Take back the merger into ${into.name}`}
                onPress={() => unmerge.mutate({ merger: id })}
              >
                Take back
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
