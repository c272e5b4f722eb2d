import type { CarriedObservation } from '../../domain/record/observations.ts'
import type {
  ImportedIndicator,
  MetricArea,
  MetricsImportPreview,
  RowProblem,
} from '../../preload/metrics-types.ts'
import type { FingertipsRow } from '../imports/fingertips-rows.ts'
import type { RecordContext } from '../record/context.ts'
import { requirePlace } from '../record/systems.ts'
import { knownAreas, listDefinitions } from './context.ts'
import { recordedValues, sameValues } from './differences.ts'
import type { Staging } from './staging.ts'

const MOST_PROBLEMS_SHOWN = 200
const EXAMPLES_OF_EACH = 3

/** Compares the rows of a file with the record as they are read, and counts what they would do. */
export class ImportTally {
  /** Rows under the heading so far, and problems, of which only the first are kept. */
  read = 0
  problemCount = 0
  readonly #fileName: string
  readonly #scope: string
  readonly #staging: Staging
  readonly #recorded: ReturnType<typeof recordedValues>
  readonly #metrics = new Map<string, string>()
  readonly #areas: ReadonlyMap<string, MetricArea>
  /** Systems whose areas may be written; all where the region writes. */
  readonly #line: readonly string[] | undefined
  readonly #indicators = new Map<string, ImportedIndicator>()
  readonly #skipped = new Map<string, number>()
  readonly #examples: MetricsImportPreview['examples'] = []
  readonly #problems: RowProblem[] = []

  constructor(context: RecordContext, fileName: string, scope: string, staging: Staging) {
    this.#fileName = fileName
    this.#scope = scope
    this.#staging = staging
    this.#recorded = recordedValues(context.record.db)
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

  /** Says how many rows in all were left out for a reason, in words. */
  skip(reason: string, rows: number): void {
    if (rows > 0) this.#skipped.set(reason, rows)
  }

  add(rows: readonly FingertipsRow[], problems: readonly RowProblem[]): void {
    this.#problems.push(...problems.slice(0, MOST_PROBLEMS_SHOWN - this.#problems.length))
    const staged = rows.flatMap((row) => {
      if (!this.#maySpeakFor(row.area)) {
        const reason = 'of areas of other systems'
        this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1)
        return []
      }
      return this.#compare(row)
    })
    this.#staging.add(staged)
  }

  #maySpeakFor(area: string): boolean {
    return !this.#line || this.#line.includes(this.#areas.get(area)?.system ?? '')
  }

  #compare(row: FingertipsRow): { indicator: string; observation: CarriedObservation }[] {
    const { indicator, indicatorName, ...observation } = row
    const tally = this.#indicator(indicator, indicatorName)
    tally.rows += 1
    const before = tally.metric === null ? undefined : this.#recorded(tally.metric, observation)
    if (sameValues(before, observation)) {
      tally.unchanged += 1
      return []
    }
    tally[before ? 'changed' : 'new'] += 1
    if (tally.new + tally.changed <= EXAMPLES_OF_EACH) {
      const { area, period, sex, age, category, value } = observation
      const group = { sex, age, category }
      const values = { before: before?.value ?? null, after: value, row: row.row }
      this.#examples.push({ metric: tally.metric, area, period, group, ...values })
    }
    return [{ indicator, observation }]
  }

  #indicator(indicator: string, name: string): ImportedIndicator {
    let tally = this.#indicators.get(indicator)
    if (!tally) {
      const metric = this.#metrics.get(indicator) ?? null
      tally = { indicator, name, metric, rows: 0, new: 0, changed: 0, unchanged: 0 }
      this.#indicators.set(indicator, tally)
    }
    return tally
  }

  preview(preview: string): MetricsImportPreview {
    const indicators = [...this.#indicators.values()]
    const total = (of: 'new' | 'changed' | 'unchanged') =>
      indicators.reduce((sum, indicator) => sum + indicator[of], 0)
    return {
      ...{ preview, fileName: this.#fileName, to: this.#scope, read: this.read, indicators },
      ...{ new: total('new'), changed: total('changed'), unchanged: total('unchanged') },
      skipped: [...this.#skipped].map(([reason, rows]) => ({ reason, rows })),
      examples: this.#examples,
      ...{ problems: this.#problems, problemCount: this.problemCount },
    }
  }
}
