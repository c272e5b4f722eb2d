import type { RefusedWork } from '../../../preload/types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { CopyButton } from '../../app/CopyButton.tsx'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import { ErrorState } from '../../ui/states.tsx'

/** Work that the server would not take: out of the record, kept until its author puts it away. */
export function RefusedList() {
  const refused = useAsk('sync.refused', {})
  return (
    <section aria-labelledby="refused">
      <h2 id="refused">Changes the server did not take</h2>
      <p>
        Nobody else sees these, and they no longer show in your record. Copy what you still need,
        then put them away.
      </p>
      {refused.error && <ErrorState error={refused.error} retry={refused.refetch} />}
      <ul className="sync-refused">
        {refused.data?.map((work) => (
          <Refused key={work.id} work={work} />
        ))}
      </ul>
    </section>
  )
}

function Refused({ work }: { work: RefusedWork }) {
  const { systemName } = useApp()
  const dismiss = useTell('sync.dismissRefused')
  return (
    <li>
      <p>
        <strong>{work.ics ? systemName(work.ics) : 'The region'}.</strong> {work.what}
      </p>
      <p>{work.reason}</p>
      <p className="quiet">
        {work.writtenAt && `Written ${formatMoment(work.writtenAt)}. `}Refused{' '}
        {formatMoment(work.at)}.
      </p>
      <div className="form-buttons">
        <CopyButton text={`${work.what}\n\n${work.reason}\n\n${work.text}`}>Copy</CopyButton>
        <Button
          kind="quiet"
          isDisabled={dismiss.isPending}
          onPress={() => dismiss.mutate({ ids: [work.id] })}
        >
          Put away
        </Button>
      </div>
    </li>
  )
}
