import type { Comparison } from '../metrics/compare.ts'
import type { BetterDirection, MetricDefinition } from '../metrics/definitions.ts'
import type { GapTrend } from '../metrics/gap-series.ts'
import type { VariationIcon } from '../metrics/spc-verdict.ts'
import type { Staleness } from '../metrics/staleness.ts'
import type { Worked } from '../record/practice-words.ts'
import type { ReportScope } from '../record/report-fields.ts'
import type { AnswerState, ReportKind } from '../record/report-words.ts'
import type { Confidence, Status } from '../record/statuses.ts'
import type { JointState, StrategyState } from '../record/strategy-words.ts'
import type { OutcomeKind, Standing } from '../record/workshop-words.ts'

/**
 * What a report is composed from: plain facts out of a frozen record, each with the ids of the
 * entries that say so. Raise the version when other facts are collected, or in another way.
 */
export const EVIDENCE_VERSION = 6

export interface Evidence {
  about: About
  actions: ActionFact[]
  /** Actions that systems added to the commission's. */
  local: LocalActionFact[]
  participation: ParticipationFact[]
  conflicts: ConflictFact[]
  metrics: MetricFact[]
  gaps: GapFact[]
  sessions: SessionFact[]
  outcomes: OutcomeFact[]
  strategies: StrategyFact[]
  joint: JointFact[]
  checklists: ChecklistFact[]
  studies: StudyFact[]
  challenges: ChallengeFact[]
}

/** What the report is about. Needs no freeze: the contents of a report follow from it. */
export interface About {
  kind: ReportKind
  scope: ReportScope
  scopeWords: string
  from: string
  to: string
  /** Last day that counts: the end of the period, or the day of the freeze if that was before. */
  day: string
  /** Systems in scope that go on on that day, by name. */
  systems: SystemFact[]
  /** Names of all systems there ever were, by ODS code. */
  systemNames: Record<string, string>
  /** The commission's, those in scope. */
  priorities: { number: number; title: string }[]
  sections: { id: string; title: string }[]
  focusAreas: { reference: string; section: string; title: string }[]
  catalogue: CatalogueFact[]
}

export interface SystemFact {
  ods: string
  name: string
  subRegion: 'East' | 'West'
  /** ONS code of its area. */
  area: string
}

/** One of the commission's actions. */
export interface CatalogueFact {
  reference: string
  title: string
  section: string
  focusArea: string
  priorities: number[]
}

/** One of the commission's actions in one system. */
export interface ActionFact {
  ics: string
  reference: string
  /** Status at the beginning of the period and at its end, with the entry that says so. */
  start: StatusFact
  end: StatusFact
  confidence: Said<Confidence>
  /** Whether somebody answers for it; the entry that names them. */
  owner: Said<true>
  due: string | null
  /** What the system says it will do next; of a blocked one, what would free it. */
  nextStep: Said<string>
  /** Last word on it by the end of the period, and its day in the United Kingdom. */
  last: { at: string; day: string; entry: string } | null
  /** System whose approach was taken over. */
  adoptedFrom: Said<string>
}

/** `entry` is null where nobody has said anything: the action then counts as not started. */
export interface StatusFact {
  status: Status
  entry: string | null
}
export interface Said<T> {
  value: T | null
  entry: string | null
}

export interface LocalActionFact {
  ics: string
  reference: string
  title: string
  status: Status
  /** Day on which it was added. */
  added: string
  entries: string[]
}

/** How much a system said. */
export interface ParticipationFact {
  ics: string
  /** Of the commission's actions in scope those with a word in the period: the last entry of each. */
  reported: string[]
  /** Last word in its stream by the end of the period. */
  last: { day: string; entry: string } | null
}

/** A field of an action in which two answers stand that had not seen each other. */
export interface ConflictFact {
  ics: string
  reference: string
  field: string
  entries: string[]
}

export interface ValueFact {
  period: string
  value: number | null
  lower95: number | null
  upper95: number | null
  /** Where it came from. */
  source: string
  entries: string[]
  /** Why it may not be shown. */
  withheld: string | null
}

export interface MetricFact {
  id: string
  name: string
  unit: string
  better: BetterDirection
  quadrant: MetricDefinition['quadrant']
  priorities: number[]
  source: string
  /** Who or what stands below the line, in the source's words. */
  denominator: string | null
  midlands: ValueFact | null
  midlandsYear: YearFact | null
  standings: MetricStanding[]
}

/** A difference in the metric's unit, with its 95% limits; null where a value has none. */
export interface DifferenceFact {
  value: number
  lower: number | null
  upper: number | null
}

/**
 * What changed in the period: the latest value of an area, whose own period ended in that of the
 * report, against the one nearest to a year before it, whose period was over when the report's began.
 */
export interface YearFact {
  before: ValueFact
  after: ValueFact
  change: DifferenceFact
  comparison: Comparison
  /** How many of those below the line the change comes to; null where the value is no plain share. */
  people: number | null
  /** England from the one period to the other; null where it has no value of both. */
  england: { before: ValueFact; after: ValueFact; change: DifferenceFact } | null
  /** The change less England's. */
  beyond: { difference: DifferenceFact; comparison: Comparison } | null
}

/** One metric in one system. */
export interface MetricStanding {
  ics: string
  /** ONS code. */
  area: string
  latest: ValueFact | null
  /** The commission's own figure, or the earliest there is; null where that is the latest too. */
  baseline: ValueFact | null
  /** England, in the period of the latest value where there is one. */
  england: ValueFact | null
  againstEngland: Comparison
  sinceBaseline: Comparison
  /** What process control says; null where it does not apply. */
  verdict: { variation: VariationIcon; text: string } | null
  whyNoVerdict: string | null
  target: { value: number; period: string; text: string } | null
  /** Whether the period of the latest value ended in the report's. */
  isOfYear: boolean
  year: YearFact | null
  staleness: Staleness
  stalenessText: string
  /** Entries of the whole series, on which the verdict rests. */
  entries: string[]
}

/** A gap between groups of one area. */
export interface GapFact {
  metric: string
  name: string
  unit: string
  ics: string
  area: string
  categoryType: string
  deprivation: boolean
  period: string
  between: { from: string; to: string } | null
  /** First minus second with 95% limits; null where it cannot be told. */
  gap: { value: number; lower: number | null; upper: number | null } | null
  /** Slope index of inequality, most deprived less least, with 95% limits. */
  slope: { value: number; lower: number; upper: number } | null
  trend: GapTrend | null
  withheld: string | null
  entries: string[]
}

export interface SessionFact {
  id: string
  title: string
  day: string
  state: 'planned' | 'held' | 'cancelled'
  /** People by system; null for those of none. */
  attendance: { ics: string | null; invited: number; present: number; entries: string[] }[]
  entries: string[]
}

export interface OutcomeFact {
  id: string
  session: string
  day: string
  kind: OutcomeKind
  text: string
  ics: string | null
  standing: Standing
  /** What became of it, in a sentence. */
  words: string
  entries: string[]
}

/** A joint strategy. Who put their name under it is left out: a system signs, not a person. */
export interface StrategyFact {
  id: string
  title: string
  state: StrategyState
  publishedOn: string | null
  /** Systems in scope that have signed the version on offer. */
  signed: { ics: string; on: string | null; hasReservations: boolean; entries: string[] }[]
  commitments: CommitmentFact[]
  entries: string[]
}

/** What a system says it will do, with the status of the action that carries it. */
export interface CommitmentFact {
  id: string
  ics: string
  text: string
  action: string
  status: Status
  entries: string[]
}

/** Something that several systems do, or could do, together. */
export interface JointFact {
  id: string
  title: string
  systems: string[]
  state: JointState
  entries: string[]
}

/** An organisation's latest round of the checklist beside its first. */
export interface ChecklistFact {
  ics: string
  organisation: string
  /** Day on which the latest opened. */
  latest: RoundFact
  /** `null` where the latest is the first. */
  first: RoundFact | null
  questions: {
    id: string
    text: string
    latest: AnswersFact
    first: AnswersFact | null
    /** How far levels of the organisation say the same, from 0 to 1. */
    agreement: number | null
  }[]
}

export interface RoundFact {
  id: string
  opens: string
  /** Entries of its answers; none where so few answered that they are withheld. */
  entries: string[]
}

/** How many said yes, of all who answered; `null` where so few did that they are withheld. */
export type AnswersFact = { yes: number; people: number } | null

/** A case study that systems took over, or that one of them wrote. */
export interface StudyFact {
  /** `report:<number>` or `practice:<uuid>`. */
  key: string
  title: string
  /** Whose it is; `null` for the commission's. */
  ics: string | null
  /** What was done, whom it was for and so on, in the system's words; empty for the commission's. */
  told: { what: string; text: string }[]
  adoptions: AdoptionFact[]
  entries: string[]
}

export interface AdoptionFact {
  ics: string
  since: string | null
  worked: Worked | null
  changed: string | null
  outcome: string | null
  entries: string[]
}

/** What came of a challenge to national policymakers. */
export interface ChallengeFact {
  reference: string
  title: string
  priority: number | null
  state: AnswerState
  answer: string | null
  by: string | null
  on: string | null
  entries: string[]
}
