import {
  dot,
  line,
  link,
  type Markish,
  pointerX,
  ruleX,
  ruleY,
  text,
  tip,
} from '@observablehq/plot'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { gapsBefore, parsePeriod } from '../../domain/metrics/periods.ts'
import type { SpcChart, SpcResultPoint } from '../../domain/metrics/spc.ts'
import { plainNumber } from '../../domain/metrics/words.ts'
import type { MetricChart } from '../../preload/metrics-types.ts'
import type { Look } from '../look.ts'
import type { Picture } from '../picture.ts'
import {
  FONT_SIZE,
  honestExtent,
  LEFT,
  middle,
  periodAxis,
  periodsOf,
  type Span,
  timeDomain,
  valueAxis,
} from './axes.ts'
import { type EndLabel, endLabels, endMargin, KEY_HEIGHT, keyLine } from './labels.ts'
import { SPC_KINDS, SPC_SYMBOLS, SPC_WORDS, spcColours, spcKind } from './spc-marks.ts'
import { bare, withUnit } from './values.ts'

/** Something that was done, to stand on the axis of time. */
export interface Milestone {
  /** The moment, ISO. */
  at: string
  /** Its number in the list below the picture. */
  number: number
}

export interface XmrData {
  definition: Pick<MetricDefinition, 'name' | 'unit'>
  /** With its `chart`: there is nothing to draw without. */
  data: MetricChart & { chart: SpcChart }
  milestones?: readonly Milestone[]
}

interface Placed extends SpcResultPoint, Span {
  /** Number of the stretch without missing periods that it stands in; a line joins no two of them. */
  stretch: number
}

const HEIGHT = 330
const TOP = 26 + KEY_HEIGHT
const BOTTOM = 28

/** One area's values over time with their process limits: an XmR chart as Making Data Count draws it. */
export function xmrPicture(input: XmrData): Picture {
  const { definition, data } = input
  const points = placed(data)
  const [first, last] = [points[0], points.at(-1)]
  return {
    title: `${definition.name}, ${data.series.area.name}${
      first && last ? `, ${first.period} to ${last.period}` : ''
    }: values and process limits`,
    meaning: meaningOf(input),
    table: {
      columns: [
        { heading: 'Period' },
        { heading: `Value, ${definition.unit}`, isNumber: true },
        { heading: 'Mean', isNumber: true },
        { heading: 'Lower limit', isNumber: true },
        { heading: 'Upper limit', isNumber: true },
        { heading: 'Kind of variation' },
      ],
      rows: points.map((point) => {
        const phase = data.chart.phases[point.phase]
        return [
          point.period,
          bare(point.value),
          bare(phase?.mean),
          bare(phase?.limits?.lower),
          bare(phase?.limits?.upper),
          SPC_WORDS[spcKind(point.type)],
        ]
      }),
    },
    plot: (look) => plotOf(input, points, look),
  }
}

/** The chart's points with their days; a period that is not among the series' is left out. */
function placed({ chart, series }: XmrData['data']): Placed[] {
  const spans = new Map(series.points.map((point) => [point.period, point]))
  const found = chart.points.flatMap((point) => {
    const span = spans.get(point.label)
    return span ? [{ ...point, period: span.period, start: span.start, end: span.end }] : []
  })
  const gaps = gapsBefore(found.flatMap(({ period }) => parsePeriod(period) ?? []))
  let stretch = 0
  return found.map((point, at) => {
    if (gaps[at]) stretch += 1
    return { ...point, stretch }
  })
}

function meaningOf({ definition, data }: XmrData): string {
  const phase = data.chart.phases.at(-1)
  const limits = phase?.limits
  const sentences = [
    data.verdict?.variationText,
    data.verdict?.assuranceText,
    phase &&
      `The mean is ${withUnit(phase.mean, definition.unit)}${
        limits
          ? ` and the process limits are ${plainNumber(limits.lower)} and ${plainNumber(limits.upper)}`
          : ''
      }.`,
    ...data.chart.warnings,
  ]
  return sentences.filter(Boolean).join(' ')
}

function plotOf({ definition, data, milestones = [] }: XmrData, points: Placed[], look: Look) {
  const { palette, width } = look
  const { phases } = data.chart
  const { target, forecast } = data
  const latest = phases.at(-1)
  const labels: EndLabel[] = [
    ...(latest
      ? [{ text: `Mean ${bare(latest.mean)}`, at: latest.mean, colour: palette.mean }]
      : []),
    ...(latest?.limits
      ? [
          {
            text: `Upper ${bare(latest.limits.upper)}`,
            at: latest.limits.upper,
            colour: palette.quiet,
          },
          {
            text: `Lower ${bare(latest.limits.lower)}`,
            at: latest.limits.lower,
            colour: palette.quiet,
          },
        ]
      : []),
    ...(target
      ? [{ text: `Target ${bare(target.value)}`, at: target.value, colour: palette.target }]
      : []),
  ]
  const extent = honestExtent([
    ...points.map((point) => point.value),
    ...phases.flatMap(({ limits, mean }) => [mean, limits?.lower, limits?.upper]),
    target?.value,
    ...(target?.trajectory ?? []).map(({ value }) => value),
    forecast?.lower,
    forecast?.upper,
  ])
  const spans = periodsOf([
    ...points,
    ...(forecast ? [{ ...forecast.period, period: forecast.period.label }] : []),
  ])
  const marginRight = endMargin(labels)
  const counted = points.filter((point) => point.type !== 'ghosted')
  const days = milestones.filter(({ at }) => at.slice(0, 10) >= (spans[0]?.start ?? ''))
  const frameWidth = width - LEFT - marginRight
  const marks: Markish[] = [
    ...valueAxis(definition.unit, extent, look),
    periodAxis(spans, frameWidth),
    ruleX(days, { x: (day) => new Date(day.at), stroke: palette.quiet, strokeDasharray: '1,3' }),
    text(joinClose(days, spans, frameWidth), {
      x: 'at',
      text: 'text',
      frameAnchor: 'top',
      dy: -7,
      fill: palette.quiet,
      fontSize: FONT_SIZE,
    }),
    ...phaseLines(data.chart, points, look),
    ...(target ? [ruleY([target.value], { stroke: palette.target, strokeDasharray: '8,4' })] : []),
    line(counted, {
      x: middle,
      y: 'value',
      z: 'stretch',
      stroke: palette.quiet,
      strokeWidth: 1.5,
    }),
    ...forecastMarks(data, counted.at(-1), look),
    ...SPC_KINDS.map((kind) =>
      dot(
        points.filter((point) => spcKind(point.type) === kind),
        {
          x: middle,
          y: 'value',
          symbol: SPC_SYMBOLS[kind],
          r: kind === 'common-cause' || kind === 'ghosted' ? 3.5 : 5,
          ...spcColours(kind, palette),
        },
      ),
    ),
    ...endLabels(labels, { domain: extent.domain, top: TOP, bottom: HEIGHT - BOTTOM }),
    ...keyLine(keyOf(points, look), look, { left: LEFT, top: TOP - 8 }),
  ]
  if (look.interactive) {
    marks.push(
      tip(
        points,
        pointerX({
          x: middle,
          y: 'value',
          title: (point: Placed) =>
            `${point.period}\n${withUnit(point.value, definition.unit)}\n${SPC_WORDS[spcKind(point.type)]}`,
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

/** Mean and limits of every phase, from its first point to its last. */
function phaseLines({ phases }: SpcChart, points: Placed[], { palette }: Look): Markish[] {
  const lines = phases.flatMap(({ mean, limits }, i) => {
    const own = points.filter((point) => point.phase === i)
    const [first, last] = [own[0], own.at(-1)]
    if (!first || !last) return []
    const ends = { from: middle(first), to: middle(last) }
    return [
      { ...ends, at: mean, isMean: true },
      ...(limits ? [limits.lower, limits.upper].map((at) => ({ ...ends, at, isMean: false })) : []),
    ]
  })
  const across = { x1: 'from', x2: 'to', y1: 'at', y2: 'at' } as const
  return [
    link(
      lines.filter(({ isMean }) => isMean),
      { ...across, stroke: palette.mean, strokeWidth: 1.5 },
    ),
    link(
      lines.filter(({ isMean }) => !isMean),
      { ...across, stroke: palette.quiet, strokeDasharray: '4,3', strokeWidth: 1.5 },
    ),
  ]
}

/** The way the values go on, if they go on as they did, to the target's period. */
function forecastMarks(
  { forecast, target }: MetricChart,
  last: Placed | undefined,
  { palette }: Look,
): Markish[] {
  if (!forecast || !last) return []
  const x = () => middle(forecast.period)
  return [
    link([forecast], {
      x1: () => middle(last),
      x2: x,
      y1: () => last.value,
      y2: 'value',
      stroke: palette.quiet,
      strokeDasharray: '2,3',
    }),
    ruleX([forecast], { x, y1: 'lower', y2: 'upper', stroke: palette.quiet, strokeWidth: 2 }),
    dot([forecast], { x, y: 'value', symbol: 'plus', stroke: palette.ink, r: 5 }),
    text([forecast], {
      x,
      y: target && target.value > forecast.value ? 'lower' : 'upper',
      text: () => 'Forecast',
      dy: target && target.value > forecast.value ? 9 : -9,
      fill: palette.quiet,
      fontSize: FONT_SIZE,
    }),
  ]
}

/** Kinds that are there, unless all of it is common cause. */
function keyOf(points: Placed[], { palette }: Look) {
  const there = new Set(points.map((point) => spcKind(point.type)))
  return SPC_KINDS.filter((kind) => there.has(kind)).map((kind) => ({
    words: SPC_WORDS[kind],
    symbol: SPC_SYMBOLS[kind],
    ...spcColours(kind, palette),
  }))
}

/** Least distance between two numbers over the frame, in px. */
const NUMBER_WIDTH = 26

/** Numbers of what was done when; where they would overlap, the first and the last stand for all. */
function joinClose(
  milestones: readonly Milestone[],
  spans: readonly Span[],
  width: number,
): { at: Date; text: string }[] {
  const days = milestones.map(({ at, number }) => ({ at: Date.parse(at), number }))
  const ends = [...timeDomain(spans).map((date) => date.getTime()), ...days.map(({ at }) => at)]
  const close = ((Math.max(...ends) - Math.min(...ends)) / Math.max(1, width)) * NUMBER_WIDTH
  const groups: (typeof days)[] = []
  for (const day of days) {
    const group = groups.at(-1)
    if (group?.[0] && day.at - group[0].at < close) group.push(day)
    else groups.push([day])
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)]
    if (!first || !last) return []
    const text = first === last ? `${first.number}` : `${first.number}–${last.number}`
    return [{ at: new Date((first.at + last.at) / 2), text }]
  })
}
