import type { Comparison, Gap } from '../domain/metrics/compare.ts'
import type { MetricDefinition } from '../domain/metrics/definitions.ts'
import type { Mark } from '../domain/metrics/disclosure.ts'
import type { Forecast, Outlook } from '../domain/metrics/forecast.ts'
import type { GapTrend } from '../domain/metrics/gap-series.ts'
import type { Inequality } from '../domain/metrics/inequality.ts'
import type { SpcChart } from '../domain/metrics/spc.ts'
import type { SpcVerdict } from '../domain/metrics/spc-verdict.ts'
import type { Staleness } from '../domain/metrics/staleness.ts'
import type { Status } from '../domain/record/statuses.ts'
import type { FieldInView, OutFile, TimelineItem, Written } from './types.ts'

/** What the service answers about metrics. Values are in the metric's unit; areas are ONS codes. */

/** Who or what an area is. `system` is the ODS code of the system it is, or belongs to. */
export interface MetricArea {
  code: string
  name: string
  type: 'country' | 'region' | 'nhs-region' | 'icb' | 'local-authority' | 'district'
  system: string | null
}

/** Who within an area: Fingertips' sex and age, and perhaps a group of some kind. */
export interface Group {
  sex: string
  age: string
  category: { type: string; value: string } | null
}

/** Where a value came from, ready to show. */
export interface PointSource {
  kind: 'import' | 'manual' | 'report' | 'roll-up'
  /** File, publication or rule. */
  source: string
  row: number | null
  /** Who brought it in, and when; null for what ships with Accord and for roll-ups. */
  byName: string | null
  at: string | null
}

export interface Point {
  /** As people read it: `2022/23`. */
  period: string
  /** First and last day. */
  start: string
  end: string
  value: number | null
  lower95: number | null
  upper95: number | null
  lower998: number | null
  upper998: number | null
  count: number | null
  denominator: number | null
  note: string | null
  source: PointSource
}

/** Values of one area and group, in order of time. */
export interface Series {
  area: MetricArea
  group: Group
  points: Point[]
}

export interface MetricSummary {
  definition: MetricDefinition
  /** Not among those that ship with Accord. */
  own: boolean
  /** Latest value of the system asked for, of England, and of the Midlands where there is one. */
  latest: { system: Point | null; england: Point | null; midlands: Point | null }
  staleness: Staleness
  /** Why, in one sentence. */
  stalenessText: string
  /** Current systems that have a value in any period. */
  systemsWithValues: number
  observations: number
}

export interface MetricDetail {
  definition: MetricDefinition
  own: boolean
  /** For editing: the values of the fields and the entries behind them. */
  fields: Record<string, FieldInView>
  mayEdit: boolean
  whyNot: string | null
  /** Group that the metric is told by when none is chosen. */
  headline: Group
  /** What there is to choose from. */
  sexes: string[]
  ages: string[]
  categoryTypes: { type: string; categories: string[]; deprivation: 5 | 10 | null }[]
  /** Periods with values in the headline group, the earliest first. */
  periods: string[]
  areas: MetricArea[]
  targets: Target[]
}

export interface Target {
  /** ODS code, or `region`. */
  scope: string
  scopeName: string
  metric: string
  period: string
  value: number
  /** Steps on the way, in order of time. */
  trajectory: { period: string; value: number }[]
  note: string | null
  fields: Record<string, FieldInView>
  mayEdit: boolean
}

export interface MetricSeries {
  metric: string
  sex: string
  age: string
  /** Systems first, then England and the regions, then other areas; within an area by category. */
  series: Series[]
  /** Why some system has no rolled-up value, in sentences. */
  rollUpRefusals: { area: string; period: string; reason: string }[]
}

/** One area's XmR chart, with what it says. */
export interface MetricChart {
  series: Series
  /** null where process control does not apply; `whyNot` says why. */
  chart: SpcChart | null
  verdict: SpcVerdict | null
  whyNot: string | null
  target: Target | null
  forecast: Forecast | null
  outlook: Outlook | null
}

/** Areas beside each other in one period. */
export interface SideBySide {
  metric: string
  period: string
  /** Periods to choose from, the earliest first. */
  periods: string[]
  england: Point | null
  rows: {
    area: MetricArea
    point: Point | null
    /** Against England. */
    comparison: Comparison
    /** Against the area's own value one period before, where there is one. */
    change: Comparison
  }[]
}

/** Gaps of one area over time. */
export interface GapSeries {
  area: MetricArea
  categoryType: string
  deprivation: 5 | 10 | null
  periods: {
    period: string
    /** Group to group, in the order of deprivation or of the alphabet. */
    groups: { category: string; point: Point }[]
    /** The two groups compared: most and least deprived, or the worst and the best. */
    between: { from: string; to: string } | null
    /** First minus second, and first over second, with 95% limits. */
    absolute: Gap | null
    relative: Gap | null
    /** Slope and relative index; null where they cannot be made, and why. */
    inequality: Inequality | null
    whyNoInequality: string | null
  }[]
  /** What the change from the first to the last of the periods compared says, with the rule. */
  trend: GapTrend | null
}

/** An action that a metric speaks to, as one system stands with it, and what was done when. */
export interface LinkedAction {
  reference: string
  title: string
  status: Status
  /** Changes of status, to draw on the time axis. */
  milestones: { at: string; from: string | null; to: string | null; byName: string }[]
  latest: TimelineItem | null
}

export interface ScorecardRow {
  definition: MetricDefinition
  latest: Point | null
  england: Point | null
  comparison: Comparison
  verdict: SpcVerdict | null
  /** Why there is no verdict. */
  whyNot: string | null
  target: Target | null
  staleness: Staleness
  stalenessText: string
  /** Values to draw small, in order of time. */
  spark: { period: string; value: number }[]
}
export interface Scorecard {
  ics: string
  name: string
  quadrants: { quadrant: MetricDefinition['quadrant']; rows: ScorecardRow[] }[]
}

export interface RegionOverview {
  systems: { ods: string; name: string; area: string; subRegion: 'East' | 'West' }[]
  metrics: {
    definition: MetricDefinition
    england: Point | null
    midlands: Point | null
    /** One for each system, in their order. */
    cells: {
      latest: Point | null
      comparison: Comparison
      verdict: SpcVerdict | null
      staleness: Staleness
      spark: { period: string; value: number }[]
    }[]
  }[]
}

export interface EarlyWarning {
  kind: 'special-cause' | 'widening-gap' | 'target-at-risk'
  metric: string
  metricName: string
  /** ODS code. */
  ics: string
  icsName: string
  area: string
  /** Period of the latest value it rests on. */
  period: string
  /** What was seen, in one sentence. */
  text: string
  /** The rule or method that says so. */
  method: string
  /** How far past its rule's line: 1 on it, 2 twice as far. Only ranks those of one kind. */
  strength: number
}
export interface EarlyWarnings {
  /** Of each kind the strongest first. */
  warnings: EarlyWarning[]
  /** How many series were looked at, and how many of them could not be judged. */
  looked: number
  notJudged: number
  /** Series left out, since their latest value is older than their source should have it. */
  stale: number
  /** Of each rule: how many series it judged, and how many chance alone would flag among them. */
  byChance: { kind: 'special-cause' | 'widening-gap'; judged: number; expected: number }[]
}

/** The start of a table file, to say which column is what. */
export interface TablePreview {
  fileName: string
  /** Whether it is a Fingertips export, which needs no mapping. */
  fingertips: boolean
  /** Sheets of a workbook; empty for CSV. */
  sheets: string[]
  /** Those of the sheets that are hidden. */
  hiddenSheets: string[]
  sheet: string | null
  headings: string[]
  /** Number of the row of headings, and why it was taken for that. */
  headingRow: number
  headingReasons: string[]
  /** The first rows of the file that hold anything, in short, to choose the headings among. */
  top: { number: number; text: string }[]
  /** What else the person should know of the file, in sentences. */
  notices: string[]
  /** First rows under the headings, as text. */
  rows: string[][]
  /** What the columns look like they hold: column number, from 0. */
  suggested: Partial<Record<TableColumn, number>>
}
export const TABLE_COLUMNS = [
  'indicator',
  'area',
  'period',
  'value',
  'sex',
  'age',
  'categoryType',
  'category',
  'lower95',
  'upper95',
  'lower998',
  'upper998',
  'standardError',
  'count',
  'denominator',
  'note',
] as const
export type TableColumn = (typeof TABLE_COLUMNS)[number]

export interface RowProblem {
  row: number
  column: string | null
  message: string
}

export interface ImportedIndicator {
  /** The file's own number or name for it. */
  indicator: string
  name: string
  /** Metric it goes to; null while that is to be said. */
  metric: string | null
  rows: number
  new: number
  changed: number
  unchanged: number
  /** The question where its periods would make one series of two rhythms; null where none arises. */
  mixes: RhythmQuestion | null
}
/** Months and years, say, that stand in one file, or in a file and the record. */
export interface RhythmQuestion {
  /** Those of the file, each with what it is chosen by, and its rows that are new or changed. */
  rhythms: { key: string; words: string; rows: number }[]
  /** What the record has of the metric, where that is another rhythm, such as `12 months`. */
  recorded: string | null
}
export interface MetricsImportPreview {
  preview: string
  fileName: string
  /** Stream it would go to: `region` or an ODS code. */
  to: string
  /** Rows under the heading. */
  read: number
  new: number
  changed: number
  unchanged: number
  /** Rows left out. With those that are new, changed and unchanged they are all that were read. */
  leftOut: number
  /** The same by reason, in words that stand behind "12 rows:". */
  skipped: { reason: string; rows: number }[]
  /** What the person should know before importing, in sentences. */
  notices: string[]
  indicators: ImportedIndicator[]
  /** Some of what would change, the first of each indicator. */
  examples: {
    metric: string | null
    area: string
    period: string
    group: Group
    before: number | null
    after: number | null
    row: number
  }[]
  /** The first of them; `problemCount` has them all. */
  problems: RowProblem[]
  problemCount: number
}
export interface MetricsImported extends Written {
  /** Rows under the headings: what is new, changed, unchanged and left out adds up to them. */
  read: number
  new: number
  changed: number
  unchanged: number
  /** Rows left out, those of indicators that no metric was named for among them. */
  leftOut: number
  skipped: { reason: string; rows: number }[]
  /** Metrics that were defined for it. */
  defined: string[]
}

/** An export: a file, and what disclosure control did to it. */
export interface ProtectedFile extends OutFile {
  rows: number
  suppressed: number
  rounded: boolean
}
export type { Mark, Staleness }
