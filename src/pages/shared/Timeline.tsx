import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { TimelineItem } from '../../../preload/types.ts'
import { useApp } from '../../app/state.tsx'
import { undoBatch } from '../../app/undo.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment, plural } from '../../ui/format.ts'
import './timeline.css'

interface Props {
  items: readonly TimelineItem[]
  /** Names the action of each change, where the list covers more than one. */
  withActions?: boolean
}

/** What changed, who changed it and when, newest first. */
export function Timeline({ items, withActions = false }: Props) {
  const { state, ics } = useApp()
  return (
    <ol className="timeline">
      {items.map((item) => (
        <li key={item.entry} data-undone={item.undone}>
          {withActions && item.reference !== null && (
            <p className="timeline-action">
              <Link
                to="/action/$reference"
                params={{ reference: item.reference }}
                // The system on show, though one that it took over from may have said it.
                search={{ ics }}
              >
                <span className="reference">{item.reference}</span> {item.title}
              </Link>
            </p>
          )}
          <ul>
            {item.changes.map((change) => (
              <li key={change.field}>
                <ChangeInWords change={change} />
              </li>
            ))}
          </ul>
          <p className="timeline-who">
            {item.byName}, <time dateTime={item.at}>{formatMoment(item.at)}</time>
            {item.undoes !== null && ' · takes back an earlier change'}
            {item.undone && ' · taken back later'}
            {item.batch !== null &&
              !item.undone &&
              item.undoes === null &&
              item.by === state.member?.id && <TakeBack item={item} batch={item.batch} />}
          </p>
        </li>
      ))}
    </ol>
  )
}

function TakeBack({ item, batch }: { item: TimelineItem; batch: string }) {
  const [isTaking, setTaking] = useState(false)
  const words =
    item.others === 0 ? 'Take back' : `Take back, with ${plural(item.others, 'other action')}`
  return (
    <Button
      kind="quiet"
      isDisabled={isTaking}
      aria-label={`${words}: ${item.changes.map((change) => change.label).join(', ')}, ${formatMoment(item.at)}`}
      onPress={() => {
        setTaking(true)
        void undoBatch(batch).finally(() => setTaking(false))
      }}
    >
      {words}
    </Button>
  )
}

function ChangeInWords({ change }: { change: TimelineItem['changes'][number] }) {
  const { field, label, from, to } = change
  // A note stands beside the earlier ones; anything else takes the place of what was there.
  if (field === 'note' && to !== null) return `${label}: ${to}`
  return (
    <>
      {label}: {from !== null && <del>{from}</del>}{' '}
      {to === null ? <em>cleared</em> : <ins>{to}</ins>}
    </>
  )
}
