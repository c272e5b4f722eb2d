import { formatDate } from '../../dates.ts'
import { column, paragraph, table } from '../../publication/build.ts'
import type { Block, Inline, Table } from '../../publication/tree.ts'
import { STATUS_WORDS, STATUSES, type Status } from '../../record/statuses.ts'
import { type Chapters, chapter, narrated, type WritingTools } from '../chapter.ts'
import type { Evidence } from '../evidence.ts'
import {
  focusAreaPlace,
  linesOf,
  type Place,
  priorityPlace,
  sectionPlace,
  subRegionPlaces,
  systemPlace,
  wholePlace,
} from '../places.ts'
import { type StatusFigures, statusFigures } from '../status-figures.ts'

/** What became of the commission's actions, over the whole scope and in each of its parts. */
export const progressChapters: Chapters = (about) => [
  narrated(
    'progress',
    'Progress on the actions',
    'What moved in the period, and what helped? What did not move, and why? Which figures need care?',
    writeProgress,
  ),
  chapter('progress-areas', 'Progress by section and focus area', writeAreas, { level: 2 }),
  // An impact report has a page for each priority, with what changed for people.
  ...(about.kind === 'impact' ? [] : about.priorities).map(({ number, title }) =>
    narrated(
      `priority-${number}`,
      `Priority ${number}: ${title}`,
      'What has changed for people under this priority? What is the best example, and what stands in the way?',
      (evidence, tools) => writePriority(evidence, tools, number),
      2,
    ),
  ),
]

function writeProgress(evidence: Evidence, { figures, picture }: WritingTools): Block[] {
  const { about } = evidence
  const count = statusFigures(evidence, figures)
  const whole = wholePlace(about)
  const parts = [...subRegionPlaces(about), ...about.systems.map((s) => systemPlace(about, s))]
  return [
    paragraph([
      `On ${formatDate(about.day)}, `,
      count.done(whole),
      ' of the actions that apply were complete or embedded, and ',
      count.status(whole, 'not-applicable'),
      ' did not apply. ',
      count.completed(whole),
      ' were completed in the period, and ',
      count.begun(whole),
      ' of those not started were begun.',
    ]),
    paragraph([
      'Of the actions under way, ',
      count.stalled(whole),
      ' have stalled and ',
      count.unowned(whole),
      ' have no owner. Of those still open, ',
      count.overdue(whole),
      ' are overdue. Nothing was ever said of ',
      count.untouched(whole),
      ' actions.',
    ]),
    ...picture('statuses'),
    startAndEnd(count, whole, about),
    flowTable(evidence, count, whole),
    ...(parts.length > 1 ? [statusTable('Statuses by place', 'Place', parts, count)] : []),
  ]
}

function writeAreas(evidence: Evidence, { figures }: WritingTools): Block[] {
  const { about } = evidence
  const count = statusFigures(evidence, figures)
  return [
    statusTable(
      'Statuses by section of the commission’s report',
      'Section',
      about.sections.map((section) => sectionPlace(about, section)),
      count,
    ),
    statusTable(
      'Statuses by focus area',
      'Focus area',
      about.focusAreas.map((area) => focusAreaPlace(about, area)),
      count,
    ),
  ]
}

function writePriority(evidence: Evidence, { figures }: WritingTools, number: number): Block[] {
  const { about } = evidence
  return standingOf(priorityPlace(about, number), statusFigures(evidence, figures), about)
}

/** Where the actions of a place stand: how many are done, moved and stuck, and both ends of the period. */
export function standingOf(place: Place, count: StatusFigures, about: Evidence['about']): Block[] {
  return [
    paragraph([
      'Complete or embedded: ',
      count.done(place),
      '. Completed in the period: ',
      count.completed(place),
      '. Stalled, of those under way: ',
      count.stalled(place),
      '.',
    ]),
    startAndEnd(count, place, about),
  ]
}

/** Statuses at both ends of the period, in the order in which work moves. */
function startAndEnd(count: StatusFigures, place: Place, { from, day }: Evidence['about']): Table {
  return table(
    [
      column('Status', { width: 2 }),
      column(`Before ${formatDate(from)}`, { align: 'end', width: 2 }),
      column(`At the end of ${formatDate(day)}`, { align: 'end', width: 2 }),
    ],
    STATUSES.map((status) => [
      STATUS_WORDS[status],
      count.statusAtStart(place, status),
      count.status(place, status),
    ]),
    {
      caption: `Statuses at the start and at the end: ${place.words}`,
      rowHeaders: true,
      notes: [
        'Shares are of the actions that apply; “not applicable” is a share of all. An action of which nothing was said counts as not started.',
      ],
    },
  )
}

/** How many actions went from which status to which. Only statuses that some had at the start. */
function flowTable(evidence: Evidence, count: StatusFigures, place: Place): Table {
  const used = new Set(linesOf(evidence).map(({ start }) => start.status))
  const before = STATUSES.filter((status) => used.has(status))
  return table(
    [
      column('At the start', { width: 2 }),
      ...STATUSES.map((status) => column(STATUS_WORDS[status], { align: 'end' })),
    ],
    before.map((from) => [
      STATUS_WORDS[from],
      ...STATUSES.map((to) => count.flow(place, from, to)),
    ]),
    {
      caption: 'Where the actions of each status at the start stood at the end',
      rowHeaders: true,
      notes: [
        'Read along a row: shares are of the actions that had the row’s status at the start.',
      ],
    },
  )
}

/** A row for each place: a table that compares counts, and ranks nobody. */
export function statusTable(
  caption: string,
  heading: string,
  places: readonly Place[],
  count: StatusFigures,
): Table {
  const shown: readonly Status[] = ['in-progress', 'blocked', 'not-applicable']
  const cells = (place: Place): Inline[] => [
    count.done(place),
    count.completed(place),
    ...shown.map((status) => count.status(place, status)),
    count.stalled(place),
    count.untouched(place),
  ]
  return table(
    [
      column(heading, { width: 2 }),
      ...[
        'Complete or embedded',
        'Completed in the period',
        ...shown.map((status) => STATUS_WORDS[status]),
        'Stalled',
        'Nothing said',
      ].map((name) => column(name, { align: 'end' })),
    ],
    places.map((place) => [place.name, ...cells(place)]),
    {
      caption,
      rowHeaders: true,
      notes: [
        'Stalled is out of the actions under way; not applicable and nothing said are out of all.',
      ],
    },
  )
}
