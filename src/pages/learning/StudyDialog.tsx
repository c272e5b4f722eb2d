import { z } from 'zod'
import { practiceKey } from '../../../domain/practice/study-key.ts'
import { PracticeFields } from '../../../domain/record/strategy-fields.ts'
import type { Study } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Dialog } from '../../ui/Dialog.tsx'
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

const { title, what, where, who, evidence, cost, contact } = PracticeFields.shape
const Fields = z.object({
  title: wordsFor(title, 'Give it a title.'),
  what: wordsFor(what, 'Say what was done.'),
  ...{ where, who, evidence, cost, contact },
})

function StudyForm({ ics, study, onClose, onSaved }: Props) {
  const save = useTell('practice.save')
  const form = useEntryForm({
    draft: `study/${study?.id ?? `new/${ics}`}`,
    values: {
      title: study?.title ?? '',
      what: study?.what ?? '',
      where: study?.where ?? '',
      who: study?.who ?? '',
      evidence: study?.evidence ?? '',
      cost: study?.cost ?? '',
      contact: study?.contact ?? '',
      actions: [...(study?.actions ?? [])],
    },
    basis: study ?? null,
    schema: Fields,
    save: async (values, inView) => {
      const { title, what, actions, ...others } = values
      const fields = changedFields(
        {
          ...Object.fromEntries(
            Object.entries(others).map(([name, value]) => [name, textOrNull(value)]),
          ),
          ...{ title: title.trim(), what: what.trim(), actions },
        },
        inView ?? EMPTY,
      )
      if (Object.keys(fields).length === 0) return
      const known = inView?.id && { id: inView.id, seen: seenOf(inView.heads ?? {}, fields) }
      return save.mutateAsync({ ics, ...known, fields })
    },
    onSaved: (saved) => {
      if (saved) onSaved?.(practiceKey(saved.id))
      onClose()
    },
  })
  const { field } = form

  return (
    <EntryDialogForm form={form} action="Save" onCancel={onClose}>
      <TextField label="Title" {...field('title')} autoFocus />
      <TextArea label="What was done" rows={4} {...field('what')} />
      <div className="learning-form-row">
        <TextField label="Where" {...field('where')} />
        <TextField label="For whom" {...field('who')} />
      </div>
      <TextArea
        label="What shows that it works"
        hint="Numbers with what they are out of, if you have them."
        rows={2}
        {...field('evidence')}
      />
      <div className="learning-form-row">
        <TextField label="Cost" {...field('cost')} />
        <TextField
          label="Whom to ask"
          hint="It goes no further than the people who share this record."
          {...field('contact')}
        />
      </div>
      <ActionsField
        label="Actions it serves"
        ics={ics}
        value={form.values.actions}
        onChange={(actions) => form.set({ actions: [...actions] })}
      />
    </EntryDialogForm>
  )
}
