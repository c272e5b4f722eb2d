import { type FormEvent, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { Grant, System } from '../../../preload/types.ts'
import { queryClient, useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
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
  const [ics, setIcs] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('lead')
  const [tried, setTried] = useState(false)

  // Only a lead has a system of their own: the others may choose which to see first.
  const needsSystem = role === 'lead' && !ics

  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (needsSystem || !name.trim()) return
    create.mutate(
      { ...(ics ? { ics } : {}), name: name.trim(), grants: grantsFor(role, ics) },
      {
        onSuccess: (state) => {
          queryClient.setQueryData(['app.state', {}], state)
          void queryClient.invalidateQueries()
          onDone?.(state.ics ?? '')
        },
      },
    )
  }

  return (
    <form className="new-record" onSubmit={submit}>
      <TextField
        label="Your name"
        hint="Your colleagues see it beside what you change."
        value={name}
        onChange={setName}
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
        onChange={setIcs}
        placeholder="Choose a system"
        problem={tried && needsSystem ? 'Choose the system you lead.' : null}
      />
      <RadioGroup value={role} onChange={(value) => setRole(value as Role)} className="roles">
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
      <Button kind="primary" type="submit" isDisabled={create.isPending}>
        {create.isPending ? 'Starting…' : 'Start'}
      </Button>
    </form>
  )
}
