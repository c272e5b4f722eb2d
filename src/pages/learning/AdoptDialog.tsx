import { useState } from 'react'
import { WORKED, WORKED_WORDS, type Worked } from '../../../domain/record/practice-words.ts'
import type { Adoption, Study } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextField.tsx'
import { ActionsField } from '../shared/ActionsField.tsx'
import { changedFields, seenOf, textOrNull } from '../shared/changes.ts'

interface Props {
  study: Study
  /** What is open: an adoption to change, a new one, or nothing. */
  adopting: Adoption | 'new' | null
  onClose: () => void
}

/** Says that a system works by a case study now, and later what came of it. */
export function AdoptDialog({ study, adopting, onClose }: Props) {
  return (
    <Dialog
      title={adopting === 'new' ? `Adopt “${study.title}”` : 'What came of it'}
      width="wide"
      open={adopting !== null}
      onClose={onClose}
    >
      {/* Drawn only while open, so that each opening starts from what is saved. */}
      {adopting !== null && (
        <AdoptForm
          study={study}
          {...(adopting !== 'new' && { adoption: adopting })}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

interface FormProps {
  study: Study
  adoption?: Adoption
  onClose: () => void
}

function AdoptForm({ study, adoption, onClose }: FormProps) {
  const app = useApp()
  const save = useTell('practice.adopt')
  const ics = adoption?.ics ?? app.ics
  const [heads] = useState(adoption?.heads ?? {})
  const [since, setSince] = useState<string | null>(adoption ? adoption.since : app.today)
  const [changed, setChanged] = useState(adoption?.changed ?? '')
  const [outcome, setOutcome] = useState(adoption?.outcome ?? '')
  const [worked, setWorked] = useState<Worked>(adoption?.worked ?? 'too-early')
  const [actions, setActions] = useState<readonly string[]>(adoption?.actions ?? [])

  function submit() {
    const draft = {
      ...(since !== null && { since }),
      ...{ changed: textOrNull(changed), outcome: textOrNull(outcome) },
      ...{ worked, actions: [...actions] },
    }
    const saved = adoption && { ...adoption, since: adoption.since ?? '' }
    const fields = changedFields(
      draft,
      saved
        ? { ...saved, worked: saved.worked ?? 'too-early' }
        : { changed: null, outcome: null, actions: [] },
    )
    if (adoption && Object.keys(fields).length === 0) return onClose()
    save.mutate(
      adoption
        ? { ics, id: adoption.id, fields, seen: seenOf(heads, fields) }
        : { ics, fields: { study: study.key, ...fields } },
      { onSuccess: onClose },
    )
  }

  return (
    <DialogForm
      action={adoption ? 'Save' : 'Adopt'}
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={save.isPending}
    >
      <div className="learning-form-row">
        <DateField label="Since" value={since} onChange={setSince} today={app.today} />
        <Select
          label="Did it work here?"
          options={WORKED.map((id) => ({ id, text: WORKED_WORDS[id] }))}
          value={worked}
          onChange={setWorked}
        />
      </div>
      <TextArea
        label="What you changed to make it fit"
        rows={3}
        value={changed}
        onChange={setChanged}
        longest={2000}
        autoFocus
      />
      <TextArea
        label="What came of it"
        hint="Leave it empty while it is too early to say."
        rows={3}
        value={outcome}
        onChange={setOutcome}
        longest={2000}
      />
      <ActionsField
        label="Actions it serves here"
        ics={ics}
        value={actions}
        onChange={setActions}
      />
    </DialogForm>
  )
}
