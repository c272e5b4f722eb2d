import type { Comparison } from '../../domain/metrics/compare.ts'
import type { DisclosureOptions } from '../../domain/metrics/disclosure.ts'
import type { ProtectedValue } from '../../domain/metrics/protect-values.ts'
import type { Input } from '../../preload/contract.ts'
import type { MetricTable } from '../../preload/metrics-contract.ts'
import type { Group, ProtectedFile } from '../../preload/metrics-types.ts'
import { type CsvCell, writePlainCsv } from '../exports/plain-csv.ts'
import type { RecordContext } from '../record/context.ts'
import { requirePlace } from '../record/systems.ts'
import type { FileShelf } from '../runtime/files.ts'
import { requireArea, requireMetric } from './context.ts'
import { metricGaps } from './gaps.ts'
import { chosenGroup } from './observations.ts'
import { regionOverview, scorecard } from './overview.ts'
import { type Outgoing, protect } from './protected.ts'
import { readSeries } from './series.ts'
import { sideBySide } from './side-by-side.ts'
import { earlyWarnings } from './warnings.ts'

/** Tables of metrics on their way out, under disclosure control. */

/** One value with what stands beside it in its row. */
interface OutRow extends Outgoing {
  beside: CsvCell[]
}

interface OutTable {
  name: string
  rows: OutRow[]
  /** Headings of what stands beside the values. */
  beside: string[]
}

export async function exportMetrics(
  context: RecordContext,
  shelf: FileShelf,
  { of, disclosure: choice = {} }: Input<'metrics.export'>,
): Promise<ProtectedFile> {
  const disclosure: DisclosureOptions = Object.fromEntries(
    Object.entries(choice).filter(([, value]) => value !== undefined),
  )
  const file = async (name: string, headings: string[], rows: CsvCell[][]) =>
    shelf.offer(`${name} ${context.today()}.csv`, 'text/csv; charset=utf-8', (path) =>
      writePlainCsv(headings, rows, path),
    )
  if (of.table === 'warnings') {
    const { headings, rows } = warningsTable(context, of.ics)
    const made = await file('Early warnings', headings, rows)
    return { ...made, rows: rows.length, suppressed: 0, rounded: false }
  }
  const table = of.table === 'gaps' ? gapsTable(context, of, disclosure) : tableOf(context, of)
  const values = protect(table.rows, disclosure)
  const rows = table.rows.map((row, i) => cells(row, values[i]!))
  const made = await file(table.name, [...HEADINGS, ...table.beside], rows)
  const suppressed = values.filter(({ mark }) => mark === 'suppressed').length
  return { ...made, rows: rows.length, suppressed, rounded: disclosure.round ?? false }
}

function tableOf(
  context: RecordContext,
  of: Exclude<MetricTable, { table: 'warnings' | 'gaps' }>,
): OutTable {
  switch (of.table) {
    case 'series':
      return seriesTable(context, of)
    case 'side-by-side':
      return sideBySideTable(context, of)
    case 'scorecard':
      return scorecardTable(context, of.ics)
    case 'region':
      return regionTable(context)
  }
}

function seriesTable(
  context: RecordContext,
  of: Extract<MetricTable, { table: 'series' }>,
): OutTable {
  const { definition } = requireMetric(context, of.metric)
  const group = chosenGroup(context, of.metric, of)
  const slice = { metric: of.metric, ...group, categoryType: of.categoryType ?? null }
  const { series } = readSeries(context, definition, { ...slice, areas: of.areas })
  return {
    name: definition.name,
    rows: series.flatMap(({ area, group: who, points }) =>
      points.map((point) => ({ definition, area, group: who, point, beside: [] })),
    ),
    beside: [],
  }
}

function sideBySideTable(
  context: RecordContext,
  of: Extract<MetricTable, { table: 'side-by-side' }>,
): OutTable {
  const { definition } = requireMetric(context, of.metric)
  const { table: _, ...asked } = of
  const { rows, period } = sideBySide(context, asked)
  const group = { ...chosenGroup(context, of.metric, of), category: null }
  return {
    name: `${definition.name} ${period.replaceAll('/', '-')}`,
    rows: rows.flatMap(({ area, point, comparison }) =>
      point ? [{ definition, area, group, point, beside: standingCells(comparison) }] : [],
    ),
    beside: STANDING_HEADINGS,
  }
}

const STANDING_HEADINGS = ['Against England', 'By the rule']
const standingCells = ({ standing, rule }: Comparison): CsvCell[] => [standing, rule]

/** Groups by period, and beside each period its gap, unless a group of it must be hidden. */
function gapsTable(
  context: RecordContext,
  of: Extract<MetricTable, { table: 'gaps' }>,
  disclosure: DisclosureOptions,
): OutTable {
  const { definition } = requireMetric(context, of.metric)
  const { table: _, ...asked } = of
  const { area, categoryType: type, periods } = metricGaps(context, asked)
  const { sex, age } = chosenGroup(context, of.metric, of)
  const rows = periods.flatMap(({ groups, absolute, relative, inequality }) => {
    const plain = groups.map(({ category, point }) => ({
      definition,
      area,
      point,
      beside: [],
      group: { sex, age, category: { type, value: category } },
    }))
    const hide = protect(plain, disclosure).some(({ mark }) => mark === 'suppressed')
    const gap = hide
      ? GAP_HEADINGS.map(() => null)
      : [absolute, relative, inequality?.sii, inequality?.rii].flatMap((estimate) => [
          estimate ? ('gap' in estimate ? estimate.gap : estimate.value) : null,
          estimate?.lower ?? null,
          estimate?.upper ?? null,
        ])
    return plain.map((row) => ({ ...row, beside: gap }))
  })
  return { name: `${definition.name}, gaps in ${area.name}`, rows, beside: GAP_HEADINGS }
}

const GAP_HEADINGS = [
  'Absolute gap',
  'Relative gap',
  'Slope index of inequality',
  'Relative index of inequality',
].flatMap((name) => [name, `${name}: lower 95% limit`, `${name}: upper 95% limit`])

function scorecardTable(context: RecordContext, ics: string): OutTable {
  const { name, quadrants } = scorecard(context, ics)
  const { area } = requirePlace(context, ics)
  const rows = quadrants.flatMap((quadrant) =>
    quadrant.rows.flatMap(({ definition, latest, comparison, verdict, whyNot, stalenessText }) => {
      if (!latest) return []
      const beside = [
        ...standingCells(comparison),
        verdict?.variationText ?? whyNot,
        verdict?.assuranceText ?? null,
        stalenessText,
      ]
      return [{ definition, area, group: WHOLE, point: latest, beside }]
    }),
  )
  const beside = [...STANDING_HEADINGS, 'Variation', 'Assurance', 'How recent']
  return { name: `Scorecard of ${name}`, rows, beside }
}

const WHOLE: Group = { sex: 'Headline group', age: 'Headline group', category: null }

function regionTable(context: RecordContext): OutTable {
  const { systems, metrics } = regionOverview(context)
  const rows = metrics.flatMap(({ definition, cells: across }) =>
    across.flatMap(({ latest, comparison, verdict }, i) => {
      if (!latest) return []
      const area = requireArea(context, systems[i]!.area)
      const beside = [...standingCells(comparison), verdict?.variationText ?? null]
      return [{ definition, area, group: WHOLE, point: latest, beside }]
    }),
  )
  return { name: 'The region', rows, beside: [...STANDING_HEADINGS, 'Variation'] }
}

function warningsTable(context: RecordContext, ics: string | undefined) {
  const headings = ['Kind', 'Metric', 'System', 'Time period', 'What was seen', 'Method']
  const rows = earlyWarnings(context, ics).warnings.map((warning): CsvCell[] => [
    warning.kind,
    warning.metricName,
    warning.icsName,
    warning.period,
    warning.text,
    warning.method,
  ])
  return { headings, rows }
}

const HEADINGS = [
  'Metric',
  'Unit',
  'Area Code',
  'Area Name',
  'Sex',
  'Age',
  'Category Type',
  'Category',
  'Time period',
  'Value',
  'Lower CI 95.0 limit',
  'Upper CI 95.0 limit',
  'Lower CI 99.8 limit',
  'Upper CI 99.8 limit',
  'Count',
  'Denominator',
  'Disclosure control',
  'Value note',
  'Source',
]

function cells(
  { definition, area, group, point, beside }: OutRow,
  value: ProtectedValue,
): CsvCell[] {
  return [
    ...[definition.name, definition.unit, area.code, area.name, group.sex, group.age],
    ...[group.category?.type ?? null, group.category?.value ?? null, point.period],
    ...[value.value, value.lower95, value.upper95, value.lower998, value.upper998],
    ...[value.count, value.denominator, value.mark, point.note],
    point.source.row === null
      ? point.source.source
      : `${point.source.source}, row ${point.source.row}`,
    ...beside,
  ]
}
