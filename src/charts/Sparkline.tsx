import './charts.css'

interface Props {
  /** In order of time. */
  values: readonly number[]
}

const WIDTH = 96
const HEIGHT = 22
const PAD = 3

/**
 * The course of a series, small enough for a table's row. It has no axis and is told by the words
 * beside it, so it is hidden from screen readers. Tables hold hundreds: these are drawn as they are,
 * without a charting library's axes and scales.
 */
export function Sparkline({ values }: Props) {
  const points = sparkPoints(values)
  const last = points.at(-1)
  return (
    <svg className="sparkline" width={WIDTH} height={HEIGHT} aria-hidden="true">
      {points.length > 1 && <polyline points={points.map(([x, y]) => `${x},${y}`).join(' ')} />}
      {last && <circle cx={last[0]} cy={last[1]} r="2.5" />}
    </svg>
  )
}

/** Places of the values in px, the lowest at the foot; in the middle where all are the same. */
export function sparkPoints(values: readonly number[]): [x: number, y: number][] {
  const known = values.filter((value) => Number.isFinite(value))
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return known.map((value, i) => [
    known.length === 1 ? WIDTH - PAD : round(PAD + (i / (known.length - 1)) * (WIDTH - 2 * PAD)),
    high === low
      ? HEIGHT / 2
      : round(HEIGHT - PAD - ((value - low) / (high - low)) * (HEIGHT - 2 * PAD)),
  ])
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
