import { z } from 'zod'
import { WORKED, WORKED_WORDS } from '../../../domain/record/practice-words.ts'
import { AdoptionFields } from '../../../domain/record/strategy-fields.ts'
import type { Adoption, Study } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
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

const { changed, outcome } = AdoptionFields.shape
const Fields = z.object({ changed, outcome })

function AdoptForm({ study, adoption, onClose }: FormProps) {
  const app = useApp()
  const save = useTell('practice.adopt')
  const ics = adoption?.ics ?? app.ics
  const form = useEntryForm({
    draft: `adoption/${adoption?.id ?? `new/${ics}/${study.key}`}`,
    values: {
      since: adoption ? adoption.since : app.today,
      changed: adoption?.changed ?? '',
      outcome: adoption?.outcome ?? '',
      worked: adoption?.worked ?? 'too-early',
      actions: [...(adoption?.actions ?? [])],
    },
    basis: adoption ?? null,
    schema: Fields,
    save: async ({ since, changed, outcome, worked, actions }, inView) => {
      const draft = {
        ...(since !== null && { since }),
        ...{ changed: textOrNull(changed), outcome: textOrNull(outcome) },
        ...{ worked, actions },
      }
      const saved = inView && {
        ...inView,
        since: inView.since ?? '',
        worked: inView.worked ?? 'too-early',
      }
      const fields = changedFields(draft, saved ?? { changed: null, outcome: null, actions: [] })
      if (!inView) return save.mutateAsync({ ics, fields: { study: study.key, ...fields } })
      if (Object.keys(fields).length === 0) return null
      const seen = seenOf(inView.heads, fields)
      return save.mutateAsync({ ics, id: inView.id, fields, seen })
    },
    onSaved: onClose,
  })
  const { since, worked, actions } = form.values

  return (
    <EntryDialogForm form={form} action={adoption ? 'Save' : 'Adopt'} onCancel={onClose}>
      <div className="learning-form-row">
        <DateField
          label="Since"
          value={since}
          onChange={(day) => form.set({ since: day })}
          today={app.today}
        />
        <Select
          label="Did it work here?"
          options={WORKED.map((id) => ({ id, text: WORKED_WORDS[id] }))}
          value={worked}
          onChange={(id) => form.set({ worked: id })}
        />
      </div>
      <TextArea
        label="What you changed to make it fit"
        rows={3}
        {...form.field('changed')}
        autoFocus
      />
      <TextArea
        label="What came of it"
        hint="Leave it empty while it is too early to say."
        rows={3}
        {...form.field('outcome')}
      />
      <ActionsField
        label="Actions it serves here"
        ics={ics}
        value={actions}
        onChange={(chosen) => form.set({ actions: [...chosen] })}
      />
    </EntryDialogForm>
  )
}
