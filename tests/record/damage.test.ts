import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listBackups } from '../../main/record/backup.ts'
import { recordPath } from '../../main/record/database.ts'
import type { Service } from '../../main/service.ts'
import { HOME, REFERENCE, refusal, serviceIn, temporaryFolder } from '../helpers.ts'

const write = (service: Service, note: string) =>
  service.ask('action.update', { ics: HOME, reference: REFERENCE, changes: { note } })
const noteOf = async (service: Service) =>
  (await service.ask('action.get', { ics: HOME, reference: REFERENCE })).row.note

/** A folder with a record of two notes: after each of the first so many a backup was made. */
async function folderWithRecord(backups: 0 | 1 | 2): Promise<string> {
  const dataDir = temporaryFolder()
  const service = await serviceIn(dataDir)
  await service.ask('record.create', { ics: HOME, name: 'Robin Tester' })
  for (const [index, note] of ['First', 'Second'].entries()) {
    await write(service, note)
    if (index < backups) await service.ask('record.backup', {})
  }
  await write(service, 'Third, in no backup')
  await service.close()
  return dataDir
}

const overwrite = (path: string, from: number, to: number) => {
  const bytes = readFileSync(path)
  for (let i = Math.floor(from); i < to; i += 1) bytes[i] = Math.floor(Math.random() * 256)
  writeFileSync(path, bytes)
}
const sizeOf = (path: string) => statSync(path).size

const DAMAGES: [string, (path: string) => void][] = [
  ['overwritten in the middle', (path) => overwrite(path, sizeOf(path) / 3, sizeOf(path) / 2)],
  ['overwritten at the end', (path) => overwrite(path, (sizeOf(path) * 3) / 4, sizeOf(path))],
  ['cut in half', (path) => truncateSync(path, Math.floor(sizeOf(path) / 2))],
  ['cut in the middle of a page', (path) => truncateSync(path, sizeOf(path) - 1000)],
  ['with a header of something else', (path) => overwrite(path, 0, 100)],
  ['with its first page gone', (path) => overwrite(path, 0, 4096)],
  ['emptied', (path) => truncateSync(path, 0)],
]

test.each(DAMAGES)(
  'a record %s is put aside and restored from the newest backup',
  async (_, damage) => {
    const dataDir = await folderWithRecord(2)
    damage(recordPath(dataDir))
    const service = await serviceIn(dataDir)
    const { notices, member } = await service.ask('app.state', {})
    expect(member?.name).toBe('Robin Tester')
    expect(notices).toEqual([
      expect.objectContaining({
        level: 'problem',
        text: expect.stringMatching(
          /^The record was damaged and has been restored from the backup of \d+ \w+ \d{4}.*The damaged file is kept at /,
        ),
      }),
    ])
    // What came after the backup is there where the damaged file still held it.
    expect(['Second', 'Third, in no backup']).toContain(await noteOf(service))
    expect(
      readdirSync(join(dataDir, 'damaged')).filter((name) => name.endsWith('.sqlite')),
    ).toHaveLength(1)
    expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
    await write(service, 'And on it goes')
  },
)

test('changes after the backup are read from the damaged file, and the person is told', async () => {
  const dataDir = await folderWithRecord(1)
  const path = recordPath(dataDir)
  // The tables of search lie at the end of the file; the log does not.
  const bytes = readFileSync(path)
  const log = Math.floor(bytes.indexOf('Third, in no backup') / 4096) * 4096
  const last = Math.floor((bytes.length - 1) / 4096) * 4096
  overwrite(path, log === last ? last - 4096 : last, log === last ? last : bytes.length)
  const service = await serviceIn(dataDir)
  const { notices } = await service.ask('app.state', {})
  expect(notices[0]?.text).toMatch(/with 2 later changes read from the damaged file/)
  expect(await noteOf(service)).toBe('Third, in no backup')
  expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
})

test('a damaged backup is passed over for an older one', async () => {
  const dataDir = await folderWithRecord(2)
  const [newest, older] = listBackups(dataDir)
  expect(older).toBeDefined()
  overwrite(newest?.path ?? '', 0, 4096)
  truncateSync(recordPath(dataDir), 5000)
  const service = await serviceIn(dataDir)
  expect(await noteOf(service)).toBe('First')
  expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
})

test('without a good backup the file stays, every call says so, and a backup from elsewhere ends it', async () => {
  const elsewhere = await folderWithRecord(2)
  const dataDir = await folderWithRecord(0)
  for (const { path } of listBackups(dataDir)) overwrite(path, 0, 4096)
  overwrite(recordPath(dataDir), 0, 4096)
  const before = readFileSync(recordPath(dataDir))

  const service = await serviceIn(dataDir)
  const sentence = expect.stringMatching(/is damaged and there is no good backup to restore/)
  expect((await refusal(service, 'app.state', {})).message).toEqual(sentence)
  expect((await refusal(service, 'register.list', { ics: HOME })).message).toEqual(sentence)
  expect((await refusal(service, 'record.create', { ics: HOME, name: 'X' })).message).toMatch(
    /There is a record here already/,
  )
  expect(readFileSync(recordPath(dataDir)).equals(before)).toBe(true)

  const from = listBackups(elsewhere)[0]?.path ?? ''
  expect(await service.ask('record.restore', { from })).toMatchObject({ record: 'own' })
  await write(service, 'Works again')
})

test('an end without a close is no damage', async () => {
  const dataDir = await folderWithRecord(0)
  const service = await serviceIn(dataDir)
  await write(service, 'Unfinished business')
  // As a crash leaves them: the files as they lie, with the log of SQLite beside.
  const copy = temporaryFolder()
  for (const name of readdirSync(dataDir).filter((name) => name.startsWith('record.sqlite')))
    writeFileSync(join(copy, name), readFileSync(join(dataDir, name)))
  const after = await serviceIn(copy)
  expect(await noteOf(after)).toBe('Unfinished business')
  expect((await after.ask('app.state', {})).notices).toEqual([])
})
