import { useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { ReportFields } from '../../../domain/record/report-fields.ts'
import type { ReportDetail } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
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

const Fields = z.object({
  title: wordsFor(ReportFields.shape.title, 'Give the report a name.'),
})

function ReportForm({ report, onClose }: Props) {
  const { ics } = useApp()
  const navigate = useNavigate()
  const save = useTell('reports.save')
  const { id } = report
  const form = useEntryForm({
    draft: `report/${id}`,
    values: { title: report.title },
    basis: { title: report.title, heads: report.heads },
    schema: Fields,
    save: async ({ title }, inView) => {
      if (title.trim() === inView.title) return
      const seen = { title: inView.heads.title ?? [] }
      await save.mutateAsync({ id, fields: { title: title.trim() }, seen })
    },
    onSaved: onClose,
  })
  async function remove() {
    await save.mutateAsync({ id, fields: { removed: true } })
    onClose()
    await navigate({ to: '/reports', search: { ics } })
  }

  return (
    <EntryDialogForm
      form={form}
      action="Save"
      onCancel={onClose}
      isDisabled={save.isPending}
      more={
        <Button kind="danger" onPress={() => void remove().catch(() => undefined)}>
          Remove the report
        </Button>
      }
    >
      <TextField label="Name" {...form.field('title')} autoFocus />
    </EntryDialogForm>
  )
}
