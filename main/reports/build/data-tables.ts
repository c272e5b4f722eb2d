import { formatDate } from '../../../domain/dates.ts'
import { STATUS_WORDS, STATUSES } from '../../../domain/record/statuses.ts'
import { CLAIM_WORDS, claimOf } from '../../../domain/reports/claims.ts'
import type { MetricFact, MetricStanding, ValueFact } from '../../../domain/reports/evidence.ts'
import { markOf } from '../../../domain/reports/marks.ts'
import { linesOf } from '../../../domain/reports/places.ts'
import type { CsvCell } from '../../exports/plain-csv.ts'
import type { ReportContent } from './content.ts'

/** The evidence as tables, from which a stranger can work every figure out again. */

export interface DataTable {
  /** Name of its file and its sheet. */
  name: string
  /** What it holds, in a sentence. */
  about: string
  headings: string[]
  /** Width of each column in characters. */
  widths: number[]
  rows: CsvCell[][]
}

export function dataTables(content: ReportContent): DataTable[] {
  return [
    figures(content),
    figureEntries(content),
    register(content),
    flow(content),
    metrics(content),
    entries(content),
  ]
}

function figures({ figures: all, numbers }: ReportContent): DataTable {
  return {
    name: 'figures',
    about:
      'Every figure of the report: its mark, how it reads, how it is counted and what was asked of the frozen record.',
    headings: [
      'Mark',
      'Key',
      'Figure',
      'Reads',
      'Value',
      'Numerator',
      'Denominator',
      'Unit',
      'How it is counted',
      'Asked of the frozen record',
      'Why withheld',
      'Entries',
    ],
    widths: [8, 30, 60, 26, 12, 12, 12, 14, 60, 60, 30, 10],
    rows: [...all.values()].map((figure) => {
      const { key, label, text, value, numerator, denominator, unit } = figure
      const number = numbers.get(key)
      return [
        number === undefined ? '' : markOf(number),
        ...[key, label, text, value, numerator, denominator, unit],
        ...[figure.definition, figure.query, figure.withheld, figure.entries.length],
      ]
    }),
  }
}

function figureEntries({ figures: all }: ReportContent): DataTable {
  return {
    name: 'figure-entries',
    about: 'Which entries of the record each figure rests on, a line for each.',
    headings: ['Key of the figure', 'Entry'],
    widths: [40, 38],
    rows: [...all.values()].flatMap(({ key, entries: ids }) => ids.map((id) => [key, id])),
  }
}

function register({ evidence }: ReportContent): DataTable {
  const { about } = evidence
  const titles = new Map(about.focusAreas.map(({ reference, title }) => [reference, title]))
  return {
    name: 'register',
    about: `Every action of the commission in every system, before ${formatDate(about.from)} and at the end of ${formatDate(about.day)}. The entries say so.`,
    headings: [
      'System',
      'Code',
      'Reference',
      'Action',
      'Focus area',
      'Priorities',
      'Status at the start',
      'Entry that says so at the start',
      'Status at the end',
      'Entry that says so at the end',
      'Confidence',
      'Has an owner',
      'Due',
      'Last word',
      'Approach taken from',
    ],
    widths: [30, 8, 12, 60, 34, 12, 18, 38, 18, 38, 14, 14, 12, 12, 20],
    rows: linesOf(evidence).map(({ ics, reference, action, start, end, ...line }) => [
      ...[about.systemNames[ics] ?? ics, ics, reference, action.title],
      ...[titles.get(action.focusArea) ?? action.focusArea, action.priorities.join(', ')],
      ...[STATUS_WORDS[start.status], start.entry, STATUS_WORDS[end.status], end.entry],
      ...[line.confidence.value, line.owner.value ? 'yes' : 'no', line.due],
      ...[line.last?.day ?? null, line.adoptedFrom.value],
    ]),
  }
}

function flow({ evidence }: ReportContent): DataTable {
  const counted = Map.groupBy(linesOf(evidence), ({ ics }) => ics)
  const { systems } = evidence.about
  return {
    name: 'statuses-flow',
    about: 'How many actions of each system went from which status to which in the period.',
    headings: ['System', 'Code', 'Status at the start', 'Status at the end', 'Actions'],
    widths: [30, 8, 20, 20, 10],
    rows: systems.flatMap(({ ods, name }) =>
      STATUSES.flatMap((from) =>
        STATUSES.flatMap((to): CsvCell[][] => {
          const count = (counted.get(ods) ?? []).filter(
            ({ start, end }) => start.status === from && end.status === to,
          ).length
          return count === 0 ? [] : [[name, ods, STATUS_WORDS[from], STATUS_WORDS[to], count]]
        }),
      ),
    ),
  }
}

function metrics({ evidence }: ReportContent): DataTable {
  const names = evidence.about.systemNames
  return {
    name: 'metrics',
    about:
      'Every metric in every system: the first and the latest value, England’s, and what the rules say. Values that could point at people are withheld.',
    headings: [
      'Metric',
      'Name',
      'Unit',
      'System',
      'Area',
      'Which',
      'Period',
      'Value',
      'Lower 95%',
      'Upper 95%',
      'Why withheld',
      'Source',
      'What the rules say',
      'By which rule',
    ],
    widths: [26, 44, 16, 30, 12, 10, 12, 10, 10, 10, 24, 34, 18, 60],
    rows: evidence.metrics.flatMap((metric) =>
      metric.standings.flatMap((standing) => metricRows(metric, standing, names)),
    ),
  }
}

function metricRows(
  { id, name, unit }: MetricFact,
  standing: MetricStanding,
  names: Record<string, string>,
): CsvCell[][] {
  const { ics, area, baseline, latest, england } = standing
  const { claim, rule } = claimOf(standing)
  const system = names[ics] ?? ics
  const row = (which: string, value: ValueFact | null, place: string, said: CsvCell[]) =>
    value === null
      ? []
      : [
          [
            ...[id, name, unit, system, place, which, value.period],
            ...[value.value, value.lower95, value.upper95, value.withheld, value.source],
            ...said,
          ],
        ]
  return [
    ...row('first', baseline, area, [null, null]),
    ...row('latest', latest, area, [CLAIM_WORDS[claim], rule]),
    ...row('England', england, 'E92000001', [null, null]),
  ]
}

function entries({ entries: lines }: ReportContent): DataTable {
  return {
    name: 'entries',
    about:
      'Every entry that a figure rests on, as the record’s log holds it: when, in which stream, and of what it speaks. Who wrote it and their words stay in the record.',
    headings: ['Entry', 'Written (UTC)', 'Stream', 'Kind', 'Speaks of', 'Says something of'],
    widths: [38, 26, 12, 14, 50, 30],
    rows: lines.map(({ id, at, stream, kind, subject, fields }) => [
      ...[id, at, stream, kind, subject, fields],
    ]),
  }
}

/** What is known of the whole, by name. */
export function aboutRows({
  title,
  freeze,
  isPublic,
  evidence,
}: ReportContent): [string, string][] {
  const { from, to, moment, hash, entries: count, resources, figures: figuresHash } = freeze
  return [
    ['Report', title],
    ['Covers', evidence.about.scopeWords],
    ['Period', `${formatDate(from)} to ${formatDate(to)}`],
    ['Frozen at (UTC)', moment],
    ['Entries in the freeze', count.toLocaleString('en-GB')],
    ['SHA-256 of the entries', hash],
    ['SHA-256 of what ships with Accord', resources],
    ['SHA-256 of the figures', figuresHash],
    [
      'Version',
      isPublic
        ? 'Public: names and contacts are left out, and small numbers of people are withheld.'
        : 'For the systems: not for everybody to read.',
    ],
    [
      'To check it',
      'On a computer with the record: accord report verify, with the id of the freeze.',
    ],
    ['Freeze', freeze.id],
  ]
}
