import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/TextField.tsx'

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
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() === '') return
          onSave(reason.trim())
          close()
        }}
      >
        <TextArea
          label="Reason"
          hint="It is kept as a note, so that others can follow the decision."
          value={reason}
          onChange={setReason}
          maxLength={4000}
          autoFocus
        />
        <DialogActions>
          <Button onPress={close}>Cancel</Button>
          <Button kind="primary" type="submit" isDisabled={reason.trim() === ''}>
            Mark as not applicable
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
