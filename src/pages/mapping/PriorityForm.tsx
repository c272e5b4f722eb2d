import { z } from 'zod'
import { OwnPriorityFields } from '../../../domain/record/strategy-fields.ts'
import type { OwnPriority } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { DraftNote } from '../../forms/DraftNote.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { showTooLong } from '../../ui/length.ts'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { changedFields, seenOf, textOrNull } from '../shared/changes.ts'
import { EMPTY_PRIORITY, type PriorityDraft } from './priority-draft.ts'
import { TargetsField } from './TargetsField.tsx'

interface Props {
  ics: string
  /** What stands in the form at first. */
  start: PriorityDraft
  /** Absent for a new one. */
  saved?: OwnPriority
  onCancel: () => void
  onSaved: () => void
}

const { title, passage, source } = OwnPriorityFields.shape
const Fields = z.object({
  title: wordsFor(title, 'Give the priority a title.'),
  ...{ passage, source },
})

/** What a priority says, where it stands, and what of the commission's it serves. */
export function PriorityForm({ ics, start, saved, onCancel, onSaved }: Props) {
  const save = useTell('priorities.save')
  const form = useEntryForm({
    draft: `priority/${saved?.id ?? `new/${ics}`}`,
    values: {
      title: start.title,
      passage: start.passage ?? '',
      source: start.source ?? '',
      targets: { priorities: start.priorities, focusAreas: start.focusAreas },
    },
    basis: saved ?? null,
    schema: Fields,
    save: async ({ title, passage, source, targets }, inView) => {
      const fields = changedFields(
        {
          ...{ title: title.trim(), passage: textOrNull(passage), source: textOrNull(source) },
          ...targets,
        },
        inView ?? EMPTY_PRIORITY,
      )
      if (Object.keys(fields).length === 0) return
      const known = inView && { id: inView.id, seen: seenOf(inView.heads, fields) }
      await save.mutateAsync({ ics, ...known, fields })
    },
    onSaved,
  })

  return (
    <form
      className="mapping-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!showTooLong(event.currentTarget)) void form.submit()
      }}
    >
      <DraftNote form={form} />
      <TextField label="Priority, in a few words" {...form.field('title')} autoFocus />
      <TextArea label="In the strategy’s own words" rows={4} {...form.field('passage')} />
      <TextField
        label="Where it stands"
        hint="Such as “Integrated care strategy 2025, page 12”."
        {...form.field('source')}
      />
      <TargetsField value={form.values.targets} onChange={(targets) => form.set({ targets })} />
      <div className="dialog-actions">
        <Button onPress={onCancel}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={form.isSaving}>
          Save
        </Button>
      </div>
    </form>
  )
}
