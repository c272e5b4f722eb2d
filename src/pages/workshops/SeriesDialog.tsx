import { useState } from 'react'
import type { Series } from '../../../domain/workshops/model.ts'
import type { Editable } from '../../../preload/workshops-types.ts'
import { useTell } from '../../app/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
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

function SeriesForm({ series, onClose, onSaved }: Props) {
  const save = useTell('workshops.saveSeries')
  const [heads] = useState(series?.heads ?? {})
  const [title, setTitle] = useState(series?.title ?? '')
  const [purpose, setPurpose] = useState(series?.purpose ?? '')
  const [problem, setProblem] = useState<string | null>(null)

  function submit() {
    if (title.trim() === '') return setProblem('Give the series a name.')
    const fields = changedFields(
      { title: title.trim(), purpose: textOrNull(purpose) },
      series ?? { purpose: null },
    )
    if (Object.keys(fields).length === 0) return onClose()
    save.mutate(
      { ...(series && { id: series.id, seen: seenOf(heads, fields) }), fields },
      {
        onSuccess: ({ id }) => {
          onSaved?.(id)
          onClose()
        },
      },
    )
  }

  return (
    <DialogForm action="Save" onSubmit={submit} onCancel={onClose} isDisabled={save.isPending}>
      <TextField
        label="Name"
        hint="Such as “Midlands health inequalities workshops”."
        value={title}
        onChange={setTitle}
        problem={problem}
        longest={160}
        autoFocus
      />
      <TextArea
        label="What it is for"
        rows={3}
        value={purpose}
        onChange={setPurpose}
        longest={2000}
      />
    </DialogForm>
  )
}
