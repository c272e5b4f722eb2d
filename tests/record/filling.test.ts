import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openService, type Service } from '../../main/service.ts'
import type { ServiceEvent } from '../../preload/contract.ts'

/** Nothing reads a record that is being filled, and nobody ever meets one that is half filled. */

const LONG = { timeout: 300_000 }
let folder: string
let service: Service

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accord-filling-'))
  service = await openService({ dataDir: folder })
})
afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Begins to make the example; answers once some of it is there. */
async function begun(): Promise<{ job: string; made: Promise<unknown> }> {
  const job = randomUUID()
  const { promise: some, resolve } = Promise.withResolvers<void>()
  const stop = service.listen((event: ServiceEvent) => {
    if (event.type === 'progress' && event.job === job) resolve()
  })
  const made = service.call('record.createExample', { job })
  await some
  stop()
  return { job, made }
}

const freeze = () =>
  service.call('reports.freeze', { scope: 'region', from: '2026-01-01', to: '2026-06-30' })
const state = () => service.ask('app.state', {})

test('what is asked meanwhile is asked of the record that was open', LONG, async () => {
  await service.ask('record.create', { ics: 'QJM', name: 'Asha Patel' })
  const { made } = await begun()
  expect(await state()).toMatchObject({ record: 'own', ics: 'QJM' })
  expect(await service.call('record.switch', { to: 'example' })).toMatchObject({ ok: false })
  expect(await service.call('record.createExample', {})).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/being made already/) },
  })
  expect(await made).toMatchObject({ ok: true })
  expect(await state()).toMatchObject({ record: 'example', ics: 'QK1' })
})

test('where no record was open, nothing is frozen of the one being filled', LONG, async () => {
  const { job, made } = await begun()
  expect(await state()).toMatchObject({ record: 'none' })
  expect(await freeze()).toMatchObject({ ok: false })
  await service.ask('job.cancel', { job })
  expect(await made).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(await state()).toMatchObject({ record: 'none' })
})

test('one that is closed half way leaves nothing to be opened', LONG, async () => {
  const { made } = await begun()
  await service.close()
  expect(await made).toMatchObject({ ok: false })
  expect(existsSync(join(folder, 'example', 'record.sqlite'))).toBe(false)
  expect(readdirSync(join(folder, 'cache', 'unfinished'))).toEqual([])
  service = await openService({ dataDir: folder })
  expect(await state()).toMatchObject({ record: 'none' })
})
