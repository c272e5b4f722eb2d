import { useState } from 'react'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { useApp } from '../../../app/state.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { plural } from '../../../ui/format.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { PersonDialog } from './PersonDialog.tsx'

type Person = SessionDetail['attendance'][number]

/** Who is invited, with the system, organisation and role of each. */
export function PeopleSection({ session }: { session: SessionDetail }) {
  const { systemName } = useApp()
  const save = useTell('workshops.savePeople')
  const [isInviting, setInviting] = useState(false)
  const [changing, setChanging] = useState<Person | null>(null)
  const people = session.attendance
  const invited = people.filter((person) => person.invited)
  const systems = new Set(invited.flatMap(({ system }) => system ?? []))

  return (
    <section aria-labelledby="people">
      <div className="section-head">
        <h2 id="people">People</h2>
        <Button whyNot={session.whyNot} onPress={() => setInviting(true)}>
          Invite people
        </Button>
      </div>
      {people.length === 0 ? (
        <EmptyState title="Nobody is invited yet">
          Paste the names from a sheet or an e-mail, one person to a line. Those of the last session
          can be invited again when you make the next one.
        </EmptyState>
      ) : (
        <>
          <p className="quiet">
            {plural(invited.length, 'person', 'people')} invited, from{' '}
            {plural(systems.size, 'system')}.
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className="people-frame" tabIndex={0} aria-label="People of this session">
            <table className="plain-table people">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">System or organisation</th>
                  <th scope="col">Role</th>
                  <th scope="col">Invited</th>
                  <th>
                    <span className="visually-hidden">Change</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {people.map((person) => (
                  <tr key={person.person}>
                    <th scope="row">
                      {person.name}
                      {person.email === null && <span className="quiet"> no e-mail</span>}
                    </th>
                    <td>{placeOf(person, systemName)}</td>
                    <td>{person.role}</td>
                    <td>
                      <Checkbox
                        aria-label={`${person.name} is invited`}
                        isSelected={person.invited}
                        isDisabled={!session.mayEdit}
                        onChange={(isInvited) =>
                          save.mutate({
                            session: session.id,
                            people: [{ person: person.person, fields: { invited: isInvited } }],
                          })
                        }
                      />
                    </td>
                    <td>
                      {session.mayEdit && (
                        <Button
                          kind="quiet"
                          aria-label={`Change ${person.name}`}
                          onPress={() => setChanging(person)}
                        >
                          Change
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
      <InviteDialog session={session} open={isInviting} onClose={() => setInviting(false)} />
      <PersonDialog session={session} person={changing} onClose={() => setChanging(null)} />
    </section>
  )
}

function placeOf({ system, organisation }: Person, systemName: (ods: string) => string): string {
  return [system && systemName(system), organisation].filter(Boolean).join(', ')
}
