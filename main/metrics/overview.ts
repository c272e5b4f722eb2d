import { type MetricDefinition, QUADRANTS } from '../../domain/metrics/definitions.ts'
import { readSignals, type Signals } from '../../domain/metrics/signals.ts'
import { staleness } from '../../domain/metrics/staleness.ts'
import type {
  MetricSeries,
  Point,
  RegionOverview,
  Scorecard,
  ScorecardRow,
  Target,
} from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import { requirePlace, type SystemPlace, systemPlaces } from '../record/systems.ts'
import { ENGLAND, groundOf, listDefinitions, MIDLANDS, requireArea } from './context.ts'
import { headlineGroups } from './observations.ts'
import { latestPoint, readSeries, seriesOf } from './series.ts'
import { againstEngland } from './side-by-side.ts'
import { listTargets, targetFor } from './targets.ts'

/** All metrics at a glance: of one system, and of the region. */

/** Values drawn in a small picture. */
const SPARK_POINTS = 36

/** One metric as one system stands with it. */
export interface Standing {
  definition: MetricDefinition
  place: SystemPlace
  points: Point[]
  england: Point | null
  midlands: Point | null
  /** Of England and of the Midlands, all there are. */
  beside: { england: readonly Point[]; midlands: readonly Point[] }
  target: Target | null
  signals: Signals
}

/** Every metric of some systems, in the headline group. */
export function* standings(
  context: RecordContext,
  places: readonly SystemPlace[],
): Generator<Standing[]> {
  const ground = groundOf(context)
  const headlines = headlineGroups(context)
  const [england, midlands] = [requireArea(context, ENGLAND), requireArea(context, MIDLANDS)]
  const areas = [ENGLAND, MIDLANDS, ...places.map(({ area }) => area.code)]
  for (const { definition } of listDefinitions(context)) {
    const { id } = definition
    const headline = headlines.get(id)
    const all: MetricSeries = headline
      ? readSeries(
          context,
          definition,
          { metric: id, ...headline, categoryType: null, areas },
          ground,
        )
      : { metric: id, sex: '', age: '', series: [], rollUpRefusals: [] }
    const targets = listTargets(context, id)
    const beside = {
      england: seriesOf(all, england).points,
      midlands: seriesOf(all, midlands).points,
    }
    yield places.map((place) => {
      const { points } = seriesOf(all, place.area)
      const target = targetFor(targets, place.ods)
      const options = { better: definition.better, target: target ?? undefined }
      return {
        definition,
        place,
        points,
        target,
        beside,
        england: comparable(beside.england, points),
        midlands: latestPoint(beside.midlands),
        signals: readSignals(points, options),
      }
    })
  }
}

/** England's value of the same period where there is one, else its latest. */
function comparable(england: readonly Point[], points: readonly Point[]): Point | null {
  const period = latestPoint(points)?.period
  return england.find((point) => point.period === period) ?? latestPoint(england)
}

export function scorecard(context: RecordContext, ics: string): Scorecard {
  const place = requirePlace(context, ics)
  const today = context.today()
  const rows = [...standings(context, [place])].map(([standing]) => row(standing!, today))
  return {
    ics,
    name: place.name,
    quadrants: QUADRANTS.map((quadrant) => ({
      quadrant,
      rows: rows.filter(({ definition }) => definition.quadrant === quadrant),
    })),
  }
}

function row(
  { definition, points, england, target, signals }: Standing,
  today: string,
): ScorecardRow {
  const latest = latestPoint(points)
  const age = staleness(definition.rhythm, latest ?? undefined, today)
  return {
    definition,
    latest,
    england,
    target,
    comparison: againstEngland(latest, england, definition.better),
    verdict: signals.verdict,
    whyNot: signals.whyNot,
    staleness: age.staleness,
    stalenessText: age.text,
    spark: sparkOf(points),
  }
}

export function regionOverview(context: RecordContext): RegionOverview {
  const places = systemPlaces(context)
  const today = context.today()
  return {
    systems: places.map(({ ods, name, area, subRegion }) => ({
      ods,
      name,
      subRegion,
      area: area.code,
    })),
    metrics: [...standings(context, places)].map((each) => ({
      definition: each[0]!.definition,
      england: each[0]!.england,
      midlands: each[0]!.midlands,
      cells: each.map((standing) => {
        const { latest, comparison, verdict, staleness: age, spark } = row(standing, today)
        return { latest, comparison, verdict, staleness: age, spark }
      }),
    })),
  }
}

function sparkOf(points: readonly Point[]): ScorecardRow['spark'] {
  return points
    .flatMap(({ period, value }) => (value === null ? [] : [{ period, value }]))
    .slice(-SPARK_POINTS)
}
