import type { DocumentNode } from '../../documents/tree.ts'
import { bullets, guidance, heading, live, paragraph, table } from './write.ts'

/** Parts that every joint strategy needs. */

export function howToUse(): DocumentNode {
  return guidance(
    'Boxes like this one help you to write. Delete each when its part is done. All other text is a draft: keep it, change it or drop it. Words in [square brackets] wait for yours.',
    'Tables that say “as of” fill themselves from the shared record. Cited sources are numbered and listed at the end by themselves, and so is the page of signatures.',
  )
}

/** The groups the law protects, each with what to ask about the subject at hand. */
export interface EqualityQuestions {
  protected: readonly (readonly [group: string, question: string])[]
  inclusion: readonly (readonly [group: string, question: string])[]
}

const HEADS = ['Group', 'Ask', 'What we know', 'What we will do']

export function equalityAssessment(questions: EqualityQuestions): DocumentNode[] {
  const rows = (groups: EqualityQuestions['protected']) =>
    groups.map(([group, question]) => [group, question, '', ''])
  return [
    heading(1, 'Equality and health inequalities assessment'),
    guidance(
      'Fill this in with people from the groups, not for them. “We do not know” is an honest answer; then say how and when you will find out.',
      'It helps you to meet the public sector equality duty (Equality Act 2010) and the duties on inequalities in the NHS Act 2006. Each system still signs off its own.',
    ),
    heading(2, 'Who gains and who may lose'),
    bullets(
      'Who has the worst results today, and where do they live?',
      'Who is missing from our data, and why?',
      'Could any part of this plan widen a gap, for instance by going digital first?',
      'Who from these groups helped to write this, and what changed because of them?',
    ),
    heading(2, 'Protected characteristics'),
    table(HEADS, rows(questions.protected)),
    heading(2, 'Inclusion health groups and deprivation'),
    table(HEADS, rows(questions.inclusion)),
  ]
}

/** What the systems promise, and what they have decided on the way. */
export function commitments(strategy: string, search: string): DocumentNode[] {
  return [
    heading(1, 'What each system commits to'),
    guidance(
      'Add commitments on the Commitments page of this strategy. Each one names an action of that system’s register, which carries its owner, date and status, so this table is always up to date.',
      'A good commitment says who does what, for whom, by when: “Offer an evening course in Punjabi in Smethwick from April 2027”.',
    ),
    live('commitments', 'Commitments by system', { kind: 'commitments', strategy, ics: null }),
    heading(2, 'Decisions that led here'),
    live('decisions', 'Decisions of the joint workshops', {
      kind: 'decisions',
      series: null,
      search,
    }),
  ]
}

export function governance(): DocumentNode[] {
  return [
    heading(1, 'Governance'),
    paragraph(
      'This is an agreement between systems. Each system keeps its own duties, budgets and decisions.',
    ),
    table(
      ['Who', 'Does what', 'When'],
      [
        [
          'Joint workshop of the systems',
          'Reviews progress, settles what is stuck and proposes changes',
          'Twice a year',
        ],
        [
          'Senior responsible owner, [name]',
          'Answers for the whole and reports to the boards',
          'Every quarter',
        ],
        [
          'Lead in each system',
          'Keeps that system’s commitments up to date in the register',
          'Every month',
        ],
        [
          'People with lived experience, [group]',
          'Say whether it works for them and what to change',
          'At each review',
        ],
        [
          'Regional staff',
          'Freeze the figures and publish what changed',
          'Every quarter, and in the impact report',
        ],
      ],
    ),
    paragraph(
      'A system agrees by signing one exact version. When that text changes, the signature stays with the version it was given to, and a new one is asked for.',
    ),
  ]
}

export function risks(rows: readonly (readonly [risk: string, answer: string])[]): DocumentNode[] {
  return [
    heading(1, 'Risks'),
    guidance('Rate each risk as low, medium or high, and name one person, not a group.'),
    table(
      ['Risk', 'How likely', 'How bad', 'What we do about it', 'Who'],
      rows.map(([risk, answer]) => [risk, '', '', answer, '']),
    ),
  ]
}
