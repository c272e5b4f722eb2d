import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Service } from '../../main/service.ts'
import { serviceIn, temporaryFolder } from '../helpers.ts'
import { csvFile, fingertipsLine, LEICESTER, preview } from './fixtures.ts'

const METRIC = 'smoking-at-delivery'
/** Enough for several slices. */
const AGES = Array.from({ length: 500 }, (_, i) => `${i} days`)
const PERIODS = Array.from({ length: 12 }, (_, i) => `20${i + 10}/${i + 11}`)
const line = (period: string, age: string, count: number) =>
  fingertipsLine(LEICESTER, period, count, 1000).replace('All ages', age)

async function shownIn(service: Service) {
  const group = { sex: 'Persons', age: 'All ages' }
  const asked = { metric: METRIC, areas: [LEICESTER], ...group }
  const { series } = await service.ask('metrics.series', asked)
  return series[0]?.points.find(({ period }) => period === '2021/22')?.value
}

test('of an import that is cut short by a kill nothing stays, and the same file brings all of it', async () => {
  const dataDir = temporaryFolder()
  const killed = join(temporaryFolder(), 'killed')
  const service = await serviceIn(dataDir)
  const grants = ['lead:QK1' as const, 'regional' as const]
  await service.ask('record.create', { ics: 'QK1', name: 'Robin Tester', grants })
  const lines = PERIODS.flatMap((period) => AGES.map((age) => line(period, age, 90)))
  const path = csvFile([fingertipsLine(LEICESTER, '2021/22', 80, 1000), ...lines])
  const before = await preview(service, csvFile([fingertipsLine(LEICESTER, '2021/22', 50, 1000)]))
  await service.ask('metrics.import', { preview: before.preview, rhythms: { 93085: 'all' } })

  const found = await preview(service, path)
  // What a killed process leaves is what is on the disk between two slices.
  let copied = false
  service.listen((event) => {
    if (event.type !== 'progress' || event.label !== 'Writing' || copied) return
    copied = true
    cpSync(dataDir, killed, { recursive: true, filter: (file) => !file.includes('lock.sqlite') })
  })
  const job = crypto.randomUUID()
  const whole = { rhythms: { 93085: 'all' } }
  await service.ask('metrics.import', { preview: found.preview, job, ...whole })
  expect(copied).toBe(true)

  const after = await serviceIn(killed)
  const { notices } = await after.ask('app.state', {})
  expect(notices.map(({ text }) => text).join()).toMatch(/What had come in was taken back/)
  expect(await shownIn(after)).toBe(5)
  const again = await preview(after, path)
  expect(again).toMatchObject({ new: found.new, changed: found.changed })
  const imported = await after.ask('metrics.import', { preview: again.preview, ...whole })
  expect(imported.new + imported.changed).toBe(lines.length + 1)
  expect(await shownIn(after)).toBe(8)
  await after.close()

  // What ended stays, and the next opening has nothing to take back.
  const last = await serviceIn(killed)
  expect(await shownIn(last)).toBe(8)
  rmSync(killed, { recursive: true, force: true, maxRetries: 5 })
})
