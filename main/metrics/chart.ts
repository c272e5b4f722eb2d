import { readSignals } from '../../domain/metrics/signals.ts'
import type { Input } from '../../preload/contract.ts'
import type { MetricChart } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import { requireArea, requireMetric } from './context.ts'
import { chosenGroup } from './observations.ts'
import { readSeries } from './series.ts'
import { listTargets, targetFor } from './targets.ts'

/** One area's series as an XmR chart, with its target and whether that is in reach. */
export function metricChart(context: RecordContext, asked: Input<'metrics.chart'>): MetricChart {
  const { metric, screen, rebaseAt, lockAt, ghosted } = asked
  const { definition } = requireMetric(context, metric)
  const area = requireArea(context, asked.area)
  const group = chosenGroup(context, metric, asked)
  const category = asked.category ?? null
  const categoryType = category?.type ?? null
  const all = readSeries(context, definition, {
    metric,
    ...group,
    categoryType,
    areas: [area.code],
  })
  const series = all.series.find((one) => one.group.category?.value === category?.value) ?? {
    area,
    group: { ...group, category },
    points: [],
  }
  const target = targetFor(listTargets(context, metric), area.system)
  const signals = readSignals(series.points, {
    better: definition.better,
    target: target ?? undefined,
    ...(screen === undefined ? {} : { screen }),
    ...(rebaseAt === undefined ? {} : { rebaseAt }),
    ...(lockAt === undefined ? {} : { lockAt }),
    ...(ghosted === undefined ? {} : { ghosted }),
  })
  return { series, target, ...signals }
}
