import { column, list, paragraph, table } from '../../publication/build.ts'
import type { Block, Inline } from '../../publication/tree.ts'
import { type Chapters, narrated, type WritingTools } from '../chapter.ts'
import type { Evidence } from '../evidence.ts'
import { systemPlace, wholePlace } from '../places.ts'
import { statusFigures } from '../status-figures.ts'
import { standingCount } from './workshops.ts'

/** What the record shows to be open, beside what people say comes next. */
export const nextChapters: Chapters = () => [
  narrated(
    'next',
    'Next steps',
    'Who does what by when? Name systems and dates, so that the next report can tell.',
    writeNext,
  ),
]

function writeNext(evidence: Evidence, { figures }: WritingTools): Block[] {
  const { about, conflicts, outcomes } = evidence
  const count = statusFigures(evidence, figures)
  const whole = wholePlace(about)
  const places = about.systems.map((system) => systemPlace(about, system))
  const points: Inline[][] = [
    ['Blocked actions that somebody must free: ', count.status(whole, 'blocked'), '.'],
    ['Overdue actions that need a new date or more help: ', count.overdue(whole), '.'],
    ['Stalled actions that need a word on where they stand: ', count.stalled(whole), '.'],
    ['Actions under way that need an owner: ', count.unowned(whole), '.'],
  ]
  if (outcomes.length > 0)
    points.push([
      'Outcomes of workshops that are late: ',
      standingCount(evidence, figures, 'late'),
      '.',
    ])
  return [
    paragraph(
      'This is what the record shows to be open. What will be done about it is for people to say.',
    ),
    list(points),
    ...(conflicts.length > 0
      ? [
          paragraph(
            'Answers that disagree must be settled too: the chapter on what is not known counts them.',
          ),
        ]
      : []),
    ...(places.length > 1
      ? [
          table(
            [
              column('System', { width: 3 }),
              ...['Blocked', 'Overdue', 'Stalled', 'Without an owner'].map((name) =>
                column(name, { align: 'end' }),
              ),
            ],
            places.map((place) => [
              place.name,
              count.status(place, 'blocked'),
              count.overdue(place),
              count.stalled(place),
              count.unowned(place),
            ]),
            {
              caption: 'What is open in each system',
              rowHeaders: true,
              notes: [
                'Blocked is out of the actions that apply, overdue out of those still open, the rest out of those under way.',
              ],
            },
          ),
        ]
      : []),
  ]
}
