import { areaY, dot, line, type Markish, pointer, tip } from '@observablehq/plot'
import type { Comparison } from '../../domain/metrics/compare.ts'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import type { MetricSeries, Point, Series } from '../../preload/metrics-types.ts'
import type { Look } from '../look.ts'
import type { Picture } from '../picture.ts'
import {
  honestExtent,
  LEFT,
  middle,
  periodAxis,
  periodsOf,
  type Span,
  unjoined,
  valueAxis,
} from './axes.ts'
import { type EndLabel, endLabels, endMargin } from './labels.ts'
import { VALUE_COLUMNS, valueCells, withUnit } from './values.ts'

export interface TrendData {
  definition: Pick<MetricDefinition, 'name' | 'unit'>
  data: MetricSeries
  /** ONS code of the area the picture is about. */
  area: string
  areaName: string
  /** How its latest value stands to England's. */
  comparison?: Comparison | undefined
}

interface Placed extends Span {
  area: string
  /** NaN where the area has no value, so that its line breaks there. */
  value: number
  lower: number
  upper: number
}

const HEIGHT = 300
const TOP = 26
const BOTTOM = 28
/** Dashes that tell comparators apart without colour. */
const DASHES: Record<string, string> = { country: '7,3', 'nhs-region': '2,3', region: '7,3,2,3' }

/** One area over time with its limits, England and the regions beside it and other systems behind. */
export function trendPicture(input: TrendData): Picture {
  const { definition, data, area, areaName } = input
  const own = data.series.find((series) => series.area.code === area)
  const comparators = data.series.filter(
    (series) => series.area.code !== area && DASHES[series.area.type] !== undefined,
  )
  const shown = [...(own ? [own] : []), ...comparators]
  const beside =
    comparators.length > 1
      ? 'England and the region'
      : (comparators[0]?.area.name ?? (data.series.length > shown.length && 'other systems'))
  return {
    title: `${definition.name}: ${[areaName, beside].filter(Boolean).join(' beside ')}, with 95% limits`,
    meaning: meaningOf(input, own),
    table: {
      columns: [{ heading: 'Area' }, { heading: 'Period' }, ...VALUE_COLUMNS],
      rows: shown.flatMap((series) =>
        series.points.map((point) => [series.area.name, point.period, ...valueCells(point)]),
      ),
    },
    plot: (look) => plotOf(input, own, comparators, look),
  }
}

function meaningOf({ definition, areaName, comparison }: TrendData, own: Series | undefined) {
  const known = own?.points.filter((point) => point.value !== null) ?? []
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return `${areaName} has no values for this metric.`
  const course =
    first === last
      ? `The only value is ${withUnit(last.value, definition.unit)}, in ${last.period}.`
      : `From ${withUnit(first.value, definition.unit)} in ${first.period} to ${withUnit(
          last.value,
          definition.unit,
        )} in ${last.period}.`
  const standing =
    comparison && comparison.standing !== 'not-compared'
      ? ` The latest value is ${comparison.standing} ${
          comparison.standing === 'similar' ? 'to' : 'than'
        } England’s: ${comparison.rule}`
      : ''
  return `${course}${standing}`
}

function plotOf(
  { definition, data, area, areaName }: TrendData,
  own: Series | undefined,
  comparators: readonly Series[],
  look: Look,
) {
  const { palette, width } = look
  const periods = periodsOf(data.series.flatMap((series) => series.points))
  const systems = data.series.filter(
    (series) => series.area.type === 'icb' && series.area.code !== area,
  )
  const ownPoints = own ? placed(own, periods) : []
  const extent = honestExtent(
    [...systems, ...comparators, ...(own ? [own] : [])].flatMap((series) =>
      series.points.flatMap((point) => [
        point.value,
        ...(series === own ? [point.lower95, point.upper95] : []),
      ]),
    ),
  )
  const labels: EndLabel[] = [
    ...endLabel(own, areaName, palette.accent, true),
    ...comparators.flatMap((series) => endLabel(series, series.area.name, palette.ink, false)),
    ...endLabel(systems[0], 'Other systems', palette.quiet, false),
  ].map((label) => ({ ...label, text: shortened(label.text) }))
  const marginRight = endMargin(labels)
  const marks: Markish[] = [
    ...valueAxis(definition.unit, extent, look),
    periodAxis(periods, width - marginRight - LEFT),
    line(
      systems.flatMap((series) => unjoined(placed(series, periods))),
      {
        x: middle,
        y: 'value',
        z: 'area',
        stroke: palette.quiet,
        strokeOpacity: 0.45,
        strokeWidth: 1,
      },
    ),
    areaY(unjoined(ownPoints), {
      x: middle,
      y1: ({ value, lower }: Placed) => (Number.isNaN(value) ? Number.NaN : lower),
      y2: ({ value, upper }: Placed) => (Number.isNaN(value) ? Number.NaN : upper),
      fill: palette.accent,
      fillOpacity: 0.18,
    }),
    ...comparators.map((series) =>
      line(unjoined(placed(series, periods)), {
        x: middle,
        y: 'value',
        stroke: palette.ink,
        strokeWidth: 1.5,
        strokeDasharray: DASHES[series.area.type] ?? 'none',
      }),
    ),
    line(unjoined(ownPoints), { x: middle, y: 'value', stroke: palette.accent, strokeWidth: 2.5 }),
    dot(ownPoints, { x: middle, y: 'value', fill: palette.accent, r: 3 }),
    // A comparator with one value is no line.
    ...comparators.map((series) =>
      dot(series.points.length < 3 ? placed(series, periods) : [], {
        x: middle,
        y: 'value',
        symbol: 'square2',
        stroke: palette.ink,
        r: 4,
      }),
    ),
    ...endLabels(labels, { domain: extent.domain, top: TOP, bottom: HEIGHT - BOTTOM }),
  ]
  if (look.interactive) {
    const names = new Map(data.series.map((series) => [series.area.code, series.area.name]))
    marks.push(
      tip(
        [...systems, ...comparators, ...(own ? [own] : [])].flatMap((series) =>
          placed(series, periods),
        ),
        pointer({
          x: middle,
          y: 'value',
          title: (point: Placed) =>
            `${names.get(point.area)}, ${point.period}\n${withUnit(point.value, definition.unit)}`,
        }),
      ),
    )
  }
  return {
    width,
    height: HEIGHT,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft: LEFT,
    marginRight,
    x: { type: 'utc' as const, insetLeft: 10, insetRight: 10 },
    y: { domain: extent.domain },
    marks,
  }
}

/** A series over all periods, so that a missing one breaks the line. */
function placed(series: Series, periods: readonly Span[]): Placed[] {
  const byPeriod = new Map<string, Point>(series.points.map((point) => [point.period, point]))
  return periods.map((span) => {
    const point = byPeriod.get(span.period)
    return {
      ...span,
      area: series.area.code,
      value: point?.value ?? Number.NaN,
      lower: point?.lower95 ?? Number.NaN,
      upper: point?.upper95 ?? Number.NaN,
    }
  })
}

function endLabel(series: Series | undefined, text: string, colour: string, isStrong: boolean) {
  const at = series?.points.findLast((point) => point.value !== null)?.value
  return at === null || at === undefined ? [] : [{ text, at, colour, isStrong }]
}

/** Names of systems are long; the picture's title has them in full. */
function shortened(name: string): string {
  return name.length > 22 ? `${name.slice(0, 21).trimEnd()}…` : name
}
