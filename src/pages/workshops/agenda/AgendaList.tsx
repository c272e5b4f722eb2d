import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { GridList, useDragAndDrop } from 'react-aria-components'
import { own } from '../../../../domain/own.ts'
import type { SessionDetail, SessionItem } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { AgendaLine } from './AgendaLine.tsx'
import { ItemEditor } from './ItemEditor.tsx'
import { dropIndex } from './reorder.ts'
import { TemplateMenu } from './TemplateMenu.tsx'
import { useMoveItem } from './useMoveItem.ts'
import './agenda.css'

const NEW = 'new'

/** The items in order with their times: to drag, to move with Alt and the arrows, to change in place. */
export function AgendaList({ session }: { session: SessionDetail }) {
  const [editing, setEditing] = useState<string | null>(null)
  const { moveTo, announced } = useMoveItem(session)
  const remove = useTell('workshops.saveItem')
  const frame = useRef<HTMLDivElement>(null)
  /** What was edited until just now. */
  const closed = useRef<string | null>(null)
  const { items, mayEdit } = session
  const ids = items.map(({ id }) => id)

  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayEdit || editing !== null,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': titleOf(items, String(key)) })),
    onReorder({ keys, target }) {
      const [moved] = [...keys].map(String)
      if (moved === undefined) return
      void moveTo(moved, dropIndex(ids, moved, String(target.key), target.dropPosition))
    },
  })

  function onKeyDownCapture(event: KeyboardEvent) {
    const line = (event.target as HTMLElement).closest<HTMLElement>('[role=row][data-key]')
    const at = ids.indexOf(line?.dataset.key ?? '')
    const id = ids[at]
    if (id === undefined || editing !== null || !mayEdit) return
    const step = own({ ArrowUp: -1, ArrowDown: 1 }, event.key)
    const isMove = event.altKey && step !== undefined
    const isRemove = event.key === 'Delete' && event.target === line
    if (!isMove && !isRemove) return
    event.preventDefault()
    event.stopPropagation()
    if (isMove) void moveTo(id, at + step)
    else takeOut(id)
  }

  function takeOut(id: string) {
    remove.mutate({ session: session.id, id, fields: { removed: true } })
  }

  /** Closes the editor, and leaves the focus on the line it stood in, or on what opened it. */
  function close(id: string) {
    closed.current = id
    setEditing(null)
  }
  useEffect(() => {
    if (editing !== null || closed.current === null) return
    const place = closed.current === NEW ? '.agenda-foot button' : `[data-key="${closed.current}"]`
    closed.current = null
    frame.current?.querySelector<HTMLElement>(place)?.focus()
  }, [editing])

  return (
    <div ref={frame} className="agenda" onKeyDownCapture={onKeyDownCapture}>
      <p className="visually-hidden" role="status">
        {announced}
      </p>
      {items.length === 0 && editing !== NEW && (
        <EmptyState title="Nothing on the agenda yet">
          Take a suggestion from the list beside this, or add an item of your own below.
        </EmptyState>
      )}
      {items.length > 0 && (
        <GridList
          aria-label="Agenda"
          className="agenda-list"
          items={items}
          dependencies={[editing, session]}
          keyboardNavigationBehavior="tab"
          disallowTypeAhead
          dragAndDropHooks={dragAndDropHooks}
          onAction={(key) => {
            if (mayEdit) setEditing(String(key))
          }}
        >
          {(item) => (
            <AgendaLine
              session={session}
              item={item}
              isEditing={editing === item.id}
              onEdit={() => setEditing(item.id)}
              onClose={() => close(item.id)}
              onRemove={() => takeOut(item.id)}
              onMove={(step) => void moveTo(item.id, ids.indexOf(item.id) + step)}
            />
          )}
        </GridList>
      )}
      <p className="agenda-end">
        <span className="agenda-clock">{session.timing.endClock}</span> End of the agenda
      </p>
      {editing === NEW ? (
        <ItemEditor session={session} onClose={() => close(NEW)} />
      ) : (
        <div className="agenda-foot">
          <Button whyNot={session.whyNot} onPress={() => setEditing(NEW)}>
            Add an item
          </Button>
          {mayEdit && <TemplateMenu session={session.id} />}
          {mayEdit && items.length > 1 && (
            <p className="quiet agenda-keys">
              Drag an item, or press <kbd>Alt ↑</kbd> <kbd>Alt ↓</kbd> on it. <kbd>Enter</kbd>{' '}
              changes it, <kbd>Delete</kbd> takes it out.
            </p>
          )}
        </div>
      )}
    </div>
  )
}

function titleOf(items: readonly SessionItem[], id: string): string {
  return items.find((item) => item.id === id)?.title ?? ''
}
