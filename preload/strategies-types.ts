import type { LiveContent } from '../domain/documents/live.ts'
import type { Worked } from '../domain/record/practice-words.ts'
import type { Confidence, Status } from '../domain/record/statuses.ts'
import type {
  JointState,
  StrategyState,
  StrategyTemplate,
  VersionKind,
} from '../domain/record/strategy-words.ts'
import type { Written } from './types.ts'

/** What the service answers about strategies, practice and the systems' own priorities. */

export interface StrategySummary {
  id: string
  title: string
  purpose: string | null
  template: StrategyTemplate
  state: StrategyState
  priorities: number[]
  /** Name of the document with its text. */
  document: string
  /** Systems whose signature stands under the version on offer, of all systems there are today. */
  signed: number
  systems: number
  commitments: number
  /** Last change of what the record says about it; the text has no moment of its own. */
  updatedAt: string
  updatedBy: string
}

export interface StrategyVersion {
  id: string
  name: string
  made: VersionKind
  at: string
  by: string
  hash: string
  words: number
  restores: string | null
  /** Whether its text is here yet, and is what the hash says. */
  text: 'here' | 'not-yet' | 'altered'
  /** Blocks that show the record of the day it is read, not of the day it was kept. */
  live: number
}

/** One line of eleven. */
export interface SystemSignature {
  ics: string
  system: string
  /** `current`: under the version on offer; `earlier`: under another; `withdrawn`: taken back. */
  standing: 'none' | 'current' | 'earlier' | 'withdrawn'
  version: string | null
  versionName: string | null
  hash: string | null
  name: string | null
  role: string | null
  on: string | null
  reservations: string | null
  withdrawn: string | null
}

export interface Commitment {
  id: string
  ics: string
  system: string
  text: string
  /** The action that carries it, with what the register says of it. */
  action: string
  actionTitle: string
  /** Of the commitment: that of the action, unless the action was done before it was made. */
  status: Status
  doneBefore: boolean
  confidence: Confidence | null
  owner: string | null
  due: string | null
  at: string
}

export interface StrategyDetail extends StrategySummary {
  published: string | null
  publishedOn: string | null
  supersededBy: { id: string; title: string } | null
  supersedes: { id: string; title: string } | null
  offered: string | null
  /** Latest first. */
  versions: StrategyVersion[]
  /** Every system there is today, in the order of names. */
  signatures: SystemSignature[]
  commitmentsMade: Commitment[]
  /** Whether the text has moved on since the version on offer. */
  changedSinceOffered: boolean
  mayWrite: boolean
  whyNot: string | null
  /** May offer, agree, publish: co-chairs and regional staff. */
  mayDecide: boolean
  whyNotDecide: string | null
  /** Systems for which this member may sign and commit. */
  maySign: string[]
  heads: Record<string, string[]>
  conflicts: string[]
}

export interface SavedStrategy extends Written {
  id: string
}

/** A version's text as the editor's JSON (see `domain/documents/tree.ts`). */
export interface VersionText {
  version: StrategyVersion
  /** JSON text. */
  content: string
}

export interface ResolvedLive {
  content: LiveContent
}

/** A case study, from the report or a system. */
export interface Study {
  /** `report:<number>` or `practice:<uuid>`. */
  key: string
  title: string
  /** Whose it is: a system's ODS code, or null for the report's. */
  ics: string | null
  system: string | null
  /** Empty for one of the report's that systems adopted, where the report was not imported. */
  what: string
  where: string | null
  who: string | null
  evidence: string | null
  cost: string | null
  contact: string | null
  /** Focus area of the report that it stands in, `HS1`; null for a system's own. */
  focusArea: string | null
  /** References of the actions it concerns; of one of the report's, those it serves where adopted. */
  actions: string[]
  adoptions: Adoption[]
  /** Of a system's own: for changing it. */
  id: string | null
  heads: Record<string, string[]>
}

export interface Adoption {
  id: string
  study: string
  ics: string
  system: string
  since: string | null
  changed: string | null
  outcome: string | null
  worked: Worked | null
  actions: string[]
  at: string
  heads: Record<string, string[]>
}

/** Who learnt from whom: adoptions of case studies and of approaches to actions. */
export interface LearningNetwork {
  systems: { ics: string; name: string; gave: number; took: number }[]
  /** `from` is a system, or `report` for the commission's own case studies. */
  links: { from: string; to: string; count: number; what: string[] }[]
}

export interface OwnPriority {
  id: string
  ics: string
  title: string
  passage: string | null
  source: string | null
  priorities: number[]
  focusAreas: string[]
  at: string
  heads: Record<string, string[]>
}

/** A matrix of systems against what the commission asks for. */
export interface PriorityMatrix {
  systems: { ics: string; name: string; count: number }[]
  rows: {
    kind: 'priority' | 'focus-area'
    id: string
    title: string
    /** Ids of own priorities, by system in the order of `systems`. */
    cells: string[][]
  }[]
  priorities: OwnPriority[]
  /** Joint actions that suggest themselves: two or more systems share a priority or focus area. */
  proposed: {
    kind: 'priority' | 'focus-area'
    id: string
    title: string
    systems: string[]
    rests: string[]
  }[]
  joint: JointAction[]
}

export interface JointAction {
  id: string
  title: string
  text: string | null
  systems: string[]
  priority: number | null
  focusArea: string | null
  rests: string[]
  state: JointState
  reason: string | null
  at: string
  heads: Record<string, string[]>
}

/** A strategy's file, read for picking passages from. */
export interface PassageFile {
  name: string
  passages: { text: string; heading: boolean; page: number | null }[]
}
