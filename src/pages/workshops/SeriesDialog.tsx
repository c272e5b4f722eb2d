import { z } from 'zod'
import { SeriesFields } from '../../../domain/record/workshop-fields.ts'
import type { Series } from '../../../domain/workshops/model.ts'
import type { Editable } from '../../../preload/workshops-types.ts'
import { useTell } from '../../app/api.ts'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { changedFields, seenOf, textOrNull } from '../shared/changes.ts'

interface Props {
  /** Absent for a new one. */
  series?: Series & Editable
  open: boolean
  onClose: () => void
  /** Told the series' id once saved. */
  onSaved?: (id: string) => void
}

/** Begins a series of workshops, or changes what it is called and for. */
export function SeriesDialog(props: Props) {
  const { series, open, onClose } = props
  return (
    <Dialog
      title={series === undefined ? 'New series of workshops' : `Change ${series.title}`}
      open={open}
      onClose={onClose}
    >
      {/* Drawn only while open, so that each opening starts from what is saved. */}
      {open && <SeriesForm {...props} />}
    </Dialog>
  )
}

const { title, purpose } = SeriesFields.shape
const Fields = z.object({ title: wordsFor(title, 'Give the series a name.'), purpose })

function SeriesForm({ series, onClose, onSaved }: Props) {
  const save = useTell('workshops.saveSeries')
  const form = useEntryForm({
    draft: `series/${series?.id ?? 'new'}`,
    values: { title: series?.title ?? '', purpose: series?.purpose ?? '' },
    basis: series ?? null,
    schema: Fields,
    save: async ({ title, purpose }, inView) => {
      const fields = changedFields(
        { title: title.trim(), purpose: textOrNull(purpose) },
        inView ?? { purpose: null },
      )
      if (Object.keys(fields).length === 0) return
      const known = inView && { id: inView.id, seen: seenOf(inView.heads, fields) }
      return save.mutateAsync({ ...known, fields })
    },
    onSaved: (saved) => {
      if (saved) onSaved?.(saved.id)
      onClose()
    },
  })

  return (
    <EntryDialogForm form={form} action="Save" onCancel={onClose}>
      <TextField
        label="Name"
        hint="Such as “Midlands health inequalities workshops”."
        {...form.field('title')}
        autoFocus
      />
      <TextArea label="What it is for" rows={3} {...form.field('purpose')} />
    </EntryDialogForm>
  )
}
