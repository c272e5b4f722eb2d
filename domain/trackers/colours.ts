/** What the ground colour of a cell says in a tracker: red, amber and green, and their fellows. */

export const COLOUR_WORDS = ['red', 'amber', 'green', 'blue', 'grey'] as const
export type ColourWord = (typeof COLOUR_WORDS)[number]

/**
 * The word for a colour; `undefined` for white, black, and the pale blues and greys of headings and
 * of every second row, which say nothing.
 * @param fill six hexadecimal digits
 */
export function colourWord(fill: string): ColourWord | undefined {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(
    (at) => Number.parseInt(fill.slice(at, at + 2), 16) / 255,
  )
  const most = Math.max(red, green, blue)
  const range = most - Math.min(red, green, blue)
  const light = most - range / 2
  if (range < 0.08) return light > 0.4 && light < 0.8 ? 'grey' : undefined
  const hue = hueOf(red, green, blue, most, range)
  if (hue < 14 || hue >= 335) return 'red'
  if (hue < 66) return 'amber'
  if (hue < 170) return 'green'
  // Excel's own pale blues are the ground of headings.
  return hue < 265 && light < 0.75 ? 'blue' : undefined
}

/** From 0 to 360, as on the colour wheel. */
function hueOf(red: number, green: number, blue: number, most: number, range: number): number {
  const sector =
    most === red
      ? (green - blue) / range
      : most === green
        ? 2 + (blue - red) / range
        : 4 + (red - green) / range
  return (sector * 60 + 360) % 360
}
