import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { OPEN } from '../../../domain/record/statuses.ts'
import type { AskedStanding, Owner } from '../../../preload/types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { plural } from '../../ui/format.ts'
import { Menu } from '../../ui/Menu.tsx'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useKept } from '../shared/kept.ts'
import { askedWords } from '../shared/owners/asked-words.ts'
import { OwnerDialog } from '../shared/owners/OwnerDialog.tsx'
import { ownerMatches } from '../shared/owners/owner-words.ts'
import { useAskOwner } from '../shared/owners/useAskOwner.ts'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { HandOverDialog } from './HandOverDialog.tsx'
import '../shared/pages.css'
import './owners.css'

type Open = { what: 'add' } | { what: 'change' | 'hand-over'; owner: Owner } | null

/** The directory of people and organisations that answer for the system's actions. */
export function OwnersPage() {
  const { ics, systemName } = useApp()
  const owners = useAsk('owners.list', { ics })
  const asked = useAsk('owners.asked', { ics })
  const whyNot = useWhyNot(ics)
  const [kept, setKept] = useKept('owners.words', '')
  // Whoever was searched for goes before what was typed here the last time.
  const { find } = useSearch({ strict: false })
  const navigate = useNavigate()
  const words = find ?? kept
  const setWords = (typed: string) => {
    setKept(typed)
    if (find !== undefined)
      void navigate({
        to: '.',
        search: (previous) => ({ ...previous, find: undefined }),
        replace: true,
      })
  }
  const [open, setOpen] = useState<Open>(null)
  if (owners.data === undefined)
    return <Waiting title="People and owners" label="Opening the directory" query={owners} />

  const present = owners.data.filter((owner) => !owner.removed || owner.open > 0)
  const shown = present.filter((owner) => ownerMatches(owner, words.trim()))
  const close = () => setOpen(null)
  const addButton = (
    <Button kind="primary" whyNot={whyNot} onPress={() => setOpen({ what: 'add' })}>
      Add an owner
    </Button>
  )

  return (
    <Page
      title="People and owners"
      subtitle={`${systemName(ics)} · ${plural(present.length, 'owner')}`}
      actions={
        <>
          <Link className="button button-standard" to="/chase" search={{ ics }}>
            Who to chase
          </Link>
          {addButton}
        </>
      }
    >
      {present.length === 0 ? (
        <EmptyState title="No owners yet" action={addButton}>
          An owner is the person or organisation that answers for an action. Add the first one, then
          name them on the actions they look after.
        </EmptyState>
      ) : (
        <>
          <div className="owners-filter">
            <TextField
              label="Find an owner"
              placeholder="Name, role, organisation"
              value={words}
              onChange={setWords}
            />
            <p role="status">
              {words.trim() !== '' && `${shown.length} of ${plural(present.length, 'owner')}`}
            </p>
          </div>
          <table className="plain-table owners">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Role</th>
                <th scope="col">Organisation</th>
                <th scope="col">Contact</th>
                <th scope="col" className="number">
                  Open actions
                </th>
                <th scope="col" className="number">
                  Overdue
                </th>
                <th scope="col">Asked</th>
                <th scope="col">
                  <span className="visually-hidden">What you can do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((owner) => (
                <OwnerLine
                  key={owner.id}
                  owner={owner}
                  asked={asked.data?.[owner.id]}
                  whyNot={whyNot}
                  onOpen={setOpen}
                />
              ))}
            </tbody>
          </table>
        </>
      )}
      <OwnerDialog ics={ics} open={open?.what === 'add'} onClose={close} />
      {open?.what === 'change' && <OwnerDialog ics={ics} owner={open.owner} open onClose={close} />}
      {open?.what === 'hand-over' && (
        <HandOverDialog ics={ics} from={open.owner} owners={present} onClose={close} />
      )}
    </Page>
  )
}

interface LineProps {
  owner: Owner
  /** The last time they were asked in a form. */
  asked: AskedStanding | undefined
  whyNot: string | null
  onOpen: (open: Open) => void
}

function OwnerLine({ owner, asked, whyNot, onOpen }: LineProps) {
  const { save: askOwner } = useAskOwner()
  const save = useTell('owners.save')
  const theirs = { ics: owner.ics, owner: [owner.id] }
  const remove = (removed: boolean) =>
    save.mutate({ ics: owner.ics, id: owner.id, fields: { removed } })
  const choices = [
    { id: 'change', text: 'Change details', run: () => onOpen({ what: 'change', owner }) },
    {
      id: 'hand-over',
      text: 'Hand over actions',
      isDisabled: owner.open === 0,
      run: () => onOpen({ what: 'hand-over', owner }),
    },
    {
      id: 'ask',
      text: asked ? 'Ask again by e-mail' : 'Ask by e-mail',
      isDisabled: owner.removed || owner.open === 0,
      run: () => askOwner({ ics: owner.ics, id: owner.id }),
    },
    owner.removed
      ? { id: 'restore', text: 'Put back in the directory', run: () => remove(false) }
      : {
          id: 'remove',
          text:
            owner.open === 0
              ? 'Remove from the directory'
              : 'Remove from the directory (hand over the actions first)',
          isDisabled: owner.open > 0,
          run: () => remove(true),
        },
  ]
  return (
    <tr>
      <th scope="row">
        {owner.name}
        {owner.type === 'organisation' && <Tag>Organisation</Tag>}
        {owner.removed && <Tag tone="attention">Removed</Tag>}
      </th>
      <td>{owner.role}</td>
      <td>{owner.organisation}</td>
      <td>
        {owner.email !== null && <a href={`mailto:${owner.email}`}>{owner.email}</a>}
        {owner.email !== null && owner.phone !== null && <br />}
        {owner.phone}
        {owner.email === null && owner.phone === null && <span className="quiet">None given</span>}
      </td>
      <td className="number">
        {owner.open > 0 ? (
          <Link to="/register" search={{ ...theirs, status: [...OPEN] }}>
            {owner.open}
          </Link>
        ) : (
          0
        )}
      </td>
      <td className="number">
        {owner.overdue > 0 ? (
          <Link to="/register" search={{ ...theirs, attention: ['overdue'] }}>
            <strong>{owner.overdue}</strong>
          </Link>
        ) : (
          0
        )}
      </td>
      <td className="owner-asked">
        {asked ? askedWords(asked) : <span className="quiet">Not yet</span>}
      </td>
      <td>
        {whyNot === null ? (
          <Menu
            label="Change"
            accessibleLabel={`Change ${owner.name}`}
            kind="quiet"
            choices={choices}
          />
        ) : (
          <Button kind="quiet" whyNot={whyNot} aria-label={`Change ${owner.name}`}>
            Change
          </Button>
        )}
      </td>
    </tr>
  )
}
