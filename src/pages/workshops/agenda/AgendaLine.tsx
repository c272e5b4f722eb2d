import { Button as AriaButton, GridListItem } from 'react-aria-components'
import { ITEM_KIND_WORDS } from '../../../../domain/record/workshop-words.ts'
import { PRESENTED } from '../../../../domain/workshops/timing.ts'
import type { SessionDetail, SessionItem } from '../../../../preload/workshops-types.ts'
import { useApp } from '../../../app/state.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { LinkedThings } from '../LinkedThings.tsx'
import { ItemEditor } from './ItemEditor.tsx'

interface Props {
  session: SessionDetail
  item: SessionItem
  isEditing: boolean
  onEdit: () => void
  onClose: () => void
  onRemove: () => void
  onMove: (step: 1 | -1) => void
}

/** One item of the agenda: its time, what it is, who presents it, what it rests on. */
export function AgendaLine(props: Props) {
  const { session, item, isEditing, onClose } = props
  return (
    <GridListItem id={item.id} textValue={`${item.clock} ${item.title}`} className="agenda-line">
      {isEditing ? (
        <ItemEditor session={session} item={item} onClose={onClose} />
      ) : (
        <Shown {...props} />
      )}
    </GridListItem>
  )
}

function Shown({ session, item, onEdit, onRemove, onMove }: Props) {
  const kind = ITEM_KIND_WORDS[item.kind]
  const warnings = session.timing.warnings.filter((warning) => warning.item === item.id)
  return (
    <>
      {session.mayEdit ? (
        <AriaButton slot="drag" className="agenda-grip" aria-label={`Move ${item.title}`}>
          <svg viewBox="0 0 10 16" width="10" height="16" aria-hidden="true">
            <path
              d="M3 3h.01M7 3h.01M3 8h.01M7 8h.01M3 13h.01M7 13h.01"
              stroke="currentColor"
              strokeWidth="2.4"
              strokeLinecap="round"
            />
          </svg>
        </AriaButton>
      ) : (
        <span className="agenda-grip" />
      )}
      <div className="agenda-when">
        <span className="agenda-clock">{item.clock}</span>
        <span className="agenda-minutes">{item.minutes} min</span>
      </div>
      <div className="agenda-what">
        <p className="agenda-title">
          <strong>{item.title}</strong>{' '}
          {item.title !== kind && <span className="quiet">{kind}</span>}
        </p>
        <Presenter item={item} />
        {item.wanted && <p className="agenda-wanted">{item.wanted}</p>}
        <LinkedThings linked={item.linked} />
        {warnings.map(({ kind, words }) => (
          <p key={kind} className="agenda-warning">
            {words}
          </p>
        ))}
        {item.conflicts.length > 0 && (
          <p className="agenda-warning">
            Two people changed this at the same time. Choose at the top of the page what to keep.
          </p>
        )}
      </div>
      {session.mayEdit && (
        <Menu
          kind="quiet"
          label="…"
          accessibleLabel={`More for ${item.title}`}
          choices={[
            { id: 'edit', text: 'Change', run: onEdit, shortcut: 'Enter' },
            { id: 'up', text: 'Move up', run: () => onMove(-1), shortcut: 'Alt ↑' },
            { id: 'down', text: 'Move down', run: () => onMove(1), shortcut: 'Alt ↓' },
            { id: 'remove', text: 'Take out', run: onRemove, shortcut: 'Delete' },
          ]}
        />
      )}
    </>
  )
}

function Presenter({ item }: { item: SessionItem }) {
  const { systemName } = useApp()
  if (!PRESENTED.includes(item.kind) && !item.presenter) return null
  const system = item.presenterSystem && systemName(item.presenterSystem)
  const words = [item.presenter, system].filter(Boolean).join(', ')
  return words ? <p className="agenda-presenter">{words}</p> : null
}
