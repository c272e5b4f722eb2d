import { axisY, dot, frame, line, type Markish, text } from '@observablehq/plot'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import type { MetricSeries, Series } from '../../preload/metrics-types.ts'
import type { Look } from '../look.ts'
import type { Picture } from '../picture.ts'
import { FONT_SIZE, honestExtent, LETTER, middle, periodsOf, type Span, unjoined } from './axes.ts'
import { withUnit } from './values.ts'

export interface MultiplesData {
  definition: Pick<MetricDefinition, 'name' | 'unit'>
  data: MetricSeries
  /** ONS code of the area to pick out. */
  area: string | null
}

interface Placed extends Span {
  column: number
  row: number
  value: number
}

const CELL_WIDTH = 190
const CELL_HEIGHT = 104

/** Every system over time in a frame of its own on one scale, with England dashed behind. */
export function multiplesPicture(input: MultiplesData): Picture {
  const { definition, data } = input
  const systems = data.series.filter((series) => series.area.type === 'icb')
  const periods = periodsOf(systems.flatMap((series) => series.points))
  return {
    title: `${definition.name}: each system over time beside England (dashed), on one scale`,
    meaning:
      systems.length === 0
        ? 'No system has values for this metric.'
        : systems.map((series) => courseOf(series, definition.unit)).join(' '),
    table: {
      columns: [
        { heading: 'System' },
        ...periods.map(({ period }) => ({ heading: period, isNumber: true })),
      ],
      rows: systems.map((series) => [
        series.area.name,
        ...periods.map(({ period }) =>
          withUnit(series.points.find((point) => point.period === period)?.value, ''),
        ),
      ]),
    },
    plot: (look) => plotOf(input, systems, look),
  }
}

function courseOf(series: Series, unit: string): string {
  const known = series.points.filter((point) => point.value !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return `${series.area.name}: no values.`
  return `${series.area.name}: ${withUnit(first.value, unit)} in ${first.period}, ${withUnit(
    last.value,
    unit,
  )} in ${last.period}.`
}

function plotOf({ data, area }: MultiplesData, systems: readonly Series[], look: Look) {
  const { palette, width } = look
  const columns = Math.max(1, Math.min(systems.length, Math.floor((width - 44) / CELL_WIDTH)))
  const rows = Math.max(1, Math.ceil(systems.length / columns))
  const england = data.series.find((series) => series.area.type === 'country')
  const place = (i: number) => ({ column: i % columns, row: Math.floor(i / columns) })
  const extent = honestExtent(
    [...systems, ...(england ? [england] : [])].flatMap((series) =>
      series.points.map((point) => point.value),
    ),
  )
  const own = systems.flatMap((series, i) => placed(series, place(i)))
  const letters = Math.floor((width - 44) / columns / LETTER) - 3
  const titles = systems.map((series, i) => ({
    ...place(i),
    name:
      series.area.name.length > letters
        ? `${series.area.name.slice(0, letters - 1).trimEnd()}…`
        : series.area.name,
    isOwn: series.area.code === area,
  }))
  const facet = { fx: 'column', fy: 'row' } as const
  const marks: Markish[] = [
    frame({ stroke: palette.line }),
    axisY({ ticks: 3, tickSize: 0, label: null, fontSize: FONT_SIZE - 1 }),
    line(england ? systems.flatMap((_, i) => placed(england, place(i))) : [], {
      ...facet,
      x: middle,
      y: 'value',
      z: null,
      stroke: palette.quiet,
      strokeDasharray: '5,3',
    }),
    line(own, { ...facet, x: middle, y: 'value', z: null, stroke: palette.accent, strokeWidth: 2 }),
    dot(
      systems.flatMap((series, i) => placed(series, place(i)).slice(-1)),
      { ...facet, x: middle, y: 'value', fill: palette.accent, r: 3.5 },
    ),
    ...[true, false].map((isOwn) =>
      text(
        titles.filter((title) => title.isOwn === isOwn),
        {
          ...facet,
          text: 'name',
          frameAnchor: 'top-left',
          textAnchor: 'start',
          dy: -9,
          fill: palette.ink,
          fontSize: FONT_SIZE,
          fontWeight: isOwn ? 700 : 400,
        },
      ),
    ),
  ]
  return {
    width,
    height: rows * (CELL_HEIGHT + 24) + 12,
    marginTop: 20,
    marginBottom: 8,
    marginLeft: 44,
    marginRight: 4,
    x: { type: 'utc' as const, axis: null, insetLeft: 6, insetRight: 6 },
    y: { domain: extent.domain },
    fx: { axis: null, padding: 0.06 },
    fy: { axis: null, padding: 0.22 },
    marks,
  }
}

/** NaN where there is no value, and between periods that do not follow, so that the line breaks. */
function placed(series: Series, at: { column: number; row: number }): Placed[] {
  return unjoined(
    series.points.map(({ period, start, end, value }) => ({
      ...at,
      period,
      start,
      end,
      value: value ?? Number.NaN,
    })),
  )
}
