import * as build from '../../domain/publication/build.ts'
import type { Publication } from '../../domain/publication/tree.ts'
import { draw } from '../../main/exports/publication/draw.ts'

const { heading, paragraph, strong, emphasis, note, link, citation, pointer, value, column } = build

const source = {
  query: 'Blood pressure treated to target, by quarter',
  entries: ['0192a1', '0192b7'],
}

const QUARTERS = [
  { quarter: 'Q1', rate: 61.2 },
  { quarter: 'Q2', rate: 62.9 },
  { quarter: 'Q3', rate: 64.8 },
  { quarter: 'Q4', rate: 66.1 },
]

/** An invented document that holds one of everything, and words in many scripts. */
export async function sample(): Promise<Publication> {
  const drawing = await draw(({ document, Plot }) =>
    Plot.plot({
      document,
      width: 600,
      height: 240,
      marginLeft: 46,
      x: { label: null },
      y: { grid: true, domain: [0, 80], label: 'Per cent treated to target' },
      marks: [
        Plot.barY(QUARTERS, { x: 'quarter', y: 'rate', fill: '#005EB8' }),
        Plot.text(QUARTERS, { x: 'quarter', y: 'rate', text: 'rate', dy: -8 }),
        Plot.ruleY([0]),
      ],
    }),
  )
  return {
    title: 'Workshop 4: blood pressure and the people we do not reach',
    subtitle: 'Agenda pack for the systems of the Midlands',
    language: 'en-GB',
    date: '2026-11-21',
    authors: ['Priya Raman', 'ليلى حداد'],
    organisations: ['Invented Midlands Forum'],
    status: 'Draft 2, not yet agreed by the co-chairs',
    summary: [
      paragraph([
        'Two systems have ',
        strong('finished'),
        ' their outreach; three have not begun.',
      ]),
      build.list(['Hear what Northfold did.', 'Agree who starts before spring.']),
    ],
    blocks: [
      { kind: 'contents' },
      heading(1, 'Why we meet', 'why'),
      paragraph([
        'Treatment to target rose to ',
        value('66.1%', source),
        ' in the last quarter',
        note(['Invented numbers; see ', link('https://example.org/method', 'the method'), '.']),
        ', as ',
        pointer('trend'),
        ' shows',
        citation('guide'),
        '. People in the most deprived fifth are ',
        emphasis('still less likely'),
        ' to be treated. See ',
        pointer('ask'),
        ' and write to ',
        link('mailto:forum@example.org'),
        '. Its code is ',
        build.code('HS1.e2'),
        '.',
      ]),
      build.figure(
        drawing,
        'Bar chart: treatment to target rose in each quarter, from 61.2% to 66.1%.',
        {
          id: 'trend',
          caption: 'People under 80 with high blood pressure treated to target, by quarter',
          numbers: {
            columns: [column('Quarter'), column('Treated to target (%)', { align: 'end' })],
            rows: QUARTERS.map(({ quarter, rate }) => [[quarter], [String(rate)]]),
            rowHeaders: true,
          },
          source,
        },
      ),
      build.callout('important', 'Health inequalities come first', [
        paragraph('Ask of each item: who is not reached, and how do we know?'),
        build.list(['By deprivation', 'By ethnicity']),
      ]),
      heading(2, 'What we ask of you', 'ask'),
      build.list(
        [
          'Read the briefs.',
          build.item(
            'Bring two things:',
            build.list([
              'one success',
              build.item('one difficulty', build.list(['and its cause'])),
            ]),
          ),
          ['Say who ', strong('owns'), ' each action.'],
        ],
        true,
      ),
      paragraph('And after the session:'),
      { ...build.list(['Send your slides.'], true), start: 4 },
      heading(1, 'Agenda'),
      build.table(
        [
          column('Time', { width: 1 }),
          column('Item', { width: 4 }),
          column('Presenter', { width: 2 }),
          column('Minutes', { align: 'end' }),
        ],
        [
          ['10:00', 'Opening presentation: what Northfold learned', 'Ama Owusu', '20'],
          [
            '10:20',
            ['Discussion of ', strong('outreach'), ' | pipes * and _marks_'],
            'محمد العلي',
            '35',
          ],
          ['10:55', 'Decision: shared recall letters', 'דנה לוי', '15'],
          ['11:10', 'Break ☕ and 😀', '王小明', '10'],
        ],
        {
          caption: 'The session, item by item',
          notes: ['Times are in London time.'],
          rowHeaders: true,
        },
      ),
      heading(2, 'An empty section'),
      heading(2, 'Terms'),
      build.definitions([
        ['Core20PLUS5', 'The most deprived fifth, further groups, and five clinical areas.'],
        ['System', 'An integrated care system.'],
      ]),
      build.quote('We stopped waiting for people to come to us.', 'Ama Owusu, Northfold'),
      { kind: 'divider' },
      build.callout('warning', 'Two presenters are missing', [
        paragraph('Items 3 and 4 have nobody yet.'),
      ]),
      build.callout('information', 'Joining', [paragraph('The link opens at 09:50.')]),
      build.callout('success', 'Done since last time', [paragraph('All systems named a lead.')]),
      heading(1, 'Agreement'),
      {
        kind: 'signatures',
        signatories: [
          {
            name: 'Priya Raman',
            role: 'Co-chair',
            organisation: 'Northfold',
            signedOn: '2026-11-20',
          },
          { name: 'ליאור כהן', role: 'Co-chair', organisation: 'Eastmere' },
        ],
      },
      { kind: 'pageBreak' },
      heading(1, 'Where the numbers come from'),
      { kind: 'sources' },
    ],
    references: [
      { id: 'guide', content: [emphasis('Hypertension in adults'), ', an invented guide, 2025.'] },
    ],
    meta: { subject: 'An agenda pack', keywords: ['workshop', 'blood pressure'] },
  }
}
