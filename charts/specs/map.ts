import { centroid, geo, type Markish, pointer, text, tip } from '@observablehq/plot'
import { geoPath, geoTransverseMercator } from 'd3-geo'
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import type { SideBySide } from '../../preload/metrics-types.ts'
import type { Look, Palette } from '../look.ts'
import type { Picture } from '../picture.ts'
import { FONT_SIZE } from './axes.ts'
import { keyLine } from './labels.ts'
import { STANDING_WORDS } from './standing.ts'
import { bare, VALUE_COLUMNS, valueCells, withUnit } from './values.ts'

/** Boundaries of the boards; `ons` is the area's code. */
export type Boundaries = FeatureCollection<Polygon | MultiPolygon, { ons: string; name: string }>

export interface MapData {
  definition: Pick<MetricDefinition, 'name' | 'unit'>
  data: SideBySide
  boundaries: Boundaries
  /** ONS code of the area to pick out. */
  area: string | null
}

type Shape = Boundaries['features'][number]
type Row = SideBySide['rows'][number]

const SHADES = 5
/** Five of them stand in one line. */
const SHORT = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 })
const TOP = 48

/** Boards shaded by their value in one period. Never the only view: boards differ in size. */
export function mapPicture(input: MapData): Picture {
  const { definition, data } = input
  const known = data.rows.filter(({ point }) => point?.value !== null && point !== null)
  return {
    title: `${definition.name}, ${data.period}: map of boards shaded by value`,
    meaning:
      known.length === 0
        ? `No board has a value in ${data.period}.`
        : `Stronger shades are higher values, whether that is good or not. ${data.rows
            .map(({ area, point }) => `${area.name} ${withUnit(point?.value, definition.unit)}`)
            .join('; ')}.`,
    table: {
      columns: [{ heading: 'Board' }, ...VALUE_COLUMNS],
      rows: data.rows.map(({ area, point }) => [area.name, ...valueCells(point)]),
    },
    plot: (look) => plotOf(input, look),
  }
}

/** Five classes of equal width from the lowest value to the highest; one where all are equal. */
export function shadeClasses(values: readonly number[]): { from: number; to: number }[] {
  if (values.length === 0) return []
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (low === high) return [{ from: low, to: high }]
  const step = (high - low) / SHADES
  return Array.from({ length: SHADES }, (_, i) => ({
    from: low + i * step,
    to: i === SHADES - 1 ? high : low + (i + 1) * step,
  }))
}

function shadeOf(value: number, classes: ReturnType<typeof shadeClasses>, palette: Palette) {
  const index = classes.findLastIndex(({ from }) => value >= from)
  return { fill: palette.ramp[Math.max(0, index)] ?? palette.paper, isStrong: index >= 3 }
}

function plotOf({ definition, data, boundaries, area }: MapData, look: Look) {
  const { palette, width } = look
  const rows = new Map<string, Row>(data.rows.map((row) => [row.area.code, row]))
  const shown = (shape: Shape) => rows.get(shape.properties.ons)?.point?.value ?? null
  const values = boundaries.features.map(shown).filter((value) => value !== null)
  const classes = shadeClasses(values)
  const withValue = boundaries.features.filter((shape) => shown(shape) !== null)
  const without = boundaries.features.filter((shape) => shown(shape) === null)
  const marks: Markish[] = [
    geo(without, { stroke: palette.quiet, strokeDasharray: '3,3', fill: palette.paper }),
    geo(withValue, {
      // The shades are the colours themselves, not numbers for Plot to shade.
      fill: {
        value: (shape: Shape) => shadeOf(shown(shape) ?? 0, classes, palette).fill,
        scale: null,
      },
      stroke: palette.paper,
      strokeWidth: 1.5,
    }),
    geo(
      boundaries.features.filter((shape) => shape.properties.ons === area),
      { stroke: palette.ink, strokeWidth: 2.5 },
    ),
    ...[true, false].map((isStrong) =>
      text(
        withValue.filter(
          (shape) => shadeOf(shown(shape) ?? 0, classes, palette).isStrong === isStrong,
        ),
        centroid({
          text: (shape: Shape) => bare(shown(shape)),
          fill: isStrong ? palette.onStrong : palette.onWeak,
          fontSize: FONT_SIZE + 1,
          fontWeight: 700,
        }),
      ),
    ),
    text(without, centroid({ text: () => 'no value', fill: palette.quiet, fontSize: FONT_SIZE })),
    ...keyLine(
      classes.map(({ from, to }, i) => ({
        words: `${SHORT.format(from)}–${SHORT.format(to)}`,
        symbol: 'square' as const,
        fill: palette.ramp[i] ?? palette.paper,
        stroke: palette.quiet,
      })),
      look,
      { left: 2, top: TOP - 10 },
    ),
    text([`${definition.unit}; dashed outline: no value`], {
      frameAnchor: 'top-left',
      textAnchor: 'start',
      dy: -TOP + 28,
      fill: palette.quiet,
      fontSize: FONT_SIZE,
    }),
  ]
  if (look.interactive) {
    marks.push(
      tip(
        boundaries.features,
        pointer(
          centroid({
            title: (shape: Shape) => {
              const row = rows.get(shape.properties.ons)
              return `${row?.area.name ?? shape.properties.name}\n${withUnit(
                row?.point?.value,
                definition.unit,
              )}\n${STANDING_WORDS[row?.comparison.standing ?? 'not-compared']}`
            },
          }),
        ),
      ),
    )
  }
  return {
    width,
    height: Math.round(width * heightForWidth(boundaries)) + TOP,
    margin: 2,
    marginTop: TOP,
    projection: {
      type: 'transverse-mercator' as const,
      rotate: [2, 0] as [number, number],
      domain: boundaries,
    },
    marks,
  }
}

/** Height of the boundaries on the map for a width of 1. */
function heightForWidth(boundaries: Boundaries): number {
  const projection = geoTransverseMercator().rotate([2, 0]).fitWidth(1000, boundaries)
  const [[, top], [, bottom]] = geoPath(projection).bounds(boundaries)
  const height = (bottom - top) / 1000
  return Number.isFinite(height) && height > 0 ? height : 1
}
