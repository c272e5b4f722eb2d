import { z } from 'zod'
import { JointActionFields } from '../../../domain/record/strategy-fields.ts'
import type { JointState } from '../../../domain/record/strategy-words.ts'
import type { JointAction } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/TextField.tsx'
import { seenOf, textOrNull } from '../shared/changes.ts'

export type Decision = Exclude<JointState, 'proposed'>

interface Props {
  joint: JointAction
  /** What is being decided; `null` while nothing is. */
  decision: Decision | null
  onClose: () => void
}

const VERBS: Record<Decision, string> = { agreed: 'Agree', declined: 'Decline' }

/** Agrees a joint action, or declines it with the reason. */
export function DecisionDialog({ joint, decision, onClose }: Props) {
  return (
    <Dialog
      title={decision ? `${VERBS[decision]}: ${joint.title}` : ''}
      open={decision !== null}
      onClose={onClose}
    >
      {decision !== null && <DecisionForm joint={joint} decision={decision} onClose={onClose} />}
    </Dialog>
  )
}

const Remark = z.object({ reason: JointActionFields.shape.reason })
const Refusal = z.object({
  reason: wordsFor(JointActionFields.shape.reason, 'Say why: the systems read it.'),
})

function DecisionForm({ joint, decision, onClose }: Props & { decision: Decision }) {
  const save = useTell('joint.save')
  const form = useEntryForm({
    draft: `joint/${joint.id}/${decision}`,
    values: { reason: '' },
    schema: decision === 'declined' ? Refusal : Remark,
    save: ({ reason }) => {
      const fields = { state: decision, reason: textOrNull(reason) }
      return save.mutateAsync({ id: joint.id, fields, seen: seenOf(joint.heads, fields) })
    },
    onSaved: onClose,
  })

  return (
    <EntryDialogForm form={form} action={VERBS[decision]} onCancel={onClose}>
      <TextArea
        label="Why"
        hint={
          decision === 'declined'
            ? 'The systems read it.'
            : 'If you like: what was promised, and by whom.'
        }
        rows={3}
        {...form.field('reason')}
        autoFocus
      />
    </EntryDialogForm>
  )
}
