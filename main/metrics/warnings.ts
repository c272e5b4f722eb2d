import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { deprivationQuantile } from '../../domain/metrics/deprivation.ts'
import { plainNumber } from '../../domain/metrics/words.ts'
import type { EarlyWarning, EarlyWarnings } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import type { ServiceRecord } from '../record/record.ts'
import { requirePlace, type SystemPlace, systemPlaces } from '../record/systems.ts'
import { groundOf, listDefinitions } from './context.ts'
import { gapSeries } from './gaps.ts'
import { headlineGroups } from './observations.ts'
import { type Standing, standings } from './overview.ts'
import { latestPoint, readSeries } from './series.ts'

/**
 * What may need somebody's eye before it shows in a yearly table: special cause that is getting
 * worse, gaps that widen, targets that the trend will miss. Each names the rule that says so.
 * They are worked out once for each state of the metrics: every value of the record goes into them.
 */
export function earlyWarnings(context: RecordContext, ics?: string): EarlyWarnings {
  const { record, today } = context
  const state = `${record.projection.metricsVersion()} ${today()}`
  let known = workedOut.get(record)
  if (known?.state !== state) {
    known = { state, byScope: new Map() }
    workedOut.set(record, known)
  }
  const warnings = known.byScope.get(ics) ?? findWarnings(context, ics)
  known.byScope.set(ics, warnings)
  return warnings
}

const workedOut = new WeakMap<
  ServiceRecord,
  { state: string; byScope: Map<string | undefined, EarlyWarnings> }
>()

function findWarnings(context: RecordContext, ics: string | undefined): EarlyWarnings {
  const places = ics === undefined ? systemPlaces(context) : [requirePlace(context, ics)]
  const warnings: EarlyWarning[] = []
  let looked = 0
  let notJudged = 0
  for (const standing of [...standings(context, places)].flat()) {
    const latest = latestPoint(standing.points)
    if (!latest) continue
    looked += 1
    if (!standing.signals.verdict) notJudged += 1
    warnings.push(...seriesWarnings(standing, latest.period))
  }
  warnings.push(...gapWarnings(context, places))
  return { warnings, looked, notJudged }
}

function about({ definition, place }: Pick<Standing, 'definition' | 'place'>, period: string) {
  return {
    ...{ metric: definition.id, metricName: definition.name, period },
    ...{ ics: place.ods, icsName: place.name, area: place.area.code },
  }
}

function seriesWarnings(standing: Standing, period: string): EarlyWarning[] {
  const { chart, verdict, forecast, outlook } = standing.signals
  const { target } = standing
  const found: EarlyWarning[] = []
  if (chart && verdict?.variation.startsWith('concern')) {
    const limits = chart.screened ? 'outlying moving ranges screened out' : 'no screening'
    found.push({
      kind: 'special-cause',
      ...about(standing, period),
      text: verdict.variationText,
      method: ['XmR chart, Making Data Count rules', limits, ...chart.warnings].join('. '),
    })
  }
  if (forecast && target && outlook === 'expected-to-miss') {
    found.push({
      kind: 'target-at-risk',
      ...about(standing, period),
      text: `If things go on as they are, ${forecast.period.label} will be at ${plainNumber(forecast.value)} (${plainNumber(forecast.lower)} to ${plainNumber(forecast.upper)}), and miss the target of ${plainNumber(target.value)}.`,
      method: forecast.method,
    })
  }
  return found
}

/** Widening gaps by deprivation, in the systems that have values by fifth or tenth. */
function gapWarnings(context: RecordContext, places: readonly SystemPlace[]): EarlyWarning[] {
  const ground = groundOf(context)
  const headlines = headlineGroups(context)
  const areas = places.map(({ area }) => area.code)
  const found: EarlyWarning[] = []
  for (const { definition, type } of deprivationMetrics(context)) {
    const headline = headlines.get(definition.id)
    if (!headline) continue
    const { series } = readSeries(
      context,
      definition,
      { metric: definition.id, ...headline, categoryType: type, areas },
      ground,
    )
    for (const place of places) {
      const ofPlace = series.filter(({ area }) => area.code === place.area.code)
      if (ofPlace.length === 0) continue
      const { trend, periods } = gapSeries(definition, place.area, type, ofPlace)
      if (trend?.direction !== 'widening') continue
      found.push({
        kind: 'widening-gap',
        ...about({ definition, place }, periods.at(-1)!.period),
        text: `The gap between the most and the least deprived is widening. ${trend.text}`,
        method: trend.rule,
      })
    }
  }
  return found
}

/** Metrics with a kind of category that tells deprivation. */
function deprivationMetrics(
  context: RecordContext,
): { definition: MetricDefinition; type: string }[] {
  const rows = context.record.db
    .prepare(
      `SELECT DISTINCT metric, category_type AS type, category FROM observation
       WHERE category_type <> '' AND removed = 0`,
    )
    .all() as { metric: string; type: string; category: string }[]
  const types = new Map<string, Set<string>>()
  for (const { metric, type, category } of rows)
    if (deprivationQuantile(category)) types.set(metric, (types.get(metric) ?? new Set()).add(type))
  return listDefinitions(context).flatMap(({ definition }) =>
    [...(types.get(definition.id) ?? [])].map((type) => ({ definition, type })),
  )
}
