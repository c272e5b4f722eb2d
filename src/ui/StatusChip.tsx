import type { CSSProperties } from 'react'
import { STATUS_WORDS, type Status } from '../../domain/record/statuses.ts'
import { STATUS_LOOKS } from './status-looks.tsx'
import './StatusChip.css'

/** The sheet sets the colour from this, so that forced colours and a focused cell can overrule it. */
function inColour(status: Status): CSSProperties {
  return { '--status': STATUS_LOOKS[status].colour } as CSSProperties
}

/** The shape alone, for tight places that name the status otherwise. */
export function StatusShape({ status }: { status: Status }) {
  return (
    <svg
      className="status-shape"
      style={inColour(status)}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {STATUS_LOOKS[status].shape}
    </svg>
  )
}

/** Status as shape, word and colour: the same everywhere. */
export function StatusChip({ status }: { status: Status }) {
  const { isQuiet } = STATUS_LOOKS[status]
  return (
    <span className={isQuiet ? 'status-chip status-quiet' : 'status-chip'} style={inColour(status)}>
      <StatusShape status={status} />
      {STATUS_WORDS[status]}
    </span>
  )
}
