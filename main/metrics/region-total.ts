import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { rollUp } from '../../domain/metrics/rollup.ts'
import { oneRhythm } from '../../domain/metrics/signals.ts'
import type { Group, MetricArea, Point } from '../../preload/metrics-types.ts'
import { MIDLANDS } from './context.ts'
import { asObservation, rolledPoint } from './series.ts'

/** Values of the Midlands. */

interface SystemSeries {
  area: Pick<MetricArea, 'code' | 'name'>
  points: readonly Point[]
}

/**
 * The Midlands over time: their own values, and where a period has none, the counts and denominators
 * of all systems added up, if the metric is a plain share and none of them is missing or withheld.
 *
 * @param own the Midlands' own values
 * @param systems of the whole region
 * @param isShown whether a system's value may be told: one that may not could be worked back
 */
export function midlandsPoints(
  definition: MetricDefinition,
  group: Pick<Group, 'sex' | 'age'>,
  own: readonly Point[],
  systems: readonly SystemSeries[],
  isShown: (system: SystemSeries, point: Point) => boolean = () => true,
): Point[] {
  const known = new Set(own.map(({ period }) => period))
  const byPeriod = Map.groupBy(
    systems.flatMap((system) => system.points.map((point) => ({ system, point }))),
    ({ point }) => point.period,
  )
  const members = systems.map(({ area }) => area)
  const made = [...byPeriod].flatMap(([period, parts]) => {
    if (known.has(period) || parts.some(({ system, point }) => !isShown(system, point))) return []
    const whole = rollUp(
      definition,
      { code: MIDLANDS, name: 'Midlands' },
      members,
      parts.map(({ system, point }) =>
        asObservation(definition.id, system.area.code, { ...group, category: null }, point),
      ),
    )
    if (!whole.possible) return []
    const point = rolledPoint(whole.observation, parts[0]!.point)
    const source = { ...point.source, source: `Sum of ${members.length} systems` }
    return [{ ...point, source }]
  })
  return oneRhythm([...own, ...made])
}
