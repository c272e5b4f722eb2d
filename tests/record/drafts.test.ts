import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openService } from '../../main/service.ts'
import { HOME, temporaryFolder } from '../helpers.ts'

const KEY = 'action/QK1/HS1.e2/note'
const at = (minute: number) => `2026-11-21T10:${minute}:00.000Z`

async function start(dataDir: string) {
  const service = await openService({ dataDir })
  if ((await service.ask('app.state', {})).record === 'none')
    await service.ask('record.create', { ics: HOME, name: 'Robin Tester' })
  return service
}

test('a draft is there again after the service has ended and begun', async () => {
  const dataDir = temporaryFolder()
  const first = await start(dataDir)
  await first.ask('drafts.keep', {
    key: KEY,
    at: at(42),
    values: { text: 'Asked Asha' },
    basis: {},
  })
  await first.close()
  const second = await start(dataDir)
  expect(await second.ask('drafts.list', {})).toEqual([
    { key: KEY, at: at(42), values: { text: 'Asked Asha' }, basis: {} },
  ])
  await second.close()
})

test('what was typed later stays, in whatever order it arrives', async () => {
  const service = await start(temporaryFolder())
  await service.ask('drafts.keep', { key: KEY, at: at(42), values: { text: 'later' } })
  await service.ask('drafts.keep', { key: KEY, at: at(41), values: { text: 'earlier' } })
  await service.ask('drafts.remove', { key: KEY, at: at(41) })
  expect(await service.ask('drafts.list', {})).toMatchObject([{ values: { text: 'later' } }])
  await service.ask('drafts.remove', { key: KEY, at: at(43) })
  expect(await service.ask('drafts.list', {})).toEqual([])
  await service.close()
})

test('drafts lie in a file of their own that nobody else may read, and in no other', async () => {
  const dataDir = temporaryFolder()
  const service = await start(dataDir)
  await service.ask('drafts.keep', { key: KEY, at: at(42), values: { text: 'Only mine' } })
  const backup = await service.ask('record.backup', {})
  await service.close()
  if (process.platform !== 'win32')
    expect(statSync(join(dataDir, 'drafts.sqlite')).mode & 0o777).toBe(0o600)
  for (const file of [join(dataDir, 'record.sqlite'), backup.path])
    expect(readFileSync(file).includes('Only mine')).toBe(false)
  expect(readFileSync(join(dataDir, 'drafts.sqlite')).includes('Only mine')).toBe(true)
})

test('a draft that was thrown away cannot be read in the file', async () => {
  const dataDir = temporaryFolder()
  const service = await start(dataDir)
  await service.ask('drafts.keep', { key: KEY, at: at(42), values: { text: 'Never mind' } })
  await service.ask('drafts.remove', { key: KEY, at: at(42) })
  await service.close()
  expect(readFileSync(join(dataDir, 'drafts.sqlite')).includes('Never mind')).toBe(false)
})

test('a damaged file of drafts is put aside, and typing goes on', async () => {
  const dataDir = temporaryFolder()
  await (await start(dataDir)).close()
  writeFileSync(join(dataDir, 'drafts.sqlite'), 'no database at all '.repeat(100))
  const service = await start(dataDir)
  expect(await service.ask('drafts.list', {})).toEqual([])
  await service.ask('drafts.keep', { key: KEY, at: at(42), values: { text: 'anew' } })
  expect(await service.ask('drafts.list', {})).toHaveLength(1)
  expect(readFileSync(join(dataDir, 'drafts.sqlite.damaged'), 'utf8')).toContain('no database')
  await service.close()
})

test('a draft that names a patient is refused like everything else', async () => {
  const service = await start(temporaryFolder())
  await expect(
    service.ask('drafts.keep', { key: KEY, at: at(42), values: { text: 'Call 999 000 0042' } }),
  ).rejects.toThrow(/NHS number/)
  await service.close()
})
