import type { KeyboardEvent, RefObject } from 'react'
import { z } from 'zod'
import { OUTCOME_KIND_WORDS } from '../../../../domain/record/workshop-words.ts'
import { listOf, plural } from '../../../../domain/words.ts'
import { captureLine } from '../../../../domain/workshops/capture.ts'
import type { SessionDetail, SessionItem } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { useApp } from '../../../app/state.tsx'
import { DraftNote } from '../../../forms/DraftNote.tsx'
import { useEntryForm } from '../../../forms/useEntryForm.ts'
import { Button } from '../../../ui/Button.tsx'
import { formatDate } from '../../../ui/format.ts'
import { showTooLong } from '../../../ui/length.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { TextField } from '../../../ui/TextField.tsx'

interface Props {
  session: SessionDetail
  /** The item that is on, to which it belongs. */
  item: SessionItem | null
  field: RefObject<HTMLInputElement | null>
  /** Called on Escape. */
  onLeave: () => void
}

const Line = z.object({ line: z.string().trim().max(1500) })

/** One line for a decision, an action or a commitment, which shows how it is read as it is typed. */
export function CaptureLine({ session, item, field, onLeave }: Props) {
  const capture = useTell('workshops.capture')
  // What the service refused stays in the field, to be put right.
  const form = useEntryForm({
    draft: `capture/${session.id}`,
    values: { line: '' },
    schema: Line,
    stays: true,
    save: ({ line }) =>
      capture.mutateAsync({ session: session.id, line, ...(item && { item: item.id }) }),
  })
  const { line } = form.values

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onLeave()
  }

  return (
    <form
      className="capture"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        if (line.trim() === '' || form.isSaving || showTooLong(event.currentTarget)) return
        void form.submit()
      }}
    >
      <div className="capture-row">
        <TextField
          ref={field}
          label="Write down a decision, an action or a commitment"
          placeholder="Action: Asha, Black Country, by 30 Jan: share the pathway"
          {...form.field('line')}
          isReadOnly={!session.mayEdit}
          autoComplete="off"
        />
        <Button type="submit" whyNot={session.whyNot} isDisabled={form.isSaving}>
          Write down
        </Button>
      </div>
      <DraftNote form={form} />
      <Preview line={line} item={item} />
    </form>
  )
}

function Preview({ line, item }: { line: string; item: SessionItem | null }) {
  const { systems, systemName, today } = useApp()
  const read = captureLine(line, systems, today)
  if (!read) {
    return (
      <p className="capture-preview quiet">
        <kbd>C</kbd> brings you here, <kbd>Enter</kbd> writes it down
        {item && `, under “${item.title}”`}.
      </p>
    )
  }
  const { kind, text, owner, systems: named, due, action, problem } = read
  if (problem)
    return (
      <p className="capture-preview" role="status">
        {problem}
      </p>
    )
  const places = named.length > 3 ? plural(named.length, 'system') : listOf(named.map(systemName))
  return (
    <p className="capture-preview" role="status">
      <Tag>{OUTCOME_KIND_WORDS[kind]}</Tag> {text}
      {' · '}
      {owner ?? <span className="quiet">nobody named</span>}
      {' · '}
      {places !== '' ? places : <span className="quiet">no system</span>}
      {' · '}
      {due ? `by ${formatDate(due)}` : <span className="quiet">no date</span>}
      {action && ` · about ${action}`}
    </p>
  )
}
