import type { Figure } from '../publication/tree.ts'
import type { Confidence, Status } from '../record/statuses.ts'
import type { Chair, Link, Material } from '../record/workshop-fields.ts'
import type {
  Answer,
  Fate,
  ItemKind,
  LinkKind,
  OutcomeKind,
  SessionState,
  Standing,
} from '../record/workshop-words.ts'

/** Workshops as plain data. Dates are `2026-11-21`, moments ISO in UTC, systems ODS codes. */

export interface Series {
  id: string
  title: string
  purpose: string | null
}

export interface Session {
  id: string
  series: string
  title: string
  purpose: string | null
  /** Day and time of day in `zone`: `2026-12-03T10:00`. */
  start: string
  /** IANA name, such as `Europe/London`. */
  zone: string
  minutes: number
  place: string | null
  link: string | null
  chairs: Chair[]
  organiser: { name: string; email: string } | null
  state: SessionState
  priorities: number[]
  recordings: Material[]
  slides: Material[]
}

export interface AgendaItem {
  id: string
  session: string
  kind: ItemKind
  title: string
  minutes: number
  presenter: string | null
  presenterSystem: string | null
  wanted: string | null
  links: Link[]
  position: string
  suggestion: string | null
  finished: boolean | null
}

export interface Attendance {
  /** Of the person in this and other sessions of the series. */
  person: string
  session: string
  name: string
  system: string | null
  organisation: string | null
  role: string | null
  email: string | null
  invited: boolean
  present: boolean | null
}

export interface Outcome {
  id: string
  session: string
  item: string | null
  kind: OutcomeKind
  text: string
  owner: string | null
  system: string | null
  due: string | null
  action: string | null
  fate: Fate | null
  fateNote: string | null
}

/** What a system's lead answered to an outcome that fell to the system. */
export interface ProposalAnswer {
  answer: Answer
  text: string | null
  ownerName: string | null
  due: string | null
  reason: string | null
  /** The action that carries it from now on. */
  action: string | null
  at: string
  byName: string
}

/** An outcome with what became of it. */
export interface OutcomeFate extends Outcome {
  standing: Standing
  /** The same in a sentence: "Accepted by Black Country; HS1.e2 is in progress, due 30 Jan 2027." */
  words: string
  answer: ProposalAnswer | null
}

/** A linked thing as the record knows it now. */
export interface LinkedState {
  kind: LinkKind
  id: string
  title: string
  summary: string | null
  /** Of an action: where each system stands. */
  systems: {
    ics: string
    name: string
    status: Status
    confidence: Confidence | null
    ownerName: string | null
    due: string | null
    nextStep: string | null
  }[]
  /** How it stands, in one short line: "3 complete, 2 blocked, 6 not started". */
  state: string | null
  /** Of a strategy with a version on offer: names of the systems that signed it, and of the others. */
  signatures?: { signed: string[]; unsigned: string[] }
  /** Of a metric, in a document: the systems side by side, and its course over time. */
  pictures?: Figure[]
}
