import { plot } from '@observablehq/plot'
import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { paperLook } from '../../charts/look.ts'
import type { Picture } from '../../charts/picture.ts'
import { fittingPeriods, honestExtent } from '../../charts/specs/axes.ts'
import { gapGroupsPicture } from '../../charts/specs/gap-groups.ts'
import { GAP_MEASURES, gapIndexPicture, hasGap } from '../../charts/specs/gap-index.ts'
import { spread } from '../../charts/specs/labels.ts'
import { type Boundaries, mapPicture, shadeClasses } from '../../charts/specs/map.ts'
import { multiplesPicture } from '../../charts/specs/multiples.ts'
import { rankedPicture } from '../../charts/specs/ranked.ts'
import { trendPicture } from '../../charts/specs/trend.ts'
import { xmrPicture } from '../../charts/specs/xmr.ts'
import { SvgDocument } from '../../main/exports/publication/svg-document.ts'
import { sparkPoints } from '../../src/charts/Sparkline.tsx'
import {
  chartOf,
  DEFINITION,
  ENGLAND,
  gapsOf,
  LEICESTER,
  LINCOLNSHIRE,
  MIDLANDS,
  seriesOf,
  sideBySideOf,
} from './chart-data.ts'

const { document, XMLSerializer } = new JSDOM('<!doctype html>').window

/** Draws as a page does, and as a document does, which must come to the same. */
function draw(picture: Picture): Element {
  const drawn = plot({ ...picture.plot(paperLook()), document })
  const inFile = plot({
    ...picture.plot(paperLook()),
    document: new SvgDocument() as unknown as Document,
  })
  expect(String(inFile)).toBe(new XMLSerializer().serializeToString(drawn))
  return drawn
}
function texts(svg: Element): string[] {
  return [...svg.querySelectorAll('text')].map((text) => text.textContent ?? '')
}
/** Symbols filled with the colour, in the drawing and in its key. */
function filled(svg: Element, colour: string): number {
  return svg.querySelectorAll(`[fill="${colour}"] path, path[fill="${colour}"]`).length
}

function xmr(values: readonly (number | null)[], target?: number): Picture {
  const data = chartOf(values, target)
  if (!data.chart) throw new Error('Nothing to chart.')
  return xmrPicture({ definition: DEFINITION, data: { ...data, chart: data.chart } })
}

describe('a process control chart', () => {
  const shifted = [...Array(8).fill(10), 11, 9, 10, ...Array(8).fill(15)]

  test('labels mean, limits and target where they end', () => {
    const labels = texts(draw(xmr([10, 11, 10, 12, 11, 10, 11, 12, 10, 11, 12, 11], 9)))
    expect(labels.some((label) => /^Mean 10\.9/.test(label))).toBe(true)
    expect(labels.some((label) => label.startsWith('Upper '))).toBe(true)
    expect(labels.some((label) => label.startsWith('Lower '))).toBe(true)
    expect(labels).toContain('Target 9')
  })

  test('draws a concern in its colour and shape, and names it in the key', () => {
    const svg = draw(xmr(shifted))
    expect(filled(svg, '#e46c0a')).toBeGreaterThanOrEqual(8)
    expect(texts(svg)).toContain('Special cause, concern')
  })

  test('says in its text alternative what the rules say', () => {
    const { meaning, title } = xmr(shifted, 9)
    expect(meaning).toContain('Special cause, getting worse')
    expect(meaning).toContain('in a row above the mean')
    expect(meaning).toMatch(/[Tt]he target of 9/)
    expect(title).toBe(
      'Smoking at delivery, Leicester, Leicestershire and Rutland, 2000 to 2018: values and process limits',
    )
  })

  test('numbers what was done on the axis of time', () => {
    const data = chartOf([10, 11, 10, 12])
    const picture = xmrPicture({
      definition: DEFINITION,
      data: { ...data, chart: data.chart! },
      milestones: [{ at: '2001-06-01T09:00:00Z', number: 1 }],
    })
    expect(texts(draw(picture))).toContain('1')
  })

  test('has every value in its table', () => {
    const { table } = xmr([10, null, 12])
    expect(table.rows.map((row) => row[0])).toEqual(['2000', '2002'])
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true)
  })
})

describe('areas over time and beside each other', () => {
  const data = seriesOf([
    { area: LEICESTER, values: [12, 11, null, 9] },
    { area: LINCOLNSHIRE, values: [15, 14, 14, 13] },
    { area: ENGLAND, values: [11, 10, 10, 9] },
    { area: MIDLANDS, values: [13, 12, 12, 11] },
  ])
  const trend = trendPicture({
    definition: DEFINITION,
    data,
    area: LEICESTER.code,
    areaName: LEICESTER.name,
    comparison: { standing: 'similar', rule: 'Its 95% confidence interval.' },
  })

  test('the trend names its lines at their ends and breaks where a value is missing', () => {
    const svg = draw(trend)
    expect(texts(svg)).toEqual(expect.arrayContaining(['England', 'Midlands', 'Other systems']))
    const own = svg.querySelector('[aria-label="line"][stroke="#005eb8"] path')
    expect(own?.getAttribute('d')?.match(/M/g)).toHaveLength(2)
    expect(trend.meaning).toContain('From 12% in 2000 to 9% in 2003.')
    expect(trend.meaning).toContain('similar to England’s')
  })

  test('no line of time joins over a year that nobody has', () => {
    const all = seriesOf([
      { area: LEICESTER, values: [12, 11, 10, 10, 9, 9] },
      { area: LINCOLNSHIRE, values: [15, 14, 14, 13, 13, 12] },
      { area: ENGLAND, values: [11, 10, 10, 9, 9, 9] },
    ])
    const without = (points: typeof all.series) =>
      points.map((series) => ({
        ...series,
        points: series.points.filter(({ period }) => period !== '2003'),
      }))
    const data = { ...all, series: without(all.series) }
    const { code, name } = LEICESTER
    const pictures = [
      trendPicture({ definition: DEFINITION, data, area: code, areaName: name }),
      multiplesPicture({ definition: DEFINITION, data, area: code }),
    ]
    for (const picture of pictures) {
      const lines = [...draw(picture).querySelectorAll('[aria-label="line"] path')]
      expect(lines.length).toBeGreaterThan(1)
      for (const line of lines) expect(line.getAttribute('d')?.match(/M/g)).toHaveLength(2)
    }
    const gaps = gapsOf([0.5, 0.6, 0.7, 0.7, 0.8])
    const broken = { ...gaps, periods: gaps.periods.filter(({ period }) => period !== '2003') }
    const groups = gapGroupsPicture({ definition: DEFINITION, data: broken })
    const index = gapIndexPicture({ definition: DEFINITION, data: broken, measure: 'slope' })
    for (const picture of [groups, index])
      for (const line of draw(picture).querySelectorAll('[aria-label="line"] path'))
        expect(line.getAttribute('d')?.match(/M/g)).toHaveLength(2)
  })

  test('every system has a frame of its own', () => {
    const picture = multiplesPicture({ definition: DEFINITION, data, area: LEICESTER.code })
    expect(texts(draw(picture)).some((text) => text.startsWith('Lincolnshire'))).toBe(true)
    expect(picture.table.rows).toHaveLength(2)
  })

  test('the ranking draws intervals and the England line, the highest first', () => {
    const picture = rankedPicture({
      definition: DEFINITION,
      area: LEICESTER.code,
      data: sideBySideOf([
        { area: LEICESTER, value: 9, standing: 'similar' },
        { area: LINCOLNSHIRE, value: 13, standing: 'worse' },
        { area: MIDLANDS, value: null, standing: 'similar' },
      ]),
    })
    const svg = draw(picture)
    expect(texts(svg)).toEqual(expect.arrayContaining(['England 10', 'Worse']))
    expect(filled(svg, '#e46c0a')).toBeGreaterThanOrEqual(1)
    expect(picture.table.rows[0]?.[0]).toBe('Lincolnshire')
    expect(picture.meaning).toContain('1 worse than England, 1 similar to England')
    expect(picture.meaning).toContain('1 have no value')
  })

  test('the map labels each board and leaves those without a value unshaded', () => {
    const picture = mapPicture({
      definition: DEFINITION,
      area: LEICESTER.code,
      boundaries: SQUARES,
      data: sideBySideOf([
        { area: LEICESTER, value: 9, standing: 'similar' },
        { area: LINCOLNSHIRE, value: null, standing: 'similar' },
      ]),
    })
    expect(texts(draw(picture))).toEqual(expect.arrayContaining(['9', 'no value']))
    expect(picture.meaning).toContain('Lincolnshire –')
  })
})

describe('gaps', () => {
  const data = gapsOf([0.5, 0.6, 0.7])

  test('groups are named at the ends of deprivation', () => {
    const picture = gapGroupsPicture({ definition: DEFINITION, data })
    expect(texts(draw(picture))).toEqual(
      expect.arrayContaining(['Most deprived', 'Least deprived']),
    )
    expect(picture.meaning).toContain('Most deprived decile (IMD2019): 20%')
    expect(picture.meaning).toContain('The 95% limits of the first and the last gap overlap.')
  })

  test('each measure shows where there would be no gap', () => {
    for (const measure of GAP_MEASURES.filter((each) => hasGap(data, each))) {
      const picture = gapIndexPicture({ definition: DEFINITION, data, measure })
      expect(texts(draw(picture))).toContain('No gap')
      expect(picture.meaning).toMatch(/In 2002 it is .* would be no gap/)
    }
    expect(hasGap(data, 'relative')).toBe(false)
  })
})

describe('axes and labels', () => {
  test('an axis shows 0 where it is near, and says so where it leaves it out', () => {
    expect(honestExtent([3, 10])).toMatchObject({ domain: [0, expect.any(Number)], note: '' })
    expect(honestExtent([80, 84]).note).toMatch(/axis starts at 79\.\d+/)
    expect(honestExtent([-3, 4]).note).toBe('')
    expect(honestExtent([])).toEqual({ domain: [0, 1], note: '' })
    // Too close to tell apart: an axis of its own, not one without length.
    const [from, to] = honestExtent([5, 5 + 1e-15]).domain
    expect(to - from).toBeGreaterThan(0.1)
  })

  test('periods that do not fit are left out, never the latest', () => {
    const periods = Array.from({ length: 30 }, (_, i) => ({
      period: `${2000 + i}/01`,
      start: `${2000 + i}-04-01`,
      end: `${2001 + i}-03-31`,
    }))
    const shown = fittingPeriods(periods, 400)
    expect(shown.length).toBeLessThan(10)
    expect(shown.at(-1)).toBe(periods.at(-1))
  })

  test('labels keep their order and their distance inside the frame', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 15 }),
        (at) => {
          const placed = spread(at, 14, 0, 300)
          const order = at.map((_, i) => i).sort((a, b) => at[a]! - at[b]!)
          order.slice(1).forEach((i, before) => {
            expect(placed[i]! - placed[order[before]!]!).toBeGreaterThanOrEqual(14 - 1e-9)
          })
        },
      ),
    )
  })

  test('shades cover all values', () => {
    expect(shadeClasses([])).toEqual([])
    expect(shadeClasses([4, 4])).toEqual([{ from: 4, to: 4 }])
    expect(shadeClasses([0, 10]).at(-1)).toEqual({ from: 8, to: 10 })
  })
})

describe('whatever the values', () => {
  const value = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: null })
  const values = fc.array(value, { maxLength: 12 })

  test('no picture of a series throws, and each table has whole rows', () => {
    fc.assert(
      fc.property(values, values, (own, england) => {
        const data = seriesOf([
          { area: LEICESTER, values: own },
          { area: ENGLAND, values: england },
        ])
        const pictures = [
          trendPicture({
            definition: DEFINITION,
            data,
            area: LEICESTER.code,
            areaName: LEICESTER.name,
          }),
          multiplesPicture({ definition: DEFINITION, data, area: null }),
          ...(own.some((each) => each !== null) ? [xmr(own)] : []),
        ]
        for (const picture of pictures) {
          expect(draw(picture).tagName).toBe('svg')
          expect(picture.meaning).not.toMatch(/NaN|undefined|null/)
          for (const row of picture.table.rows)
            expect(row).toHaveLength(picture.table.columns.length)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('no picture of areas side by side throws', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const data = sideBySideOf([
          { area: LEICESTER, value: a, standing: 'better' },
          { area: LINCOLNSHIRE, value: b, standing: 'worse' },
        ])
        draw(rankedPicture({ definition: DEFINITION, data, area: null }))
        draw(mapPicture({ definition: DEFINITION, data, area: null, boundaries: SQUARES }))
      }),
      { numRuns: 25 },
    )
  })

  test('a sparkline stays in its box', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noDefaultInfinity: true, min: -1e9, max: 1e9 })), (all) => {
        for (const [x, y] of sparkPoints(all)) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(96)
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y).toBeLessThanOrEqual(22)
        }
      }),
    )
  })
})

/** Two squares in place of boards. */
const SQUARES: Boundaries = {
  type: 'FeatureCollection',
  features: [LEICESTER, LINCOLNSHIRE].map(({ code, name }, i) => ({
    type: 'Feature',
    properties: { ons: code, name },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [-1 + i, 52],
          [-1 + i, 53],
          [i, 53],
          [i, 52],
          [-1 + i, 52],
        ],
      ],
    },
  })),
}
