import type { DocumentNode } from '../../documents/tree.ts'
import {
  commitments,
  type EqualityQuestions,
  equalityAssessment,
  governance,
  howToUse,
  risks,
} from './shared.ts'
import { bullets, guidance, heading, live, paragraph, table } from './write.ts'

/** What to ask of each group whatever the subject. */
const ANY_SUBJECT: EqualityQuestions = {
  protected: [
    ['Age', 'Do children, working people and older people all reach it?'],
    ['Disability', 'What adjustments are made without having to ask?'],
    ['Gender reassignment', 'Are the right names used, and are people treated with respect?'],
    ['Marriage and civil partnership', 'Does any rule suit one kind of household only?'],
    ['Pregnancy and maternity', 'Is it safe and easy to use in pregnancy and with a baby?'],
    ['Race', 'Which ethnic groups have worse results, and do we know why?'],
    ['Religion or belief', 'Do times, places, food and staff fit?'],
    ['Sex', 'Who is seen less often than their need would suggest?'],
    ['Sexual orientation', 'Do people feel safe to be open?'],
  ],
  inclusion: [
    [
      'People in the most deprived fifth',
      'What is the gap to the least deprived fifth, and is it closing?',
    ],
    ['People without a home', 'Can it be used without an address?'],
    ['Gypsy, Roma and Traveller communities', 'Does a place in it move with people?'],
    ['Migrants, refugees and people seeking asylum', 'Is there an interpreter, and trust?'],
    ['People in prison and on release', 'Does it go on across the gate?'],
    ['People who depend on drugs or alcohol', 'Are they turned away anywhere?'],
    ['Unpaid carers', 'Who looks after those they care for meanwhile?'],
    ['People without internet', 'Is there another way for everything online?'],
  ],
}

/** A joint strategy on any subject. */
export function joint(strategy: string): DocumentNode[] {
  return [
    howToUse(),
    paragraph(
      'This is a joint strategy of the integrated care systems of the Midlands on [subject]. It covers [years].',
    ),
    heading(1, 'In one minute'),
    guidance('Write this last: five lines that a councillor could read out.'),
    bullets(
      'The problem is [what], and worst for [whom].',
      'We will [three things].',
      'By [date], [what has changed].',
    ),
    heading(1, 'Why we act together'),
    guidance(
      'Show who fares worst, with figures and their source. Say what the systems can do together that none can do alone: buy, learn, speak with one voice, share staff, follow people across borders.',
    ),
    paragraph('[The figures, for the whole Midlands and for those who fare worst.]'),
    paragraph('[What people told us, in their own words and with their consent.]'),
    heading(1, 'What we want to achieve'),
    bullets('[Aim 1, as a change in people’s lives]', '[Aim 2]', '[Aim 3]'),
    heading(1, 'What we will do'),
    guidance(
      'Take actions of the commission that the systems work on already. Change the block below to those that matter here: choose it, then “Change what it shows”.',
    ),
    live('actions', 'Joint work on planning, as an example', {
      kind: 'actions',
      ics: null,
      filter: { focusArea: ['JW1'] },
    }),
    heading(2, 'Together'),
    table(
      ['What', 'Who leads', 'With whom', 'By when'],
      [
        ['[Step 1]', '', '', ''],
        ['[Step 2]', '', '', ''],
      ],
    ),
    heading(2, 'What already works here'),
    live('case-studies', 'Case studies', { kind: 'case-studies', keys: [], search: 'partnership' }),
    heading(1, 'The systems side by side'),
    live('systems', 'Actions by system and status', {
      kind: 'systems',
      filter: { section: ['JW'] },
    }),
    ...equalityAssessment(ANY_SUBJECT),
    ...commitments(strategy, ''),
    heading(1, 'How we will know'),
    guidance('Five measures at most. Choose gaps between groups, not averages alone.'),
    table(
      ['Measure', 'Where we start', 'Target', 'By', 'Who answers'],
      [
        ['[Measure 1]', '', '', '', ''],
        ['[Measure 2]', '', '', '', ''],
      ],
    ),
    live('metric', 'Healthy life expectancy, as an example', {
      kind: 'metric',
      metric: 'healthy-life-expectancy',
      picture: 'trend',
      area: null,
    }),
    ...governance(),
    ...risks([
      ['Money ends before results show', ''],
      ['Those who fare worst are reached last', ''],
      ['People who carry the work leave', ''],
    ]),
  ]
}
