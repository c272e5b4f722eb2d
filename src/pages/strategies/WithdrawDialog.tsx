import { useState } from 'react'
import type { SystemSignature } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
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
    <form
      className="strategy-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim().length < 3) return setProblem('Say why: the other systems read it.')
        withdraw.mutate({ id: strategy, ics, reason: reason.trim() }, { onSuccess: onClose })
      }}
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
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={withdraw.isPending}>
          Take it back
        </Button>
      </DialogActions>
    </form>
  )
}
