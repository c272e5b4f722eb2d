import { rankedPicture } from '../../charts/specs/ranked.ts'
import { statusSharesPicture } from '../../charts/specs/status-shares.ts'
import { trendPicture } from '../../charts/specs/trend.ts'
import { formatDate } from '../../domain/dates.ts'
import type { Block } from '../../domain/publication/tree.ts'
import { STATUSES, type Status } from '../../domain/record/statuses.ts'
import type { Evidence } from '../../domain/reports/evidence.ts'
import { chartFigure } from '../exports/publication/chart.ts'
import { MIDLANDS, requireMetric } from '../metrics/context.ts'
import { protectedMidlands, protectedSeries, protectedSideBySide } from '../metrics/protected.ts'
import type { RecordContext } from '../record/context.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { letOthersWork } from '../runtime/turns.ts'
import { endsTable } from './ends-table.ts'

/** Draws the pictures that a report asks for by name, each once. */
export async function drawPictures(
  context: RecordContext,
  evidence: Evidence,
  names: readonly string[],
  { signal, progress }: JobTools,
): Promise<(name: string) => Block[]> {
  const drawn = new Map<string, Block[]>()
  const wanted = new Set(names)
  for (const name of wanted) {
    signal.throwIfAborted()
    progress(drawn.size, wanted.size, 'Drawing the pictures')
    drawn.set(name, await picture(context, evidence, name))
    await letOthersWork()
  }
  return (name) => drawn.get(name) ?? []
}

/**
 * @param name `statuses`: where the actions of each system stand; `metric:<id>`: the systems beside
 * each other; `trend:<id>:<area>`: an area over time beside England. A picture nobody knows is none.
 */
async function picture(context: RecordContext, evidence: Evidence, name: string): Promise<Block[]> {
  const [kind, metric = '', area = ''] = name.split(':')
  if (kind === 'statuses') return [await chartFigure(statusesOf(evidence))]
  if (kind === 'trend') return await trend(context, metric, area)
  if (kind !== 'metric') return []
  const data = protectedSideBySide(context, metric)
  if (data.rows.every(({ point }) => point?.value == null)) return []
  const { definition } = requireMetric(context, metric)
  return [await chartFigure(rankedPicture({ definition, data, area: null }))]
}

async function trend(context: RecordContext, metric: string, area: string): Promise<Block[]> {
  const { definition } = requireMetric(context, metric)
  const data =
    area === MIDLANDS
      ? protectedMidlands(context, metric)
      : protectedSeries(context, metric, area).trend
  const own = data.series.find((series) => series.area.code === area)
  if (!own?.points.some(({ value }) => value !== null)) return []
  const picture = trendPicture({ definition, data, area, areaName: own.area.name })
  return [
    await chartFigure({
      ...picture,
      table: endsTable(data.series, { heading: 'Area', unit: definition.unit }),
    }),
  ]
}

function statusesOf({ about, actions }: Evidence): ReturnType<typeof statusSharesPicture> {
  return statusSharesPicture({
    title: `Statuses of the actions that apply, by system, ${formatDate(about.day)}`,
    places: about.systems.map(({ ods, name }) => {
      const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<
        Status,
        number
      >
      for (const { ics, end } of actions) if (ics === ods) counts[end.status] += 1
      return { name, counts }
    }),
  })
}
