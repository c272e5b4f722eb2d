import { type KeyboardEvent, useEffect, useState } from 'react'
import { STATUS_WORDS } from '../../../domain/record/statuses.ts'
import { ActionFields } from '../../../domain/record/subjects.ts'
import type { ActionRow } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { closeQuickEdit, type QuickEditing, useQuickEditing } from '../../app/quick-edit.ts'
import { useApp } from '../../app/state.tsx'
import { useSaveActions } from '../../app/use-save-actions.ts'
import { DraftNote } from '../../forms/DraftNote.tsx'
import { longestOf } from '../../forms/limits.ts'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { OwnerPicker } from '../../pages/shared/owners/OwnerPicker.tsx'
import { type FieldsInView, seenFor } from '../../pages/shared/seen.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { plural } from '../../ui/format.ts'
import { showTooLong } from '../../ui/length.ts'
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
  const inView = useFieldsInView(rows)
  const ics = rows[0]?.ics ?? ''
  const form = useEntryForm({
    draft: `quick/${field}/${ics}/${placeOf(rows)}`,
    values: {
      status: before,
      note: '',
      owner: shared(rows, (row) => row.owner),
      due: shared(rows, (row) => row.due),
      /** Whether the owner or the date was chosen here: where actions differ, empty is no choice. */
      isChosen: false,
    },
    basis: inView,
    save: async (values, fields) => {
      const made = changesIn(values)
      const seen = (fields ?? inView) && { seen: seenFor(fields ?? inView ?? {}, made) }
      const isNothing = Object.keys(made).length === 0
      // What the service refused stays here, to be put right.
      if (!isNothing && !(await save(ics, [{ rows, fields: made, ...seen }]))) throw new NotSaved()
    },
    onSaved: closeQuickEdit,
  })
  const { status, note, owner, due, isChosen } = form.values
  const differ = new Set(rows.map((row) => (field === 'owner' ? row.owner : row.due))).size > 1
  const [problem, setProblem] = useState<string | null>(null)

  function changesIn(values: typeof form.values): ActionFields {
    const text = values.note.trim() ? { note: values.note.trim() } : {}
    if (field === 'owner') return values.isChosen ? { owner: values.owner } : {}
    if (field === 'due') return values.isChosen ? { due: values.due } : {}
    if (field === 'note' || values.status === null || values.status === before) return text
    return { status: values.status, ...text }
  }

  function submit(): void {
    if (changesIn(form.values).status === 'not-applicable' && note.trim() === '')
      setProblem('Say why the action does not apply, so that others understand.')
    else if (!form.isSaving) void form.submit()
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
        if (!showTooLong(event.currentTarget)) submit()
      }}
    >
      <DraftNote form={form} />
      {field === 'status' && (
        <StatusChoice value={status} onChange={(chosen) => form.set({ status: chosen })} />
      )}
      {field === 'owner' && (
        <OwnerPicker
          ics={ics}
          value={owner}
          onChange={(chosen) => form.set({ owner: chosen, isChosen: true })}
          autoFocus
        />
      )}
      {field === 'due' && (
        <DateField
          label="Due"
          hint="21/11/2026, 21 Nov, tomorrow, or +2w. Empty for no date."
          value={due}
          onChange={(chosen) => form.set({ due: chosen, isChosen: true })}
          today={today}
          autoFocus
        />
      )}
      {differ && (field === 'owner' || field === 'due') && !isChosen && (
        <p className="quick-edit-differ">
          They differ, and stay as they are until you choose.{' '}
          <Button
            kind="quiet"
            onPress={() => {
              form.set({ [field]: null, isChosen: true })
              submit()
            }}
          >
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
            form.set({ note: text })
            setProblem(null)
          }}
          rows={3}
          longest={longestOf(ActionFields.shape.note)}
          autoFocus={field === 'note'}
        />
      )}
      <DialogActions>
        <span className="quick-edit-keys">
          <kbd>Ctrl Enter</kbd> saves, <kbd>Esc</kbd> leaves it as a draft
          {status !== before && before && status && field === 'status' && (
            <span className="visually-hidden">
              {`From ${STATUS_WORDS[before]} to ${STATUS_WORDS[status]}`}
            </span>
          )}
        </span>
        <Button onPress={closeQuickEdit}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={form.isSaving}>
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
  const [inView, setInView] = useState<FieldsInView | null>(null)
  const fields = detail.data && !detail.isStale ? detail.data.fields : null
  useEffect(() => setInView((before) => before ?? fields), [fields])
  return inView
}

/** What a draft is kept under: the action, or how many there are between two. */
function placeOf(rows: readonly ActionRow[]): string {
  const [first, last] = [rows[0]?.reference, rows.at(-1)?.reference]
  return rows.length === 1 ? `${first}` : `${rows.length}/${first}/${last}`
}
