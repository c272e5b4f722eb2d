import type { SOURCES } from './catalogue.ts'
import type { Section } from './reference.ts'

/** What the parser finds in the commission's report. Nothing in it has been judged yet. */

export type Source = (typeof SOURCES)[number]

/** First and last line of the text that a part came from, counted from 1. */
export interface LineRange {
  from: number
  to: number
}

export interface ParsedFocusArea {
  reference: string
  section: Section
  title: string
  line: number
}

export interface ParsedRecommendation {
  reference: string
  focusArea: string
  source: Source
  heading: string
  /** Items printed in its list without the word ACTION: not actions, but not lost either. */
  notes: string[]
  line: number
}

export interface ParsedAction {
  /** By position under its recommendation, whatever numeral is printed. */
  reference: string
  recommendation: string
  source: Source
  /** The full wording, without markup, citations and sub-points. */
  wording: string
  subPoints: string[]
  citations: string[]
  ticked: boolean
  lines: LineRange
}

export interface CaseStudy {
  title: string
  organisation?: string
  body: string
  /** Reference of the focus area that it stands in. */
  focusArea?: string
  line: number
}

export interface ParsedChallenge {
  /** `P3.n2`: the second challenge to national policymakers under priority 3. */
  reference: string
  priority: number
  wording: string
  line: number
}

export interface ParsedReport {
  focusAreas: ParsedFocusArea[]
  recommendations: ParsedRecommendation[]
  actions: ParsedAction[]
  caseStudies: CaseStudy[]
  challenges: ParsedChallenge[]
  /** In plain words: what was not printed as expected and how it was read. */
  oddities: string[]
  /** Whether the text goes on to the chapter after the actions; when not, it may be cut short. */
  reachedPriorities: boolean
}
