import type { OwnPriority } from '../../../preload/strategies-types.ts'
import { useApp } from '../../app/state.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PriorityForm } from './PriorityForm.tsx'
import type { PriorityDraft } from './priority-draft.ts'

interface Props {
  ics: string
  /** What the form begins with: a priority to change, or the draft of a new one; `null` while closed. */
  editing: OwnPriority | PriorityDraft | null
  onClose: () => void
  onSaved?: () => void
}

/** Adds a priority of a system's own strategy, or changes it. */
export function PriorityDialog({ ics, editing, onClose, onSaved }: Props) {
  const { systemName } = useApp()
  const saved = editing && 'id' in editing ? editing : undefined
  return (
    <Dialog
      title={saved ? 'Change the priority' : `A priority of ${systemName(ics)}`}
      width="wide"
      open={editing !== null}
      onClose={onClose}
    >
      {/* Drawn only while open, so that each opening starts from what is saved. */}
      {editing !== null && (
        <PriorityForm
          ics={ics}
          start={editing}
          {...(saved && { saved })}
          onCancel={onClose}
          onSaved={() => {
            onSaved?.()
            onClose()
          }}
        />
      )}
    </Dialog>
  )
}
