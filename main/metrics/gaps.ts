import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { gapsOverTime, inOrder, quantilesOf } from '../../domain/metrics/gap-series.ts'
import type { Input } from '../../preload/contract.ts'
import type { GapSeries, MetricArea, Series } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import { requireArea, requireMetric } from './context.ts'
import { chosenGroup } from './observations.ts'
import { readSeries } from './series.ts'

/** Gaps between the groups of one kind in one area, over time. */
export function metricGaps(context: RecordContext, asked: Input<'metrics.gaps'>): GapSeries {
  const { metric, categoryType } = asked
  const { definition } = requireMetric(context, metric)
  const area = requireArea(context, asked.area)
  const group = chosenGroup(context, metric, asked)
  const { series } = readSeries(context, definition, {
    metric,
    ...group,
    categoryType,
    areas: [area.code],
  })
  return gapSeries(definition, area, categoryType, series)
}

/** @param series one for each group of the area */
export function gapSeries(
  definition: MetricDefinition,
  area: MetricArea,
  categoryType: string,
  series: readonly Series[],
): GapSeries {
  const values = series.flatMap(({ group, points }) =>
    points.map((point) => ({ category: group.category?.value ?? '', point })),
  )
  const byPeriod = [...Map.groupBy(values, ({ point }) => `${point.start}/${point.end}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, groups]) => ({ period: groups[0]!.point.period, groups: inOrder(groups) }))
  const found = gapsOverTime(
    definition,
    byPeriod.map(({ period, groups }) => ({
      period,
      groups: groups.map(({ category, point }) => ({ category, ...point })),
    })),
  )
  const categories = [...new Set(values.map(({ category }) => category))]
  return {
    area,
    categoryType,
    deprivation: quantilesOf(categories) ?? null,
    trend: found.trend,
    periods: byPeriod.map(({ groups }, i) => ({
      ...found.periods[i]!,
      groups,
      between: found.between,
    })),
  }
}
