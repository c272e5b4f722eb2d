import { formatDate } from '../../dates.ts'
import { column, paragraph, table } from '../../publication/build.ts'
import type { Block, Table } from '../../publication/tree.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import { CLAIM_RULE, CLAIM_WORDS, CLAIMS, claimOf } from '../claims.ts'
import type { Evidence, MetricFact } from '../evidence.ts'
import { type MetricFigures, metricFigures } from '../metric-figures.ts'
import { wholePlace } from '../places.ts'

/** Metrics drawn at most: those of which the rules say most. */
const DRAWN = 6

/** What the metrics say, by rule and no more. */
export const metricChapters: Chapters = () => [
  narrated(
    'metrics',
    'What the metrics say',
    'Which of these changes can be put down to something that was done, and what is the evidence? Which need a closer look?',
    writeMetrics,
  ),
]

function writeMetrics(evidence: Evidence, { figures, picture }: WritingTools): Block[] {
  const { about } = evidence
  const count = metricFigures(evidence, figures)
  const whole = wholePlace(about)
  const known = evidence.metrics.filter((metric) => metric.standings.some(({ latest }) => latest))
  if (known.length === 0)
    return [paragraph('No metric has a value for the systems in this report.')]
  return [
    paragraph([
      `Each metric in each system is judged by itself, by its latest value on ${formatDate(about.day)} against the earlier ones, however old: a change may have come before the period. By the rules, `,
      count.claims(whole, 'improved'),
      ' improved, ',
      count.claims(whole, 'worsened'),
      ' got worse, ',
      count.claims(whole, 'no-clear-change'),
      ' did not clearly get better or worse. Nothing can be said of ',
      count.claims(whole, 'cannot-be-said'),
      '.',
    ]),
    paragraph(
      'A metric may move for many reasons. That one improved does not say that an action of the commission made it improve.',
    ),
    ...drawn(known).flatMap(({ id }) => picture(`metric:${id}`)),
    about.systems.length > 1 ? byMetric(known, count) : ofOneSystem(known, count),
    paragraph(`How it is judged: ${CLAIM_RULE}`),
  ]
}

/** Metrics of which something can be said in most systems, the most telling first. */
function drawn(metrics: readonly MetricFact[]): MetricFact[] {
  const telling = ({ standings }: MetricFact) =>
    standings.filter((each) => ['improved', 'worsened'].includes(claimOf(each).claim)).length
  return metrics
    .filter(({ standings }) => standings.length > 1)
    .sort((a, b) => telling(b) - telling(a) || (a.name < b.name ? -1 : 1))
    .slice(0, DRAWN)
}

function byMetric(metrics: readonly MetricFact[], count: MetricFigures): Table {
  return table(
    [
      column('Metric', { width: 3 }),
      column('Systems with a value', { align: 'end' }),
      ...CLAIMS.map((claim) => column(CLAIM_WORDS[claim], { align: 'end' })),
    ],
    metrics.map((metric) => [
      metric.name,
      count.coverage(metric),
      ...CLAIMS.map((claim) => count.claim(metric, claim)),
    ]),
    {
      caption: 'What the rules say of each metric, in how many systems',
      rowHeaders: true,
      notes: ['Counts of systems, out of those with a value. The values stand in the annex.'],
    },
  )
}

function ofOneSystem(metrics: readonly MetricFact[], count: MetricFigures): Table {
  return table(
    [
      column('Metric', { width: 2 }),
      column('First value', { align: 'end' }),
      column('Latest value', { align: 'end' }),
      column('England', { align: 'end' }),
      column('What can be said', { width: 3 }),
    ],
    metrics.flatMap((metric) =>
      metric.standings.map((standing) => {
        const { claim, rule } = claimOf(standing)
        return [
          metric.name,
          count.value(metric, standing, 'baseline'),
          count.value(metric, standing, 'latest'),
          count.england(metric, standing),
          `${CLAIM_WORDS[claim]}. ${rule}`,
        ]
      }),
    ),
    {
      caption: 'Every metric: the first and the latest value, and what can be said',
      rowHeaders: true,
    },
  )
}
