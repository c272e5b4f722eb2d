import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import type { DisclosureOptions } from '../../domain/metrics/disclosure.ts'
import { type ProtectedValue, protectValues } from '../../domain/metrics/protect-values.ts'
import type {
  Group,
  MetricArea,
  MetricSeries,
  Point,
  Series,
  SideBySide,
} from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import { systemPlaces } from '../record/systems.ts'
import { ENGLAND, MIDLANDS, requireArea, requireMetric } from './context.ts'
import { chosenGroup } from './observations.ts'
import { midlandsPoints } from './region-total.ts'
import { asObservation, readSeries } from './series.ts'
import { againstEngland, sideBySide } from './side-by-side.ts'

/** Values of metrics as they may leave the workspace, under disclosure control. */

/** One value with its place. */
export interface Outgoing {
  definition: MetricDefinition
  area: MetricArea
  group: Group
  point: Point
}

interface Hidden {
  /** How many values were left out. */
  hidden: number
}

/** Local authorities and districts add up to their system. */
export function protect(rows: readonly Outgoing[], options: DisclosureOptions): ProtectedValue[] {
  return protectValues(
    rows.map(({ definition, area, group, point }) => ({
      definition,
      observation: asObservation(definition.id, area.code, group, point),
      family:
        area.type === 'local-authority' || area.type === 'district'
          ? `${area.type} of ${area.system}`
          : area.code,
    })),
    options,
  )
}

/** The systems side by side: what must be hidden has no value. */
export function protectedSideBySide(context: RecordContext, metric: string): SideBySide & Hidden {
  const { definition } = requireMetric(context, metric)
  const group = { ...chosenGroup(context, metric, {}), category: null }
  const data = sideBySide(context, { metric })
  const shown = data.rows.flatMap(({ area, point }) =>
    point ? [{ definition, area, group, point }] : [],
  )
  const hidden = new Set(
    protect(shown, {}).flatMap(({ mark, area }) => (mark === 'suppressed' ? [area] : [])),
  )
  const rows = data.rows.map((row) =>
    hidden.has(row.area.code)
      ? {
          ...row,
          point: null,
          comparison: againstEngland(null, data.england, definition.better),
        }
      : row,
  )
  return { ...data, rows, hidden: hidden.size }
}

/** An area over time beside England and the region. */
export function protectedSeries(
  context: RecordContext,
  metric: string,
  area: string,
): { trend: MetricSeries } & Hidden {
  return overTime(context, metric, ({ code }) => [area, ENGLAND, MIDLANDS].includes(code))
}

/** The Midlands over time beside England, the systems added up where they have no value of their own. */
export function protectedMidlands(context: RecordContext, metric: string): MetricSeries {
  const { definition } = requireMetric(context, metric)
  const { trend } = overTime(
    context,
    metric,
    ({ code, type }) => type === 'icb' || code === ENGLAND || code === MIDLANDS,
  )
  const { sex, age } = trend
  const area = requireArea(context, MIDLANDS)
  const own = trend.series.find((series) => series.area.code === MIDLANDS)?.points ?? []
  const systems = trend.series.filter((series) => series.area.type === 'icb')
  const england = trend.series.filter((series) => series.area.code === ENGLAND)
  // One that could not be shown has no value here, and then there is no sum either.
  const points = midlandsPoints(definition, trend, own, allSystems(context, systems))
  return {
    ...trend,
    series: [{ area, group: { sex, age, category: null }, points }, ...england],
  }
}

/** A system without a value is missing from the sum, and so there is none. */
function allSystems(context: RecordContext, series: readonly Series[]) {
  const known = new Map(series.map((each) => [each.area.code, each.points]))
  return systemPlaces(context).map(({ area, name }) => ({
    area: { code: area.code, name },
    points: known.get(area.code) ?? [],
  }))
}

/** Every system over time beside England. */
export function protectedSystems(
  context: RecordContext,
  metric: string,
): { trend: MetricSeries } & Hidden {
  return overTime(context, metric, ({ code, type }) => type === 'icb' || code === ENGLAND)
}

/**
 * Series of some areas without what must be hidden. Where a system's value must be, so must the
 * region's of that period: it could be worked back from it.
 */
function overTime(
  context: RecordContext,
  metric: string,
  isWanted: (area: MetricArea) => boolean,
): { trend: MetricSeries } & Hidden {
  const { definition } = requireMetric(context, metric)
  const group = chosenGroup(context, metric, {})
  const all = readSeries(context, definition, { metric, ...group, categoryType: null })
  const values = all.series.flatMap((series) =>
    series.points.map((point) => ({ definition, area: series.area, group: series.group, point })),
  )
  const suppressed = new Set(
    protect(values, {}).flatMap(({ mark, area, period }, i) =>
      mark !== 'suppressed'
        ? []
        : values[i]?.area.type === 'icb'
          ? [`${area} ${period}`, `${MIDLANDS} ${period}`]
          : [`${area} ${period}`],
    ),
  )
  const wanted = all.series.filter(({ area }) => isWanted(area))
  const shown = wanted.map((series) => ({
    ...series,
    points: series.points.filter(({ period }) => !suppressed.has(`${series.area.code} ${period}`)),
  }))
  const count = (of: readonly Series[]) => of.reduce((sum, { points }) => sum + points.length, 0)
  return {
    trend: { ...all, series: shown.filter(({ points }) => points.length > 0) },
    hidden: count(wanted) - count(shown),
  }
}
