import { STATUS_WORDS, type Status } from '../../domain/record/words.ts'
import './StatusChip.css'

/** Shapes on a 16-unit square, drawn in the text's colour. */
const SHAPES: Record<Status, React.ReactNode> = {
  'not-started': <circle cx="8" cy="8" r="5.5" fill="none" strokeWidth="2" />,
  planned: (
    <circle cx="8" cy="8" r="5.5" fill="none" strokeWidth="2.2" strokeDasharray="2.2 2.12" />
  ),
  'in-progress': (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" strokeWidth="2" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" stroke="none" fill="currentColor" />
    </>
  ),
  blocked: (
    <>
      <circle cx="8" cy="8" r="6.5" stroke="none" fill="currentColor" />
      <path className="status-knockout" d="M4.5 8h7" strokeWidth="2.4" />
    </>
  ),
  complete: <path d="M2.5 8.5l3.8 3.8 7.2-8" fill="none" strokeWidth="2.4" />,
  embedded: (
    <>
      <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="2" fill="none" strokeWidth="1.8" />
      <path d="M4.6 8.4l2.4 2.4 4.4-5" fill="none" strokeWidth="2" />
    </>
  ),
  'not-applicable': <path d="M3 8h10" strokeWidth="2.4" />,
}

/** The shape alone, for tight places that name the status otherwise. */
export function StatusShape({ status }: { status: Status }) {
  return (
    <svg
      className={`status-shape status-${status}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {SHAPES[status]}
    </svg>
  )
}

/** Status as shape, word and colour: the same everywhere. */
export function StatusChip({ status }: { status: Status }) {
  return (
    <span className={`status-chip status-${status}`}>
      <StatusShape status={status} />
      {STATUS_WORDS[status]}
    </span>
  )
}
