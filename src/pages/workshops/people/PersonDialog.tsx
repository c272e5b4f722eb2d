import { useState } from 'react'
import { AttendanceFields } from '../../../../domain/record/workshop-fields.ts'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { SystemSelect } from '../../../app/SystemSelect.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { DialogForm } from '../../../ui/DialogForm.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { changedFields, textOrNull } from '../../shared/changes.ts'

interface Props {
  session: SessionDetail
  /** `null` while nobody is being changed. */
  person: SessionDetail['attendance'][number] | null
  onClose: () => void
}

/** Changes what is known of somebody, or takes them off the list. */
export function PersonDialog({ session, person, onClose }: Props) {
  return (
    <Dialog title={`Change ${person?.name ?? ''}`} open={person !== null} onClose={onClose}>
      {person && <PersonForm session={session} person={person} onClose={onClose} />}
    </Dialog>
  )
}

function PersonForm({
  session,
  person,
  onClose,
}: Omit<Props, 'person'> & { person: NonNullable<Props['person']> }) {
  const save = useTell('workshops.savePeople')
  const [draft, setDraft] = useState({
    name: person.name,
    system: person.system,
    organisation: person.organisation ?? '',
    role: person.role ?? '',
    email: person.email ?? '',
  })
  const [problems, setProblems] = useState<{ name?: string; email?: string }>({})
  const change = (fields: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...fields }))
  const send = (fields: AttendanceFields) =>
    save.mutate(
      { session: session.id, people: [{ person: person.person, fields }] },
      { onSuccess: onClose },
    )

  function submit() {
    const fields = {
      name: draft.name.trim(),
      system: draft.system,
      organisation: textOrNull(draft.organisation),
      role: textOrNull(draft.role),
      email: textOrNull(draft.email),
    }
    const found = {
      ...(fields.name === '' && { name: 'Give a name.' }),
      ...(!AttendanceFields.shape.email.safeParse(fields.email).success && {
        email: 'Give an address such as jo.bell@example.nhs.uk, or leave this empty.',
      }),
    }
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const changes = changedFields<AttendanceFields>(fields, person)
    if (Object.keys(changes).length === 0) onClose()
    else send(changes)
  }

  return (
    <DialogForm
      action="Save"
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={save.isPending}
      more={
        <Button kind="danger" onPress={() => send({ removed: true })}>
          Take off the list
        </Button>
      }
    >
      <TextField
        label="Name"
        value={draft.name}
        onChange={(name) => change({ name })}
        problem={problems.name}
        longest={120}
        autoFocus
      />
      <SystemSelect
        label="System"
        none="No system"
        value={draft.system}
        onChange={(system) => change({ system })}
      />
      <TextField
        label="Organisation"
        value={draft.organisation}
        onChange={(organisation) => change({ organisation })}
        longest={160}
      />
      <TextField
        label="Role"
        value={draft.role}
        onChange={(role) => change({ role })}
        longest={120}
      />
      <TextField
        label="E-mail"
        type="email"
        value={draft.email}
        onChange={(email) => change({ email })}
        problem={problems.email}
        longest={200}
      />
    </DialogForm>
  )
}
