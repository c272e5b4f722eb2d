import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { useApp } from '../../../app/state.tsx'
import { EntryDialogForm } from '../../../forms/EntryDialogForm.tsx'
import { useEntryForm } from '../../../forms/useEntryForm.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { plural } from '../../../ui/format.ts'
import { TextArea } from '../../../ui/TextField.tsx'
import { readPeople, tooLongIn } from './read-people.ts'

interface Props {
  session: SessionDetail
  open: boolean
  onClose: () => void
}

/** Invites people pasted from a sheet or typed, one to a line. */
export function InviteDialog({ session, open, onClose }: Props) {
  return (
    <Dialog title="Invite people" open={open} onClose={onClose} width="wide">
      {open && <InviteForm session={session} onClose={onClose} />}
    </Dialog>
  )
}

function InviteForm({ session, onClose }: Omit<Props, 'open'>) {
  const { systems, systemName } = useApp()
  const save = useTell('workshops.savePeople')
  const form = useEntryForm({
    draft: `session/${session.id}/invite`,
    values: { text: '' },
    save: ({ text }) => {
      const invited = readPeople(text, systems).map((fields) => ({
        fields: { ...fields, invited: true },
      }))
      return save.mutateAsync({ session: session.id, people: invited })
    },
    onSaved: onClose,
  })
  const people = readPeople(form.values.text, systems)
  const tooLong = tooLongIn(people)

  return (
    <EntryDialogForm
      form={form}
      action={
        <>Invite {people.length === 0 ? 'people' : plural(people.length, 'person', 'people')}</>
      }
      onCancel={onClose}
      isDisabled={people.length === 0 || people.length > 500 || tooLong !== null}
    >
      <TextArea
        label="One person to a line"
        hint="Name first; then system, e-mail, role and organisation, with commas or tabs between. Rows copied from Excel will do."
        placeholder="Asha Patel, Black Country, asha.patel@example.nhs.uk, Programme lead"
        rows={7}
        {...form.field('text')}
        {...(tooLong ? { problem: tooLong } : {})}
        autoFocus
      />
      {people.length > 0 && (
        <div className="invite-preview">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">System</th>
                <th scope="col">E-mail</th>
                <th scope="col">Role</th>
                <th scope="col">Organisation</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
                <tr key={at}>
                  <th scope="row">{person.name}</th>
                  <td>{person.system && systemName(person.system)}</td>
                  <td>{person.email}</td>
                  <td>{person.role}</td>
                  <td>{person.organisation}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </EntryDialogForm>
  )
}
