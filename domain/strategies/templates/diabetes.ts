import type { DocumentNode } from '../../documents/tree.ts'
import { carePathway, DIABETES_ACTIONS } from './diabetes/care.ts'
import { aims, caseForChange } from './diabetes/case-for-change.ts'
import { DIABETES_QUESTIONS } from './diabetes/fairness.ts'
import { measures } from './diabetes/measures.ts'
import { commitments, equalityAssessment, governance, howToUse, risks } from './shared.ts'
import { heading, live, paragraph } from './write.ts'

/** The joint diabetes strategy, which the systems agreed to write first. */
export function diabetes(strategy: string): DocumentNode[] {
  return [
    howToUse(),
    paragraph(
      'This is a joint strategy of the integrated care systems of the Midlands. It says what we will do together about diabetes, what each system commits to, and how we will know that it works for the people who fare worst today.',
    ),
    ...caseForChange(),
    ...aims(),
    ...carePathway(),
    heading(1, 'The systems side by side'),
    live('systems', 'Actions on diabetes by system and status', {
      kind: 'systems',
      filter: { references: DIABETES_ACTIONS },
    }),
    ...equalityAssessment(DIABETES_QUESTIONS),
    ...commitments(strategy, 'diabetes'),
    ...measures(),
    ...governance(),
    ...risks([
      [
        'Money for one year only, so that trusted staff leave',
        'Commit to three years where boards can; say early where they cannot.',
      ],
      [
        'New offers reach those who are well off first',
        'Start each in the most deprived places; stop and mend it if the gap grows.',
      ],
      [
        'Ethnic group missing from records, so that gaps stay hidden',
        'Set a floor for complete records and report it with every measure.',
      ],
      [
        'More people found than teams can treat',
        'Plan clinic time with each search; share staff between systems.',
      ],
      ['Shortage of medicines or sensors', 'Agree beforehand who comes first, by need.'],
      [
        'A merger of boards changes who answers',
        'Successors take over commitments by name within a month.',
      ],
    ]),
  ]
}
