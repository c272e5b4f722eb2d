import type { DocumentNode } from '../../documents/tree.ts'
import { APPRENTICE_QUESTIONS } from './apprenticeships-fairness.ts'
import { commitments, equalityAssessment, governance, howToUse, risks } from './shared.ts'
import { bullets, citeReport, guidance, heading, live, paragraph, table } from './write.ts'

/** References of the commission's actions that a scheme would take up. */
const ACTIONS = [
  'ER1.a2',
  'ER1.c4',
  'ER1.d4',
  'HS2.a1',
  'HS2.a4',
  'HS2.f1',
  'JW1.a4',
  'JW1.c1',
  'LA1.c2',
  'LA1.c4',
]

/** One apprenticeship scheme for the NHS across the Midlands. */
export function apprenticeships(strategy: string): DocumentNode[] {
  return [
    howToUse(),
    paragraph([
      'This is a proposal for one apprenticeship scheme of the NHS and its partners across the Midlands. The commission named such a scheme as something the systems might do together.',
      citeReport('Chapter 5, activity after the launch'),
    ]),
    heading(1, 'Why one scheme'),
    bullets(
      'A good job is among the best things we can do for health, and the NHS is one of the largest employers we have.',
      [
        'Our staff do not yet reflect our people at the top: in 2020, 23% of staff in the region were from an ethnic minority, but 10% of board members.',
        citeReport('Health service, focus area 2 on the workforce, page 31'),
      ],
      'Posts stand empty while people nearby look for work.',
      'Schemes that stand alone compete for the same college places. One scheme can offer more trades and moves between employers.',
    ),
    metric('vacancies', 'Posts that are empty', 'staff-vacancies'),
    metric('neet', 'Young people not in school, work or training', 'neet-16-17'),
    heading(1, 'What we want to achieve'),
    bullets(
      '[Number] new apprentices a year by [year], at least [share] of them from the most deprived fifth of places.',
      'Apprentices as mixed as the places they come from, at every level up to degree.',
      'At least [share] finish, and at least [share] of those stay in health or care.',
    ),
    heading(1, 'How it works'),
    table(
      ['Part', 'Proposal', 'Still to settle'],
      [
        [
          'Who employs',
          'Trusts, practices, councils, care providers and charities in the scheme',
          'Small employers: shared contracts?',
        ],
        [
          'Who can join',
          'People aged 16 and over, with places kept for those furthest from work',
          'How many places, and for whom',
        ],
        [
          'One way in',
          'One website and one phone number; no grades asked where the job needs none',
          'Who runs it',
        ],
        ['Pay', 'The real living wage from the first day', 'What it costs each employer'],
        [
          'Money for training',
          'Unspent apprenticeship levy passed between members',
          'The national rules of the day',
        ],
        ['Training', 'Agreed with colleges once for all systems', 'Which courses first'],
        ['Moves', 'A term with another employer, across borders of systems', 'Travel and lodging'],
        ['After it', 'A guaranteed interview for a permanent post', 'In which posts'],
      ],
    ),
    guidance(
      'Check the rules for the levy and the minimum pay of apprentices on gov.uk on the day you agree this: they change often.',
    ),
    heading(1, 'Support that makes people stay'),
    bullets(
      'A mentor outside the line of command, and a group of apprentices to belong to.',
      'Fares, clothes and a laptop on the first day, not claimed back later.',
      'Help with English, maths and digital skills within working hours.',
      'Flexible hours for carers and parents.',
      'A safe way to report racism and bullying, with an answer in a week.',
    ),
    heading(1, 'Where each system stands'),
    live('actions', 'Actions on jobs and training', {
      kind: 'actions',
      ics: null,
      filter: { references: ACTIONS },
    }),
    live('systems', 'The same by system and status', {
      kind: 'systems',
      filter: { references: ACTIONS },
    }),
    live('case-studies', 'Case studies on apprentices', {
      kind: 'case-studies',
      keys: [],
      search: 'apprentice',
    }),
    ...equalityAssessment(APPRENTICE_QUESTIONS),
    ...commitments(strategy, 'apprentice'),
    heading(1, 'How we will know'),
    table(
      ['Measure', 'Where we start', 'Target', 'By', 'Who answers'],
      [
        ['Apprentices who start in a year', '', '', '', ''],
        ['Share from the most deprived fifth of places', '', '', '', ''],
        ['Share who finish, by ethnic group and disability', '', '', '', ''],
        ['Share in permanent posts a year later', '', '', '', ''],
      ],
    ),
    metric('staff', 'Staff from ethnic minorities', 'staff-ethnic-minority'),
    metric('senior', 'Senior staff from ethnic minorities', 'senior-staff-ethnic-minority'),
    ...governance(),
    ...risks([
      [
        'Places go to those who would have found work anyway',
        'Keep places back; count who comes from where each month.',
      ],
      [
        'National rules for the levy change',
        'Review the money every six months; keep a year in hand.',
      ],
      [
        'Apprentices fill gaps on wards instead of learning',
        'Protect a day a week for training; ask apprentices, not managers.',
      ],
      [
        'Colleges cannot offer enough places',
        'Agree numbers two years ahead for the whole region.',
      ],
    ]),
  ]
}

function metric(id: string, caption: string, name: string): DocumentNode {
  return live(id, caption, { kind: 'metric', metric: name, picture: 'systems', area: null })
}
