import { useState } from 'react'
import type { JointState } from '../../../domain/record/strategy-words.ts'
import type { JointAction } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
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

function DecisionForm({ joint, decision, onClose }: Props & { decision: Decision }) {
  const save = useTell('joint.save')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  function submit() {
    if (decision === 'declined' && reason.trim() === '')
      return setProblem('Say why: the systems read it.')
    const fields = { state: decision, reason: textOrNull(reason) }
    save.mutate({ id: joint.id, fields, seen: seenOf(joint.heads, fields) }, { onSuccess: onClose })
  }

  return (
    <DialogForm
      action={VERBS[decision]}
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={save.isPending}
    >
      <TextArea
        label="Why"
        hint={
          decision === 'declined'
            ? 'The systems read it.'
            : 'If you like: what was promised, and by whom.'
        }
        rows={3}
        value={reason}
        onChange={setReason}
        problem={problem}
        longest={500}
        autoFocus
      />
    </DialogForm>
  )
}
