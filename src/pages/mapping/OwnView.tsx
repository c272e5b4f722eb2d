import { useState } from 'react'
import type { OwnPriority } from '../../../preload/strategies-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { useKept } from '../shared/kept.ts'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { targetWords } from './mapping-words.ts'
import { PassagePicker } from './PassagePicker.tsx'
import { PriorityDialog } from './PriorityDialog.tsx'
import { EMPTY_PRIORITY, type PriorityDraft } from './priority-draft.ts'

/** What one system's own strategy puts first, and how it maps to what the commission asks for. */
export function OwnView({ ics }: { ics: string }) {
  const { systemName } = useApp()
  const priorities = useAsk('priorities.list', { ics })
  const whyNot = useWhyNot(ics)
  const [isPicking, setPicking] = useKept(`mapping.picking.${ics}`, false)
  const [editing, setEditing] = useState<OwnPriority | PriorityDraft | null>(null)
  if (priorities.isError) return <ErrorState error={priorities.error} retry={priorities.refetch} />
  if (priorities.data === undefined) return <Loading label="Opening the priorities" />

  const buttons = (
    <>
      <Button whyNot={whyNot} onPress={() => setPicking(true)}>
        Pick from a strategy’s file
      </Button>
      <Button kind="primary" whyNot={whyNot} onPress={() => setEditing(EMPTY_PRIORITY)}>
        Add a priority
      </Button>
    </>
  )
  const dialog = <PriorityDialog ics={ics} editing={editing} onClose={() => setEditing(null)} />
  if (isPicking && whyNot === null)
    return <PassagePicker ics={ics} known={priorities.data} onDone={() => setPicking(false)} />
  if (priorities.data.length === 0)
    return (
      <>
        <EmptyState
          title={`No priorities of ${systemName(ics)} are mapped yet`}
          action={<div className="form-buttons">{buttons}</div>}
        >
          A priority is what the system’s own strategy puts first. Type it, or open the strategy’s
          file and pick the passages. Then say which of the commission’s priorities and focus areas
          it serves.
        </EmptyState>
        {dialog}
      </>
    )
  return (
    <>
      <div className="section-head">
        <h2>{systemName(ics)}</h2>
        {buttons}
      </div>
      {whyNot !== null && <p className="why-not">{whyNot} You can read everything here.</p>}
      <table className="plain-table own-priorities">
        <thead>
          <tr>
            <th scope="col">Priority</th>
            <th scope="col">In the strategy’s own words</th>
            <th scope="col">Serves</th>
            <th scope="col">
              <span className="visually-hidden">What you can do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {priorities.data.map((priority) => (
            <Line
              key={priority.id}
              priority={priority}
              whyNot={whyNot}
              onChange={() => setEditing(priority)}
            />
          ))}
        </tbody>
      </table>
      {dialog}
    </>
  )
}

interface LineProps {
  priority: OwnPriority
  whyNot: string | null
  onChange: () => void
}

function Line({ priority, whyNot, onChange }: LineProps) {
  const save = useTell('priorities.save')
  const { id, ics, title, passage, source } = priority
  const targets = targetWords(priority)
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>
        {passage}
        {source !== null && <div className="quiet">{source}</div>}
      </td>
      <td>{targets || <span className="quiet">Not mapped yet</span>}</td>
      <td>
        {whyNot === null && (
          <Menu
            label="Change"
            accessibleLabel={`Change ${title}`}
            kind="quiet"
            choices={[
              { id: 'change', text: 'Change', run: onChange },
              {
                id: 'remove',
                text: 'Remove',
                run: () => save.mutate({ ics, id, fields: { removed: true } }),
              },
            ]}
          />
        )}
      </td>
    </tr>
  )
}
