import { dot, line, type Markish, pointerX, ruleX, ruleY, text, tip } from '@observablehq/plot'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { parsePeriod } from '../../domain/metrics/periods.ts'
import type { GapSeries } from '../../preload/metrics-types.ts'
import type { Look } from '../look.ts'
import type { Picture } from '../picture.ts'
import {
  FONT_SIZE,
  honestExtent,
  LEFT,
  middle,
  periodAxis,
  type Span,
  unjoined,
  valueAxis,
} from './axes.ts'
import { bare, range } from './values.ts'

/** The ways to say how wide a gap is. */
export const GAP_MEASURES = ['slope', 'relative-index', 'absolute', 'relative'] as const
export type GapMeasure = (typeof GAP_MEASURES)[number]

export const GAP_MEASURE_WORDS: Record<GapMeasure, string> = {
  slope: 'Slope index of inequality',
  'relative-index': 'Relative index of inequality',
  absolute: 'Difference between two groups',
  relative: 'Ratio of two groups',
}

export interface GapIndexData {
  definition: Pick<MetricDefinition, 'name' | 'unit'>
  data: GapSeries
  measure: GapMeasure
}

interface Placed extends Span {
  value: number
  lower: number
  upper: number
}

const HEIGHT = 260
const TOP = 26
const BOTTOM = 28

/** How wide the gap is in each period, with its 95% interval. */
export function gapIndexPicture(input: GapIndexData): Picture {
  const { definition, data, measure } = input
  const points = placed(data, measure)
  return {
    title: `${definition.name}, ${data.area.name}: ${GAP_MEASURE_WORDS[measure].toLowerCase()}, with 95% limits`,
    meaning: meaningOf(input, points),
    table: {
      columns: [
        { heading: 'Period' },
        { heading: GAP_MEASURE_WORDS[measure], isNumber: true },
        { heading: '95% limits', isNumber: true },
        { heading: 'How it was made' },
      ],
      rows: data.periods.map((period) => {
        const gap = gapOf(period, measure)
        return [
          period.period,
          bare(gap?.value),
          range(gap?.lower, gap?.upper),
          madeHow(period, measure),
        ]
      }),
    },
    plot: (look) => plotOf(input, points, look),
  }
}

/** Whether there is anything to draw for the measure. */
export function hasGap(data: GapSeries, measure: GapMeasure): boolean {
  return data.periods.some((period) => gapOf(period, measure) !== null)
}

/** The value that says there is no gap. */
function noGap(measure: GapMeasure): number {
  return measure === 'relative-index' || measure === 'relative' ? 1 : 0
}

function gapOf(period: GapSeries['periods'][number], measure: GapMeasure) {
  switch (measure) {
    case 'slope':
      return period.inequality?.sii ?? null
    case 'relative-index':
      return period.inequality?.rii ?? null
    case 'absolute':
      return period.absolute && { ...period.absolute, value: period.absolute.gap }
    case 'relative':
      return period.relative && { ...period.relative, value: period.relative.gap }
  }
}

function madeHow(period: GapSeries['periods'][number], measure: GapMeasure): string {
  if (measure === 'slope' || measure === 'relative-index') {
    return period.inequality?.method ?? period.whyNoInequality ?? ''
  }
  return period.between ? `${period.between.from} beside ${period.between.to}` : ''
}

function placed(data: GapSeries, measure: GapMeasure): Placed[] {
  return data.periods.flatMap((period) => {
    const gap = gapOf(period, measure)
    const span = parsePeriod(period.period)
    if (gap === null || span === undefined) return []
    return [
      {
        period: period.period,
        start: span.start,
        end: span.end,
        value: gap.value,
        lower: gap.lower ?? Number.NaN,
        upper: gap.upper ?? Number.NaN,
      },
    ]
  })
}

function meaningOf({ data, measure }: GapIndexData, points: readonly Placed[]): string {
  const last = points.at(-1)
  if (!last) {
    const why = data.periods.findLast((period) => period.whyNoInequality !== null)?.whyNoInequality
    return `This cannot be worked out.${why ? ` ${why}` : ''}`
  }
  const none = noGap(measure)
  const isClear = last.lower > none || last.upper < none
  const limits = Number.isFinite(last.lower)
    ? ` (95% limits ${range(last.lower, last.upper)}), ${
        isClear ? 'so there is a gap' : 'so it may be chance'
      }`
    : ', without limits'
  return `In ${last.period} it is ${bare(last.value)}${limits}; ${none} would be no gap.${
    data.trend ? ` ${data.trend.text} ${data.trend.rule}` : ''
  }`
}

function plotOf({ definition, measure }: GapIndexData, points: readonly Placed[], look: Look) {
  const { palette, width } = look
  const none = noGap(measure)
  const extent = honestExtent([
    none,
    ...points.flatMap((point) => [point.value, point.lower, point.upper]),
  ])
  const unit = none === 1 ? 'ratio' : definition.unit
  const marks: Markish[] = [
    ...valueAxis(unit, extent, look),
    periodAxis(points, width - 130),
    ruleY([none], { stroke: palette.ink, strokeDasharray: '7,3' }),
    text([none], {
      y: (value: number) => value,
      text: () => 'No gap',
      frameAnchor: 'right',
      textAnchor: 'start',
      dx: 8,
      fill: palette.ink,
      fontSize: FONT_SIZE,
    }),
    ruleX(points, { x: middle, y1: 'lower', y2: 'upper', stroke: palette.quiet, strokeWidth: 2 }),
    line(unjoined(points), { x: middle, y: 'value', stroke: palette.accent, strokeWidth: 1.5 }),
    dot(points, { x: middle, y: 'value', symbol: 'square', fill: palette.accent, r: 4 }),
  ]
  if (look.interactive) {
    marks.push(
      tip(
        points,
        pointerX({
          x: middle,
          y: 'value',
          title: (point: Placed) =>
            `${point.period}\n${bare(point.value)} (${range(point.lower, point.upper)})`,
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
    marginRight: 66,
    x: { type: 'utc' as const, insetLeft: 10, insetRight: 10 },
    y: { domain: extent.domain },
    marks,
  }
}
