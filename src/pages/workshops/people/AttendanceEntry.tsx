import { useState } from 'react'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { useApp } from '../../../app/state.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Choices } from '../../../ui/Choices.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { InviteDialog } from './InviteDialog.tsx'

type Person = SessionDetail['attendance'][number]

const PRESENCE = [
  { id: true, text: 'Present' },
  { id: false, text: 'Apologies' },
] as const

/** Who was there: one press for each person. */
export function AttendanceEntry({ session }: { session: SessionDetail }) {
  const { systemName } = useApp()
  const save = useTell('workshops.savePeople')
  const [search, setSearch] = useState('')
  const [isAdding, setAdding] = useState(false)
  const words = search.trim().toLowerCase()
  const people = session.attendance
  const placeOf = ({ system, organisation }: Person) =>
    [system && systemName(system), organisation].filter(Boolean).join(', ')
  const shown = people.filter((person) =>
    `${person.name} ${placeOf(person)}`.toLowerCase().includes(words),
  )
  const unsaid = people.filter(({ invited, present }) => invited && present === null)
  const present = people.filter((person) => person.present).length
  const mark = (persons: readonly Person[], isPresent: boolean | null) =>
    save.mutate({
      session: session.id,
      people: persons.map(({ person }) => ({ person, fields: { present: isPresent } })),
    })

  return (
    <section aria-labelledby="attendance">
      <div className="section-head">
        <h2 id="attendance">Who was there</h2>
        <Button whyNot={session.whyNot} onPress={() => setAdding(true)}>
          Add somebody
        </Button>
        {unsaid.length > 0 && (
          <Button whyNot={session.whyNot} onPress={() => mark(unsaid, true)}>
            Mark the other {unsaid.length} as present
          </Button>
        )}
      </div>
      <p className="quiet" role="status">
        {present} of {people.length} present
        {unsaid.length > 0 && `, ${unsaid.length} not said yet`}.
      </p>
      {people.length > 12 && (
        <div className="attendance-find">
          <TextField label="Find a person" value={search} onChange={setSearch} longest={80} />
        </div>
      )}
      <ul className="attendance">
        {shown.map((person) => (
          <li key={person.person}>
            <span>
              {person.name} <span className="quiet">{placeOf(person)}</span>
            </span>
            <Choices
              label={person.name}
              choices={PRESENCE}
              value={person.present}
              onChange={(id) => mark([person], person.present === id ? null : id)}
              isDisabled={!session.mayEdit}
            />
          </li>
        ))}
      </ul>
      <InviteDialog session={session} open={isAdding} onClose={() => setAdding(false)} />
    </section>
  )
}
