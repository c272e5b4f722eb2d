import { useState } from 'react'
import { useTell } from '../../app/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { TextField } from '../../ui/TextField.tsx'

interface Props {
  /** Id of the strategy. */
  strategy: string
  open: boolean
  onClose: () => void
}

/** Keeps the text as it stands under a name. */
export function KeepVersionDialog(props: Props) {
  return (
    <Dialog title="Keep a version" open={props.open} onClose={props.onClose}>
      {props.open && <KeepForm {...props} />}
    </Dialog>
  )
}

function KeepForm({ strategy, onClose }: Props) {
  const keep = useTell('strategies.keepVersion')
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <DialogForm
      action="Keep it"
      onSubmit={() => {
        if (name.trim() === '') return setProblem('Give the version a name.')
        keep.mutate({ id: strategy, name: name.trim() }, { onSuccess: onClose })
      }}
      onCancel={onClose}
      isDisabled={keep.isPending}
    >
      <TextField
        label="Name"
        hint="Such as “After the December workshop”."
        value={name}
        onChange={setName}
        problem={problem}
        maxLength={160}
        autoFocus
      />
    </DialogForm>
  )
}
