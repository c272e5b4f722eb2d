import { addDays, formatDate } from '../../dates.ts'
import { column, heading, list, paragraph, table } from '../../publication/build.ts'
import type { Block, Inline, Table } from '../../publication/tree.ts'
import { listOf } from '../../words.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import type { Evidence, MetricFact } from '../evidence.ts'
import type { FigureBook } from '../figures.ts'
import { wholePlace } from '../places.ts'
import { reportingCount, reportingTable } from '../reporting-figures.ts'
import { statusFigures } from '../status-figures.ts'

/** Days without a word after which a system is named as quiet. */
const QUIET_DAYS = 90

/** What the record does not say, as plainly as what it does. */
export const unknownChapters: Chapters = () => [
  narrated(
    'unknown',
    'What is not known',
    'Who is missing from this report, and what will be done so that the next one knows more?',
    writeUnknown,
  ),
]

function writeUnknown(evidence: Evidence, { figures }: WritingTools): Block[] {
  const { about } = evidence
  const count = statusFigures(evidence, figures)
  const silent = systemsWithout(evidence, ({ reported }) => reported.length > 0)
  const quiet = systemsWithout(
    evidence,
    ({ last }) => last !== null && last.day >= addDays(about.day, -QUIET_DAYS),
  )
  return [
    heading(3, 'Who did not report'),
    paragraph([
      'Systems that said something of an action in the period: ',
      reportingCount(evidence, figures),
      '. ',
      silent.length > 0 ? `Nothing came from ${listOf(silent)}. ` : '',
      quiet.length > 0
        ? `In the last ${QUIET_DAYS} days nothing came from ${listOf(quiet)}.`
        : `All of them said something in the last ${QUIET_DAYS} days.`,
    ]),
    reportingTable(evidence, figures),
    paragraph([
      'Actions of which nothing was ever said: ',
      count.untouched(wholePlace(about)),
      '. They count as not started, though some may be under way and unreported.',
    ]),
    heading(3, 'Answers that disagree'),
    paragraph([
      'Fields in which two answers stand that had not seen each other, and that somebody must settle: ',
      conflictCount(evidence, figures),
      '. The later of the two is counted.',
    ]),
    heading(3, 'Metrics that are missing or old'),
    paragraph([
      'Series (one metric in one system) without any value: ',
      seriesCount(evidence, figures, 'missing'),
      '. With a latest value older than is usual for its source: ',
      seriesCount(evidence, figures, 'stale'),
      '.',
    ]),
    missingTable(evidence, figures),
    heading(3, 'Limits of the method'),
    list(LIMITS),
  ]
}

const LIMITS = [
  'A status is what a system says of itself. Nobody from outside has checked it.',
  'Systems report more or less fully. More actions reported is not more work done.',
  'Actions differ in size, so a count of actions is no measure of effort or of effect.',
  'A metric moves for many reasons, and most are published months after the time they tell of.',
  'Where small numbers could point at people, they are withheld, and what would give them away as well.',
  'What came into the record after the freeze is not in these figures, even where it tells of an earlier day.',
]

function systemsWithout(
  { about, participation }: Evidence,
  has: (fact: Evidence['participation'][number]) => boolean,
): string[] {
  return participation.filter((fact) => !has(fact)).map(({ ics }) => about.systemNames[ics] ?? ics)
}

function conflictCount({ about, conflicts }: Evidence, figures: FigureBook): Inline {
  const whole = wholePlace(about)
  return figures.quote({
    key: `conflicts@${whole.key}`,
    label: `Fields with two answers to settle, ${whole.words}, ${formatDate(about.day)}`,
    numerator: conflicts.length,
    unit: 'fields',
    definition:
      'Fields of actions with two values that were written without seeing each other and that differ.',
    query: `Frozen record at the end of ${about.day}: fields of actions in scope with more than one head whose values differ.`,
    entries: conflicts.flatMap(({ entries }) => entries),
  })
}

/** @param metric only this one; all by default */
function seriesCount(
  { about, metrics }: Evidence,
  figures: FigureBook,
  staleness: 'missing' | 'stale',
  metric?: MetricFact,
): Inline {
  const series = (metric ? [metric] : metrics).flatMap(({ standings }) => standings)
  const found = series.filter((standing) => standing.staleness === staleness)
  const whole = wholePlace(about)
  return figures.quote({
    key: `${staleness}.${metric?.id ?? 'all'}@${whole.key}`,
    label: `${metric?.name ?? 'All metrics'}: series that are ${staleness === 'stale' ? 'old' : 'missing'}, ${whole.words}`,
    numerator: found.length,
    denominator: series.length,
    unit: 'series',
    definition:
      staleness === 'missing'
        ? 'One metric in one system that has no value of any period.'
        : 'One metric in one system whose next value was to be expected by now: four months after a month, nine after a quarter, thirty after a year.',
    query: `Frozen record at the end of ${about.day}: series of ${metric?.id ?? 'every metric'} in its headline group, ${whole.words}; count those that are ${staleness}.`,
    entries: found.flatMap(({ latest }) => latest?.entries ?? []),
  })
}

/** Metrics that some system has no value of, or an old one. */
function missingTable(evidence: Evidence, figures: FigureBook): Table {
  const wanting = evidence.metrics.filter(({ standings }) =>
    standings.some(({ staleness }) => staleness !== 'current'),
  )
  return table(
    [
      column('Metric', { width: 3 }),
      column('Systems without a value', { align: 'end' }),
      column('Systems with an old value', { align: 'end' }),
    ],
    wanting.map((metric) => [
      metric.name,
      seriesCount(evidence, figures, 'missing', metric),
      seriesCount(evidence, figures, 'stale', metric),
    ]),
    { caption: 'Metrics with values that are missing or old', rowHeaders: true },
  )
}
