import type { MetricDefinition } from '../../domain/metrics/definitions.ts'
import { inequality } from '../../domain/metrics/inequality.ts'
import { xmrChart } from '../../domain/metrics/spc.ts'
import { spcVerdict } from '../../domain/metrics/spc-verdict.ts'
import type {
  GapSeries,
  MetricArea,
  MetricChart,
  MetricSeries,
  Point,
  SideBySide,
} from '../../preload/metrics-types.ts'

/** Answers of the service about a made-up metric, to draw pictures of. */

export const DEFINITION: MetricDefinition = {
  id: 'smoking-at-delivery',
  name: 'Smoking at delivery',
  explanation: 'Women who smoke when their baby is born, out of all whose smoking is known.',
  unit: '%',
  valueType: 'proportion',
  multiplier: 100,
  better: 'lower',
  source: { name: 'OHID Fingertips', indicator: '93085' },
  rhythm: 'yearly',
  quadrant: 'outcomes',
  priorities: [1],
  focusAreas: ['HS7'],
  actions: [],
  tags: [],
}

export const ENGLAND = area('E92000001', 'England', 'country')
export const MIDLANDS = area('E40000011', 'Midlands', 'nhs-region')
export const LEICESTER = area('E54000015', 'Leicester, Leicestershire and Rutland', 'icb')
export const LINCOLNSHIRE = area('E54000013', 'Lincolnshire', 'icb')

export function area(code: string, name: string, type: MetricArea['type']): MetricArea {
  return { code, name, type, system: null }
}

/** The value of a calendar year, with limits 1 either side where there is a value. */
export function point(year: number, value: number | null): Point {
  const limit = (by: number) => (value === null ? null : value + by)
  return {
    period: String(year),
    start: `${year}-01-01`,
    end: `${year}-12-31`,
    value,
    lower95: limit(-1),
    upper95: limit(1),
    lower998: limit(-1.6),
    upper998: limit(1.6),
    count: value === null ? null : Math.abs(Math.round(value * 10)),
    denominator: 1000,
    note: null,
    source: { kind: 'import', source: 'sample.csv', row: year, byName: null, at: null },
  }
}

const GROUP = { sex: 'Female', age: 'All ages', category: null }

/** Values from 2000 on, one a year. */
export function chartOf(values: readonly (number | null)[], target?: number): MetricChart {
  const points = values.map((value, i) => point(2000 + i, value))
  const known = points.filter((each) => each.value !== null)
  const chart =
    known.length === 0
      ? null
      : xmrChart(
          known.map(({ period, value }) => ({ label: period, value: value ?? 0 })),
          { better: 'lower' },
        )
  return {
    series: { area: LEICESTER, group: GROUP, points },
    chart,
    verdict: chart && spcVerdict(chart, target),
    whyNot: chart ? null : 'There are no values.',
    target:
      target === undefined
        ? null
        : {
            scope: 'QK1',
            scopeName: LEICESTER.name,
            metric: DEFINITION.id,
            period: '2030',
            value: target,
            trajectory: [],
            note: null,
            fields: {},
            mayEdit: false,
          },
    forecast: null,
    outlook: null,
  }
}

export function seriesOf(
  all: readonly { area: MetricArea; values: readonly (number | null)[] }[],
): MetricSeries {
  return {
    metric: DEFINITION.id,
    sex: GROUP.sex,
    age: GROUP.age,
    series: all.map((each) => ({
      area: each.area,
      group: GROUP,
      points: each.values.map((value, i) => point(2000 + i, value)),
    })),
    rollUpRefusals: [],
  }
}

export function sideBySideOf(
  rows: readonly {
    area: MetricArea
    value: number | null
    standing: 'better' | 'worse' | 'similar'
  }[],
): SideBySide {
  return {
    metric: DEFINITION.id,
    period: '2024',
    periods: ['2023', '2024'],
    england: point(2024, 10),
    rows: rows.map((row) => ({
      area: row.area,
      point: row.value === null ? null : point(2024, row.value),
      comparison: {
        standing: row.value === null ? 'not-compared' : row.standing,
        rule: 'Its 95% confidence interval against the comparator’s value.',
      },
      change: { standing: 'similar', rule: 'The 95% confidence interval of the difference.' },
    })),
  }
}

const TENTHS = [
  'Most deprived decile (IMD2019)',
  'Second most deprived decile (IMD2019)',
  'Third more deprived decile (IMD2019)',
  'Fourth more deprived decile (IMD2019)',
  'Fifth more deprived decile (IMD2019)',
  'Fifth less deprived decile (IMD2019)',
  'Fourth less deprived decile (IMD2019)',
  'Third less deprived decile (IMD2019)',
  'Second least deprived decile (IMD2019)',
  'Least deprived decile (IMD2019)',
]

/** Tenths by deprivation from 2000 on; `steepness` is the fall from one tenth to the next. */
export function gapsOf(steepness: readonly number[]): GapSeries {
  return {
    area: ENGLAND,
    categoryType: 'LSOA deprivation deciles (IMD2019)',
    deprivation: 10,
    periods: steepness.map((step, i) => {
      const values = TENTHS.map((_, tenth) => 20 - tenth * step)
      return {
        period: String(2000 + i),
        groups: TENTHS.map((category, tenth) => ({
          category,
          point: point(2000 + i, values[tenth] ?? null),
        })),
        between: { from: TENTHS[0] ?? '', to: TENTHS[9] ?? '' },
        absolute: { gap: 9 * step, lower: 9 * step - 1, upper: 9 * step + 1 },
        relative: null,
        inequality: inequality(
          values.map((value, tenth) => ({ quantile: tenth + 1, population: 1000, value })),
        ),
        whyNoInequality: null,
      }
    }),
    trend: {
      direction: 'no-clear-change',
      text: 'The gap went from 4.5 in 2000 to 6.3 in 2002.',
      rule: 'The 95% limits of the first and the last gap overlap.',
      strength: 0.5,
    },
  }
}
