import { z } from 'zod'
import { ChecklistRoundFields } from '../../../domain/record/report-fields.ts'
import type { ChecklistRound } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { changedFields, seenOf } from '../shared/changes.ts'

interface Props {
  ics: string
  /** Absent for a new one. */
  round?: ChecklistRound
  open: boolean
  onClose: () => void
}

/** Makes a round of the checklist in one organisation, or changes what it is called and when it runs. */
export function RoundDialog(props: Props) {
  const { round, open, onClose } = props
  const title = round === undefined ? 'New round of the checklist' : `Change ${round.title}`
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      {/* Drawn only while open, so that each opening starts from what is saved. */}
      {open && <RoundForm {...props} />}
    </Dialog>
  )
}

const { organisation, title } = ChecklistRoundFields.shape
const Fields = z.object({
  organisation: wordsFor(organisation, 'Say which organisation answers.'),
  title: wordsFor(title, 'Give the round a name, such as “Autumn 2026”.'),
})

function RoundForm({ ics, round, onClose }: Props) {
  const { today } = useApp()
  const save = useTell('checklist.saveRound')
  const form = useEntryForm({
    draft: `round/${round?.id ?? `new/${ics}`}`,
    values: {
      organisation: round?.organisation ?? '',
      title: round?.title ?? '',
      opens: round?.opens ?? today,
      closes: round?.closes ?? null,
    },
    basis: round ?? null,
    schema: Fields,
    save: async (values, inView) => {
      const wanted = {
        ...values,
        organisation: values.organisation.trim(),
        title: values.title.trim(),
      }
      const fields = changedFields(wanted, inView ?? { closes: null })
      if (Object.keys(fields).length === 0) return
      const known = inView && { id: inView.id, seen: seenOf(inView.heads, fields) }
      await save.mutateAsync({ ics, fields, ...known })
    },
    onSaved: onClose,
  })

  return (
    <EntryDialogForm form={form} action="Save" onCancel={onClose}>
      <TextField
        label="Organisation"
        hint="The board, trust, council or charity whose people answer."
        {...form.field('organisation')}
        autoFocus
      />
      <TextField
        label="Name of the round"
        hint="Such as “Autumn 2026”. Later rounds are compared with the first."
        {...form.field('title')}
      />
      <DateField
        label="First day"
        value={form.values.opens}
        onChange={(opens) => form.set({ opens: opens ?? today })}
        today={today}
      />
      <DateField
        label="Last day"
        hint="Leave it empty to stay open."
        value={form.values.closes}
        onChange={(closes) => form.set({ closes })}
        today={today}
      />
    </EntryDialogForm>
  )
}
