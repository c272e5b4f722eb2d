import { type KeyboardEvent, useRef, useState } from 'react'
import type { ActionFields } from '../../../domain/record/subjects.ts'
import { STATUS_WORDS, type Status } from '../../../domain/record/words.ts'
import type { ActionRow } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { closeQuickEdit, type QuickEditing, useQuickEditing } from '../../app/quick-edit.ts'
import { useApp } from '../../app/state.tsx'
import { useSaveActions } from '../../app/use-save-actions.ts'
import { OwnerPicker } from '../../pages/shared/owners/OwnerPicker.tsx'
import { type FieldsInView, seenFor } from '../../pages/shared/seen.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { plural } from '../../ui/format.ts'
import { TextArea } from '../../ui/TextField.tsx'
import { StatusChoice } from './StatusChoice.tsx'
import './QuickEdit.css'

/** The small editor that `s`, `n`, `o` and `d` open; stands once in the shell. */
export function QuickEdit() {
  const editing = useQuickEditing()
  const { ics } = useApp()
  // At hand before the editor opens: names are typed at once.
  useAsk('owners.list', { ics })
  return (
    <Dialog
      title={editing ? titleOf(editing) : ''}
      open={editing !== null}
      onClose={closeQuickEdit}
    >
      {editing && <Editor editing={editing} />}
    </Dialog>
  )
}

function titleOf({ rows }: QuickEditing): string {
  const [first] = rows
  return rows.length === 1 && first
    ? `${first.reference} ${first.title}`
    : plural(rows.length, 'action')
}

/** The value all rows share; `null` when they differ. */
function shared<T>(rows: readonly ActionRow[], of: (row: ActionRow) => T): T | null {
  const values = new Set(rows.map(of))
  return values.size === 1 ? ([...values][0] ?? null) : null
}

function Editor({ editing: { field, rows } }: { editing: QuickEditing }) {
  const { today } = useApp()
  const save = useSaveActions()
  const before = shared(rows, (row) => row.status)
  const [status, setStatus] = useState<Status | null>(before)
  const [note, setNote] = useState('')
  const [owner, setOwner] = useState(shared(rows, (row) => row.owner))
  const [due, setDue] = useState(shared(rows, (row) => row.due))
  /** Whether the owner or the date was chosen here: where actions differ, empty is no choice. */
  const [isChosen, setChosen] = useState(false)
  const differ = new Set(rows.map((row) => (field === 'owner' ? row.owner : row.due))).size > 1
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)
  const ics = rows[0]?.ics ?? ''
  const inView = useFieldsInView(rows)

  function changes(): ActionFields {
    const text = note.trim() ? { note: note.trim() } : {}
    if (field === 'owner') return isChosen ? { owner } : {}
    if (field === 'due') return isChosen ? { due } : {}
    if (field === 'note' || status === null || status === before) return text
    return { status, ...text }
  }

  async function submit(made = changes()): Promise<void> {
    if (made.status === 'not-applicable' && !made.note) {
      setProblem('Say why the action does not apply, so that others understand.')
      return
    }
    if (isSaving) return
    setSaving(true)
    const seen = inView.current && { seen: seenFor(inView.current, made) }
    const kept =
      Object.keys(made).length === 0 || (await save(ics, [{ rows, fields: made, ...seen }]))
    // What the service refused stays here, to be put right.
    if (kept) closeQuickEdit()
    else setSaving(false)
  }

  function onKeyDown(event: KeyboardEvent<HTMLFormElement>): void {
    if (event.key !== 'Enter' || event.defaultPrevented) return
    const inText = event.target instanceof HTMLTextAreaElement
    const onStatus = event.target instanceof HTMLInputElement && event.target.type === 'radio'
    if (event.ctrlKey || event.metaKey || (onStatus && !inText)) {
      event.preventDefault()
      // Once what was typed has been read; a date that cannot be read keeps the form open.
      const form = event.currentTarget
      window.setTimeout(() => form.requestSubmit())
    }
  }

  const last = rows.length === 1 ? rows[0]?.note : null
  return (
    <form
      className="quick-edit-form"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {field === 'status' && <StatusChoice value={status} onChange={setStatus} />}
      {field === 'owner' && (
        <OwnerPicker
          ics={ics}
          value={owner}
          onChange={(chosen) => {
            setOwner(chosen)
            setChosen(true)
          }}
          autoFocus
        />
      )}
      {field === 'due' && (
        <DateField
          label="Due"
          hint="21/11/2026, 21 Nov, tomorrow, or +2w. Empty for no date."
          value={due}
          onChange={(chosen) => {
            setDue(chosen)
            setChosen(true)
          }}
          today={today}
          autoFocus
        />
      )}
      {differ && (field === 'owner' || field === 'due') && !isChosen && (
        <p className="quick-edit-differ">
          They differ, and stay as they are until you choose.{' '}
          <Button kind="quiet" onPress={() => void submit({ [field]: null })}>
            {field === 'owner' ? 'Leave all without an owner' : 'Leave all without a date'}
          </Button>
        </p>
      )}
      {(field === 'status' || field === 'note') && (
        <TextArea
          label={
            status === 'not-applicable' && field === 'status' ? 'Why it does not apply' : 'Note'
          }
          hint={last ? `Last note: ${last}` : 'What was done, or what stands in the way.'}
          problem={problem}
          value={note}
          onChange={(text) => {
            setNote(text)
            setProblem(null)
          }}
          rows={3}
          maxLength={4000}
          autoFocus={field === 'note'}
        />
      )}
      <DialogActions>
        <span className="quick-edit-keys">
          <kbd>Ctrl Enter</kbd> saves, <kbd>Esc</kbd> leaves
          {status !== before && before && status && field === 'status' && (
            <span className="visually-hidden">
              {`From ${STATUS_WORDS[before]} to ${STATUS_WORDS[status]}`}
            </span>
          )}
        </span>
        <Button onPress={closeQuickEdit}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={isSaving}>
          Save
        </Button>
      </DialogActions>
    </form>
  )
}

/**
 * What one action said as the editor opened, so that a change that comes in meanwhile is shown as a
 * disagreement and not overwritten. Of many actions at once, their rows say it.
 */
function useFieldsInView(rows: readonly ActionRow[]) {
  const [row] = rows
  const detail = useAsk(
    'action.get',
    { ics: row?.ics ?? '', reference: row?.reference ?? '' },
    { enabled: rows.length === 1 },
  )
  const inView = useRef<FieldsInView | null>(null)
  if (detail.data && !detail.isStale) inView.current ??= detail.data.fields
  return inView
}
