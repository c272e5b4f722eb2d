import type { Readability } from '../domain/publication/readability.ts'
import type { Publication } from '../domain/publication/tree.ts'
import type {
  AgendaItem,
  Attendance,
  LinkedState,
  Outcome,
  OutcomeFate,
  Series,
  Session,
} from '../domain/workshops/model.ts'
import type { Suggestion } from '../domain/workshops/suggestions.ts'
import type { Timing } from '../domain/workshops/timing.ts'
import type { Written } from './types.ts'

/** What the service answers about workshops. */

/** Entries behind each field of one subject, to send back as `seen` with a change of it. */
export type FieldHeads = Record<string, string[]>

/** A subject that people change: what it was read from, and which of its fields disagree. */
export interface Editable {
  heads: FieldHeads
  /** Fields to which two people gave different values without seeing each other. */
  conflicts: string[]
}

export interface SeriesSummary extends Series, Editable {
  /** Latest first. */
  sessions: SessionSummary[]
}

export interface SessionSummary {
  id: string
  series: string
  title: string
  state: Session['state']
  /** Local day and time, and the same as a moment. */
  start: string
  startsAt: string
  zone: string
  minutes: number
  chairs: Session['chairs']
  items: number
  invited: number
  present: number
  outcomes: number
  /** Outcomes that are neither done nor settled otherwise. */
  open: number
}

/** An item with its place on the clock and what it links to. */
export interface SessionItem extends AgendaItem, Editable {
  /** Moment, and the time of day in the session's zone: `10:15`. */
  startsAt: string
  clock: string
  linked: LinkedState[]
}

export interface SessionDetail extends Session, Editable {
  seriesTitle: string
  startsAt: string
  endsAt: string
  /** In the agenda's order. */
  items: SessionItem[]
  timing: Timing
  /** By name. */
  attendance: (Attendance & Editable)[]
  outcomes: (OutcomeFate & Editable)[]
  /** The session before this one in the series, and what it left behind. */
  previous: {
    id: string
    title: string
    start: string
    unfinished: AgendaItem[]
    outcomes: OutcomeFate[]
  } | null
  /** Name of the shared document in which the minutes are typed (`document.open`). */
  minutesDocument: string
  mayEdit: boolean
  /** Why not, when not. */
  whyNot: string | null
}

/** A suggestion as a session shows it. */
export interface ShownSuggestion extends Suggestion {
  /** Already on this agenda. */
  added: boolean
  muted: { reason: string; byName: string; at: string } | null
}

export interface Proposal extends Outcome {
  sessionTitle: string
  sessionDate: string
  chairs: Session['chairs']
  /** The action it is about, and the owner in the system's directory whose name was said. */
  actionTitle: string | null
  ownerId: string | null
  answer: OutcomeFate['answer']
  standing: OutcomeFate['standing']
  words: string
}

/** Who came, system by system, over the sessions of a series. */
export interface AttendanceTable {
  sessions: { id: string; title: string; start: string }[]
  rows: {
    /** null: people who belong to no system. */
    system: string | null
    name: string
    /** One for each session, in the order of `sessions`. */
    cells: { invited: number; present: number }[]
    people: number
  }[]
}

export interface LogLine extends OutcomeFate {
  sessionTitle: string
  sessionDate: string
}

/** A document as it would be exported, with how hard it is to read. */
export interface DocumentPreview {
  publication: Publication
  /** null where there are no sentences. */
  readability: Readability | null
}

export interface SavedSession extends Written {
  id: string
}

/** A shared text as it stands. Bytes are Yjs updates in base64. */
export interface OpenedDocument {
  document: string
  state: string
  mayWrite: boolean
  whyNot: string | null
}
