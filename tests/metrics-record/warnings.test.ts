import { expect, it } from 'vitest'
import { csvFile, homeLines, importFile, regionalService } from './fixtures.ts'

it('early warnings follow every change of the metrics', async () => {
  const service = await regionalService()
  const warnings = (ics?: string) => service.ask('metrics.warnings', ics ? { ics } : {})
  const before = await warnings()
  expect(await warnings()).toEqual(before)

  const years = Array.from({ length: 10 }, (_, i) => `${2016 + i}/${17 + i}`)
  const counts = (rise: number): [number, number, number] => [100 + rise, 100 + rise, 100 + rise]
  await importFile(service, csvFile(years.flatMap((year, i) => homeLines(year, counts(i * 12)))))
  const after = await warnings()
  expect(after.looked).toBe(before.looked + 1)
  const found = after.warnings.filter(({ metric }) => metric === 'smoking-at-delivery')
  expect(found).toMatchObject([{ kind: 'special-cause', ics: 'QK1' }])
  expect((await warnings('QK1')).warnings).toEqual(found)
  expect((await warnings('QUA')).warnings).not.toContainEqual(found[0])

  await service.ask('metrics.setTarget', {
    ...{ metric: 'smoking-at-delivery', scope: 'region' },
    fields: { value: 5, period: '2026/27' },
  })
  expect((await warnings('QK1')).warnings.map(({ kind }) => kind)).toContain('target-at-risk')

  await service.ask('undo.last', {})
  await service.ask('undo.last', {})
  expect(await warnings()).toEqual(before)
})

it('a series that no new value comes to is counted and left out', async () => {
  const service = await regionalService()
  const before = await service.ask('metrics.warnings', {})
  const years = Array.from({ length: 10 }, (_, i) => `${2011 + i}/${12 + i}`)
  await importFile(
    service,
    csvFile(
      years.flatMap((year, i) => homeLines(year, [100 + i * 12, 100 + i * 12, 100 + i * 12])),
    ),
  )
  const { warnings, looked, stale, byChance } = await service.ask('metrics.warnings', {})
  expect(looked).toBe(before.looked + 1)
  expect(stale).toBe(before.stale + 1)
  expect(warnings.filter(({ metric }) => metric === 'smoking-at-delivery')).toEqual([])
  expect(byChance).toEqual(before.byChance)
})
