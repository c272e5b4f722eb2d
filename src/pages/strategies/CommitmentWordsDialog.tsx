import { useState } from 'react'
import type { Commitment } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { TextArea } from '../../ui/TextField.tsx'

interface Props {
  /** `null` while none is being changed. */
  commitment: Commitment | null
  onClose: () => void
}

/** Puts a commitment in other words. Owner, due date and status are the action's, in the register. */
export function CommitmentWordsDialog({ commitment, onClose }: Props) {
  return (
    <Dialog title="Reword the commitment" open={commitment !== null} onClose={onClose}>
      {commitment && <WordsForm commitment={commitment} onClose={onClose} />}
    </Dialog>
  )
}

function WordsForm({ commitment, onClose }: { commitment: Commitment; onClose: () => void }) {
  const edit = useTell('strategies.editCommitment')
  const [text, setText] = useState(commitment.text)
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <DialogForm
      action="Save"
      onSubmit={() => {
        if (text.trim().length < 3) return setProblem('Say what the system will do.')
        if (text.trim() === commitment.text) return onClose()
        const { id, ics } = commitment
        edit.mutate({ id, ics, text: text.trim() }, { onSuccess: onClose })
      }}
      onCancel={onClose}
      isDisabled={edit.isPending}
    >
      <TextArea
        label={`What ${commitment.system} will do`}
        hint="Who answers, the date and the status are changed at the action that carries it."
        rows={3}
        value={text}
        onChange={setText}
        problem={problem}
        maxLength={1000}
        autoFocus
      />
    </DialogForm>
  )
}
