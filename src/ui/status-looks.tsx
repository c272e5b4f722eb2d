import type { ReactNode } from 'react'
import type { Status } from '../../domain/record/statuses.ts'

interface StatusLook {
  /** Drawn on a square of 16 units, in the text's colour. */
  shape: ReactNode
  /** Of the shape and the word. */
  colour: string
  /** Of its length in a bar; lengths stay apart by pattern as well as by colour. */
  bar: string
  /** Set quietly: nobody is at work on it. */
  isQuiet?: boolean
}

/** What each status looks like, wherever it stands. */
export const STATUS_LOOKS: Record<Status, StatusLook> = {
  'not-started': {
    shape: <circle cx="8" cy="8" r="5.5" fill="none" strokeWidth="2" />,
    colour: 'var(--status-not-started)',
    bar: 'var(--line)',
    isQuiet: true,
  },
  planned: {
    shape: (
      <circle cx="8" cy="8" r="5.5" fill="none" strokeWidth="2.2" strokeDasharray="2.2 2.12" />
    ),
    colour: 'var(--status-planned)',
    bar: 'repeating-linear-gradient(90deg, var(--status-planned) 0 3px, var(--paper) 3px 5px)',
  },
  'in-progress': {
    shape: (
      <>
        <circle cx="8" cy="8" r="5.5" fill="none" strokeWidth="2" />
        <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" stroke="none" fill="currentColor" />
      </>
    ),
    colour: 'var(--status-in-progress)',
    bar: 'var(--status-planned)',
  },
  blocked: {
    shape: (
      <>
        <circle cx="8" cy="8" r="6.5" stroke="none" fill="currentColor" />
        <path className="status-knockout" d="M4.5 8h7" strokeWidth="2.4" />
      </>
    ),
    colour: 'var(--status-blocked)',
    bar: 'var(--status-blocked)',
  },
  complete: {
    shape: <path d="M2.5 8.5l3.8 3.8 7.2-8" fill="none" strokeWidth="2.4" />,
    colour: 'var(--status-complete)',
    bar: 'var(--status-complete)',
  },
  embedded: {
    shape: (
      <>
        <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="2" fill="none" strokeWidth="1.8" />
        <path d="M4.6 8.4l2.4 2.4 4.4-5" fill="none" strokeWidth="2" />
      </>
    ),
    colour: 'var(--status-embedded)',
    bar: 'var(--status-embedded)',
  },
  'not-applicable': {
    shape: <path d="M3 8h10" strokeWidth="2.4" />,
    colour: 'var(--status-not-applicable)',
    bar: 'repeating-linear-gradient(135deg, var(--line-strong) 0 2px, var(--paper) 2px 5px)',
    isQuiet: true,
  },
}
