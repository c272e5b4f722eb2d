import type { Commitment } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/TextField.tsx'
import { CommitmentText } from './commitment-text.ts'

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
  const form = useEntryForm({
    draft: `commitment/${commitment.id}`,
    values: { text: commitment.text },
    schema: CommitmentText,
    save: async ({ text }) => {
      const { id, ics } = commitment
      if (text.trim() !== commitment.text) await edit.mutateAsync({ id, ics, text: text.trim() })
    },
    onSaved: onClose,
  })
  return (
    <EntryDialogForm form={form} action="Save" onCancel={onClose}>
      <TextArea
        label={`What ${commitment.system} will do`}
        hint="Who answers, the date and the status are changed at the action that carries it."
        rows={3}
        {...form.field('text')}
        autoFocus
      />
    </EntryDialogForm>
  )
}
