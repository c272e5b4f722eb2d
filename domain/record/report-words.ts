/** The words of impact reports, as they stand in entries. */

export const REPORT_KINDS = ['impact', 'quarterly'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

export const REPORT_KIND_WORDS: Record<ReportKind, string> = {
  impact: 'Impact report',
  quarterly: 'Quarterly pack',
}

export const SECTION_STATES = ['not-begun', 'drafting', 'in-review', 'done'] as const
export type SectionState = (typeof SECTION_STATES)[number]

export const SECTION_STATE_WORDS: Record<SectionState, string> = {
  'not-begun': 'Not begun',
  drafting: 'Being written',
  'in-review': 'In review',
  done: 'Done',
}

/** What came of a challenge to national policymakers. */
export const ANSWER_STATES = ['not-raised', 'raised', 'answered', 'acted-on', 'refused'] as const
export type AnswerState = (typeof ANSWER_STATES)[number]

export const ANSWER_STATE_WORDS: Record<AnswerState, string> = {
  'not-raised': 'Not raised',
  raised: 'Raised',
  answered: 'Answered',
  'acted-on': 'Acted on',
  refused: 'Refused',
}
