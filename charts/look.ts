/**
 * What a picture is drawn with. The page's colours are custom properties, so that they follow the
 * theme and forced colours; a file has none, so paper has plain values.
 */
export interface Palette {
  ink: string
  quiet: string
  paper: string
  line: string
  /** The series that the picture is about. */
  accent: string
  target: string
  /** Colours of points as Making Data Count uses them. */
  concern: string
  improvement: string
  neither: string
  commonCause: string
  mean: string
  /** Five shades of one hue, from the paper's to the ink's end. */
  ramp: readonly [string, string, string, string, string]
  /** Ink on the first three shades, and on the last two. */
  onWeak: string
  onStrong: string
}

export const PAGE_PALETTE: Palette = {
  ink: 'currentColor',
  quiet: 'var(--ink-quiet)',
  paper: 'var(--paper)',
  line: 'var(--line)',
  accent: 'var(--chart-accent)',
  target: 'var(--chart-target)',
  concern: 'var(--chart-concern)',
  improvement: 'var(--chart-improvement)',
  neither: 'var(--chart-neither)',
  commonCause: 'var(--chart-common-cause)',
  mean: 'var(--chart-mean)',
  ramp: [
    'var(--chart-ramp-1)',
    'var(--chart-ramp-2)',
    'var(--chart-ramp-3)',
    'var(--chart-ramp-4)',
    'var(--chart-ramp-5)',
  ],
  onWeak: 'var(--chart-on-weak)',
  onStrong: 'var(--chart-on-strong)',
}

export const PAPER_PALETTE: Palette = {
  ink: '#212b32',
  quiet: '#4c6272',
  paper: '#ffffff',
  line: '#d8dde0',
  accent: '#005eb8',
  target: '#c4200f',
  concern: '#e46c0a',
  improvement: '#00b0f0',
  neither: '#490092',
  commonCause: '#a6a6a6',
  mean: '#000000',
  ramp: ['#e1eef9', '#b5d3ee', '#74aedd', '#2f6fb1', '#003e7e'],
  onWeak: '#212b32',
  onStrong: '#ffffff',
}

export interface Look {
  palette: Palette
  /** CSS pixels. */
  width: number
  /** Whether there is a pointer to show values under. */
  interactive: boolean
}

/** How a picture is drawn in a document of so many pixels' width. */
export function paperLook(width = 640): Look {
  return { palette: PAPER_PALETTE, width, interactive: false }
}
