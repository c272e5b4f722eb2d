import { dot, line, type Markish, pointer, tip } from '@observablehq/plot'
import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { deprivationQuantile } from '../../domain/metrics/deprivation.ts'
import type { GapSeries, Point } from '../../preload/metrics-types.ts'
import type { Look, Palette } from '../look.ts'
import type { Picture } from '../picture.ts'
import {
  honestExtent,
  LEFT,
  middle,
  periodAxis,
  periodsOf,
  type Span,
  unjoined,
  valueAxis,
} from './axes.ts'
import { type EndLabel, endLabels, endMargin } from './labels.ts'
import { VALUE_COLUMNS, valueCells, withUnit } from './values.ts'

export interface GapGroupsData {
  definition: Pick<MetricDefinition, 'name' | 'unit'>
  data: GapSeries
}

interface Placed extends Span {
  category: string
  value: number
}

const HEIGHT = 320
const TOP = 26
const BOTTOM = 28
/** Dashes and shapes that tell groups apart without colour, in turn. */
const DASHES = ['none', '7,3', '2,3', '7,3,2,3', '12,3']
const SYMBOLS = ['circle', 'square', 'triangle', 'diamond', 'star'] as const

/** Values of the groups of one area over time. */
export function gapGroupsPicture(input: GapGroupsData): Picture {
  const { definition, data } = input
  return {
    title: `${definition.name}, ${data.area.name}: ${
      data.deprivation === null ? `by ${data.categoryType}` : 'from the most to the least deprived'
    }`,
    meaning: meaningOf(input),
    table: {
      columns: [{ heading: 'Group' }, { heading: 'Period' }, ...VALUE_COLUMNS],
      rows: data.periods.flatMap(({ period, groups }) =>
        groups.map(({ category, point }) => [category, period, ...valueCells(point)]),
      ),
    },
    plot: (look) => plotOf(input, look),
  }
}

function meaningOf({ definition, data }: GapGroupsData): string {
  const last = data.periods.at(-1)
  if (!last) return 'There are no values by this kind of group.'
  const values = last.groups.filter(({ point }) => point.value !== null)
  const ends = last.between
    ? [last.between.from, last.between.to].flatMap((name) =>
        values.filter(({ category }) => category === name),
      )
    : values.slice(0, 2)
  const said = ends
    .map(({ category, point }) => `${category}: ${withUnit(point.value, definition.unit)}`)
    .join('; ')
  return `In ${last.period}, ${said || 'no group has a value'}.${data.trend ? ` ${data.trend.text} ${data.trend.rule}` : ''}`
}

function plotOf({ definition, data }: GapGroupsData, look: Look) {
  const { palette, width } = look
  const periods = periodsOf(
    data.periods.flatMap(({ groups }) => groups.map(({ point }) => spanOf(point))),
  )
  const categories = [
    ...new Set(data.periods.flatMap(({ groups }) => groups.map(({ category }) => category))),
  ]
  const byCategory = new Map(
    categories.map((category) => [category, placed(data, category, periods)]),
  )
  const styles = new Map(
    categories.map((category, i) => [category, styleOf(data, category, i, palette)]),
  )
  const extent = honestExtent([...byCategory.values()].flat().map((point) => point.value))
  const labels = endLabelsOf(data, byCategory, palette)
  const marginRight = endMargin(labels)
  const marks: Markish[] = [
    ...valueAxis(definition.unit, extent, look),
    periodAxis(periods, width - marginRight - LEFT),
    ...categories.flatMap((category) => {
      const points = byCategory.get(category) ?? []
      const style = styles.get(category)!
      return [
        line(unjoined(points), {
          x: middle,
          y: 'value',
          stroke: style.colour,
          strokeWidth: style.width,
          strokeDasharray: style.dash,
        }),
        dot(points, {
          x: middle,
          y: 'value',
          symbol: style.symbol,
          fill: style.colour,
          stroke: palette.paper,
          strokeWidth: 0.5,
          r: style.width + 1,
        }),
      ]
    }),
    ...endLabels(labels, { domain: extent.domain, top: TOP, bottom: HEIGHT - BOTTOM }),
  ]
  if (look.interactive) {
    marks.push(
      tip(
        [...byCategory.values()].flat(),
        pointer({
          x: middle,
          y: 'value',
          title: (point: Placed) =>
            `${point.category}, ${point.period}\n${withUnit(point.value, definition.unit)}`,
        }),
      ),
    )
  }
  return {
    width,
    height: HEIGHT,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft: LEFT,
    marginRight,
    x: { type: 'utc' as const, insetLeft: 10, insetRight: 10 },
    y: { domain: extent.domain },
    marks,
  }
}

/** Fifths and tenths go from dark and solid to light; the least deprived is dashed. */
function styleOf(data: GapSeries, category: string, index: number, palette: Palette) {
  const quantile = data.deprivation === null ? undefined : deprivationQuantile(category)
  if (quantile === undefined) {
    return {
      colour: index % 2 === 0 ? palette.ink : palette.accent,
      width: 2,
      dash: DASHES[index % DASHES.length]!,
      symbol: SYMBOLS[index % SYMBOLS.length]!,
    }
  }
  const isFirst = quantile.quantile === 1
  const isLast = quantile.quantile === quantile.of
  return {
    colour: isFirst ? palette.ink : isLast ? palette.accent : palette.quiet,
    width: isFirst || isLast ? 2.5 : 1,
    dash: isLast ? '7,3' : 'none',
    symbol: isFirst ? ('square' as const) : ('circle' as const),
  }
}

/** Names at the ends: of every group, or where they go by deprivation of the two ends. */
function endLabelsOf(
  data: GapSeries,
  byCategory: ReadonlyMap<string, readonly Placed[]>,
  palette: Palette,
): EndLabel[] {
  return [...byCategory].flatMap(([category, points]) => {
    const quantile = data.deprivation === null ? undefined : deprivationQuantile(category)
    if (quantile && quantile.quantile !== 1 && quantile.quantile !== quantile.of) return []
    const last = points.findLast((point) => Number.isFinite(point.value))
    if (!last) return []
    const text =
      quantile === undefined
        ? category.length > 24
          ? `${category.slice(0, 23)}…`
          : category
        : quantile.quantile === 1
          ? 'Most deprived'
          : 'Least deprived'
    return [{ text, at: last.value, colour: palette.ink, isStrong: quantile?.quantile === 1 }]
  })
}

function spanOf({ period, start, end }: Point): Span {
  return { period, start, end }
}

function placed(data: GapSeries, category: string, periods: readonly Span[]): Placed[] {
  const values = new Map(
    data.periods.map(({ period, groups }) => [
      period,
      groups.find((group) => group.category === category)?.point.value ?? Number.NaN,
    ]),
  )
  return periods.map((span) => ({
    ...span,
    category,
    value: values.get(span.period) ?? Number.NaN,
  }))
}
