import { axisX, dot, gridX, type Markish, ruleX, ruleY, text } from '@observablehq/plot'
import type { Standing } from '../../domain/metrics/compare.ts'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import type { SideBySide } from '../../preload/metrics-types.ts'
import type { Look } from '../look.ts'
import type { Picture } from '../picture.ts'
import { FONT_SIZE, honestExtent, LETTER } from './axes.ts'
import { KEY_HEIGHT, keyLine, shortened } from './labels.ts'
import {
  STANDING_KEY,
  STANDING_SYMBOLS,
  STANDING_WORDS,
  STANDINGS,
  standingColours,
} from './standing.ts'
import { bare, VALUE_COLUMNS, valueCells, withUnit } from './values.ts'

export interface RankedData {
  definition: Pick<MetricDefinition, 'name' | 'unit' | 'better'>
  data: SideBySide
  /** ONS code of the area to pick out. */
  area: string | null
}

interface Ranked {
  code: string
  name: string
  value: number
  lower: number
  upper: number
  standing: Standing
}

const ROW = 26
const TOP = 24 + KEY_HEIGHT
const BOTTOM = 38

/** Areas in one period, ranked, each with its interval and how it stands to England. */
export function rankedPicture(input: RankedData): Picture {
  const { definition, data } = input
  const rows = rankedRows(data)
  return {
    title: `${definition.name}, ${data.period}: areas ranked, with 95% limits and England’s value`,
    meaning: meaningOf(input, rows),
    table: {
      columns: [{ heading: 'Area' }, ...VALUE_COLUMNS, { heading: 'Beside England' }],
      rows: [...data.rows]
        .sort((a, b) => (b.point?.value ?? -Infinity) - (a.point?.value ?? -Infinity))
        .map(({ area, point, comparison }) => [
          area.name,
          ...valueCells(point),
          STANDING_WORDS[comparison.standing],
        ]),
    },
    plot: (look) => plotOf(input, rows, look),
  }
}

/** Areas that have a value, the highest first. */
function rankedRows(data: SideBySide): Ranked[] {
  return data.rows
    .flatMap(({ area, point, comparison }) =>
      point === null || point.value === null
        ? []
        : [
            {
              code: area.code,
              name: area.name,
              value: point.value,
              lower: point.lower95 ?? Number.NaN,
              upper: point.upper95 ?? Number.NaN,
              standing: comparison.standing,
            },
          ],
    )
    .sort((a, b) => b.value - a.value)
}

function meaningOf({ definition, data }: RankedData, rows: readonly Ranked[]): string {
  const [highest, lowest] = [rows[0], rows.at(-1)]
  if (!highest || !lowest) return `No area has a value in ${data.period}.`
  const counts = STANDINGS.filter((standing) => standing !== 'not-compared').flatMap((standing) => {
    const count = rows.filter((row) => row.standing === standing).length
    return count > 0
      ? [`${count} ${STANDING_WORDS[standing].toLowerCase().replace('england', 'England')}`]
      : []
  })
  const missing = data.rows.length - rows.length
  return [
    `${rows.length} of ${data.rows.length} areas have a value.`,
    `The highest is ${highest.name} with ${withUnit(highest.value, definition.unit)}, the lowest ${lowest.name} with ${withUnit(lowest.value, definition.unit)}.`,
    counts.length > 0 &&
      `By their 95% confidence intervals: ${counts.join(', ')}. Areas whose intervals overlap may differ by chance, so their order says little.`,
    missing > 0 && `${missing} have no value and are not drawn.`,
  ]
    .filter(Boolean)
    .join(' ')
}

function plotOf({ definition, data, area }: RankedData, rows: readonly Ranked[], look: Look) {
  const { palette, width } = look
  const england = data.england?.value ?? null
  const extent = honestExtent([
    ...rows.flatMap((row) => [row.value, row.lower, row.upper]),
    england,
  ])
  const longest = Math.max(8, ...rows.map((row) => row.name.length))
  const marginLeft = Math.min(longest * LETTER + 12, width * 0.42)
  const letters = Math.floor((marginLeft - 12) / LETTER)
  const height = TOP + BOTTOM + Math.max(1, rows.length) * ROW
  const there = new Set(rows.map((row) => row.standing))
  const marks: Markish[] = [
    gridX({ stroke: palette.line, strokeOpacity: 1 }),
    axisX({
      label: `${definition.unit}${extent.note}`,
      labelArrow: 'none',
      labelAnchor: 'center',
      tickSize: 0,
      fontSize: FONT_SIZE,
    }),
    ...[true, false].map((isOwn) =>
      text(
        rows.filter((row) => (row.code === area) === isOwn),
        {
          y: 'code',
          text: (row: Ranked) => shortened(row.name, letters),
          frameAnchor: 'left',
          textAnchor: 'end',
          dx: -8,
          fill: palette.ink,
          fontSize: FONT_SIZE,
          fontWeight: isOwn ? 700 : 400,
        },
      ),
    ),
    ...(england === null
      ? []
      : [
          ruleX([england], { stroke: palette.ink, strokeDasharray: '7,3', strokeWidth: 1.5 }),
          text([england], {
            x: (value: number) => value,
            text: (value: number) => `England ${bare(value)}`,
            frameAnchor: 'top',
            dy: -8,
            fill: palette.ink,
            fontSize: FONT_SIZE,
          }),
        ]),
    ruleY(rows, { y: 'code', x1: 'lower', x2: 'upper', stroke: palette.quiet, strokeWidth: 2 }),
    ...STANDINGS.map((standing) =>
      dot(
        rows.filter((row) => row.standing === standing),
        {
          y: 'code',
          x: 'value',
          symbol: STANDING_SYMBOLS[standing],
          r: 5,
          ...standingColours(standing, palette),
        },
      ),
    ),
    text(rows, {
      y: 'code',
      text: (row: Ranked) => bare(row.value),
      frameAnchor: 'right',
      textAnchor: 'start',
      dx: 8,
      fill: palette.ink,
      fontSize: FONT_SIZE,
    }),
    ...keyLine(
      STANDINGS.filter((standing) => there.has(standing)).map((standing) => ({
        words: STANDING_KEY[standing],
        symbol: STANDING_SYMBOLS[standing],
        ...standingColours(standing, palette),
      })),
      look,
      { left: marginLeft, top: TOP - 8 },
    ),
  ]
  return {
    width,
    height,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft,
    marginRight: 64,
    x: { domain: extent.domain, insetLeft: 6, insetRight: 6 },
    y: { type: 'band' as const, domain: rows.map((row) => row.code), axis: null },
    marks,
  }
}
