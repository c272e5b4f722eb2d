import type { GivenAnswer, RoundResult, Tally } from '../domain/checklist/results.ts'
import type { Block } from '../domain/publication/tree.ts'
import type { SignOff } from '../domain/record/report-fields.ts'
import type { AnswerState, ReportKind, SectionState } from '../domain/record/report-words.ts'
import type { Figure } from '../domain/reports/model.ts'
import type { Written } from './types.ts'

/** What the service answers about impact reports and the organisational checklist. */

type Heads = Record<string, string[]>

export interface FreezeLine {
  id: string
  title: string
  /** The moment the record is held at. */
  moment: string
  by: string
  entries: number
  hash: string
}

export interface ReportSummary {
  id: string
  title: string
  kind: ReportKind
  from: string
  to: string
  scope: string
  /** "The whole region", "Leicester, Leicestershire and Rutland". */
  scopeWords: string
  /** The freeze it speaks from. */
  freeze: FreezeLine | null
  freezes: number
  /** Latest first. */
  allFreezes: FreezeLine[]
  /** Narrative sections that are done, of all. */
  done: number
  sections: number
}

export interface SectionLine {
  key: string
  title: string
  level: 1 | 2
  /** Document with its narrative; null where the product alone writes. */
  document: string | null
  prompt: string | null
  owner: string | null
  ownerName: string | null
  state: SectionState
  /** Figures quoted in the narrative that read otherwise in this freeze. */
  moved: MovedQuote[]
  openComments: number
}

export interface MovedQuote {
  key: string
  label: string
  quoted: string
  /** `null` where this freeze has no such figure. */
  now: string | null
}

export interface ReportDetail extends ReportSummary {
  contents: SectionLine[]
  annexes: SectionLine[]
  studies: string[]
  signOff: SignOff[]
  mayWrite: boolean
  whyNot: string | null
  /** Fields of it and of its sections with several values that nobody has settled. */
  conflicts: number
  heads: Heads
}

export interface Frozen extends Written {
  /** Id of the freeze, and of the report it belongs to. */
  id: string
  report: string
  hash: string
  entries: number
}

export interface FreezeCheck {
  ok: boolean
  id: string
  hash: string
  /** What the entries that are here come to; differs when some are missing or were altered. */
  found: string
  entries: number
  missing: number
  /** Whether the figures that ship with Accord are those it was made with. */
  sameResources: boolean
  sameFigures: boolean
  /** Each in one plain sentence; empty when all is well. */
  differences: string[]
}

export interface FigureChange {
  key: string
  label: string
  before: string | null
  after: string | null
  /** Why, in one sentence: what was added, corrected or came in late. */
  why: string
  /** Entries that are in the second freeze alone and touch the figure. */
  entries: string[]
}

export interface FreezeComparison {
  a: FreezeLine
  b: FreezeLine
  same: number
  /** Entries in the one that are not in the other. */
  added: number
  gone: number
  changes: FigureChange[]
  /** The figures that moved, by what moved them: those that move most first. */
  causes: MoveCause[]
}

/** What moved figures. */
export interface MoveCause {
  /** The entries in words, the latest first and the first few only; or, without any, the reason. */
  said: string[]
  /** Entries beyond those. */
  more: number
  /** Keys of the figures. */
  figures: string[]
}

export interface TracedFigure extends Figure {
  /** Entries behind it in words, latest first, at most 500. */
  traced: TracedEntry[]
}

export interface TracedEntry {
  id: string
  at: string
  by: string
  where: string
  said: string
  /** What it speaks of, where that has a page of its own. */
  about: { action: string; ics: string } | { metric: string } | null
}

export interface ShownSection {
  key: string
  title: string
  blocks: Block[]
}

export interface ChallengeAnswer {
  /** Reference of the challenge to national policymakers. */
  id: string
  title: string
  summary: string
  priority: number | null
  state: AnswerState
  answer: string | null
  by: string | null
  on: string | null
  source: string | null
  /** Fields on which two people differ without having seen each other's value. */
  conflicts: string[]
  heads: Heads
}

export interface ChecklistRound {
  id: string
  ics: string
  system: string
  title: string
  organisation: string
  opens: string
  closes: string | null
  /** How many people answered. */
  answers: number
  /** What the member of this record said; shown to nobody else. */
  mine: GivenAnswer | null
  conflicts: string[]
  heads: Heads
}

/** Too few answers to show without pointing at a person: `withheld` says so. */
export interface ChecklistResult extends Omit<RoundResult, 'questions'> {
  round: ChecklistRound
  questions: (RoundResult['questions'][number] & {
    /** Everybody's answers in the organisation's first round. */
    first: Tally | null
  })[]
  /** The organisation's first round; `null` when this is it. */
  firstRound: ChecklistRound | null
}

export interface ChecklistTaken extends Written {
  taken: number
  /** Answers already there, or not for this round, each with the reason. */
  left: string[]
}
