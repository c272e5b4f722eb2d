import { plainNumber } from '../../metrics/words.ts'
import { column, heading, paragraph, table } from '../../publication/build.ts'
import type { Block, Inline, Table } from '../../publication/tree.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import type { Evidence, GapFact } from '../evidence.ts'
import type { FigureBook } from '../figures.ts'
import { withUnit } from '../metric-figures.ts'
import { type Place, wholePlace } from '../places.ts'

/** Gaps between groups: by deprivation, and between other groups such as ethnic ones. */
export const gapChapters: Chapters = () => [
  narrated(
    'gaps',
    'Gaps between groups of people',
    'Where is the gap closing, and for whom? Where is it not, and what will be done? Whom do these figures leave out?',
    writeGaps,
  ),
]

const TREND_WORDS = {
  widening: 'Widening',
  narrowing: 'Narrowing',
  'no-clear-change': 'No clear change',
}
const TREND_RULE =
  'The latest gap is compared with that of some periods before: a year of months, two years of quarters, five years. It is widening or narrowing only where the 95% confidence interval of the difference between the two leaves out zero.'

function writeGaps(evidence: Evidence, { figures }: WritingTools): Block[] {
  const { gaps } = evidence
  if (gaps.length === 0)
    return [
      paragraph('No metric in the record has values by group for the systems in this report.'),
    ]
  const byMetric = [...Map.groupBy(gaps, ({ name }) => name)].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    paragraph([
      'A series here is one metric in one system with values by group. By the rule, ',
      trendCount(evidence, figures, 'narrowing'),
      ' are narrowing and ',
      trendCount(evidence, figures, 'widening'),
      ' are widening. Of ',
      trendCount(evidence, figures, 'no-clear-change'),
      ' no clear change can be seen. The others have too few periods to compare.',
    ]),
    paragraph(`How it is judged: ${TREND_RULE}`),
    ...byMetric.flatMap(([name, of]) => [heading(3, name), gapTable(evidence, figures, of)]),
  ]
}

/** @param part only the gaps of these metrics; all by default */
export function trendCount(
  { about, gaps: all }: Evidence,
  figures: FigureBook,
  direction: keyof typeof TREND_WORDS,
  part?: { place: Pick<Place, 'key' | 'words'>; metrics: ReadonlySet<string> },
): Inline {
  const { key, words } = part?.place ?? wholePlace(about)
  const gaps = part ? all.filter(({ metric }) => part.metrics.has(metric)) : all
  const found = gaps.filter(({ trend }) => trend?.direction === direction)
  return figures.quote({
    key: `gaps.${direction}@${key}`,
    label: `Gaps between groups: ${TREND_WORDS[direction].toLowerCase()}, ${words}`,
    numerator: found.length,
    denominator: gaps.length,
    unit: 'series',
    definition: TREND_RULE,
    query: `Frozen record at the end of ${about.day}: gaps of every metric that has values by group, in each system of ${wholePlace(about).words}${part ? `, of the metrics of ${words}` : ''}; count those with the trend “${direction}”.`,
    entries: found.flatMap(({ entries }) => entries),
  })
}

function gapTable(evidence: Evidence, figures: FigureBook, gaps: readonly GapFact[]): Table {
  const { about } = evidence
  const groups = [...new Set(gaps.map(groupsCompared))]
  const areAlike = groups.length === 1
  return table(
    [
      column('System', { width: 3 }),
      ...(areAlike ? [] : [column('Groups compared', { width: 3 })]),
      column('Gap', { align: 'end', width: 3 }),
      column('Slope index', { align: 'end', width: 3 }),
      column('What can be said', { width: 4 }),
    ],
    gaps.map((gap) => [
      about.systemNames[gap.ics] ?? gap.ics,
      ...(areAlike ? [] : [groupsCompared(gap)]),
      quoteGap(evidence, figures, gap, 'gap'),
      quoteGap(evidence, figures, gap, 'slope'),
      gap.withheld ??
        (gap.trend ? `${TREND_WORDS[gap.trend.direction]}. ${gap.trend.text}` : 'Too few periods.'),
    ]),
    {
      caption: `${gaps[0]?.name}: gaps between groups`,
      rowHeaders: true,
      notes: [
        ...(areAlike ? [`Groups compared: ${groups[0]}.`] : []),
        'The gap is the first group’s value minus the second’s. The slope index is the same gap, the most deprived end minus the least, on a straight line through all groups.',
      ],
    },
  )
}

function groupsCompared({ between }: GapFact): string {
  return between ? `${between.from}, against ${between.to}` : 'there are too few'
}

function quoteGap(
  { about }: Evidence,
  figures: FigureBook,
  fact: GapFact,
  which: 'gap' | 'slope',
): Inline {
  const told = fact[which]
  if (!told && !fact.withheld) return '–'
  const what = which === 'gap' ? 'gap' : 'slope index of inequality'
  return figures.quote({
    key: `${which}.${fact.metric}.${slug(fact.categoryType)}@${fact.area}`,
    label: `${fact.name}, ${about.systemNames[fact.ics] ?? fact.ics}, ${what} by ${fact.categoryType}, ${fact.period}`,
    value: told?.value ?? null,
    text: told ? gapText(told, fact) : '–',
    unit: fact.unit,
    withheld: fact.withheld,
    definition:
      which === 'gap'
        ? `The value of ${fact.between?.from ?? 'the first group'} minus that of ${fact.between?.to ?? 'the last'}, with 95% confidence limits and the period.`
        : 'The slope index of inequality as the Office for Health Improvement and Disparities defines it, turned to the sign of the gap: the most deprived end of the line minus the least deprived, with 95% confidence limits and the period.',
    query: `Frozen record at the end of ${about.day}: ${fact.metric}, area ${fact.area}, headline group, by ${fact.categoryType}, period ${fact.period}.`,
    entries: fact.entries,
  })
}

function gapText(
  { value, lower, upper }: { value: number; lower: number | null; upper: number | null },
  { unit, period }: GapFact,
): string {
  const limits =
    lower === null || upper === null ? '' : `${plainNumber(lower)} to ${plainNumber(upper)}; `
  return `${withUnit(value, unit === '%' ? 'points' : unit)} (${limits}${period})`
}

function slug(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
