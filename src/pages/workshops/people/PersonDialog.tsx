import { z } from 'zod'
import { AttendanceFields } from '../../../../domain/record/workshop-fields.ts'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { SystemSelect } from '../../../app/SystemSelect.tsx'
import { EntryDialogForm } from '../../../forms/EntryDialogForm.tsx'
import { emailFor, wordsFor } from '../../../forms/limits.ts'
import { useEntryForm } from '../../../forms/useEntryForm.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
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

const { name, organisation, role, email } = AttendanceFields.shape
const Fields = z.object({
  name: wordsFor(name, 'Give a name.'),
  ...{ organisation, role },
  email: emailFor(email),
})

function PersonForm({
  session,
  person,
  onClose,
}: Omit<Props, 'person'> & { person: NonNullable<Props['person']> }) {
  const save = useTell('workshops.savePeople')
  const send = (fields: AttendanceFields) =>
    save.mutateAsync({ session: session.id, people: [{ person: person.person, fields }] })
  const form = useEntryForm({
    draft: `session/${session.id}/person/${person.person}`,
    values: {
      name: person.name,
      system: person.system,
      organisation: person.organisation ?? '',
      role: person.role ?? '',
      email: person.email ?? '',
    },
    basis: person,
    schema: Fields,
    save: async (values, inView) => {
      const fields = {
        name: values.name.trim(),
        system: values.system,
        organisation: textOrNull(values.organisation),
        role: textOrNull(values.role),
        email: textOrNull(values.email),
      }
      const changes = changedFields<AttendanceFields>(fields, inView)
      if (Object.keys(changes).length > 0) await send(changes)
    },
    onSaved: onClose,
  })

  return (
    <EntryDialogForm
      form={form}
      action="Save"
      onCancel={onClose}
      isDisabled={save.isPending}
      more={
        <Button
          kind="danger"
          onPress={() => void send({ removed: true }).then(onClose, () => undefined)}
        >
          Take off the list
        </Button>
      }
    >
      <TextField label="Name" {...form.field('name')} autoFocus />
      <SystemSelect
        label="System"
        none="No system"
        value={form.values.system}
        onChange={(system) => form.set({ system })}
      />
      <TextField label="Organisation" {...form.field('organisation')} />
      <TextField label="Role" {...form.field('role')} />
      <TextField label="E-mail" type="email" {...form.field('email')} />
    </EntryDialogForm>
  )
}
