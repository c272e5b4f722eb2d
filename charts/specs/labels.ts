import { dot, type Markish, type SymbolType, text } from '@observablehq/plot'
import type { Look } from '../look.ts'
import { FONT_SIZE, LETTER } from './axes.ts'

export interface EndLabel {
  text: string
  /** On the axis of values. */
  at: number
  colour: string
  isStrong?: boolean
}

/** Least distance between two labels, in px. */
const LINE_HEIGHT = 14

/** Width that labels at the right end need, in px. */
export function endMargin(labels: readonly Pick<EndLabel, 'text'>[]): number {
  return Math.ceil(Math.max(4, ...labels.map((label) => label.text.length)) * LETTER) + 18
}

/**
 * Names at the right end of what they name. Where they would overlap they move apart, each as
 * little as it must, and stay inside the frame.
 *
 * @param frame the axis of values: its domain, and its ends in px from the top
 */
export function endLabels(
  labels: readonly EndLabel[],
  frame: { domain: readonly [number, number]; top: number; bottom: number },
): Markish[] {
  const [low, high] = frame.domain
  const toPixel = (value: number) =>
    frame.bottom - ((value - low) / (high - low)) * (frame.bottom - frame.top)
  const wanted = labels.map((label) => toPixel(label.at))
  const placed = spread(wanted, LINE_HEIGHT, frame.top, frame.bottom)
  return labels.map((label, i) =>
    text([label], {
      y: 'at',
      text: 'text',
      frameAnchor: 'right',
      textAnchor: 'start',
      dx: 8,
      dy: (placed[i] ?? 0) - (wanted[i] ?? 0),
      fill: label.colour,
      fontSize: FONT_SIZE,
      fontWeight: label.isStrong ? 700 : 400,
    }),
  )
}

/** Moves positions apart to at least `gap`, inside the bounds where there is room; order is kept. */
export function spread(
  wanted: readonly number[],
  gap: number,
  least: number,
  most: number,
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!)
  const placed = [...wanted]
  order.forEach((i, at) => {
    const floor = at === 0 ? least : placed[order[at - 1]!]! + gap
    placed[i] = Math.max(wanted[i]!, floor)
  })
  order.toReversed().forEach((i, fromEnd) => {
    const ceiling = fromEnd === 0 ? most : placed[order[order.length - fromEnd]!]! - gap
    placed[i] = Math.min(placed[i]!, ceiling)
  })
  return placed
}

export interface KeyItem {
  words: string
  symbol: SymbolType
  fill: string
  stroke: string
}

/** Height that the key takes above the frame, in px. */
export const KEY_HEIGHT = 20

/**
 * What the shapes mean, in one line over the frame: for shapes that no label can name.
 *
 * @param margin of the frame to the picture's left edge and to the line, in px
 */
export function keyLine(
  items: readonly KeyItem[],
  { palette }: Look,
  margin: { left: number; top: number },
): Markish[] {
  let x = 8 - margin.left
  return items.flatMap(({ words, symbol, fill, stroke }) => {
    const at = x
    x += words.length * LETTER + 28
    const place = { frameAnchor: 'top-left', dy: -margin.top } as const
    return [
      dot([0], { ...place, dx: at, symbol, r: 5, fill, stroke }),
      text([words], {
        ...place,
        dx: at + 10,
        textAnchor: 'start',
        lineAnchor: 'middle',
        fill: palette.ink,
        fontSize: FONT_SIZE,
      }),
    ]
  })
}

/** A name in so many letters at most. */
export function shortened(name: string, letters: number): string {
  return name.length > letters ? `${name.slice(0, Math.max(1, letters - 1)).trimEnd()}…` : name
}
