import type { HitKind } from '../domain/finding/kinds.ts'
import type { Passage } from '../domain/finding/passage.ts'
import type { Grant, Member } from '../domain/record/grants.ts'
import type { Decision } from '../domain/record/reply-fields.ts'
import type { Confidence, Status } from '../domain/record/statuses.ts'

/** What the service answers. Dates are `2026-11-21`; moments are ISO in UTC; refs as in the catalogue. */

export interface Notice {
  id: string
  level: 'information' | 'warning' | 'problem'
  /** What happened, what it means, what to do: shown as it is. */
  text: string
  at: string
}

export interface AppState {
  /** `none` on the very first run. */
  record: 'none' | 'own' | 'example'
  /** Whether there is an own record, and an example, to move to. */
  has: { own: boolean; example: boolean }
  member: Member | null
  /** System the member chose at first, or looked at last. */
  ics: string | null
  /** Today in UK time, as the service sees it; everything overdue is measured against it. */
  today: string
  version: string
  notices: Notice[]
}

export interface RecordInfo {
  path: string
  example: boolean
  bytes: number
  entries: number
  streams: number
  createdAt: string
  lastBackupAt: string | null
  schemaVersion: number
}

export interface VerifyReport {
  ok: boolean
  entries: number
  /** Rows compared, by table. */
  rows: Record<string, number>
  /** Each difference in one plain sentence; empty when all is well. */
  differences: string[]
  /** What was left out because it could not be read, each in one plain sentence. No damage. */
  setAside: string[]
  /** Entries that carry their author's signature, and those that carry none. */
  signatures: {
    signed: number
    unsigned: number
    /** Of those without, how many a device of their author has stated since. */
    stated: number
    /** Entries that are forged or missing, each in one plain sentence. */
    problems: string[]
    /** Keys that none of their member's other computers has confirmed, each in one plain sentence. */
    unconfirmed: string[]
  }
}

export interface BackupFile {
  path: string
  at: string
  bytes: number
}

export interface ReportPreview {
  preview: string
  found: {
    focusAreas: number
    recommendations: number
    actions: number
    caseStudies: number
    challenges: number
  }
  /** References whose wording was found and fits the catalogue. */
  matched: number
  missing: string[]
  odd: string[]
  /** How many of those the record already holds in the same words. */
  unchanged: number
  /** One sentence when the file should not be imported as it is. */
  warning: string | null
}
export interface ReportImported {
  actions: number
  recommendations: number
  focusAreas: number
  caseStudies: number
  challenges: number
  changed: number
}
export interface ReportStatus {
  importedAt: string | null
  fileName: string | null
  counts: ReportPreview['found']
}
export interface CaseStudy {
  id: string
  title: string
  body: string
  focusArea: string | null
}

export interface System {
  ods: string
  ons: string
  name: string
  subRegion: 'East' | 'West'
  from: string
  /** Last day; null while it goes on. */
  to: string | null
  /** Systems whose records it carries on. */
  predecessors: string[]
  current: boolean
}

/** One merger as it was recorded, and whether it was taken back. */
export interface Merger {
  id: string
  /** Names of the systems that became one. */
  from: string[]
  into: { ods: string; name: string }
  /** First day of the successor. */
  on: string
  at: string
  byName: string
  withdrawn: { at: string; byName: string } | null
  /** Why this person cannot take it back; null where they can. */
  whyNot: string | null
}

export interface ActionRow {
  reference: string
  ics: string
  /** Orders as the report does. */
  sort: string
  title: string
  section: string
  focusArea: string
  recommendation: string
  source: 'community' | 'policy' | 'local'
  status: Status
  confidence: Confidence | null
  owner: string | null
  ownerName: string | null
  /** The owner while they are in the directory: `null` once they were taken out of it. */
  answeredBy: string | null
  due: string | null
  note: string | null
  noteAt: string | null
  nextStep: string | null
  adoptedFrom: string | null
  evidence: number
  conflicts: number
  /** Moment and member of the last change; null when nothing was ever said. */
  updatedAt: string | null
  updatedBy: string | null
}

export interface AttentionGroup {
  key: 'overdue' | 'blocked' | 'stale' | 'no-owner' | 'conflict' | 'due-soon'
  count: number
  rows: ActionRow[]
}
export interface Attention {
  ics: string
  groups: AttentionGroup[]
  /** Each action that needs something, once, the most pressing first, with the reasons in words. */
  first: { row: ActionRow; reasons: string[] }[]
  counts: Record<Status, number>
  total: number
  /** As reports count: done of the commission's actions that apply; and how many are the system's own. */
  asReported: { done: number; of: number; own: number }
  /** Actions of which nothing was ever said. */
  untouched: number
  recent: TimelineItem[]
}

export interface MatrixCell {
  status: Status
  confidence: Confidence | null
  conflicts: number
  touched: boolean
}
export interface Matrix {
  systems: string[]
  rows: {
    reference: string
    title: string
    section: string
    focusArea: string
    priorities: number[]
    /** One for each system, in the order of `systems`; null where the filter leaves it out. */
    cells: (MatrixCell | null)[]
  }[]
}

/** Counts by status; `total` is their denominator. */
export type StatusCounts = Record<Status, number> & { total: number }
export interface Summary {
  systems: ({ ics: string; name: string } & StatusCounts)[]
  sections: ({ key: string } & StatusCounts)[]
  focusAreas: ({ key: string } & StatusCounts)[]
  priorities: ({ key: string } & StatusCounts)[]
}

/** A field as the interface needs it to edit: its value, and the entries behind it to send back as `seen`. */
export interface FieldInView {
  value: unknown
  heads: { entry: string; at: string; by: string; byName: string; value: unknown }[]
  conflict: boolean
}

export interface Evidence {
  id: string
  title: string
  location: string
  addedAt: string
  addedBy: string
}

export interface TimelineItem {
  entry: string
  batch: string | null
  at: string
  by: string
  byName: string
  ics: string
  reference: string | null
  title: string | null
  /** What changed, field by field, in words ready to show. */
  changes: { field: string; label: string; from: string | null; to: string | null }[]
  /** Where this takes back an earlier entry, that entry. */
  undoes: string | null
  /** Whether a later entry took this one back. */
  undone: boolean
  /** Other actions that the same deed changed, which are taken back with it. */
  others: number
}

export interface Neighbour {
  ics: string
  name: string
  status: Status
  confidence: Confidence | null
  note: string | null
  noteAt: string | null
  nextStep: string | null
  ownerName: string | null
  evidence: number
  updatedAt: string | null
  adoptedFrom: string | null
}

export interface ActionDetail {
  row: ActionRow
  summary: string | null
  recommendation: { reference: string; title: string; summary: string }
  tags: {
    priorities: number[]
    themes: string[]
    core20plus5: string[]
    determinants: string[]
    purposes: string[]
  }
  /** From the report, when it was imported. */
  wording: { text: string; subPoints: string[]; citations: string[] } | null
  fields: Record<string, FieldInView>
  evidence: Evidence[]
  timeline: TimelineItem[]
  neighbours: Neighbour[]
  /** What the system promised in strategies that this action carries. */
  commitments: { id: string; text: string; strategy: string; title: string }[]
  /** What its owners were asked in forms, and what came back, the latest first. */
  asked: AskedOfAction[]
  mayEdit: boolean
  /** Why not, when not. */
  whyNot: string | null
}

export interface Written {
  /** What undo takes back in one step. */
  batch: string
  entries: number
  /** In words: "HS1.e2: status in progress". */
  said: string
}

export interface Conflict {
  /** The system's ODS code, or `region`. */
  ics: string
  subject: string
  reference: string | null
  title: string
  field: string
  label: string
  values: {
    entry: string
    at: string
    by: string
    byName: string
    value: unknown
    words: string
    /** What else the person wrote with it, in words. */
    together: { field: string; label: string; words: string }[]
  }[]
}

/** Something that was taken out of the record, and can be brought back. */
export interface Removed {
  /** The system's ODS code, or `region`. */
  ics: string
  subject: string
  /** What sort of thing it is: "Strategy". */
  kind: string
  title: string
  at: string
  byName: string
  /** Why this member may not bring it back; null when they may. */
  whyNot: string | null
}

export interface Undone {
  /** What was taken back, in words; null when there was nothing to take back. */
  said: string | null
  /** Nothing was taken back: others have used it since, and this is to be asked first. */
  asks?: string
}
export interface UndoState {
  undo: string | null
  redo: string | null
}

export interface Owner {
  id: string
  ics: string
  name: string
  type: 'person' | 'organisation'
  role: string | null
  organisation: string | null
  email: string | null
  phone: string | null
  removed: boolean
  /** Open actions, and how many of them are overdue. */
  open: number
  overdue: number
  fields: Record<string, FieldInView>
}

/** The last question to an owner. */
export interface AskedStanding {
  request: string
  /** ISO moment. */
  at: string
  /** ISO date. */
  replyBy: string | null
  /** References of the actions asked about, and of those that were answered. */
  asked: string[]
  answered: string[]
}

/** One question about an action, and what came of it. */
export interface AskedOfAction {
  request: string
  owner: string
  ownerName: string
  at: string
  replyBy: string | null
  answer: { written: string; decision: Decision | null; reason: string | null } | null
}

export interface ChaseItem {
  owner: Owner
  actions: (ActionRow & {
    reasons: string[]
    /** Why the owner is asked, in their words. */
    why: string[]
  })[]
  /** The last time they were asked. */
  asked: AskedStanding | null
  subject: string
  body: string
  /** null when the owner has no address, or the text is too long for one. */
  mailto: string | null
}

export interface OutFile {
  token: string
  name: string
  type: string
  bytes: number
}

export interface Found {
  kind: 'action' | 'owner' | 'strategy' | 'case-study'
  id: string
  reference: string | null
  title: string
  detail: string
  ics: string | null
}

/** One place where all the words stand. */
export interface Hit {
  kind: HitKind
  /** The action's reference, the case study's key, or the id of what it is. */
  id: string
  title: string
  /** The system, and what helps to tell it from others. */
  detail: string
  ics: string | null
  /** What it belongs to: the session of an item or outcome, the strategy of a commitment. */
  parent: string | null
  /** When it was last changed; an ISO moment. */
  at: string | null
  passage: Passage | null
}

export interface HitGroup {
  kind: HitKind
  /** How many there are, of which the best are shown. */
  count: number
  hits: Hit[]
}

/** What somebody typed in one place and has not saved yet. */
export interface Draft {
  key: string
  /** When it was typed last; an ISO moment in UTC. */
  at: string
  values: unknown
  /** What was in view when the typing began, so that saving it later overwrites nobody unseen. */
  basis?: unknown
}

export interface SavedView {
  id: string
  name: string
  state: unknown
}

export interface ExchangeRow {
  /** Sheet and row, the row's own name. */
  key: string
  reference: string
  title: string
  changes: {
    field: string
    label: string
    cell: string
    ours: string | null
    theirs: string | null
    base: string | null
    conflict: boolean
  }[]
}
export interface ExchangePreview {
  preview: string
  ics: string
  fileName: string
  rows: number
  unchanged: number
  changed: ExchangeRow[]
  /** Each bad cell in one sentence that names the sheet and the cell; such cells are left out. */
  problems: { cell: string; message: string }[]
}

/** How synchronisation stands. */
export interface SyncStatus {
  state:
    | 'not-joined'
    | 'synced'
    | 'working'
    /** Not connected; what waits is sent later. */
    | 'offline'
    /** Something failed, or a part of the record is left aside; the connection is not to blame. */
    | 'failed'
    /** Connected, and some work was not taken. */
    | 'refused'
    /** Connected, and a part of the record cannot be exchanged: see `problem`. */
    | 'differs'
    /** Access has ended: the person joins again. */
    | 'credential-expired'
  /** The same in a few words, to show as they are. */
  words: string
  /** Name of the server; null while not joined. */
  server: string | null
  serverVersion: string | null
  /** Changes that the server has not said it stored. */
  waiting: number
  /** Changes that the server would not take, and that the person has not put away. */
  refused: number
  /** Parts exchanged, of all that there are to exchange. */
  progress: { done: number; total: number } | null
  /** Why there is no connection, in one sentence. */
  problem: string | null
  /** What is wrong with this computer's clock, in one sentence. */
  clock: string | null
  /** When everything was last exchanged. */
  syncedAt: string | null
  here: PersonHere[]
}

/** Somebody else who is connected now. */
export interface PersonHere {
  member: string
  name: string
  /** System they look at. */
  ics: string | null
  /** Name of the page they are on. */
  page: string
  /** Where in a shared document their caret is, as `sync.caret` was told. */
  caret: { document: string; anchor: string; head: string } | null
}

/** What a server and an invitation offer, before anything is joined. */
export interface SyncPreview {
  server: string
  version: string
  secure: boolean
  signOn: 'none' | 'offered' | 'required'
  /** null without a code. */
  invitation: { name: string; grants: Grant[]; expiresAt: string } | null
  /** What is wrong with this computer's clock, in one sentence. */
  clock: string | null
}

/** A computer of the member's, by the key with which it signs what they write there. */
export interface SigningKey {
  publicKey: string
  /** The same for people: read aloud on one screen, compared on another. */
  mark: string
  here: boolean
  /** When it first signed something. */
  since: string
  /** `first`: the member began with it. `unconfirmed`: none of their other computers knows it. */
  standing: 'first' | 'confirmed' | 'unconfirmed'
}

/** Who comes in as whom on the server. Times are ISO in UTC. */
export interface SharedAccess {
  /** Computers that sign in the member's name. */
  keys: SigningKey[]
  /** The member's own computers. */
  devices: { id: string; since: string; here: boolean }[]
  /** Those that wait for a word: `mine` come in as this member. */
  waiting: {
    id: string
    name: string
    mine: boolean
    askedBy: string
    askedAt: string
    mayConfirm: boolean
  }[]
  /** The latest first. */
  log: { seq: number; at: string; words: string }[]
}

export interface RefusedWork {
  id: string
  /** When the server refused it. */
  at: string
  /** When it was written; null when that cannot be read. */
  writtenAt: string | null
  ics: string | null
  /** What it says, in words. */
  what: string
  /** Why it was refused, and what to do. */
  reason: string
  /** All of it as text, to copy. */
  text: string
}

export type { Grant, Member }
