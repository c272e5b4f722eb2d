import { quantilesOf } from '../../domain/metrics/gap-series.ts'
import { staleness } from '../../domain/metrics/staleness.ts'
import type { MetricDetail, MetricSummary, Point } from '../../preload/metrics-types.ts'
import type { RecordContext } from '../record/context.ts'
import { fieldsInView } from '../record/in-view.ts'
import { requirePlace } from '../record/systems.ts'
import {
  compareAreas,
  ENGLAND,
  groundOf,
  knownAreas,
  listDefinitions,
  MIDLANDS,
  requireMetric,
} from './context.ts'
import { EVERYBODY, headlineGroups } from './observations.ts'
import { latestPoint, readSeries, seriesOf } from './series.ts'
import { listTargets } from './targets.ts'

/** Which metrics there are, and what one of them is. */

export const NOT_REGIONAL = 'Only regional staff can change metrics for the whole region.'

/** @param ics the system whose latest values are told beside England's and the Midlands' */
export function listMetrics(context: RecordContext, ics?: string): MetricSummary[] {
  const ground = groundOf(context)
  const { places } = ground
  const place = ics === undefined ? undefined : requirePlace(context, ics)
  const headlines = headlineGroups(context)
  const today = context.today()
  return listDefinitions(context).map(({ definition, own }) => {
    const headline = headlines.get(definition.id)
    const areas = [ENGLAND, MIDLANDS, ...places.map(({ area }) => area.code)]
    const series = headline
      ? readSeries(
          context,
          definition,
          { metric: definition.id, ...headline, categoryType: null, areas },
          ground,
        )
      : undefined
    const latest = (code: string): Point | null => {
      const area = ground.areas.get(code)
      return series && area ? latestPoint(seriesOf(series, area).points) : null
    }
    const points = { system: place ? latest(place.area.code) : null, england: latest(ENGLAND) }
    const midlands = latest(MIDLANDS)
    const withValues = places.filter(({ area }) => latest(area.code) !== null)
    const newest = place
      ? points.system
      : [...withValues.map(({ area }) => latest(area.code)), points.england, midlands]
          .filter((point) => point !== null)
          .reduce<Point | null>((a, b) => (a && a.end >= b.end ? a : b), null)
    const age = staleness(definition.rhythm, newest ?? undefined, today)
    return {
      definition,
      own,
      latest: { ...points, midlands },
      staleness: age.staleness,
      stalenessText: age.text,
      systemsWithValues: withValues.length,
      observations: headline?.values ?? 0,
    }
  })
}

const DEFINITION_FIELDS = [
  'name',
  'explanation',
  'unit',
  'valueType',
  'multiplier',
  'better',
  'source',
  'denominator',
  'rhythm',
  'quadrant',
  'priorities',
  'focusAreas',
  'actions',
  'tags',
]

export function metricDetail(context: RecordContext, id: string): MetricDetail {
  const { record, grants } = context
  const { db } = record
  const { definition, own } = requireMetric(context, id)
  const headline = headlineGroups(context, id).get(id) ?? EVERYBODY
  const values = (column: 'sex' | 'age' | 'area', where = '') =>
    db
      .prepare(
        `SELECT ${column} FROM observation WHERE metric = ? AND removed = 0 ${where}
         GROUP BY ${column} ORDER BY count(*) DESC, ${column}`,
      )
      .pluck()
      .all(id) as string[]
  const known = knownAreas(context)
  const mayEdit = grants().includes('regional')
  return {
    definition,
    own,
    mayEdit,
    whyNot: mayEdit ? null : NOT_REGIONAL,
    fields: fieldsInView(
      context,
      'metric',
      DEFINITION_FIELDS,
      record.projection.readHeads('region', `metric:${id}`),
    ),
    headline: { sex: headline.sex, age: headline.age, category: null },
    sexes: values('sex'),
    ages: values('age'),
    categoryTypes: categoryTypes(context, id),
    periods: db
      .prepare(
        `SELECT period FROM observation
         WHERE metric = ? AND sex = ? AND age = ? AND category_type = '' AND removed = 0
         GROUP BY period_sort ORDER BY period_sort`,
      )
      .pluck()
      .all(id, headline.sex, headline.age) as string[],
    areas: values('area')
      .flatMap((code) => known.get(code) ?? [])
      .sort(compareAreas),
    targets: listTargets(context, id),
  }
}

function categoryTypes({ record }: RecordContext, metric: string): MetricDetail['categoryTypes'] {
  const rows = record.db
    .prepare(
      `SELECT DISTINCT category_type AS type, category FROM observation
       WHERE metric = ? AND category_type <> '' AND removed = 0 ORDER BY 1, 2`,
    )
    .all(metric) as { type: string; category: string }[]
  return [...Map.groupBy(rows, ({ type }) => type)].map(([type, of]) => {
    const categories = of.map(({ category }) => category)
    return { type, categories, deprivation: quantilesOf(categories) ?? null }
  })
}
