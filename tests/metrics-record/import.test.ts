import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newService, refusal, temporaryFolder } from '../helpers.ts'
import {
  csvFile,
  DERBY,
  fingertipsLine,
  homeLines,
  importFile,
  LEICESTER,
  LLR,
  preview,
  regionalService,
  valueAt,
} from './fixtures.ts'

const SAMPLE = join(import.meta.dirname, '../../../shared/data/fingertips-export-sample.csv')
const METRIC = 'smoking-at-delivery'

describe('importing a Fingertips export', () => {
  test('shows what would change, then writes it as one deed that can be taken back', async () => {
    const service = await regionalService()
    const path = csvFile(homeLines('2022/23', [90, 80, 70]))
    expect(await preview(service, path)).toMatchObject({ new: 3, changed: 0, unchanged: 0 })
    expect(await valueAt(service, METRIC, LEICESTER, '2022/23')).toBeUndefined()

    expect(await importFile(service, path)).toMatchObject({ new: 3, entries: 1 })
    expect(await valueAt(service, METRIC, LEICESTER, '2022/23')).toBe(9)
    await service.ask('undo.last', {})
    expect(await valueAt(service, METRIC, LEICESTER, '2022/23')).toBeUndefined()
    await service.ask('undo.redo', {})
    expect(await valueAt(service, METRIC, LEICESTER, '2022/23')).toBe(9)
    expect((await service.ask('record.verify', {})).differences).toEqual([])
  })

  test('changes nothing the second time', async () => {
    const service = await regionalService()
    const path = csvFile(homeLines('2022/23', [90, 80, 70]))
    await importFile(service, path)
    expect(await importFile(service, path)).toMatchObject({ entries: 0, new: 0, unchanged: 3 })
  })

  test('writes only what differs, and taking that back restores the value before', async () => {
    const service = await regionalService()
    await importFile(service, csvFile(homeLines('2022/23', [90, 80, 70])))
    const corrected = csvFile(homeLines('2022/23', [95, 80, 70]))
    expect(await importFile(service, corrected)).toMatchObject({ changed: 1, unchanged: 2 })
    expect(await valueAt(service, METRIC, LEICESTER, '2022/23')).toBe(9.5)
    await service.ask('undo.last', {})
    expect(await valueAt(service, METRIC, LEICESTER, '2022/23')).toBe(9)
  })

  test('remembers which metric an indicator was said to be of', async () => {
    const service = await regionalService()
    const line = fingertipsLine(LEICESTER, '2022/23', 50, 100, { indicator: '99999' })
    const found = await preview(service, csvFile([line]))
    expect(found.indicators).toMatchObject([{ indicator: '99999', metric: null, new: 1 }])
    const indicators = { '99999': { metric: 'gp-contact-easy' } }
    await service.ask('metrics.import', { preview: found.preview, indicators })
    expect((await preview(service, csvFile([line]))).indicators).toMatchObject([
      { metric: 'gp-contact-easy', unchanged: 1 },
    ])
  })

  test('leaves the report’s own figure in the history when a file has another', async () => {
    const service = await regionalService()
    const line = fingertipsLine('E92000001', '2021 - 23', 5, 1000, { indicator: '92196' })
    const path = csvFile([line.replace('All ages', '<1 yr')])
    expect(await importFile(service, path)).toMatchObject({ changed: 1 })
    await service.ask('undo.last', {})
    expect(await valueAt(service, 'infant-mortality', 'E92000001', '2021 - 23')).toBe(4.1)
  })
})

describe('a lead', () => {
  test('writes values of areas of the own system only', async () => {
    const service = await newService()
    const path = csvFile([
      ...homeLines('2022/23', [90, 80, 70]),
      fingertipsLine(DERBY, '2022/23', 1, 9),
    ])
    const found = await preview(service, path)
    expect(found).toMatchObject({ to: 'QK1', new: 3 })
    expect(found.skipped).toContainEqual({ reason: 'of areas of other systems', rows: 1 })
    await service.ask('metrics.import', { preview: found.preview })
    expect(await valueAt(service, METRIC, LLR, '2022/23')).toBe(8)
    expect((await service.ask('record.verify', {})).differences).toEqual([])
  })

  test('may not write for the region', async () => {
    const service = await newService()
    const file = service.files.takeIn(csvFile(homeLines('2022/23', [90, 80, 70])))
    const { message } = await refusal(service, 'metrics.previewImport', { file, scope: 'region' })
    expect(message).toMatch(/regional staff/)
  })
})

describe('bad input', () => {
  test('is named by row and column, and the good rows are offered', async () => {
    const service = await regionalService()
    const path = csvFile([
      fingertipsLine(LEICESTER, '2022/23', 90, 1000),
      fingertipsLine(LEICESTER, 'last year', 90, 1000),
      fingertipsLine(DERBY, '2022/23', 'many', 1000),
      fingertipsLine('E99999999', '2022/23', 90, 1000),
    ])
    const found = await preview(service, path)
    expect(found).toMatchObject({ new: 1, problemCount: 4 })
    expect(found.problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '3 Time period',
      '4 Value',
      '4 Count',
      '5 Area Code',
    ])
  })

  test.each([
    ['values.csv', 'a,b\n1,2\n', /not a Fingertips export/],
    ['values.csv', '', /empty/],
    ['values.csv', Buffer.from('Indicator ID\n1\n', 'utf16le'), /not a Fingertips export/],
    [
      'values.csv',
      'Indicator ID,Area Code,Sex,Age,Time period\n1,2,3,4,5\n',
      /lacks the column “Value”/,
    ],
  ])('refuses %s with what is wrong', async (name, content, sentence) => {
    const service = await regionalService()
    const path = join(temporaryFolder(), name)
    writeFileSync(path, content)
    const file = service.files.takeIn(path)
    expect((await refusal(service, 'metrics.previewImport', { file })).message).toMatch(sentence)
  })

  test('a preview that is gone is said to be so', async () => {
    const service = await regionalService()
    const gone = crypto.randomUUID()
    expect((await refusal(service, 'metrics.import', { preview: gone })).message).toMatch(/again/)
  })
})

describe('any other table', () => {
  const columns = { area: 0, period: 1, value: 2 }
  const mapping = { columns, all: { metric: METRIC, source: 'A local count' } }

  test('comes in by the columns a person names', async () => {
    const service = await regionalService()
    const path = csvFile(['Leicester,2024-04-01,9.1', 'Derby,2024-05-01,8.2'], 'Place,Month,Share')
    const file = service.files.takeIn(path)
    const table = await service.ask('metrics.readTable', { file })
    expect(table).toMatchObject({ fingertips: false, suggested: { period: 1 } })
    const found = await service.ask('metrics.previewImport', { file, mapping })
    expect(found).toMatchObject({ new: 2, problemCount: 0 })
    await service.ask('metrics.import', { preview: found.preview })
    expect(await valueAt(service, METRIC, LEICESTER, 'Apr 2024')).toBe(9.1)
  })

  test('has its bad cells named', async () => {
    const service = await regionalService()
    const lines = ['Nowhere,2024,1', 'Lincolnshire,2024,1', 'Derby,soon,1', 'Derby,2024,1%']
    const file = service.files.takeIn(csvFile(lines, 'Place,Year,Share'))
    const { problems } = await service.ask('metrics.previewImport', { file, mapping })
    expect(problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 Place',
      '3 Place',
      '4 Year',
      '5 Share',
    ])
    expect(problems[1]?.message).toMatch(/several areas/)
  })

  test('asks for what is left out', async () => {
    const service = await regionalService()
    const file = service.files.takeIn(csvFile(['x,1'], 'a,b'))
    const left = { columns: { value: 1 }, all: { metric: METRIC } }
    const { message } = await refusal(service, 'metrics.previewImport', { file, mapping: left })
    expect(message).toMatch(/area and the period/)
  })
})

describe.skipIf(!existsSync(SAMPLE))('the real export', () => {
  test('comes in under a new metric, with its deciles and its authorities rolled up', async () => {
    const service = await regionalService()
    const { definition } = await service.ask('metrics.get', { metric: 'infant-mortality' })
    const define = {
      ...definition,
      ...{ id: 'campylobacter', name: 'Campylobacter infections', unit: 'per 100,000' },
      ...{ valueType: 'rate' as const, multiplier: 100_000 },
      source: { name: 'OHID Fingertips', indicator: '93356' },
    }
    const found = await preview(service, SAMPLE)
    expect(found).toMatchObject({ read: 150, new: 145, problemCount: 1 })
    const indicators = { '93356': { define } }
    const imported = await service.ask('metrics.import', { preview: found.preview, indicators })
    expect(imported).toMatchObject({ new: 145, defined: ['campylobacter'] })
    expect(await preview(service, SAMPLE)).toMatchObject({ new: 0, changed: 0, unchanged: 145 })

    const detail = await service.ask('metrics.get', { metric: 'campylobacter' })
    expect(detail.categoryTypes).toMatchObject([{ deprivation: 10 }])
    const { rows } = await service.ask('metrics.sideBySide', { metric: 'campylobacter' })
    expect(rows.find(({ area }) => area.code === LLR)?.point?.source.kind).toBe('roll-up')
    expect((await service.ask('record.verify', {})).differences).toEqual([])
  })
})

describe('a file that mixes months and years', () => {
  const MIXED = [
    fingertipsLine(LEICESTER, '2021/22', 100, 1000),
    fingertipsLine(LEICESTER, '2022/23', 90, 1000),
    fingertipsLine(LEICESTER, 'Apr 2023', 8, 100),
  ]

  test('is asked about; what is not chosen is left out and counted', async () => {
    const service = await regionalService()
    const found = await preview(service, csvFile(MIXED))
    expect(found.indicators[0]!.mixes).toEqual({
      rhythms: [
        { key: 'financial-years', words: '2 financial years', rows: 2 },
        { key: 'months', words: '1 month', rows: 1 },
      ],
      recorded: null,
    })
    const unanswered = await refusal(service, 'metrics.import', { preview: found.preview })
    expect(unanswered.message).toBe(
      'The file has 2 financial years and 1 month of 93085. They are not one series. Say which to bring in.',
    )
    const imported = await service.ask('metrics.import', {
      preview: found.preview,
      rhythms: { 93085: 'financial-years' },
    })
    expect(imported).toMatchObject({ read: 3, new: 2, changed: 0, unchanged: 0, leftOut: 1 })
    expect(await valueAt(service, 'smoking-at-delivery', LEICESTER, '2022/23')).toBe(9)
  })

  test('the record counts as well, until both are there', async () => {
    const service = await regionalService()
    await importFile(service, csvFile(MIXED.slice(0, 2)))
    const months = await preview(service, csvFile(MIXED.slice(2)))
    expect(months.indicators[0]!.mixes?.recorded).toBe('2 financial years')
    const rhythms = { 93085: 'all' }
    await service.ask('metrics.import', { preview: months.preview, rhythms })
    const more = await preview(
      service,
      csvFile([fingertipsLine(LEICESTER, 'May 2023', 9, 100), MIXED[0]!]),
    )
    expect(more.indicators[0]!.mixes).toBeNull()
  })
})
