import { axisX, barX, type Markish, text } from '@observablehq/plot'
import {
  DONE,
  FURTHEST_FIRST,
  inSentence,
  isOpen,
  OPEN,
  STATUS_WORDS,
  type Status,
  type StatusIn,
} from '../../domain/record/statuses.ts'
import { eitherOf } from '../../domain/words.ts'
import type { Look, Palette } from '../look.ts'
import type { Picture } from '../picture.ts'
import { FONT_SIZE, LETTER } from './axes.ts'
import { KEY_HEIGHT, keyLine, shortened } from './labels.ts'

export interface StatusSharesData {
  title: string
  /** Places by name, with the number of actions of each status. */
  places: readonly { name: string; counts: Readonly<Record<Status, number>> }[]
}

/** What is done is one part of the bar; every other status that applies is one by itself. */
type Part = 'done' | StatusIn<'under-way' | 'to-begin'>

/** From the left: the furthest first. Actions that do not apply are no part of the whole. */
const PARTS: readonly Part[] = [
  'done',
  ...FURTHEST_FIRST.filter((status): status is Exclude<Part, 'done'> => isOpen(status)),
]

/** `complete or embedded`. */
const DONE_WORDS = eitherOf(DONE.map((status) => inSentence(STATUS_WORDS[status])))

const PART_WORDS: Record<Part, string> = {
  ...STATUS_WORDS,
  done: DONE_WORDS.charAt(0).toUpperCase() + DONE_WORDS.slice(1),
}

interface Segment {
  place: string
  part: Part
  count: number
  /** Shares of the actions that apply, from 0 to 1. */
  from: number
  to: number
}

const ROW = 26
const TOP = 16 + 2 * KEY_HEIGHT
const BOTTOM = 38
/** Room for half of the last label of the axis. */
const RIGHT = 22

/** Statuses of the actions that apply, as shares of one bar for each place, with their counts. */
export function statusSharesPicture(data: StatusSharesData): Picture {
  const segments = data.places.flatMap(({ name, counts }) => segmentsOf(name, counts))
  return {
    title: data.title,
    meaning: meaningOf(data),
    table: {
      columns: [
        { heading: 'Place' },
        ...PARTS.map((part) => ({ heading: PART_WORDS[part], isNumber: true })),
        { heading: 'Actions that apply', isNumber: true },
      ],
      rows: data.places.map(({ name, counts }) => [
        name,
        ...PARTS.map((part) => String(countOf(counts, part))),
        String(applying(counts)),
      ]),
    },
    plot: (look) => plotOf(data, segments, look),
  }
}

function sum(counts: Readonly<Record<Status, number>>, of: readonly Status[]): number {
  return of.reduce((total, status) => total + counts[status], 0)
}

function countOf(counts: Readonly<Record<Status, number>>, part: Part): number {
  return sum(counts, part === 'done' ? DONE : [part])
}

function applying(counts: Readonly<Record<Status, number>>): number {
  return sum(counts, [...DONE, ...OPEN])
}

function segmentsOf(place: string, counts: Readonly<Record<Status, number>>): Segment[] {
  const whole = applying(counts)
  let from = 0
  return PARTS.flatMap((part) => {
    const count = countOf(counts, part)
    if (count === 0) return []
    const segment = { place, part, count, from, to: from + count / whole }
    from = segment.to
    return [segment]
  })
}

function meaningOf({ places }: StatusSharesData): string {
  const told = places.map(({ name, counts }) => {
    const open = sum(counts, OPEN)
    return `${name}: ${countOf(counts, 'done')} of ${applying(counts)} ${DONE_WORDS}, ${open} still open.`
  })
  return ['Actions that do not apply are left out.', ...told].join(' ')
}

function fills(palette: Palette): Record<Part, { fill: string; ink: string }> {
  const { ramp, onWeak, onStrong, concern, paper } = palette
  return {
    done: { fill: ramp[4], ink: onStrong },
    'in-progress': { fill: ramp[2], ink: onWeak },
    planned: { fill: ramp[1], ink: onWeak },
    blocked: { fill: concern, ink: onWeak },
    'not-started': { fill: paper, ink: palette.ink },
  }
}

function plotOf({ places }: StatusSharesData, segments: readonly Segment[], look: Look) {
  const { palette, width } = look
  const longest = Math.max(8, ...places.map(({ name }) => name.length))
  const marginLeft = Math.min(longest * LETTER + 12, width * 0.42)
  const letters = Math.floor((marginLeft - 12) / LETTER)
  const room = width - marginLeft - RIGHT
  const colours = fills(palette)
  // A number stands only where it has room; the table has them all.
  const told = segments.filter(
    ({ from, to, count }) => (to - from) * room > String(count).length * LETTER + 6,
  )
  const key = (parts: readonly Part[], line: number): Markish[] =>
    keyLine(
      parts.map((part) => ({
        words: PART_WORDS[part],
        symbol: 'square',
        fill: colours[part].fill,
        stroke: palette.ink,
      })),
      look,
      { left: marginLeft, top: TOP - 8 - line * KEY_HEIGHT },
    )
  return {
    width,
    height: TOP + BOTTOM + Math.max(1, places.length) * ROW,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft,
    marginRight: RIGHT,
    x: { domain: [0, 1] },
    y: { type: 'band' as const, domain: places.map(({ name }) => name), axis: null, padding: 0.2 },
    marks: [
      axisX({
        label: 'Share of the actions that apply',
        labelArrow: 'none' as const,
        labelAnchor: 'center' as const,
        tickSize: 0,
        tickFormat: (share: number) => `${Math.round(share * 100)}%`,
        fontSize: FONT_SIZE,
      }),
      text(
        places.map(({ name }) => name),
        {
          y: (name: string) => name,
          text: (name: string) => shortened(name, letters),
          frameAnchor: 'left',
          textAnchor: 'end',
          dx: -8,
          fill: palette.ink,
          fontSize: FONT_SIZE,
        },
      ),
      barX(segments, {
        y: 'place',
        x1: 'from',
        x2: 'to',
        fill: ({ part }: Segment) => colours[part].fill,
        // Edges, not colours alone, tell where one status ends.
        stroke: palette.ink,
        strokeWidth: 0.75,
      }),
      text(told, {
        y: 'place',
        x: ({ from, to }: Segment) => (from + to) / 2,
        text: ({ count }: Segment) => String(count),
        fill: ({ part }: Segment) => colours[part].ink,
        fontSize: FONT_SIZE,
      }),
      ...key(PARTS.slice(0, 3), 0),
      ...key(PARTS.slice(3), 1),
    ],
  }
}
