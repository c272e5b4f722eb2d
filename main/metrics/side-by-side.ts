import { type Comparison, compareBoth, compareWithValue } from '../../domain/metrics/compare.ts'
import type { BetterDirection } from '../../domain/metrics/definitions.ts'
import type { Input } from '../../preload/contract.ts'
import type { Point, SideBySide } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import { systemPlaces } from '../record/systems.ts'
import { ENGLAND, knownAreas, requireArea, requireMetric } from './context.ts'
import { chosenGroup } from './observations.ts'
import { readSeries, seriesOf } from './series.ts'

/** Areas of one kind beside each other in one period, each against England and its own past. */
export function sideBySide(context: RecordContext, asked: Input<'metrics.sideBySide'>): SideBySide {
  const { metric } = asked
  const { definition } = requireMetric(context, metric)
  const group = chosenGroup(context, metric, asked)
  const areas =
    asked.areas === 'local-authorities'
      ? [...knownAreas(context).values()].filter(({ type }) => type === 'local-authority')
      : systemPlaces(context).map(({ area }) => area)
  const all = readSeries(context, definition, {
    metric,
    ...group,
    categoryType: null,
    areas: [ENGLAND, ...areas.map(({ code }) => code)],
  })
  const england = seriesOf(all, requireArea(context, ENGLAND)).points
  const shown = areas.map((area) => ({ area, points: seriesOf(all, area).points }))
  const periods = periodsOf([...shown.map(({ points }) => points), england])
  const period = asked.period ?? fullestLatest(shown.map(({ points }) => points)) ?? periods.at(-1)
  const inEngland = england.find((point) => point.period === period) ?? null
  return {
    metric,
    period: period ?? '',
    periods,
    england: inEngland,
    rows: shown.map(({ area, points }) => {
      const at = points.findIndex((point) => point.period === period)
      const point = points[at] ?? null
      return {
        area,
        point,
        comparison: againstEngland(point, inEngland, definition.better),
        change: againstPast(point, points[at - 1] ?? null, definition.better),
      }
    }),
  }
}

export function againstEngland(
  point: Point | null,
  england: Point | null,
  better: BetterDirection,
): Comparison {
  if (!point) return { standing: 'not-compared', rule: 'There is no value.' }
  if (england && england.period !== point.period)
    return {
      standing: 'not-compared',
      rule: `England's latest value is of ${england.period}, not of ${point.period}.`,
    }
  return compareWithValue(point, england?.value ?? null, better)
}

function againstPast(
  point: Point | null,
  before: Point | null,
  better: BetterDirection,
): Comparison {
  if (!point || !before)
    return { standing: 'not-compared', rule: 'There is no value of the period before.' }
  if (before.end >= point.start)
    return {
      standing: 'not-compared',
      rule: 'The two periods overlap, so their values are not independent.',
    }
  return compareBoth(point, before, better)
}

function periodsOf(series: readonly Point[][]): string[] {
  const byLabel = new Map(series.flat().map((point) => [point.period, point]))
  return [...byLabel.values()]
    .sort((a, b) => (`${a.start}/${a.end}` < `${b.start}/${b.end}` ? -1 : 1))
    .map(({ period }) => period)
}

/** The latest period that at least half of the areas with any value have one in. */
function fullestLatest(series: readonly Point[][]): string | undefined {
  const withValues = series.filter((points) => points.some(({ value }) => value !== null))
  const counts = new Map<string, number>()
  for (const points of withValues)
    for (const { period, value } of points)
      if (value !== null) counts.set(period, (counts.get(period) ?? 0) + 1)
  return periodsOf(withValues).findLast(
    (period) => (counts.get(period) ?? 0) * 2 >= withValues.length,
  )
}
