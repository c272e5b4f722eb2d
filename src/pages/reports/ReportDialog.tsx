import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReportDetail } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { TextField } from '../../ui/TextField.tsx'

interface Props {
  report: ReportDetail
  open: boolean
  onClose: () => void
}

/** Changes what a report is called, or takes it out of the list. */
export function ReportDialog(props: Props) {
  return (
    <Dialog title="Name of the report" open={props.open} onClose={props.onClose}>
      {/* Drawn only while open, so that each opening starts afresh. */}
      {props.open && <ReportForm {...props} />}
    </Dialog>
  )
}

function ReportForm({ report, onClose }: Props) {
  const { ics } = useApp()
  const navigate = useNavigate()
  const save = useTell('reports.save')
  // What was in view when the form opened, whatever comes in while it is filled in.
  const [{ id, heads }] = useState(report)
  const [title, setTitle] = useState(report.title)
  const [problem, setProblem] = useState<string | null>(null)

  function submit() {
    const name = title.trim()
    if (name === '') return setProblem('Give the report a name.')
    if (name === report.title) return onClose()
    const seen = { title: heads.title ?? [] }
    save.mutate({ id, fields: { title: name }, seen }, { onSuccess: onClose })
  }
  async function remove() {
    await save.mutateAsync({ id, fields: { removed: true } })
    onClose()
    await navigate({ to: '/reports', search: { ics } })
  }

  return (
    <DialogForm
      action="Save"
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={save.isPending}
      more={
        <Button kind="danger" onPress={() => void remove().catch(() => undefined)}>
          Remove the report
        </Button>
      }
    >
      <TextField
        label="Name"
        value={title}
        onChange={setTitle}
        problem={problem}
        longest={200}
        autoFocus
      />
    </DialogForm>
  )
}
