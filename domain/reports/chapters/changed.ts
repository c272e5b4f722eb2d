import { column, heading, list, paragraph, table } from '../../publication/build.ts'
import type { Block, Inline, Table } from '../../publication/tree.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import { CLAIM_WORDS, CLAIMS } from '../claims.ts'
import type { Evidence, MetricFact, YearFact } from '../evidence.ts'
import type { FigureBook } from '../figures.ts'
import { wholePlace } from '../places.ts'
import {
  YEAR_RULE,
  type YearFigures,
  type YearPlace,
  yearFigures,
  yearWords,
} from '../year-figures.ts'

/** Metrics drawn over time at most. */
const DRAWN = 4

export const MIDLANDS: YearPlace = { area: 'E40000011', name: 'the Midlands' }

/** What changed for people in the year: only values of the year, beside England's change. */
export const changedChapters: Chapters = ({ kind }) =>
  kind === 'impact'
    ? [
        narrated(
          'changed',
          'What changed this year',
          'Which of these changes did the work of systems contribute to, and what is the evidence? What else could explain them? Say “contributed to”, never “caused”.',
          writeChanged,
        ),
      ]
    : []

function writeChanged(evidence: Evidence, { figures, picture }: WritingTools): Block[] {
  const { about, metrics } = evidence
  const year = yearFigures(evidence, figures)
  const whole = wholePlace(about)
  const ofYear = metrics.filter(({ standings }) => standings.some(({ isOfYear }) => isOfYear))
  if (ofYear.length === 0)
    return [
      paragraph(
        `No metric has a value whose period ended from ${yearWords(about)}, so nothing can be said about what changed.`,
      ),
    ]
  const told = changesOf(evidence)
  return [
    paragraph([
      `This chapter looks only at values whose own period ended from ${yearWords(about)}. Of the series (one metric in one system) with any value, those that have one of the year: `,
      year.ofYear(whole),
      '. Most figures are published long after the time they tell of, so the rest cannot say what changed this year.',
    ]),
    paragraph([
      'Each is compared with a year before. By the rule, improved: ',
      year.claims(whole, 'improved'),
      '. Got worse: ',
      year.claims(whole, 'worsened'),
      '. Not clearly better or worse: ',
      year.claims(whole, 'no-clear-change'),
      '. Cannot be said: ',
      year.claims(whole, 'cannot-be-said'),
      '.',
    ]),
    ...(told.length > 0
      ? [
          changeTable(told, year, about.scope),
          ...strongest(told)
            .slice(0, DRAWN)
            .flatMap(({ metric, place }) => picture(`trend:${metric.id}:${place.area}`)),
        ]
      : [
          paragraph(
            'No metric has a value for the whole area both in the year and a year before it.',
          ),
        ]),
    heading(3, 'What else could explain a change'),
    paragraph(
      'That a measure moved does not show what moved it. The most that these figures can support is that the work contributed. Before that is said, look at these:',
    ),
    list([
      'England moved the same way. The table takes England’s change off for this reason.',
      'The way of counting changed: who is asked, who answers, what is written down.',
      'One odd year. A value that was very high or low tends to come back by itself.',
      'Other things happened at the same time, such as prices, other programmes or the weather.',
      'It is too soon. Many of the actions need years to show in figures like these.',
    ]),
    paragraph(
      'Areas that are alike are not compared yet: Accord does not know which are. England stands beside each change in their place.',
    ),
    paragraph(`How it is judged: ${YEAR_RULE}`),
  ]
}

const BREAK: Inline = { kind: 'break' }

/** The change of one metric in the area that the report is about. */
export interface Change {
  metric: MetricFact
  place: YearPlace
  year: YearFact
}

/** Of each metric: in the Midlands, or in the one system that the report is about. */
export function changesOf({ about, metrics }: Evidence): Change[] {
  const [only] = about.systems.length === 1 ? about.systems : []
  return metrics.flatMap((metric): Change[] => {
    if (only) {
      const year = metric.standings.find(({ ics }) => ics === only.ods)?.year
      return year ? [{ metric, place: { area: only.area, name: only.name }, year }] : []
    }
    // A part of the region has no total of its own.
    if (about.scope.startsWith('sub-region:') || !metric.midlandsYear) return []
    return [{ metric, place: MIDLANDS, year: metric.midlandsYear }]
  })
}

/** Those of which something can be said first, by how far they went beyond England. */
export function strongest(changes: readonly Change[]): Change[] {
  const weight = ({ year: { beyond, comparison } }: Change) =>
    (beyond && isClear(beyond.comparison.standing) ? 2 : 0) + (isClear(comparison.standing) ? 1 : 0)
  return [...changes].sort(
    (a, b) => weight(b) - weight(a) || (a.metric.name < b.metric.name ? -1 : 1),
  )
}

export const isClear = (standing: string): boolean => standing === 'better' || standing === 'worse'

/** @param scope of the report, which says whose change it is */
export function changeTable(changes: readonly Change[], year: YearFigures, scope: string): Table {
  return table(
    [
      column('Measure', { width: 2.2 }),
      column('A year before, then this year', { align: 'end', width: 2.8 }),
      column('Change, and in people or cases', { align: 'end', width: 2.6 }),
      column('England’s change', { align: 'end', width: 2.2 }),
      column('Beyond England', { align: 'end', width: 2.2 }),
      column('What can be said', { width: 1.8 }),
    ],
    strongest(changes).map(({ metric, place, year: fact }) => [
      metric.name,
      [year.before(metric, place, fact), BREAK, year.after(metric, place, fact)],
      [
        year.change(metric, place, fact),
        ...(fact.people === null ? [] : [BREAK, year.people(metric, place, fact)]),
      ],
      year.england(metric, place, fact),
      year.beyond(metric, place, fact),
      changeWords(fact),
    ]),
    {
      caption: `What changed in ${scope.startsWith('system:') ? 'the system' : 'the Midlands'}, beside England`,
      rowHeaders: true,
      notes: [
        'In brackets: 95% confidence limits. “Beyond England” is the change less England’s over the same time. In people or cases it is the change times those whom the measure is about, such as patients, births or working days.',
      ],
    },
  )
}

/** What the rules allow to be said of a change, in few words. */
export function changeWords({ comparison, beyond }: YearFact): string {
  const own: Record<string, string> = {
    better: 'Improved',
    worse: 'Got worse',
    similar: 'No clear change',
    higher: 'Went up',
    lower: 'Went down',
    'not-compared': 'Cannot be said: no limits',
  }
  const words = own[comparison.standing] ?? 'Cannot be said'
  if (!beyond || comparison.standing === 'not-compared') return words
  switch (beyond.comparison.standing) {
    case 'better':
      return `${words}; better than England`
    case 'worse':
      return `${words}; worse than England`
    case 'similar':
      return `${words}, about as in England`
    default:
      return words
  }
}

/** In how many systems each measure changed, for the annex. */
export function changesBySystem(evidence: Evidence, figures: FigureBook): Block[] {
  const { about, metrics } = evidence
  const year = yearFigures(evidence, figures)
  const ofYear = metrics.filter(({ standings }) => standings.some(({ isOfYear }) => isOfYear))
  if (about.kind !== 'impact' || about.systems.length < 2 || ofYear.length === 0) return []
  return [
    table(
      [
        column('Measure', { width: 3 }),
        ...CLAIMS.map((claim) => column(CLAIM_WORDS[claim], { align: 'end' })),
      ],
      ofYear.map((metric) => [metric.name, ...CLAIMS.map((claim) => year.claim(metric, claim))]),
      {
        caption: 'In how many systems each measure changed this year',
        rowHeaders: true,
        notes: ['Counts of systems, out of those with a value of the year.'],
      },
    ),
  ]
}
