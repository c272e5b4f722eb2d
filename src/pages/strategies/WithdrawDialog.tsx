import { useState } from 'react'
import type { SystemSignature } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { TextArea } from '../../ui/TextField.tsx'

interface Props {
  /** Id of the strategy. */
  strategy: string
  /** The system whose signature is taken back; `null` while none is. */
  line: SystemSignature | null
  onClose: () => void
}

/** Takes a signature back, with the reason the other systems will read. */
export function WithdrawDialog({ strategy, line, onClose }: Props) {
  return (
    <Dialog
      title={`Take back the signature of ${line?.system ?? ''}`}
      open={line !== null}
      onClose={onClose}
    >
      {line && <WithdrawForm strategy={strategy} ics={line.ics} onClose={onClose} />}
    </Dialog>
  )
}

function WithdrawForm({
  strategy,
  ics,
  onClose,
}: {
  strategy: string
  ics: string
  onClose: () => void
}) {
  const withdraw = useTell('strategies.withdrawSignature')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <DialogForm
      action="Take it back"
      onSubmit={() => {
        if (reason.trim().length < 3) return setProblem('Say why: the other systems read it.')
        withdraw.mutate({ id: strategy, ics, reason: reason.trim() }, { onSuccess: onClose })
      }}
      onCancel={onClose}
      isDisabled={withdraw.isPending}
    >
      <TextArea
        label="Why"
        hint="The other systems read it. You can sign again later."
        rows={3}
        value={reason}
        onChange={setReason}
        problem={problem}
        maxLength={500}
        autoFocus
      />
    </DialogForm>
  )
}
