import { ActionFields } from '../../../../domain/record/subjects.ts'
import { EntryDialogForm } from '../../../forms/EntryDialogForm.tsx'
import { longestOf } from '../../../forms/limits.ts'
import { useEntryForm } from '../../../forms/useEntryForm.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextArea } from '../../../ui/TextField.tsx'

interface Props {
  open: boolean
  /** What does not apply, such as an action's reference. */
  subject: string
  /** Names the draft of the reason. */
  draft: string
  onClose: () => void
  onSave: (reason: string) => Promise<unknown>
}

/** Asks why an action does not apply: others will want to know. */
export function NotApplicableDialog(props: Props) {
  return (
    <Dialog
      title={`Why does ${props.subject} not apply?`}
      open={props.open}
      onClose={props.onClose}
    >
      {props.open && <ReasonForm {...props} />}
    </Dialog>
  )
}

function ReasonForm({ draft, onClose, onSave }: Props) {
  const form = useEntryForm({
    draft,
    values: { reason: '' },
    save: ({ reason }) => onSave(reason.trim()),
    onSaved: onClose,
  })
  return (
    <EntryDialogForm
      form={form}
      action="Mark as not applicable"
      onCancel={onClose}
      isDisabled={form.values.reason.trim() === ''}
    >
      <TextArea
        label="Reason"
        hint="It is kept as a note, so that others can follow the decision."
        {...form.field('reason')}
        longest={longestOf(ActionFields.shape.note)}
        autoFocus
      />
    </EntryDialogForm>
  )
}
