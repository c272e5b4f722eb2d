import { axisX, axisY, gridY, type Markish, text } from '@observablehq/plot'
import { gapsBefore, parsePeriod } from '../../domain/metrics/periods.ts'
import { plainNumber } from '../../domain/metrics/words.ts'
import type { Look } from '../look.ts'

/** A stretch of time with a name. */
export interface Span {
  period: string
  /** First and last day, ISO. */
  start: string
  end: string
}

/** Room for the axis of values, in px. */
export const LEFT = 48

/** Width of a letter of the axes' type, in px, on average. */
export const LETTER = 6.4
export const FONT_SIZE = 12

/** The middle of a period, where its value is drawn. */
export function middle({ start, end }: Pick<Span, 'start' | 'end'>): Date {
  return new Date((Date.parse(start) + Date.parse(end)) / 2)
}

/** The periods of all points, each once, the earliest first. */
export function periodsOf(points: Iterable<Span>): Span[] {
  const byName = new Map<string, Span>()
  for (const { period, start, end } of points) byName.set(period, { period, start, end })
  return [...byName.values()].sort((a, b) => (a.start + a.end < b.start + b.end ? -1 : 1))
}

/**
 * The points of a line, in order of time, with one of no value wherever periods are missing between
 * two: the line breaks there, since what lies between nobody knows.
 */
export function unjoined<P extends Span & { value: number }>(points: readonly P[]): P[] {
  const periods = points.flatMap(({ period }) => parsePeriod(period) ?? [])
  if (periods.length < points.length) return [...points]
  const gaps = gapsBefore(periods)
  return points.flatMap((point, at) =>
    gaps[at] ? [{ ...point, value: Number.NaN }, point] : [point],
  )
}

/** As many of the periods as have room for their names side by side; always the latest. */
export function fittingPeriods(periods: readonly Span[], width: number): Span[] {
  const longest = Math.max(4, ...periods.map(({ period }) => period.length))
  const room = Math.max(1, Math.floor(width / (longest * LETTER + 14)))
  const every = Math.max(1, Math.ceil(periods.length / room))
  return periods.filter((_, i) => (periods.length - 1 - i) % every === 0)
}

/** The axis of time: names of periods at their middles. */
export function periodAxis(periods: readonly Span[], width: number): Markish {
  const shown = fittingPeriods(periods, width)
  const names = new Map(shown.map((span) => [middle(span).getTime(), span.period]))
  return axisX(
    shown.map((span) => middle(span)),
    {
      tickFormat: (date: Date) => names.get(date.getTime()) ?? '',
      label: null,
      tickSize: 4,
      fontSize: FONT_SIZE,
    },
  )
}

/** Times from the first to the last period, with a day of room where there is only one. */
export function timeDomain(periods: readonly Span[]): [Date, Date] {
  const first = periods[0]
  const last = periods.at(-1)
  if (!first || !last) return [new Date(0), new Date(86_400_000)]
  const [from, to] = [middle(first), middle(last)]
  return from.getTime() < to.getTime()
    ? [from, to]
    : [new Date(Date.parse(first.start)), new Date(Date.parse(first.end) + 86_400_000)]
}

export interface Extent {
  domain: [number, number]
  /** Said beside the axis where it leaves 0 out. */
  note: string
}

/** Share of the highest value below which the lowest is near enough to 0 to show 0 as well. */
const NEAR_ZERO = 0.5

/**
 * From where to where an axis of values goes. Positions may leave out 0, lengths may not; yet where
 * 0 is near it is shown, so that a small change does not look large, and where it is left out the
 * axis says so.
 */
export function honestExtent(values: Iterable<number | null | undefined>): Extent {
  const known = [...values].filter((value): value is number => Number.isFinite(value))
  const [low, high] = [Math.min(...known), Math.max(...known)]
  if (known.length === 0) return { domain: [0, 1], note: '' }
  const pad = padding(low, high)
  if (low >= 0 && low <= high * NEAR_ZERO) return { domain: [0, high + pad], note: '' }
  if (high <= 0 && high >= low * NEAR_ZERO) return { domain: [low - pad, 0], note: '' }
  if (low < 0 && high > 0) return { domain: [low - pad, high + pad], note: '' }
  const from = low - pad
  return { domain: [from, high + pad], note: ` (axis starts at ${plainNumber(from)})` }
}

/** Room over and under the values, also where all are the same, or so close that no axis tells them apart. */
function padding(low: number, high: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high))
  if (size < 1e-9) return 1
  return 0.06 * (high - low > size * 1e-9 ? high - low : size)
}

/** The axis of values with its unit, and quiet lines across. */
export function valueAxis(unit: string, { note }: Extent, { palette }: Look): Markish[] {
  return [
    gridY({ stroke: palette.line, strokeOpacity: 1 }),
    axisY({ label: null, tickSize: 0, fontSize: FONT_SIZE }),
    text([`${unit}${note}`], {
      frameAnchor: 'top-left',
      textAnchor: 'start',
      lineAnchor: 'bottom',
      dx: -LEFT,
      dy: -9,
      fill: palette.quiet,
      fontSize: FONT_SIZE,
    }),
  ]
}
