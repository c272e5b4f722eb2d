import { useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { Grant, System } from '../../../preload/types.ts'
import { queryClient, useTell } from '../../app/api.ts'
import { DraftNote } from '../../forms/DraftNote.tsx'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { showTooLong } from '../../ui/length.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'

type Role = 'lead' | 'regional' | 'chair' | 'viewer'

const ROLES: readonly { role: Role; text: string; detail: string }[] = [
  { role: 'lead', text: 'I lead a system', detail: 'You can change that system’s record.' },
  {
    role: 'regional',
    text: 'I work for the region',
    detail: 'You can change what the region shares, and read every system.',
  },
  {
    role: 'chair',
    text: 'I co-chair workshops',
    detail: 'You can change what the region shares, and read every system.',
  },
  { role: 'viewer', text: 'I am reading only', detail: 'You can read every system.' },
]

/** What the role lets the member do. */
function grantsFor(role: Role, ics: string | null): Grant[] {
  return [role === 'lead' ? `lead:${ics}` : role]
}

/** Who the person is, which system is theirs, and what they do there. */
export function NewRecordForm({
  systems,
  onDone,
}: {
  systems: readonly System[]
  onDone?: (ics: string) => unknown
}) {
  const create = useTell('record.create')
  const form = useEntryForm({
    draft: 'record/new',
    values: { ics: null as string | null, name: '', role: 'lead' as Role },
    save: async ({ ics, name, role }) => {
      setTried(true)
      if ((role === 'lead' && !ics) || !name.trim()) throw new NotSaved()
      const grants = grantsFor(role, ics)
      return create.mutateAsync({ ...(ics ? { ics } : {}), name: name.trim(), grants })
    },
    onSaved: (state) => {
      queryClient.setQueryData(['app.state', {}], state)
      void queryClient.invalidateQueries()
      onDone?.(state.ics ?? '')
    },
  })
  const { ics, name, role } = form.values
  const [tried, setTried] = useState(false)

  // Only a lead has a system of their own: the others may choose which to see first.
  const needsSystem = role === 'lead' && !ics

  return (
    <form
      className="new-record"
      onSubmit={(event) => {
        event.preventDefault()
        if (!showTooLong(event.currentTarget)) void form.submit()
      }}
    >
      <DraftNote form={form} />
      <TextField
        label="Your name"
        hint="Your colleagues see it beside what you change."
        value={name}
        onChange={(text) => form.set({ name: text })}
        longest={120}
        autoComplete="name"
        autoFocus
        problem={tried && !name.trim() ? 'Type your name.' : null}
      />
      <Select
        label={role === 'lead' ? 'Your system' : 'System to show first (you may leave it)'}
        options={systems
          .filter((system) => system.current)
          .map((system) => ({ id: system.ods, text: system.name }))}
        value={ics}
        onChange={(id) => form.set({ ics: id })}
        placeholder="Choose a system"
        problem={tried && needsSystem ? 'Choose the system you lead.' : null}
      />
      <RadioGroup
        value={role}
        onChange={(value) => form.set({ role: value as Role })}
        className="roles"
      >
        <Label className="field-label">What you do</Label>
        {ROLES.map((choice) => (
          <Radio key={choice.role} value={choice.role} className="role">
            <span className="role-dot" />
            <span>
              {choice.text}
              <span className="role-detail">{choice.detail}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      <Button kind="primary" type="submit" isDisabled={form.isSaving}>
        {form.isSaving ? 'Starting…' : 'Start'}
      </Button>
    </form>
  )
}
