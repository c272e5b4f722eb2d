import { useState } from 'react'
import type { LiveContent, LiveQuery } from '../../../domain/documents/live.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { useJob } from '../../app/useJob.ts'
import { DateField } from '../../ui/DateField.tsx'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { FormDialog } from '../dialogs/FormDialog.tsx'

interface Props {
  query: LiveQuery
  /** What the block shows now. */
  content: LiveContent
  onFreeze: (content: LiveContent) => void
  onClose: () => void
}

/** Asks for which day a live block is to be frozen, and works out what it showed then. */
export function FreezeDialog({ query, content, onFreeze, onClose }: Props) {
  const { today } = useApp().state
  const [day, setDay] = useState<string | null>(today)
  const [problem, setProblem] = useState<string | null>(null)
  const job = useJob()
  const resolve = useTell('live.resolve', { quiet: true })

  function freeze() {
    if (!day) return setProblem('Say for which day.')
    if (day > today) return setProblem('That day has not come yet. Choose today or an earlier day.')
    if (day === today) return onFreeze(content)
    setProblem(null)
    resolve.mutate(
      { query, day, job: job.start() },
      {
        onSuccess: (then) => onFreeze(then.content),
        onError: ({ code, message }) => setProblem(code === 'cancelled' ? null : message),
      },
    )
  }
  return (
    <FormDialog
      title="Freeze the block"
      action="Freeze"
      onSave={freeze}
      onClose={onClose}
      isDisabled={resolve.isPending}
    >
      <p className="quiet">
        From now on it shows the record as it stood at the end of one day, whatever changes later.
        You can make it live again.
      </p>
      <DateField label="As the record stood on" value={day} onChange={setDay} today={today} />
      {resolve.isPending && (
        <JobProgress label="Looking up that day" progress={job.progress} onCancel={job.cancel} />
      )}
      {problem && (
        <p role="alert" className="field-problem">
          {problem}
        </p>
      )}
    </FormDialog>
  )
}
