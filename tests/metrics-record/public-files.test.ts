import { join } from 'node:path'
import { expect, test } from 'vitest'
import { regionalService } from './fixtures.ts'

/** Excerpts of what six publishers print; their README names each source. */
const FOLDER = join(import.meta.dirname, '../fixtures/public')

type Columns = Partial<Record<string, string>>
interface PublicFile {
  name: string
  /** Headings, where they are not found by themselves. */
  columns?: Columns
  all?: Record<string, string>
  read: number
  taken: number
  leftOut: Record<string, number>
  /** Some of the values: area, period, value. */
  values: [area: string, period: string, value: number | null][]
}

const UNKNOWN = 'of areas that Accord does not know'

const FILES: PublicFile[] = [
  {
    name: 'ohid-fingertips.csv',
    read: 19,
    taken: 19,
    leftOut: {},
    values: [['E92000001', '2015', 94.7261896202678]],
  },
  {
    name: 'dfe-exclusions.csv',
    columns: { area: 'new_la_code', period: 'year', value: 'perm_physical_pupils' },
    all: { metric: 'smoking-at-delivery' },
    read: 70,
    taken: 40,
    // England’s rows have no code of an authority; Northamptonshire was divided in 2021.
    leftOut: { [UNKNOWN]: 30 },
    values: [
      ['E06000015', '2015/16', 10],
      ['E06000017', '2015/16', null],
      // The label that alone would be October 2009.
      ['E10000019', '2006/07', 14.9115],
    ],
  },
  {
    name: 'ons-deaths.csv',
    columns: { area: 'Area of usual residence', value: 'Jan-18' },
    all: { metric: 'smoking-at-delivery', period: 'Jan 2018' },
    read: 17,
    taken: 9,
    leftOut: { [UNKNOWN]: 4, 'notes and sub-headings, not values': 4 },
    values: [
      ['E06000016', 'Jan 2018', 268],
      ['E07000132', 'Jan 2018', 135],
      ['E07000150', 'Jan 2018', 73],
    ],
  },
  {
    name: 'nhs-england-ae.csv',
    columns: { value: 'performance', count: 'breaches', denominator: 'attendances' },
    all: { metric: 'smoking-at-delivery', area: 'E92000001' },
    read: 12,
    taken: 12,
    leftOut: {},
    values: [['E92000001', 'Apr 2016', 0.9003512724457525]],
  },
  {
    name: 'phe-covid-cases.csv',
    columns: { area: 'AreaCode', value: 'TotalCases' },
    all: { metric: 'smoking-at-delivery' },
    read: 15,
    taken: 11,
    leftOut: { [UNKNOWN]: 4 },
    values: [['E06000019', '17 Mar 2020', 1]],
  },
  {
    name: 'mhclg-deprivation.csv',
    columns: {
      indicator: 'index_domain',
      area: 'area_code',
      period: 'deprivation_data_year',
      value: 'average_score',
    },
    read: 18,
    taken: 16,
    leftOut: { [UNKNOWN]: 2 },
    values: [],
  },
]

test.each(FILES)('$name is imported, and what is left out is said', async (file) => {
  const service = await regionalService()
  const token = service.files.takeIn(join(FOLDER, file.name))
  const table = await service.ask('metrics.readTable', { file: token })
  const columns: Record<string, number> = { ...table.suggested }
  for (const [meaning, heading = ''] of Object.entries(file.columns ?? {})) {
    const at = table.headings.indexOf(heading)
    for (const other of Object.keys(columns)) if (columns[other] === at) delete columns[other]
    columns[meaning] = at
  }
  const preview = await service.ask('metrics.previewImport', {
    file: token,
    ...(table.fingertips ? {} : { mapping: { columns, all: file.all ?? {} } }),
  })
  expect(preview.read).toBe(file.read)
  expect(preview.new + preview.changed + preview.unchanged).toBe(file.taken)
  expect(preview.new + preview.changed + preview.unchanged + preview.leftOut).toBe(preview.read)
  const reasons = Object.fromEntries(preview.skipped.map(({ reason, rows }) => [reason, rows]))
  expect(reasons).toMatchObject(file.leftOut)

  const choices = preview.indicators.flatMap(({ indicator, metric }) =>
    metric === null ? [[indicator, { metric: 'smoking-at-delivery' }] as const] : [],
  )
  const imported = await service.ask('metrics.import', {
    preview: preview.preview,
    indicators: Object.fromEntries(choices.slice(0, 1)),
  })
  const { read, unchanged, leftOut } = imported
  expect(imported.new + imported.changed + unchanged + leftOut).toBe(read)
  const areas = file.values.map(([area]) => area)
  const series = await service.ask('metrics.series', { metric: 'smoking-at-delivery', areas })
  const found = series.series.flatMap(({ area, points }) =>
    points.map(({ period, value }) => [area.code, period, value]),
  )
  for (const value of file.values) expect(found).toContainEqual(value)
})
