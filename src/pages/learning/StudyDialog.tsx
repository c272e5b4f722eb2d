import { useState } from 'react'
import { practiceKey } from '../../../domain/practice/study-key.ts'
import type { Study } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { ActionsField } from '../shared/ActionsField.tsx'
import { changedFields, seenOf, textOrNull } from '../shared/changes.ts'

interface Props {
  /** ODS code of the system whose case study it is. */
  ics: string
  /** Absent for a new one. */
  study?: Study
  open: boolean
  onClose: () => void
  /** Told the study's key once saved. */
  onSaved?: (key: string) => void
}

/** Writes down a case study of a system's own, or changes it. */
export function StudyDialog(props: Props) {
  const { systemName } = useApp()
  const { ics, study, open, onClose } = props
  return (
    <Dialog
      title={study ? 'Change the case study' : `A case study of ${systemName(ics)}`}
      width="wide"
      open={open}
      onClose={onClose}
    >
      {/* Drawn only while open, so that each opening starts from what is saved. */}
      {open && <StudyForm {...props} />}
    </Dialog>
  )
}

const EMPTY = { where: null, who: null, evidence: null, cost: null, contact: null, actions: [] }

function StudyForm({ ics, study, onClose, onSaved }: Props) {
  const save = useTell('practice.save')
  const [heads] = useState(study?.heads ?? {})
  const [draft, setDraft] = useState(() => ({
    title: study?.title ?? '',
    what: study?.what ?? '',
    where: study?.where ?? '',
    who: study?.who ?? '',
    evidence: study?.evidence ?? '',
    cost: study?.cost ?? '',
    contact: study?.contact ?? '',
  }))
  const [actions, setActions] = useState<readonly string[]>(study?.actions ?? [])
  const [isTried, setTried] = useState(false)
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (value: string) => setDraft((before) => ({ ...before, [name]: value })),
  })
  const missing = (name: 'title' | 'what', problem: string) =>
    isTried && draft[name].trim() === '' ? problem : null

  function submit() {
    setTried(true)
    if (draft.title.trim() === '' || draft.what.trim() === '') return
    const { title, what, ...others } = draft
    const fields = changedFields(
      {
        ...Object.fromEntries(
          Object.entries(others).map(([name, value]) => [name, textOrNull(value)]),
        ),
        ...{ title: title.trim(), what: what.trim(), actions: [...actions] },
      },
      study ?? EMPTY,
    )
    if (Object.keys(fields).length === 0) return onClose()
    save.mutate(
      { ics, ...(study?.id && { id: study.id, seen: seenOf(heads, fields) }), fields },
      {
        onSuccess: ({ id }) => {
          onSaved?.(practiceKey(id))
          onClose()
        },
      },
    )
  }

  return (
    <DialogForm action="Save" onSubmit={submit} onCancel={onClose} isDisabled={save.isPending}>
      <TextField
        label="Title"
        {...field('title')}
        problem={missing('title', 'Give it a title.')}
        longest={200}
        autoFocus
      />
      <TextArea
        label="What was done"
        rows={4}
        {...field('what')}
        problem={missing('what', 'Say what was done.')}
        longest={4000}
      />
      <div className="learning-form-row">
        <TextField label="Where" {...field('where')} longest={300} />
        <TextField label="For whom" {...field('who')} longest={500} />
      </div>
      <TextArea
        label="What shows that it works"
        hint="Numbers with what they are out of, if you have them."
        rows={2}
        {...field('evidence')}
        longest={2000}
      />
      <div className="learning-form-row">
        <TextField label="Cost" {...field('cost')} longest={500} />
        <TextField
          label="Whom to ask"
          hint="It goes no further than the people who share this record."
          {...field('contact')}
          longest={300}
        />
      </div>
      <ActionsField label="Actions it serves" ics={ics} value={actions} onChange={setActions} />
    </DialogForm>
  )
}
