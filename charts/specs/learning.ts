import { axisX, axisY, cell, dot, type Markish, text } from '@observablehq/plot'
import { FROM_REPORT } from '../../domain/practice/network.ts'
import { plural } from '../../domain/words.ts'
import type { LearningNetwork } from '../../preload/strategies-types.ts'
import type { Look } from '../look.ts'
import type { Picture } from '../picture.ts'
import { FONT_SIZE, LETTER } from './axes.ts'
import { shortened } from './labels.ts'

const ROW = 30
/** Room for the names of those who took, which stand aslant. */
const TOP = 140
const SLANT = -50
const REPORT = 'The report’s case studies'

interface Link {
  from: string
  to: string
  count: number
}

/** Who learnt from whom: those who gave down the side, those who took along the top. */
export function learningPicture(network: LearningNetwork): Picture {
  const { systems, links } = network
  const nameOf = (ics: string) => systems.find((system) => system.ics === ics)?.name ?? REPORT
  return {
    title: 'Who learnt from whom: each row gave, each column took',
    meaning: meaningOf(network, nameOf),
    table: {
      columns: [
        { heading: 'From' },
        { heading: 'To' },
        { heading: 'Taken over', isNumber: true },
        { heading: 'What' },
      ],
      rows: links.map(({ from, to, count, what }) => [
        nameOf(from),
        nameOf(to),
        String(count),
        what.join('; '),
      ]),
    },
    plot: (look) => plotOf(network, nameOf, look),
  }
}

function meaningOf({ systems, links }: LearningNetwork, nameOf: (ics: string) => string): string {
  const total = links.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return 'No system has taken anything over yet.'
  const most = (side: 'gave' | 'took') =>
    systems.reduce((best, system) => (system[side] > best[side] ? system : best))
  const [giver, taker] = [most('gave'), most('took')]
  const strongest = links[0]
  const alone = systems.filter(({ gave, took }) => gave + took === 0)
  return [
    `${plural(total, 'thing')} taken over in all.`,
    giver.gave > 0 && `${giver.name} gave most (${giver.gave}).`,
    taker.took > 0 && `${taker.name} took most (${taker.took}).`,
    strongest &&
      `The strongest link is from ${nameOf(strongest.from)} to ${nameOf(strongest.to)} (${strongest.count}).`,
    alone.length > 0 && `Neither gave nor took: ${alone.map(({ name }) => name).join(', ')}.`,
  ]
    .filter(Boolean)
    .join(' ')
}

function plotOf(
  { systems, links }: LearningNetwork,
  nameOf: (ics: string) => string,
  { palette, width }: Look,
) {
  const takers = systems.map(({ ics }) => ics)
  const givers = [FROM_REPORT, ...takers]
  const longest = Math.max(...givers.map((ics) => nameOf(ics).length))
  const marginLeft = Math.min(longest * LETTER + 12, width * 0.34)
  const letters = Math.floor((marginLeft - 12) / LETTER)
  const marginRight = 92
  const column = (width - marginLeft - marginRight) / takers.length
  const most = Math.max(1, ...links.map(({ count }) => count))
  const themselves = takers.map((ics) => ({ from: ics, to: ics }))
  const marks: Markish[] = [
    axisY({
      tickFormat: (ics: string) => shortened(nameOf(ics), letters),
      label: null,
      tickSize: 0,
      fontSize: FONT_SIZE,
    }),
    axisX({
      anchor: 'top',
      tickFormat: (ics: string) => shortened(nameOf(ics), 26),
      tickRotate: SLANT,
      label: null,
      tickSize: 0,
      fontSize: FONT_SIZE,
    }),
    cell(
      givers.flatMap((from) => takers.map((to) => ({ from, to }))),
      { x: 'to', y: 'from', fill: 'none', stroke: palette.line, inset: 0 },
    ),
    // Nobody learns from themselves.
    text(themselves, { x: 'to', y: 'from', text: () => '–', fill: palette.quiet }),
    dot(links, {
      x: 'to',
      y: 'from',
      r: 'count',
      fill: palette.ramp[0],
      stroke: palette.accent,
      strokeWidth: 1.5,
    }),
    text(links, {
      x: 'to',
      y: 'from',
      text: (link: Link) => String(link.count),
      fill: palette.onWeak,
      fontSize: FONT_SIZE,
      fontWeight: 700,
    }),
  ]
  return {
    width,
    height: TOP + givers.length * ROW + 8,
    marginTop: TOP,
    marginBottom: 8,
    marginLeft,
    marginRight,
    x: { type: 'band' as const, domain: takers, padding: 0 },
    y: { type: 'band' as const, domain: givers, padding: 0 },
    // A dot must hold its number.
    r: {
      type: 'sqrt' as const,
      domain: [1, Math.max(2, most)],
      range: [9, Math.min(ROW, column) / 2 - 1],
    },
    marks,
  }
}
