import type { MetricDefinition, Observation } from '../../domain/metrics/definitions.ts'
import { rollUp } from '../../domain/metrics/rollup.ts'
import { oneRhythm } from '../../domain/metrics/signals.ts'
import type { Group, MetricArea, MetricSeries, Point, Series } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import type { SystemPlace } from '../record/systems.ts'
import { compareAreas, type Ground, groundOf } from './context.ts'
import { type Observed, readSlice, type Slice } from './observations.ts'

/**
 * Series of a slice by area, with systems made up of their authorities where that is allowed.
 * @param ground for whoever reads many slices
 */
export function readSeries(
  context: RecordContext,
  definition: MetricDefinition,
  slice: Slice,
  ground: Ground = groundOf(context),
): MetricSeries {
  const { sex, age, categoryType } = slice
  const places = ground.places.filter(({ area }) => !slice.areas || slice.areas.includes(area.code))
  const wanted = slice.areas && new Set(slice.areas)
  // The authorities of a system are needed to make it up, whether or not they are to be shown.
  const areas = slice.areas && [
    ...slice.areas,
    ...places.flatMap(({ authorities }) => authorities.map(({ code }) => code)),
  ]
  const observed = readSlice(context, { ...slice, areas })
  const byPlace = Map.groupBy(observed, ({ area, category }) => `${area} ${category ?? ''}`)
  const { rolledUp, refusals } = rollUps(definition, slice, places, observed, byPlace)
  for (const [key, points] of Map.groupBy(rolledUp, (o) => `${o.area} ${o.category ?? ''}`))
    byPlace.set(key, [...(byPlace.get(key) ?? []), ...points])

  const series: Series[] = []
  for (const values of byPlace.values()) {
    const { area: code, category } = values[0]!
    const area = ground.areas.get(code)
    if (!area || (wanted && !wanted.has(code))) continue
    const group = { sex, age, category: inWhole(categoryType, category) }
    series.push({ area, group, points: oneRhythm(values.map(({ point }) => point)) })
  }
  series.sort((a, b) => compareAreas(a.area, b.area))
  return { metric: definition.id, sex, age, series, rollUpRefusals: refusals }
}

function inWhole(type: string | null, category: string | null) {
  return type === null || category === null ? null : { type, value: category }
}

interface RolledUp {
  rolledUp: Observed[]
  refusals: MetricSeries['rollUpRefusals']
}

/** Values of systems that have none of their own, where counts and denominators allow it. */
function rollUps(
  definition: MetricDefinition,
  slice: Slice,
  places: readonly SystemPlace[],
  observed: readonly Observed[],
  byPlace: ReadonlyMap<string, Observed[]>,
): RolledUp {
  const result: RolledUp = { rolledUp: [], refusals: [] }
  if (observed.length === 0) return result
  for (const { area, authorities } of places) {
    const codes = new Set(authorities.map(({ code }) => code))
    const parts = observed.filter((each) => codes.has(each.area))
    for (const group of Map.groupBy(
      parts,
      ({ category, point }) => `${category ?? ''}\n${point.period}`,
    ).values()) {
      const { category, point } = group[0]!
      const own = byPlace.get(`${area.code} ${category ?? ''}`)
      if (own?.some(({ point: { period } }) => period === point.period)) continue
      const made = rollUp(
        definition,
        { code: area.code, name: area.name },
        authorities,
        group.map(({ area: code, category: of, point: value }) =>
          asObservation(
            slice.metric,
            code,
            { sex: slice.sex, age: slice.age, category: inWhole(slice.categoryType, of) },
            value,
          ),
        ),
      )
      if (made.possible) {
        result.rolledUp.push({
          area: area.code,
          category,
          point: rolledPoint(made.observation, point),
        })
      } else if (category === null) {
        result.refusals.push({ area: area.code, period: point.period, reason: made.reason })
      }
    }
  }
  return result
}

/** A value with its place, as the rules of adding up want it. */
export function asObservation(
  metric: string,
  area: string,
  { sex, age, category }: Group,
  { start: _, end: __, source, ...point }: Point,
): Observation {
  return {
    ...{ metric, area, sex, age, category },
    ...point,
    provenance: { kind: source.kind, source: source.source },
  }
}

/** @param like of the same period */
export function rolledPoint(made: Observation, like: Point): Point {
  const { value, lower95, upper95, lower998, upper998, count, denominator, note } = made
  return {
    period: like.period,
    start: like.start,
    end: like.end,
    value,
    lower95,
    upper95,
    lower998,
    upper998,
    count,
    denominator,
    note,
    source: { kind: 'roll-up', source: made.provenance.source, row: null, byName: null, at: null },
  }
}

/** One area's series of everybody, without points where it has none. */
export function seriesOf(all: MetricSeries, area: MetricArea): Series {
  return (
    all.series.find((series) => series.area.code === area.code && !series.group.category) ?? {
      area,
      group: { sex: all.sex, age: all.age, category: null },
      points: [],
    }
  )
}

/** The latest point that has a value. */
export function latestPoint(points: readonly Point[]): Point | null {
  return points.findLast(({ value }) => value !== null) ?? null
}
