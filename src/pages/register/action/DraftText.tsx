import { type KeyboardEvent, useId, useRef } from 'react'
import { ActionFields } from '../../../../domain/record/subjects.ts'
import { DraftNote } from '../../../forms/DraftNote.tsx'
import { longestOf } from '../../../forms/limits.ts'
import { NotSaved, useEntryForm } from '../../../forms/useEntryForm.ts'
import { Button } from '../../../ui/Button.tsx'
import { showTooLong } from '../../../ui/length.ts'
import { TextArea } from '../../../ui/TextField.tsx'
import { type FieldsInView, seenFor } from '../../shared/seen.ts'

interface Props {
  label: string
  hint: string
  /** Names the action, such as `QK1/HS1.e2`. */
  place: string
  /** The text to begin from; empty for one that is always new. */
  saved: string
  field: 'note' | 'nextStep'
  fields: FieldsInView
  save: (changes: ActionFields, seen: Record<string, string[]>) => Promise<boolean>
}

/**
 * A text that is written over a while and then saved. What was in view when the writing began goes
 * with it, so that a colleague's change that comes in meanwhile is shown and not overwritten.
 */
export function DraftText({ label, hint, place, saved, field, fields, save }: Props) {
  const form = useEntryForm({
    draft: `action/${place}/${field}`,
    values: { text: saved },
    basis: seenFor(fields, { [field]: saved }),
    stays: true,
    save: async ({ text }, seen) => {
      // What the service refused stays in the field, to be put right.
      if (!(await save({ [field]: text.trim() || null }, seen))) throw new NotSaved()
    },
  })
  const frame = useRef<HTMLDivElement>(null)
  const hintId = useId()
  const isChanged = form.values.text.trim() !== saved.trim()

  function keep() {
    if (!isChanged || form.isSaving || (frame.current && showTooLong(frame.current))) return
    void form.submit()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    keep()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Ctrl+Enter from the field inside
    <div className="draft" ref={frame} onKeyDown={onKeyDown}>
      <TextArea
        label={label}
        aria-describedby={hintId}
        rows={2}
        {...form.field('text')}
        longest={longestOf(ActionFields.shape[field])}
      />
      <DraftNote form={form} />
      <div className="draft-buttons">
        {isChanged ? (
          <>
            <Button kind="primary" onPress={keep} isDisabled={form.isSaving}>
              Save
            </Button>
            <Button kind="quiet" onPress={form.throwAway}>
              Discard
            </Button>
            <span>
              <kbd>Ctrl Enter</kbd> saves
            </span>
          </>
        ) : (
          <span id={hintId}>{hint}</span>
        )}
      </div>
    </div>
  )
}
