import type { DocumentNode } from '../../../documents/tree.ts'
import { bullets, citeReport, guidance, heading, live, paragraph } from '../write.ts'

const FOCUS_AREA = () => citeReport('Health service, focus area 6 on long-term conditions, page 47')

/** References of the commission's actions that each part takes up. */
const PREVENTION = ['HS3.e2', 'HS5.c3', 'HS6.b5', 'HS7.c3', 'JW2.b3', 'JW4.e1', 'JW4.e4', 'LA1.e4']
const DIAGNOSIS = ['HS4.c5', 'HS6.a1', 'HS6.b1']
const CARE = ['HS6.a2', 'HS6.b3', 'HS7.b3']
const EDUCATION = ['HS6.b2', 'JW2.c1', 'JW2.c4']

/** The way through prevention, diagnosis and care, with the commission's actions at each step. */
export function carePathway(): DocumentNode[] {
  return [
    heading(1, 'Preventing type 2'),
    bullets(
      [
        'Refer everyone who qualifies to the NHS Diabetes Prevention Programme, and count who starts and who finishes by deprivation and ethnic group.',
        FOCUS_AREA(),
      ],
      'Take NHS Health Checks to workplaces, places of worship and markets, first where fewest people come for one.',
      'Follow up women who had diabetes in pregnancy every year. [Who calls them in?]',
      'Work with councils on food, walking and cycling, since services alone cannot turn the tide.',
    ),
    actions('prevention', 'Where each system stands on prevention', PREVENTION),
    heading(1, 'Finding diabetes early'),
    bullets(
      'Search GP records for people at risk who have had no blood test in the last year.',
      'Use the lower weight thresholds that NICE sets for people of South Asian, Chinese, Black African and Black Caribbean family background.',
      'Teach the signs of type 1 in children to schools, pharmacies and reception teams.',
      'Pay trusted community health champions to spread the word, in the languages people speak at home.',
    ),
    actions('diagnosis', 'Where each system stands on early diagnosis', DIAGNOSIS),
    heading(1, 'Good care for everyone'),
    bullets(
      'All the yearly checks in as few visits as possible. Reach first those who had none last year.',
      'Treatment to target for blood sugar, blood pressure and cholesterol, with each practice’s gap shown to it.',
      'A foot in danger reported to the foot team within one working day.',
      'One named team for people who move from child to adult care.',
      'Care in pregnancy that starts before it: advice, folic acid and safe medicines.',
      'A clear offer for people with a learning disability, severe mental illness or in prison.',
    ),
    guidance(
      'Where the systems differ, say what the common standard is and who is exempt, and why.',
    ),
    actions('care', 'Where each system stands on care', CARE),
    heading(1, 'Structured education'),
    paragraph([
      'A course helps people to live well with diabetes, yet too few take up a place. People need a choice of ways to learn.',
      FOCUS_AREA(),
    ]),
    bullets(
      'Offer a menu: group, one to one, online and by phone; daytime, evening and weekend.',
      'Run courses in the main languages of each place, with food that people cook there.',
      'Offer it again each year: “no” at diagnosis is not “no” for ever.',
      'Let systems share courses, so that a small language group in one can join a class in another.',
    ),
    actions('education', 'Where each system stands on education', EDUCATION),
    heading(1, 'Fair access to technology'),
    bullets(
      [
        'Offer glucose sensors to all people with type 1 and in pregnancy, and to those with type 2 who qualify.',
        FOCUS_AREA(),
      ],
      'Agree one timetable for insulin pumps that adjust themselves, and start it where use is lowest.',
      'Lend phones that work with sensors, and teach people to use them.',
      'Report use by deprivation and ethnic group twice a year.',
    ),
    live('technology', 'Children with type 1 who use a glucose sensor', {
      kind: 'metric',
      metric: 'diabetes-technology-children',
      picture: 'systems',
      area: null,
    }),
    heading(1, 'Diabetes and weight'),
    bullets(
      [
        'Bring weight management, diabetes care and mental health support into one pathway with one referral.',
        FOCUS_AREA(),
      ],
      'Offer the NHS programme that aims at remission of type 2 to all who qualify. Report who is offered it and who takes it up.',
      'Agree fair rules for medicines that lower weight, so that the postcode does not decide.',
      'Speak of weight with respect. Train staff to do so.',
    ),
    heading(1, 'What already works here'),
    guidance('Name whom to ask. A visit to a neighbour is worth more than ten pages.'),
    live('case-studies', 'Case studies on diabetes', {
      kind: 'case-studies',
      keys: [],
      search: 'diabetes',
    }),
  ]
}

function actions(id: string, caption: string, references: string[]): DocumentNode {
  return live(`actions-${id}`, caption, { kind: 'actions', ics: null, filter: { references } })
}

/** Every action that the strategy takes up. */
export const DIABETES_ACTIONS = [...PREVENTION, ...DIAGNOSIS, ...CARE, ...EDUCATION].sort()
