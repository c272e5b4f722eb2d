import { z } from 'zod'
import { OwnerFields } from '../../../../domain/record/subjects.ts'
import type { Owner } from '../../../../preload/types.ts'
import { useTell } from '../../../app/api.ts'
import { EntryDialogForm } from '../../../forms/EntryDialogForm.tsx'
import { emailFor, wordsFor } from '../../../forms/limits.ts'
import { useEntryForm } from '../../../forms/useEntryForm.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
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
  const form = useEntryForm({
    draft: `owner/${owner?.id ?? `new/${ics}`}`,
    values: {
      name: owner?.name ?? '',
      type: owner?.type ?? 'person',
      role: owner?.role ?? '',
      organisation: owner?.organisation ?? '',
      email: owner?.email ?? '',
      phone: owner?.phone ?? '',
    },
    basis: owner ?? null,
    schema: Fields,
    save: async (values, inView) => {
      const fields = changedFields(values, inView ?? undefined)
      if (Object.keys(fields).length === 0) return
      const known = inView && { id: inView.id, seen: seenFor(inView.fields, fields) }
      return save.mutateAsync({ ics, ...known, fields })
    },
    onSaved: (saved) => {
      if (saved) onSaved?.(saved.id)
      onClose()
    },
  })

  return (
    <EntryDialogForm form={form} action="Save" onCancel={onClose}>
      <TextField label="Name" {...form.field('name')} autoFocus />
      <Select
        label="This is"
        options={TYPES}
        value={form.values.type}
        onChange={(type) => form.set({ type })}
      />
      <TextField label="Role" {...form.field('role')} />
      <TextField label="Organisation" {...form.field('organisation')} />
      <TextField
        label="E-mail"
        type="email"
        hint="A work address. It goes no further than the people who share this record."
        {...form.field('email')}
      />
      <TextField label="Telephone" type="tel" {...form.field('phone')} />
    </EntryDialogForm>
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
const { name, role, organisation, email, phone } = OwnerFields.shape
const Fields = z.object({
  name: wordsFor(name, 'Give a name.'),
  ...{ role, organisation, phone },
  email: emailFor(email),
})

/** Fields of the draft that differ from what is saved, emptied ones as `null`. */
function changedFields(draft: Draft, owner: Owner | undefined): OwnerFields {
  const entries = Object.entries(draft)
    .map(([field, value]) => [field, value.trim() || null] as const)
    .filter(([field, value]) => value !== (owner?.[field as keyof Draft] ?? null))
  return Object.fromEntries(entries)
}
