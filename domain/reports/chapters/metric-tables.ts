import type { Standing } from '../../metrics/compare.ts'
import { column, paragraph, table } from '../../publication/build.ts'
import type { Block, Table } from '../../publication/tree.ts'
import { type Chapters, chapter, type WritingTools } from '../chapter.ts'
import { CLAIM_WORDS, claimOf } from '../claims.ts'
import type { Evidence, MetricFact } from '../evidence.ts'
import { type MetricFigures, metricFigures } from '../metric-figures.ts'
import { changesBySystem } from './changed.ts'

const STANDING_WORDS: Record<Standing, string> = {
  better: 'Better',
  worse: 'Worse',
  higher: 'Higher',
  lower: 'Lower',
  similar: 'Similar',
  'not-compared': 'Not compared',
}

/** Every value that the report speaks of. */
export const metricTablesAnnex: Chapters = () => [
  chapter('metric-tables', 'Metrics in full', writeTables),
]

function writeTables(evidence: Evidence, { figures }: WritingTools): Block[] {
  const count = metricFigures(evidence, figures)
  const known = evidence.metrics.filter(({ standings }) => standings.some(({ latest }) => latest))
  return [
    paragraph(
      'Values are as their sources give them. The first value is the commission’s own where it gave one. Small numbers that could point at people are withheld.',
    ),
    ...changesBySystem(evidence, figures),
    ...known.map((metric) => metricTable(evidence, metric, count)),
  ]
}

/** Where the values that are shown came from; the definition says only where they might. */
function sourcesOf({ standings }: MetricFact): string[] {
  const shown = standings.flatMap(({ baseline, latest, england }) => [baseline, latest, england])
  return [...new Set(shown.flatMap((value) => (value ? [value.source] : [])))]
}

function metricTable({ about }: Evidence, metric: MetricFact, count: MetricFigures): Table {
  const hasTargets = metric.standings.some(({ target }) => target !== null)
  return table(
    [
      column('System', { width: 2 }),
      column('First value', { align: 'end', width: 2 }),
      column('Latest value', { align: 'end', width: 2 }),
      column('England', { align: 'end', width: 2 }),
      column('Against England', { width: 1.3 }),
      column('Over time', { width: 1.3 }),
      ...(hasTargets ? [column('Target', { width: 1.3 })] : []),
    ],
    metric.standings.map((standing) => [
      about.systemNames[standing.ics] ?? standing.ics,
      count.value(metric, standing, 'baseline'),
      count.value(metric, standing, 'latest'),
      count.england(metric, standing),
      STANDING_WORDS[standing.againstEngland.standing],
      CLAIM_WORDS[claimOf(standing).claim],
      ...(hasTargets ? [standing.target?.text ?? ''] : []),
    ]),
    {
      caption: `${metric.name} (${metric.unit})`,
      rowHeaders: true,
      notes: [`Source: ${sourcesOf(metric).join('; ')}.`],
    },
  )
}
