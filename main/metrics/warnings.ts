import { CHANCE_OF_WIDENING, chanceOfConcern } from '../../domain/metrics/chance.ts'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { deprivationQuantile } from '../../domain/metrics/deprivation.ts'
import type { Forecast } from '../../domain/metrics/forecast.ts'
import { distanceInLimits } from '../../domain/metrics/spc-verdict.ts'
import { staleness } from '../../domain/metrics/staleness.ts'
import { plainNumber } from '../../domain/metrics/words.ts'
import type { EarlyWarning, EarlyWarnings } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import type { RecordReader } from '../record/record.ts'
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
  RecordReader,
  { state: string; byScope: Map<string | undefined, EarlyWarnings> }
>()

function findWarnings(context: RecordContext, ics: string | undefined): EarlyWarnings {
  const places = ics === undefined ? systemPlaces(context) : [requirePlace(context, ics)]
  const warnings: EarlyWarning[] = []
  let looked = 0
  let notJudged = 0
  let stale = 0
  const specialCause = { kind: 'special-cause' as const, judged: 0, expected: 0 }
  for (const standing of [...standings(context, places)].flat()) {
    const latest = latestPoint(standing.points)
    if (!latest) continue
    looked += 1
    // What was so years ago is no early warning.
    if (isStale(standing.definition, latest, context.today())) {
      stale += 1
      continue
    }
    const { chart } = standing.signals
    if (!chart) notJudged += 1
    else if (standing.definition.better !== 'neither') {
      specialCause.judged += 1
      specialCause.expected += chanceOfConcern(chart.phases.at(-1)!.points)
    }
    warnings.push(...seriesWarnings(standing, latest.period))
  }
  const gaps = gapWarnings(context, places)
  warnings.push(...gaps.warnings)
  return {
    warnings: warnings.sort((a, b) => b.strength - a.strength),
    looked,
    notJudged,
    stale,
    byChance: [
      specialCause,
      { kind: 'widening-gap', judged: gaps.judged, expected: gaps.judged * CHANCE_OF_WIDENING },
    ],
  }
}

function isStale(
  { rhythm }: MetricDefinition,
  latest: { period: string; end: string },
  today: string,
): boolean {
  return staleness(rhythm, latest, today).staleness === 'stale'
}

function about({ definition, place }: Pick<Standing, 'definition' | 'place'>, period: string) {
  return {
    metric: definition.id,
    metricName: definition.name,
    period,
    ics: place.ods,
    icsName: place.name,
    area: place.area.code,
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
      strength: distanceInLimits(chart),
    })
  }
  if (forecast && target && outlook === 'expected-to-miss') {
    found.push({
      kind: 'target-at-risk',
      ...about(standing, period),
      text: `If things go on as they are, ${forecast.period.label} will be at ${plainNumber(forecast.value)} (${plainNumber(forecast.lower)} to ${plainNumber(forecast.upper)}), and miss the target of ${plainNumber(target.value)}.`,
      method: forecast.method,
      strength: missedBy(forecast, target.value),
    })
  }
  return found
}

/** How far the target lies from the forecast, in half widths of its interval. */
function missedBy({ value, lower, upper }: Forecast, target: number): number {
  return upper === lower ? 0 : Math.abs(target - value) / ((upper - lower) / 2)
}

/** Widening gaps by deprivation, in the systems that have values by fifth or tenth. */
function gapWarnings(
  context: RecordContext,
  places: readonly SystemPlace[],
): { warnings: EarlyWarning[]; judged: number } {
  const ground = groundOf(context)
  const headlines = headlineGroups(context)
  const areas = places.map(({ area }) => area.code)
  const found: EarlyWarning[] = []
  let judged = 0
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
      const latest = periods.at(-1)?.groups[0]?.point
      if (!trend || !latest || isStale(definition, latest, context.today())) continue
      if (trend.strength > 0) judged += 1
      if (trend.direction !== 'widening') continue
      found.push({
        kind: 'widening-gap',
        ...about({ definition, place }, latest.period),
        text: `The gap between the most and the least deprived is widening. ${trend.text}`,
        method: trend.rule,
        strength: trend.strength,
      })
    }
  }
  return { warnings: found, judged }
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
