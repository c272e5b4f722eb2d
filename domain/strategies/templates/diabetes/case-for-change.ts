import type { DocumentNode } from '../../../documents/tree.ts'
import { bullets, citeReport, guidance, heading, live, paragraph, table } from '../write.ts'

const OVERVIEW = () => citeReport('Chapter 2, overview of health, from page 12')
const APPENDIX = () => citeReport('Chapter 7, figures on diabetes and obesity, from page 118')

/** Why the systems act on diabetes together, with the figures that the commission published. */
export function caseForChange(): DocumentNode[] {
  return [
    heading(1, 'Why we act together'),
    paragraph([
      'No region of England has a larger share of people with known diabetes. About **1 in 12 adults** in the Midlands has the diagnosis, and for 9 in 10 of them it is type 2.',
      OVERVIEW(),
      ' Much of type 2 can be prevented or put off, and with good care most people with any type can live long and well. Who gets that care still depends too much on where they live, what they earn and the language they speak.',
    ]),
    heading(2, 'Where we stand'),
    table(
      ['Adults with known diabetes, 2023/24 (aged 17 and over)', 'Share', 'Against England'],
      [
        ['England', '7.7%', '–'],
        [['Midlands', APPENDIX()], '8.4%', '0.7 points higher'],
        ['West Midlands', '8.6%', '0.9 points higher; highest of the regions'],
        ['East Midlands', '8.1%', '0.4 points higher; third highest'],
        ['Sandwell', '10.5%', '2.8 points higher'],
        ['Walsall', '10.4%', '2.7 points higher'],
        ['Leicester', '10.3%', '2.6 points higher'],
      ],
    ),
    guidance(
      'A higher share may mean more illness, or better finding of it. Say which you think it is for your places. The block below takes over from the printed table as newer figures come in.',
    ),
    live('prevalence', 'Known diabetes by system', {
      kind: 'metric',
      metric: 'diabetes-prevalence',
      picture: 'systems',
      area: null,
    }),
    heading(2, 'What it costs'),
    bullets(
      [
        '**644,190 people** in the Midlands have been diagnosed with type 2. That is about 15% of the 4.32 million people with diabetes in the United Kingdom.',
        APPENDIX(),
      ],
      [
        'Better control of type 2 could save about **£269 million** of lost work in the Midlands over ten years: 15% of an estimated £1.795 billion for the United Kingdom.',
        APPENDIX(),
      ],
      '[Add what your systems spend on avoidable complications: amputations, sight loss, kidney disease, stays in hospital.]',
    ),
    heading(2, 'Weight is part of it'),
    paragraph([
      'In 2022/23, 67.1% of adults in the Midlands were above a healthy weight, against 64.0% in England. Among children in year 6 it was 37.6% in 2023/24, against 35.8%; in Sandwell it was 44.6%.',
      APPENDIX(),
    ]),
    guidance(
      'The report also prints a share of people with type 2 who are from an ethnic minority. Check it against the National Diabetes Audit before you use it: it is not clear which area it speaks for.',
    ),
  ]
}

export function aims(): DocumentNode[] {
  return [
    heading(1, 'What we want to achieve'),
    paragraph('By [month and year], across all the systems:'),
    bullets(
      'Fewer people get type 2 diabetes, and the fall is fastest where the risk is highest.',
      'People who have diabetes are found sooner, before it has done harm.',
      'Everyone gets all their yearly checks, whatever their age, ethnic group or postcode.',
      'Everyone is offered a course they can use, in a language and at a time that suit them.',
      'Glucose monitors and insulin pumps reach poorer people as often as richer ones.',
      'Help with weight, diabetes and mental health comes as one service, not three.',
    ),
    guidance(
      'Six aims are enough. For each one you should be able to point to a measure below and to a system that leads.',
    ),
  ]
}
