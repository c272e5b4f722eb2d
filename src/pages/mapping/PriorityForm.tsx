import { type FormEvent, useState } from 'react'
import type { OwnPriority } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
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

/** What a priority says, where it stands, and what of the commission's it serves. */
export function PriorityForm({ ics, start, saved, onCancel, onSaved }: Props) {
  const save = useTell('priorities.save')
  const [heads] = useState(saved?.heads ?? {})
  const [title, setTitle] = useState(start.title)
  const [passage, setPassage] = useState(start.passage ?? '')
  const [source, setSource] = useState(start.source ?? '')
  const [targets, setTargets] = useState({
    priorities: start.priorities,
    focusAreas: start.focusAreas,
  })
  const [problem, setProblem] = useState<string | null>(null)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (title.trim() === '') return setProblem('Give the priority a title.')
    const fields = changedFields(
      {
        ...{ title: title.trim(), passage: textOrNull(passage), source: textOrNull(source) },
        ...targets,
      },
      saved ?? EMPTY_PRIORITY,
    )
    if (Object.keys(fields).length === 0) return onSaved()
    save.mutate(
      { ics, ...(saved && { id: saved.id, seen: seenOf(heads, fields) }), fields },
      { onSuccess: onSaved },
    )
  }

  return (
    <form className="mapping-form" noValidate onSubmit={submit}>
      <TextField
        label="Priority, in a few words"
        value={title}
        onChange={setTitle}
        problem={problem}
        longest={200}
        autoFocus
      />
      <TextArea
        label="In the strategy’s own words"
        rows={4}
        value={passage}
        onChange={setPassage}
        longest={4000}
      />
      <TextField
        label="Where it stands"
        hint="Such as “Integrated care strategy 2025, page 12”."
        value={source}
        onChange={setSource}
        longest={300}
      />
      <TargetsField value={targets} onChange={setTargets} />
      <div className="dialog-actions">
        <Button onPress={onCancel}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}
