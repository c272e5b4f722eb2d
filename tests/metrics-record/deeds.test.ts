import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newService, refusal } from '../helpers.ts'
import {
  csvFile,
  DERBY,
  fingertipsLine,
  homeLines,
  importFile,
  LEICESTER,
  LLR,
  regionalService,
  valueAt,
} from './fixtures.ts'

const METRIC = 'smoking-at-delivery'

describe('values by hand', () => {
  const row = { area: LEICESTER, period: '2024-25', value: 7.5 }
  const entered = { scope: 'QK1', metric: METRIC, source: 'Local audit', rows: [row] }

  test('are entered by a lead, corrected, taken back and restored', async () => {
    const service = await newService()
    await service.ask('metrics.enter', entered)
    expect(await valueAt(service, METRIC, LEICESTER, '2024/25')).toBe(7.5)
    expect(await service.ask('metrics.enter', entered)).toMatchObject({ entries: 0 })
    await service.ask('metrics.enter', { ...entered, rows: [{ ...row, value: 7 }] })
    const place = { area: LEICESTER, period: '2024/25' }
    await service.ask('metrics.retract', { scope: 'QK1', metric: METRIC, rows: [place] })
    expect(await valueAt(service, METRIC, LEICESTER, '2024/25')).toBeUndefined()
    await service.ask('undo.last', {})
    expect(await valueAt(service, METRIC, LEICESTER, '2024/25')).toBe(7)
  })

  test.each([
    [{ ...row, area: DERBY }, /not part of/],
    [{ ...row, area: 'E01234567' }, /not an area/],
    [{ ...row, period: 'soon-ish' }, /period/],
    [{ ...row, lower95: 9, upper95: 8 }, /above the upper/],
  ])('that make no sense are refused', async (wrong, sentence) => {
    const service = await newService()
    const { message } = await refusal(service, 'metrics.enter', { ...entered, rows: [wrong] })
    expect(message).toMatch(sentence)
  })
})

describe('definitions', () => {
  test('are changed by regional staff, and are as they ship when that is undone', async () => {
    const service = await regionalService()
    const { definition } = await service.ask('metrics.get', { metric: METRIC })
    await service.ask('metrics.define', { metric: METRIC, fields: { name: 'Another name' } })
    expect((await service.ask('metrics.get', { metric: METRIC })).definition.name).toBe(
      'Another name',
    )
    await service.ask('undo.last', {})
    expect((await service.ask('metrics.get', { metric: METRIC })).definition).toEqual(definition)
  })

  test('of a new metric must be whole', async () => {
    const service = await regionalService()
    const fields = { name: 'Half a metric' }
    const { message } = await refusal(service, 'metrics.define', { metric: 'half', fields })
    expect(message).toMatch(/all its fields/)
  })

  test('are not for leads to change', async () => {
    const service = await newService()
    const fields = { name: 'Mine' }
    const { message } = await refusal(service, 'metrics.define', { metric: METRIC, fields })
    expect(message).toMatch(/regional staff/)
  })
})

describe('targets', () => {
  test('of a system stand before the region’s', async () => {
    const service = await regionalService()
    const fields = { value: 6, period: '2027/28' }
    await service.ask('metrics.setTarget', { scope: 'region', metric: METRIC, fields })
    const chart = () => service.ask('metrics.chart', { metric: METRIC, area: LLR })
    expect((await chart()).target).toMatchObject({ scope: 'region', value: 6 })
    await service.ask('metrics.setTarget', {
      scope: 'QK1',
      metric: METRIC,
      fields: { ...fields, value: 7 },
    })
    expect((await chart()).target).toMatchObject({ scope: 'QK1', value: 7 })
    await service.ask('metrics.setTarget', {
      scope: 'QK1',
      metric: METRIC,
      fields: { value: null },
    })
    expect((await chart()).target).toMatchObject({ scope: 'region' })
  })

  test('need a period', async () => {
    const service = await regionalService()
    const asked = { scope: 'QK1', metric: METRIC, fields: { value: 6 } }
    expect((await refusal(service, 'metrics.setTarget', asked)).message).toMatch(/which period/)
  })
})

describe('roll-up', () => {
  test('adds counts and denominators of all authorities, and says why it cannot', async () => {
    const service = await regionalService()
    await importFile(service, csvFile(homeLines('2022/23', [90, 80, 70])))
    await importFile(service, csvFile([fingertipsLine(LEICESTER, '2023/24', 90, 1000)]))
    const { series, rollUpRefusals } = await service.ask('metrics.series', { metric: METRIC })
    const home = series.find(({ area }) => area.code === LLR)
    expect(home?.points).toMatchObject([
      { period: '2022/23', value: 8, count: 240, source: { kind: 'roll-up' } },
    ])
    expect(rollUpRefusals).toContainEqual({
      area: LLR,
      period: '2023/24',
      reason: 'There is no value for Leicestershire and Rutland.',
    })
  })
})

describe('an export', () => {
  test('hides a small count, and another that would give it away', async () => {
    const service = await regionalService()
    await importFile(service, csvFile(homeLines('2022/23', [90, 40, 3])))
    const areas = ['E06000016', 'E10000018', 'E06000017']
    const of = { table: 'series' as const, metric: METRIC, areas }
    const file = await service.ask('metrics.export', { of })
    expect(file).toMatchObject({ rows: 3, suppressed: 2 })
    const text = readFileSync(service.files.out(file.token)!.path, 'utf8')
    expect(text).not.toMatch(/,3,1000/)
    expect(text).not.toMatch(/,40,1000/)
    expect(text).toMatch(/,90,1000,/)
    expect(text.match(/suppressed/g)).toHaveLength(2)
  })

  test('rounds on request, and leaves nothing to work the count out from', async () => {
    const service = await regionalService()
    await importFile(service, csvFile(homeLines('2022/23', [91, 42, 73])))
    const of = { table: 'series' as const, metric: METRIC, areas: [LEICESTER] }
    const file = await service.ask('metrics.export', { of, disclosure: { round: true } })
    const text = readFileSync(service.files.out(file.token)!.path, 'utf8')
    expect(text).toMatch(/,9,.*,90,1000,rounded/)
    expect(text).not.toMatch(/9\.1/)
  })
})
