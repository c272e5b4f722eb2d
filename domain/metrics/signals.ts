import type { BetterDirection } from './definitions.ts'
import { type Forecast, forecast, type Outlook, outlook } from './forecast.ts'
import { sameRhythm } from './period.ts'
import { comparePeriods, gapsBefore, type Period, parsePeriod, stepsBetween } from './periods.ts'
import { type SpcChart, xmrChart } from './spc.ts'
import { type SpcVerdict, spcVerdict } from './spc-verdict.ts'

/** What one series says: its chart, its verdict, and whether its target is in reach. */

export interface SignalPoint {
  /** Label as `parsePeriod` writes it. */
  period: string
  value: number | null
}

export interface SignalTarget {
  value: number
  period: string
}

export interface SignalOptions {
  better: BetterDirection
  screen?: boolean
  rebaseAt?: readonly string[]
  lockAt?: readonly string[]
  ghosted?: readonly string[]
  target?: SignalTarget | undefined
}

export interface Signals {
  /** `null` where process control does not apply; `whyNot` says why. */
  chart: SpcChart | null
  verdict: SpcVerdict | null
  whyNot: string | null
  forecast: Forecast | null
  outlook: Outlook | null
}

/** With fewer values a chart would show limits that mean nothing. */
export const FEWEST_POINTS = 7
const FEWEST_TO_FORECAST = 4

/** Reads a series in order of time, all of one rhythm (`oneRhythm`). */
export function readSignals(points: readonly SignalPoint[], options: SignalOptions): Signals {
  const known = points.flatMap(({ period: label, value }) => {
    const period = parsePeriod(label)
    return period && value !== null ? [{ period, label, value }] : []
  })
  const reach = reachOfTarget(known, options)
  return { ...controlChart(known, options, reach.outlook), ...reach }
}

interface KnownPoint {
  period: Period
  label: string
  value: number
}

function controlChart(
  points: readonly KnownPoint[],
  { better, screen = true, rebaseAt = [], lockAt = [], ghosted = [], target }: SignalOptions,
  expected: Outlook | null,
): Pick<Signals, 'chart' | 'verdict' | 'whyNot'> {
  const none = { chart: null, verdict: null }
  if (points.length < FEWEST_POINTS) {
    return {
      ...none,
      whyNot: `There are ${points.length} values. Process control needs at least ${FEWEST_POINTS}.`,
    }
  }
  if (points.some(({ period }, i) => i > 0 && period.start <= points[i - 1]!.period.end)) {
    return {
      ...none,
      whyNot:
        'The periods overlap, so each value repeats part of the one before, and process control does not apply.',
    }
  }
  const gaps = gapsBefore(points.map(({ period }) => period))
  const chart = xmrChart(
    points.map(({ label, value }, at) => ({
      label,
      value,
      afterGap: gaps[at]!,
      ghosted: ghosted.includes(label),
    })),
    { better, screen, rebaseAt, lockAt },
  )
  return { chart, verdict: spcVerdict(chart, target?.value, expected), whyNot: null }
}

function reachOfTarget(
  points: readonly KnownPoint[],
  { better, target }: SignalOptions,
): Pick<Signals, 'forecast' | 'outlook'> {
  const none = { forecast: null, outlook: null }
  const latest = points.at(-1)?.period
  const due = target && latest && duePeriod(target.period, latest)
  if (!due || points.length < FEWEST_TO_FORECAST || (stepsBetween(latest, due) ?? 0) <= 0) {
    return none
  }
  const seen = forecast(points, due)
  return { forecast: seen, outlook: outlook(seen, target.value, better) }
}

/**
 * The period of the series' own rhythm in which a target falls due: the target's own, or the last
 * that ends with it, as March 2027 does with 2026/27.
 */
function duePeriod(label: string, like: Period): Period | undefined {
  const target = parsePeriod(label)
  if (!target) return undefined
  if (stepsBetween(like, target) !== undefined) return target
  const [year, month] = target.end.split('-').map(Number) as [number, number]
  const written = {
    month: `${year}-${String(month).padStart(2, '0')}`,
    'calendar-quarter': `${year} Q${Math.ceil(month / 3)}`,
    'financial-quarter':
      month < 4
        ? `${year - 1}/${String(year % 100).padStart(2, '0')} Q4`
        : `${year}/${String((year + 1) % 100).padStart(2, '0')} Q${Math.ceil(month / 3) - 1}`,
  }[like.kind as string]
  const due = written && parsePeriod(written)
  return due && due.end === target.end ? due : undefined
}

/**
 * Of points of several rhythms (months and years of one metric, say) those of the rhythm that has
 * most of them; of two with as many, the one with the latest period. In order of time.
 */
export function oneRhythm<P extends { period: string }>(points: readonly P[]): P[] {
  const rhythms: { like: Period; points: { period: Period; point: P }[] }[] = []
  for (const point of points) {
    const period = parsePeriod(point.period)
    if (!period) continue
    const rhythm = rhythms.find(({ like }) => sameRhythm(like, period))
    if (rhythm) rhythm.points.push({ period, point })
    else rhythms.push({ like: period, points: [{ period, point }] })
  }
  for (const rhythm of rhythms) rhythm.points.sort((a, b) => comparePeriods(a.period, b.period))
  const [most] = rhythms.sort(
    (a, b) =>
      b.points.length - a.points.length ||
      comparePeriods(b.points.at(-1)!.period, a.points.at(-1)!.period),
  )
  return most ? most.points.map(({ point }) => point) : []
}
