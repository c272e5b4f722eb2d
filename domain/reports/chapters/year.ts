import { column, table } from '../../publication/build.ts'
import type { Block, Inline } from '../../publication/tree.ts'
import { type Chapters, chapter, type WritingTools } from '../chapter.ts'
import type { Evidence } from '../evidence.ts'
import { metricFigures } from '../metric-figures.ts'
import { wholePlace } from '../places.ts'
import { reportingCount } from '../reporting-figures.ts'
import { statusFigures } from '../status-figures.ts'
import { yearFigures } from '../year-figures.ts'
import { heldCount, standingCount } from './workshops.ts'

/** The period on one page. */
export const yearChapters: Chapters = ({ kind }) => [
  chapter(
    'year-in-figures',
    kind === 'impact' ? 'The year in figures' : 'The quarter in figures',
    writeFigures,
  ),
]

function writeFigures(evidence: Evidence, { figures }: WritingTools): Block[] {
  const status = statusFigures(evidence, figures)
  const metric = metricFigures(evidence, figures)
  const year = yearFigures(evidence, figures)
  const whole = wholePlace(evidence.about)
  const rows: [string, Inline][] = [
    ['Actions complete or embedded, of those that apply', status.done(whole)],
    ['Completed in the period', status.completed(whole)],
    ['Begun in the period, of those not started', status.begun(whole)],
    ['In progress', status.status(whole, 'in-progress')],
    ['Blocked', status.status(whole, 'blocked')],
    ['Not applicable, of all', status.status(whole, 'not-applicable')],
    ['Stalled, of those under way', status.stalled(whole)],
    ['Overdue, of those still open', status.overdue(whole)],
    ['Nothing was ever said, of all', status.untouched(whole)],
    ['Systems that reported', reportingCount(evidence, figures)],
    ...(evidence.about.kind === 'impact'
      ? ([
          ['Measures with a value of the year, each system by itself', year.ofYear(whole)],
          ['Of those, better than a year before by rule', year.claims(whole, 'improved')],
          ['Of those, worse than a year before by rule', year.claims(whole, 'worsened')],
        ] satisfies [string, Inline][])
      : ([
          [
            'Metrics that improved by rule, the latest value against earlier ones, each system by itself',
            metric.claims(whole, 'improved'),
          ],
          ['Metrics that got worse by rule, judged alike', metric.claims(whole, 'worsened')],
        ] satisfies [string, Inline][])),
    ['Workshops held', heldCount(evidence, figures)],
    ['Outcomes of workshops that are done', standingCount(evidence, figures, 'done')],
  ]
  return [
    table([column('What', { width: 3 }), column('How many', { align: 'end', width: 2 })], rows, {
      caption: 'The period in figures',
      rowHeaders: true,
    }),
  ]
}
