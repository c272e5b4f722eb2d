import { useState } from 'react'
import { Dialog } from '../../../ui/Dialog.tsx'
import { DialogForm } from '../../../ui/DialogForm.tsx'
import { TextArea } from '../../../ui/TextField.tsx'

interface Props {
  open: boolean
  /** What does not apply, such as an action's reference. */
  subject: string
  onClose: () => void
  onSave: (reason: string) => void
}

/** Asks why an action does not apply: others will want to know. */
export function NotApplicableDialog({ open, subject, onClose, onSave }: Props) {
  const [reason, setReason] = useState('')
  const close = () => {
    setReason('')
    onClose()
  }
  return (
    <Dialog title={`Why does ${subject} not apply?`} open={open} onClose={close}>
      <DialogForm
        action="Mark as not applicable"
        onSubmit={() => {
          if (reason.trim() === '') return
          onSave(reason.trim())
          close()
        }}
        onCancel={close}
        isDisabled={reason.trim() === ''}
      >
        <TextArea
          label="Reason"
          hint="It is kept as a note, so that others can follow the decision."
          value={reason}
          onChange={setReason}
          maxLength={4000}
          autoFocus
        />
      </DialogForm>
    </Dialog>
  )
}
