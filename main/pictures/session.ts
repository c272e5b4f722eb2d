import type { Picture } from '../../charts/picture.ts'
import { multiplesPicture } from '../../charts/specs/multiples.ts'
import { rankedPicture } from '../../charts/specs/ranked.ts'
import { trendPicture } from '../../charts/specs/trend.ts'
import { xmrPicture } from '../../charts/specs/xmr.ts'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { readSignals } from '../../domain/metrics/signals.ts'
import type { Figure } from '../../domain/publication/tree.ts'
import type { SessionBook } from '../../domain/workshops/book.ts'
import type { Series } from '../../preload/metrics-types.ts'
import { chartFigure } from '../exports/publication/chart.ts'
import { listDefinitions, MIDLANDS } from '../metrics/context.ts'
import { protectedSeries, protectedSideBySide, protectedSystems } from '../metrics/protected.ts'
import { listTargets, targetFor } from '../metrics/targets.ts'
import type { RecordContext } from '../record/context.ts'
import { systemPlaces } from '../record/systems.ts'
import { endsTable } from './ends-table.ts'

/**
 * Draws each metric that the agenda speaks of, the systems side by side and over time, for the
 * documents made from the book. A metric without values keeps its words alone.
 */
export async function withPictures(
  context: RecordContext,
  book: SessionBook,
  signal: AbortSignal,
): Promise<SessionBook> {
  const known = new Map(
    listDefinitions(context).map(({ definition }) => [definition.id, definition]),
  )
  const items = []
  for (const item of book.items) {
    const linked = []
    for (const state of item.linked) {
      const metric = state.kind === 'metric' ? known.get(state.id) : undefined
      const pictures = metric ? picturesOf(context, metric, item.presenterSystem) : []
      const figures: Figure[] = []
      for (const picture of pictures) {
        signal.throwIfAborted()
        figures.push(await chartFigure(picture))
      }
      linked.push(figures.length > 0 ? { ...state, pictures: figures } : state)
    }
    items.push({ ...item, linked })
  }
  return { ...book, items }
}

/** @param presenter the system that presents the item, whose course is shown where the region has none */
function picturesOf(
  context: RecordContext,
  definition: MetricDefinition,
  presenter: string | null,
): Picture[] {
  const data = protectedSideBySide(context, definition.id)
  const place = systemPlaces(context).find(({ ods }) => ods === presenter)
  const course =
    overTime(context, definition, MIDLANDS) ??
    (place && overTime(context, definition, place.area.code)) ??
    everySystem(context, definition)
  return [
    ...(data.rows.some(({ point }) => point?.value != null)
      ? [rankedPicture({ definition, data, area: place?.area.code ?? null })]
      : []),
    ...(course ? [course] : []),
  ]
}

/**
 * An area's process control chart where the rules allow one, or else the course of its values;
 * nothing for fewer than two.
 */
function overTime(
  context: RecordContext,
  definition: MetricDefinition,
  area: string,
): Picture | undefined {
  const { trend } = protectedSeries(context, definition.id, area)
  const series = trend.series.find((each) => each.area.code === area)
  if (!series || !isCourse(series)) return undefined
  const target = targetFor(listTargets(context, definition.id), series.area.system)
  const { better } = definition
  const { chart, ...signals } = readSignals(series.points, { better, target: target ?? undefined })
  return chart
    ? xmrPicture({ definition, data: { series, target, chart, ...signals } })
    : trendPicture({ definition, data: trend, area, areaName: series.area.name })
}

/** Each system in a frame of its own; of the numbers, the first and the latest, which a page has room for. */
function everySystem(context: RecordContext, definition: MetricDefinition): Picture | undefined {
  const { trend: data } = protectedSystems(context, definition.id)
  const systems = data.series.filter(({ area }) => area.type === 'icb')
  if (!systems.some(isCourse)) return undefined
  return {
    ...multiplesPicture({ definition, data, area: null }),
    table: endsTable(systems, { heading: 'System', unit: definition.unit }),
  }
}

function isCourse({ points }: Series): boolean {
  return points.filter(({ value }) => value !== null).length > 1
}
