import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { paperLook } from '../../charts/look.ts'
import type { Picture } from '../../charts/picture.ts'
import { mapPicture } from '../../charts/specs/map.ts'
import { rankedPicture } from '../../charts/specs/ranked.ts'
import { trendPicture } from '../../charts/specs/trend.ts'
import { BOUNDARIES_NOTICE } from '../../domain/areas/notice.ts'
import { plural } from '../../domain/words.ts'
import { draw } from '../exports/publication/draw.ts'
import { knownAreas, listDefinitions, MIDLANDS } from '../metrics/context.ts'
import { protectedSeries, protectedSideBySide } from '../metrics/protected.ts'
import type { RecordContext } from '../record/context.ts'
import { readResource } from '../record/resources.ts'
import type { Answered, QueryOf } from './content.ts'

/** A metric as a picture with its numbers, as they may leave the workspace. */
export async function liveMetric(
  context: RecordContext,
  query: QueryOf<'metric'>,
): Promise<Answered> {
  const known = listDefinitions(context).find(({ definition }) => definition.id === query.metric)
  if (!known)
    return { title: query.metric, gone: `The metric “${query.metric}” is not in this record.` }
  const { name } = known.definition
  const area = query.area === null ? undefined : knownAreas(context).get(query.area)
  if (query.area !== null && !area)
    return { title: name, gone: `${query.area} is not an area that Accord knows of.` }
  const { picture, hidden, notes = [] } = PICTURES[query.picture](context, known.definition, query)
  if (!picture) {
    const where = query.picture === 'trend' ? (area?.name ?? 'the Midlands') : 'the systems'
    return { title: name, gone: `There are no values of “${name}” for ${where} that may be shown.` }
  }
  const { title, meaning, table, plot } = picture
  return {
    title,
    meaning,
    columns: table.columns.map(({ heading, isNumber = false }) => ({ heading, isNumber })),
    rows: table.rows.map((row) => [...row]),
    drawing: await draw(({ document, Plot }) => Plot.plot({ ...plot(paperLook()), document })),
    notes: [
      ...notes,
      ...(hidden > 0
        ? [
            `${plural(hidden, 'value')} ${hidden === 1 ? 'is' : 'are'} left out, since small counts could point to people.`,
          ]
        : []),
    ],
    entries: observationEntries(context, query.metric),
  }
}

type Definition = ReturnType<typeof listDefinitions>[number]['definition']
interface Drawn {
  /** Nothing where there is no value to draw. */
  picture?: Picture
  /** Values that disclosure control took out. */
  hidden: number
  notes?: string[]
}

const PICTURES: Record<
  QueryOf<'metric'>['picture'],
  (context: RecordContext, definition: Definition, query: QueryOf<'metric'>) => Drawn
> = {
  trend(context, definition, { metric, area: asked }) {
    const area = asked ?? MIDLANDS
    const { trend: data, hidden } = protectedSeries(context, metric, area)
    const own = data.series.find((series) => series.area.code === area)
    if (!own?.points.some(({ value }) => value !== null)) return { hidden }
    const areaName = own.area.name
    return { picture: trendPicture({ definition, data, area, areaName }), hidden }
  },
  map(context, definition, { metric, area }) {
    const { data, hidden } = besideEachOther(context, metric)
    if (!data) return { hidden }
    const boundaries = readResource('icb-boundaries-midlands.geojson') as Boundaries
    return {
      picture: mapPicture({ definition, data, boundaries, area }),
      hidden,
      notes: [BOUNDARIES_NOTICE],
    }
  },
  systems(context, definition, { metric, area }) {
    const { data, hidden } = besideEachOther(context, metric)
    return data ? { picture: rankedPicture({ definition, data, area }), hidden } : { hidden }
  },
}

type Boundaries = FeatureCollection<Polygon | MultiPolygon, { ons: string; name: string }>

function besideEachOther(context: RecordContext, metric: string) {
  const { hidden, ...data } = protectedSideBySide(context, metric)
  const isEmpty = data.rows.every(({ point }) => point?.value == null)
  return { data: isEmpty ? undefined : data, hidden }
}

/** The entries that brought the metric's values; what ships with Accord has none. */
function observationEntries({ record }: RecordContext, metric: string): string[] {
  return record.db
    .prepare(
      "SELECT DISTINCT entry FROM observation WHERE metric = ? AND removed = 0 AND entry <> ''",
    )
    .pluck()
    .all(metric) as string[]
}
