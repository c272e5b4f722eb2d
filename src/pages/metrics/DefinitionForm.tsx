import { useState } from 'react'
import {
  BETTER_DIRECTIONS,
  type MetricDefinition,
  QUADRANTS,
  RHYTHMS,
  VALUE_TYPES,
} from '../../../domain/metrics/definitions.ts'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Select } from '../../ui/Select.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { type DefinitionDraft, type DraftProblems, draftOf, readDraft } from './definition-draft.ts'
import { BETTER_WORDS, QUADRANT_WORDS, RHYTHM_WORDS, VALUE_TYPE_WORDS } from './words.ts'

interface Props {
  /** What the form starts from. */
  definition: MetricDefinition
  saveLabel: string
  isSaving?: boolean
  /** Keeps it; what is refused throws. */
  onSave: (definition: MetricDefinition) => Promise<unknown>
  /** Names the draft: the metric, or the place of a new one. */
  draft: string
  /** Closes it: once it is saved, and when it is left. */
  onCancel: () => void
}

/** A metric's definition to fill in, inside a dialog. */
export function DefinitionForm({
  draft,
  definition,
  saveLabel,
  isSaving,
  onSave,
  onCancel,
}: Props) {
  const form = useEntryForm({
    draft: `metric/${draft}`,
    values: draftOf(definition),
    save: async (typed) => {
      const read = readDraft(typed, definition)
      setProblems(read.problems ?? {})
      if (!read.definition) throw new NotSaved()
      await onSave(read.definition)
    },
    onSaved: onCancel,
  })
  const [problems, setProblems] = useState<DraftProblems>({})
  const set = <Field extends keyof DefinitionDraft>(field: Field) => ({
    value: form.values[field],
    onChange: (value: DefinitionDraft[Field]) =>
      form.set({ [field]: value } as Partial<DefinitionDraft>),
    problem: problems[field] ?? null,
  })

  return (
    <EntryDialogForm
      form={form}
      action={saveLabel}
      onCancel={onCancel}
      isDisabled={isSaving ?? false}
    >
      <TextField label="Name" {...set('name')} longest={120} autoFocus />
      <TextArea
        label="Explanation"
        hint="What it counts and why it matters, in plain words"
        {...set('explanation')}
        longest={600}
        rows={3}
      />
      <div className="metric-form-row">
        <TextField label="Unit" hint="% or per 100,000" {...set('unit')} longest={200} />
        <TextField
          label="Multiplier"
          hint="100 for a percentage; 1 where it is no ratio"
          {...set('multiplier')}
          inputMode="decimal"
        />
        <TextField label="Out of" {...set('denominator')} longest={200} />
      </div>
      <div className="metric-form-row">
        <Select
          label="What the number is"
          options={VALUE_TYPES.map((id) => ({ id, text: VALUE_TYPE_WORDS[id] }))}
          {...set('valueType')}
        />
        <Select
          label="Which way is better"
          options={BETTER_DIRECTIONS.map((id) => ({ id, text: BETTER_WORDS[id] }))}
          {...set('better')}
        />
      </div>
      <div className="metric-form-row">
        <Select
          label="Comes out"
          options={RHYTHMS.map((id) => ({ id, text: RHYTHM_WORDS[id] }))}
          {...set('rhythm')}
        />
        <Select
          label="Place on the scorecard"
          options={QUADRANTS.map((id) => ({ id, text: QUADRANT_WORDS[id] }))}
          {...set('quadrant')}
        />
      </div>
      <div className="metric-form-row">
        <TextField label="Source" {...set('sourceName')} longest={200} />
        <TextField label="Its number there" {...set('indicator')} longest={40} />
        <TextField label="Web address" type="url" {...set('sourceUrl')} />
      </div>
    </EntryDialogForm>
  )
}
