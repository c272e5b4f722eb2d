import type { CarriedObservation } from '../../domain/record/observations.ts'
import type {
  ImportedIndicator,
  MetricArea,
  MetricsImportPreview,
  RowProblem,
} from '../../preload/metrics-types.ts'
import type { ValueCounts } from '../imports/value-batches.ts'
import { REASONS, type Reason, type ValueRow } from '../imports/value-rows.ts'
import type { RecordContext } from '../record/context.ts'
import { requirePlace } from '../record/systems.ts'
import { knownAreas, listDefinitions } from './context.ts'
import { recordedValues, sameValues } from './differences.ts'
import { type PeriodCounts, rhythmQuestion } from './rhythm-questions.ts'
import type { Staging } from './staging.ts'

const MOST_PROBLEMS_SHOWN = 200
const EXAMPLES_OF_EACH = 3

const OF_OTHER_SYSTEMS = 'of areas of other systems'

/**
 * Compares the rows of a file with the record as they are read, and counts what they would do: new,
 * changed, unchanged and left out add up to all that were read.
 */
export class ImportTally {
  #counts: ValueCounts = { read: 0, taken: 0, leftOut: {}, problems: 0 }
  #ofOthers = 0
  readonly #notices = new Set<string>()
  readonly #fileName: string
  readonly #scope: string
  readonly #staging: Staging
  readonly #recorded: ReturnType<typeof recordedValues>
  readonly #metrics = new Map<string, string>()
  readonly #areas: ReadonlyMap<string, MetricArea>
  /** Systems whose areas may be written; all where the region writes. */
  readonly #line: readonly string[] | undefined
  readonly #indicators = new Map<string, Omit<ImportedIndicator, 'mixes'>>()
  readonly #periods = new Map<string, Map<string, number>>()
  readonly #db: RecordContext['record']['db']
  readonly #examples: MetricsImportPreview['examples'] = []
  readonly #problems: RowProblem[] = []

  constructor(context: RecordContext, fileName: string, scope: string, staging: Staging) {
    this.#fileName = fileName
    this.#scope = scope
    this.#staging = staging
    this.#db = context.record.db
    this.#recorded = recordedValues(this.#db)
    this.#areas = knownAreas(context)
    this.#line = scope === 'region' ? undefined : requirePlace(context, scope).line
    for (const { definition } of listDefinitions(context)) {
      this.#metrics.set(definition.id, definition.id)
      const { indicator } = definition.source
      if (indicator !== undefined) this.#metrics.set(indicator, definition.id)
    }
  }

  /** Rows that would change something, or whose metric is to be chosen yet. */
  get staged(): number {
    return this.#staging.count
  }

  /** Says what the reader has counted from the start of the file. */
  count(counts: ValueCounts): void {
    this.#counts = counts
  }

  /** Something that the person should know before importing. */
  notice(sentence: string): void {
    this.#notices.add(sentence)
  }

  add(rows: readonly ValueRow[], problems: readonly RowProblem[]): void {
    this.#problems.push(...problems.slice(0, MOST_PROBLEMS_SHOWN - this.#problems.length))
    const staged = rows.flatMap((row) => {
      if (!this.#maySpeakFor(row.area)) {
        this.#ofOthers += 1
        return []
      }
      return this.#compare(row)
    })
    this.#staging.add(staged)
  }

  #maySpeakFor(area: string): boolean {
    return !this.#line || this.#line.includes(this.#areas.get(area)?.system ?? '')
  }

  #compare(row: ValueRow): { indicator: string; observation: CarriedObservation }[] {
    const { indicator, indicatorName, ...observation } = row
    const tally = this.#indicator(indicator, indicatorName)
    tally.rows += 1
    const before = tally.metric === null ? undefined : this.#recorded(tally.metric, observation)
    if (sameValues(before, observation)) {
      tally.unchanged += 1
      return []
    }
    tally[before ? 'changed' : 'new'] += 1
    this.#countPeriod(indicator, observation.period)
    if (tally.new + tally.changed <= EXAMPLES_OF_EACH) {
      const { area, period, sex, age, category, value } = observation
      const group = { sex, age, category }
      const values = { before: before?.value ?? null, after: value, row: row.row }
      this.#examples.push({ metric: tally.metric, area, period, group, ...values })
    }
    return [{ indicator, observation }]
  }

  #countPeriod(indicator: string, period: string): void {
    let periods = this.#periods.get(indicator)
    if (!periods) {
      periods = new Map()
      this.#periods.set(indicator, periods)
    }
    periods.set(period, (periods.get(period) ?? 0) + 1)
  }

  /** Periods of each indicator's rows that are new or changed. */
  get periods(): ReadonlyMap<string, PeriodCounts> {
    return this.#periods
  }

  #indicator(indicator: string, name: string): Omit<ImportedIndicator, 'mixes'> {
    let tally = this.#indicators.get(indicator)
    if (!tally) {
      const metric = this.#metrics.get(indicator) ?? null
      tally = { indicator, name, metric, rows: 0, new: 0, changed: 0, unchanged: 0 }
      this.#indicators.set(indicator, tally)
    }
    return tally
  }

  preview(preview: string): MetricsImportPreview {
    const indicators = [...this.#indicators.values()].map((each): ImportedIndicator => {
      const periods = this.#periods.get(each.indicator) ?? new Map<string, number>()
      const mixes = rhythmQuestion(this.#db, periods, each.metric ?? undefined)
      return { ...each, mixes }
    })
    const total = (of: 'new' | 'changed' | 'unchanged') =>
      indicators.reduce((sum, indicator) => sum + indicator[of], 0)
    const skipped = this.#skipped()
    return {
      preview,
      fileName: this.#fileName,
      to: this.#scope,
      read: this.#counts.read,
      new: total('new'),
      changed: total('changed'),
      unchanged: total('unchanged'),
      leftOut: skipped.reduce((sum, { rows }) => sum + rows, 0),
      skipped,
      indicators,
      examples: this.#examples,
      notices: [...this.#notices],
      problems: this.#problems,
      problemCount: this.#counts.problems,
    }
  }

  #skipped(): MetricsImportPreview['skipped'] {
    const { leftOut } = this.#counts
    const found = (Object.keys(REASONS) as Reason[]).flatMap((reason) => {
      const rows = leftOut[reason] ?? 0
      return rows > 0 ? [{ reason: REASONS[reason], rows }] : []
    })
    return this.#ofOthers > 0
      ? [...found, { reason: OF_OTHER_SYSTEMS, rows: this.#ofOthers }]
      : found
  }
}
