import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { changedFields, seenOf, textOrNull } from '../shared/changes.ts'
import { PriorityChoice } from '../shared/PriorityChoice.tsx'

interface Props {
  strategy: StrategyDetail
  open: boolean
  onClose: () => void
}

/** Changes what a strategy is called and for, or takes a draft out of the list. */
export function StrategyDialog(props: Props) {
  return (
    <Dialog title={`Change ${props.strategy.title}`} open={props.open} onClose={props.onClose}>
      {props.open && <StrategyForm {...props} />}
    </Dialog>
  )
}

function StrategyForm({ strategy, onClose }: Props) {
  const { ics } = useApp()
  const navigate = useNavigate()
  const save = useTell('strategies.save')
  // What was in view when the form opened, whatever comes in while it is filled in.
  const [inView] = useState(strategy)
  const [title, setTitle] = useState(strategy.title)
  const [purpose, setPurpose] = useState(strategy.purpose ?? '')
  const [priorities, setPriorities] = useState(strategy.priorities)
  const [problem, setProblem] = useState<string | null>(null)

  function submit() {
    if (title.trim() === '') return setProblem('Give the strategy a name.')
    const fields = { title: title.trim(), purpose: textOrNull(purpose), priorities }
    const disputed = Object.fromEntries(
      Object.entries(fields).filter(([field]) => inView.conflicts.includes(field)),
    )
    // A field in dispute is sent even as it stands: saving it settles the dispute.
    const changes = { ...changedFields(fields, inView), ...disputed }
    if (Object.keys(changes).length === 0) return onClose()
    save.mutate(
      { id: inView.id, fields: changes, seen: seenOf(inView.heads, changes) },
      { onSuccess: onClose },
    )
  }

  return (
    <DialogForm
      action="Save"
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={save.isPending}
      more={
        strategy.state === 'draft' && (
          <Button
            kind="danger"
            onPress={() =>
              save.mutate(
                { id: inView.id, fields: { removed: true } },
                { onSuccess: () => navigate({ to: '/strategies', search: { ics } }) },
              )
            }
          >
            Remove the draft
          </Button>
        )
      }
    >
      <TextField
        label="Name"
        value={title}
        onChange={setTitle}
        problem={problem}
        maxLength={200}
        autoFocus
      />
      <TextArea
        label="What it is for"
        rows={3}
        value={purpose}
        onChange={setPurpose}
        maxLength={2000}
      />
      <PriorityChoice chosen={priorities} onChange={setPriorities} />
    </DialogForm>
  )
}
