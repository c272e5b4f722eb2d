import { formatDate } from '../dates.ts'
import { zoneNote } from '../record/workshop-words.ts'
import type { AgendaItem, Attendance, LinkedState, OutcomeFate, Session } from './model.ts'
import type { Timing } from './timing.ts'

/** All that a session's documents are made from. */
export interface SessionBook {
  seriesTitle: string
  session: Session
  /** In the agenda's order. */
  items: readonly (AgendaItem & { linked: readonly LinkedState[] })[]
  timing: Timing
  /** By name. */
  attendance: readonly Attendance[]
  outcomes: readonly OutcomeFate[]
  /** What was typed as minutes, in Markdown. */
  notes: string
  /** The last session before this one that was held. */
  previous: {
    title: string
    start: string
    notes: string
    outcomes: readonly OutcomeFate[]
  } | null
  /** Of the session before, all; of those before it, what is not kept. */
  promises: readonly OutcomeFate[]
  /** Outcomes of all sessions of the series, latest session first. */
  log: readonly (OutcomeFate & { sessionTitle: string; sessionDate: string })[]
  /** Who came to each session of the series, system by system. */
  turnout: {
    sessions: readonly { title: string; start: string }[]
    rows: readonly { name: string; cells: readonly { invited: number; present: number }[] }[]
  }
  /** Name of a system. */
  systemName(ods: string): string
  /** ISO day on which the document is made. */
  today: string
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** `Thursday 3 Dec 2026, 10:00 to 11:30`. */
export function whenWords({ session, timing }: Pick<SessionBook, 'session' | 'timing'>): string {
  const day = session.start.slice(0, 10)
  const weekday = WEEKDAYS[new Date(day).getUTCDay()]
  return `${weekday} ${formatDate(day)}, ${session.start.slice(11)} to ${timing.closes}${zoneNote(session.zone)}`
}

/** `Asha Patel (Black Country)`. */
export function personWords(
  name: string | null,
  system: string | null,
  systemName: (ods: string) => string,
): string {
  const from = system && systemName(system)
  return name && from ? `${name} (${from})` : (name ?? from ?? '')
}
