import { type KeyboardEvent, useId, useState } from 'react'
import type { ActionFields } from '../../../../domain/record/subjects.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextArea } from '../../../ui/TextField.tsx'
import { type FieldsInView, seenFor } from '../../shared/seen.ts'

interface Props {
  label: string
  hint: string
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
export function DraftText({ label, hint, saved, field, fields, save }: Props) {
  const [draft, setDraft] = useState<{ text: string; seen: Record<string, string[]> } | null>(null)
  const hintId = useId()
  const text = draft?.text ?? saved
  const isChanged = draft !== null && draft.text.trim() !== saved.trim()

  async function keep() {
    if (draft === null || !isChanged) return
    const kept = await save({ [field]: draft.text.trim() || null }, draft.seen)
    // What the service refused stays in the field, to be put right.
    if (kept) setDraft(null)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void keep()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Ctrl+Enter from the field inside
    <div className="draft" onKeyDown={onKeyDown}>
      <TextArea
        label={label}
        aria-describedby={hintId}
        rows={2}
        maxLength={field === 'note' ? 4000 : 1000}
        value={text}
        onChange={(next) =>
          setDraft({ text: next, seen: draft?.seen ?? seenFor(fields, { [field]: next }) })
        }
      />
      <div className="draft-buttons">
        {isChanged ? (
          <>
            <Button kind="primary" onPress={() => void keep()}>
              Save
            </Button>
            <Button kind="quiet" onPress={() => setDraft(null)}>
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
