import { useState } from 'react'
import { OwnerFields } from '../../../../domain/record/subjects.ts'
import type { Owner } from '../../../../preload/types.ts'
import { useTell } from '../../../app/api.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { DialogForm } from '../../../ui/DialogForm.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { seenFor } from '../seen.ts'

interface Props {
  ics: string
  /** Absent for somebody new. */
  owner?: Owner
  open: boolean
  onClose: () => void
  /** Told the owner's id once saved. */
  onSaved?: (id: string) => void
}

const TYPES = [
  { id: 'person', text: 'A person' },
  { id: 'organisation', text: 'An organisation' },
] as const

/** Adds an owner, or changes what is known of one. */
export function OwnerDialog(props: Props) {
  const { owner, open, onClose } = props
  return (
    <Dialog
      title={owner === undefined ? 'Add an owner' : `Change ${owner.name}`}
      open={open}
      onClose={onClose}
    >
      {/* Drawn only while open, so that each opening starts from what is saved. */}
      {open && <OwnerForm {...props} />}
    </Dialog>
  )
}

function OwnerForm({ ics, owner, onClose, onSaved }: Props) {
  const save = useTell('owners.save')
  const [draft, setDraft] = useState(() => ({
    name: owner?.name ?? '',
    type: owner?.type ?? ('person' as const),
    role: owner?.role ?? '',
    organisation: owner?.organisation ?? '',
    email: owner?.email ?? '',
    phone: owner?.phone ?? '',
  }))
  const [problems, setProblems] = useState<Problems>({})
  // What was in view when the form opened, whatever comes in while it is filled in.
  const [inView] = useState(owner?.fields ?? {})
  const set = (field: keyof typeof draft) => (value: string) =>
    setDraft((before) => ({ ...before, [field]: value }))

  function submit() {
    const fields = changedFields(draft, owner)
    const found = problemsOf(draft)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    if (Object.keys(fields).length === 0) {
      onClose()
      return
    }
    save.mutate(
      {
        ics,
        ...(owner === undefined ? {} : { id: owner.id, seen: seenFor(inView, fields) }),
        fields,
      },
      {
        onSuccess: ({ id }) => {
          onSaved?.(id)
          onClose()
        },
      },
    )
  }

  return (
    <DialogForm action="Save" onSubmit={submit} onCancel={onClose} isDisabled={save.isPending}>
      <TextField
        label="Name"
        value={draft.name}
        onChange={set('name')}
        problem={problems.name}
        longest={120}
        autoFocus
      />
      <Select
        label="This is"
        options={TYPES}
        value={draft.type}
        onChange={(type) => setDraft((before) => ({ ...before, type }))}
      />
      <TextField label="Role" value={draft.role} onChange={set('role')} longest={120} />
      <TextField
        label="Organisation"
        value={draft.organisation}
        onChange={set('organisation')}
        longest={160}
      />
      <TextField
        label="E-mail"
        type="email"
        hint="A work address. It goes no further than the people who share this record."
        value={draft.email}
        onChange={set('email')}
        problem={problems.email}
        longest={200}
      />
      <TextField
        label="Telephone"
        type="tel"
        value={draft.phone}
        onChange={set('phone')}
        longest={40}
      />
    </DialogForm>
  )
}

interface Draft {
  name: string
  type: Owner['type']
  role: string
  organisation: string
  email: string
  phone: string
}
type Problems = Partial<Record<'name' | 'email', string>>

/** What keeps the draft from being saved, in words to show beside the field. */
function problemsOf(draft: Draft): Problems {
  const email = draft.email.trim()
  return {
    ...(draft.name.trim() === '' ? { name: 'Give a name.' } : {}),
    ...(email !== '' && !OwnerFields.shape.email.safeParse(email).success
      ? { email: 'Give an address such as jo.bell@example.nhs.uk, or leave this empty.' }
      : {}),
  }
}

/** Fields of the draft that differ from what is saved, emptied ones as `null`. */
function changedFields(draft: Draft, owner: Owner | undefined): OwnerFields {
  const entries = Object.entries(draft)
    .map(([field, value]) => [field, value.trim() || null] as const)
    .filter(([field, value]) => value !== (owner?.[field as keyof Draft] ?? null))
  return Object.fromEntries(entries)
}
