import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backupsDir, listBackups, rotateBackups } from '../../main/record/backup.ts'
import { recordPath } from '../../main/record/database.ts'
import type { Service } from '../../main/service.ts'
import {
  expectClean,
  HOME,
  newService,
  openRecordIn,
  REFERENCE,
  refusal,
  serviceIn,
  temporaryFolder,
} from '../helpers.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-21T12:00:00.000Z')

const write = (service: Service, note: string) =>
  service.ask('action.update', { ics: HOME, reference: REFERENCE, changes: { note } })
const noteOf = async (service: Service) =>
  (await service.ask('action.get', { ics: HOME, reference: REFERENCE })).row.note
const folderOf = async (service: Service) => (await service.ask('record.info', {})).path

test('rotation keeps every backup of the last day, one for each of 14 days and one for each of 12 months', () => {
  const ages = fc.array(fc.integer({ min: 0, max: 500 * 24 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(ages, (hours) => {
      const dataDir = temporaryFolder()
      mkdirSync(backupsDir(dataDir))
      const moments = [...new Set(hours)].map((h) => NOW - h * 3_600_000).sort((a, b) => b - a)
      for (const ms of moments) {
        const name = `record-${new Date(ms).toISOString().replace(/[:.]/g, '-')}.sqlite`
        writeFileSync(join(backupsDir(dataDir), name), '')
      }
      rotateBackups(dataDir, NOW)
      const kept = listBackups(dataDir).map(({ at }) => Date.parse(at))
      expect(kept).toEqual(moments.filter((ms) => kept.includes(ms)))
      expect(kept[0]).toBe(moments[0])

      const older = moments.filter((ms) => NOW - ms >= DAY)
      const recent = moments.filter((ms) => NOW - ms < DAY)
      const of = (ms: number, length: number) => new Date(ms).toISOString().slice(0, length)
      const newestOfEach = (length: number, most: number) =>
        [...new Set(older.map((ms) => of(ms, length)))]
          .slice(0, most)
          .map((name) => older.find((ms) => of(ms, length) === name) as number)
      const wanted = new Set([...recent, ...newestOfEach(10, 14), ...newestOfEach(7, 12)])
      expect(new Set(kept)).toEqual(wanted)

      rotateBackups(dataDir, NOW)
      expect(listBackups(dataDir)).toHaveLength(kept.length)
    }),
    { numRuns: 40 },
  )
})

test('other files among the backups are neither listed nor removed', () => {
  const dataDir = temporaryFolder()
  mkdirSync(backupsDir(dataDir))
  const mine = join(backupsDir(dataDir), 'record-before-the-move.sqlite')
  writeFileSync(mine, '')
  utimesSync(mine, 0, 0)
  rotateBackups(dataDir, NOW)
  expect(listBackups(dataDir)).toEqual([])
  expect(existsSync(mine)).toBe(true)
})

test('a backup made while others write holds a whole record', async () => {
  const service = await newService()
  let writing = true
  const backup = service.ask('record.backup', {}).finally(() => {
    writing = false
  })
  let written = 0
  while (writing) {
    await write(service, `Note ${written}`)
    written += 1
    // A call alone is no turn for the copying.
    await setImmediate()
  }
  const { path, bytes } = await backup
  expect(written).toBeGreaterThan(0)
  expect(bytes).toBeGreaterThan(0)
  await write(service, 'After the backup')

  await service.ask('record.restore', { from: path })
  expect(await noteOf(service)).not.toBe('After the backup')
  expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
})

test('a backup goes where it is told, as one file that is a record of its own', async () => {
  const service = await newService()
  await write(service, 'Kept')
  // Ten digits that would pass for an NHS number are no patient in the name of a file.
  const folder = temporaryFolder()
  await service.ask('record.backup', { to: join(folder, '9434765919.sqlite') })
  const copy = new Database(join(folder, '9434765919.sqlite'), { readonly: true })
  expect(copy.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(2)
  copy.close()
  expect(existsSync(join(folder, '9434765919.sqlite-wal'))).toBe(false)
  expect(await service.ask('record.backups', {})).toEqual([])
})

test('a backup that cannot be written says so, and leaves nothing behind', async () => {
  const service = await newService()
  const folder = temporaryFolder()
  const to = join(folder, 'no such folder', 'backup.sqlite')
  expect(await refusal(service, 'record.backup', { to })).toEqual({
    code: 'failed',
    message: `The backup could not be written to ${to}. Check that the folder is there and has room.`,
  })
  expect(await refusal(service, 'record.backup', { to: folder })).toMatchObject({ code: 'failed' })
  expect(existsSync(`${folder}.part`)).toBe(false)
})

test('a backup never takes the place of the record itself', async () => {
  const service = await newService()
  const to = recordPath(await folderOf(service))
  expect((await refusal(service, 'record.backup', { to })).message).toMatch(/Name another file/)
  await write(service, 'Still here')
  expect(await noteOf(service)).toBe('Still here')
})

test('a restored backup takes the place of the record, which is kept', async () => {
  const service = await newService()
  await write(service, 'Before')
  const { path } = await service.ask('record.backup', {})
  await write(service, 'After')
  const state = await service.ask('record.restore', { from: path })
  expect(state).toMatchObject({ record: 'own', ics: HOME })
  expect(await noteOf(service)).toBe('Before')

  const notice = state.notices.at(-1)
  expect(notice).toMatchObject({ level: 'information' })
  const kept = /kept at (.*)\.$/.exec(notice?.text ?? '')?.[1] as string
  await service.ask('record.restore', { from: kept })
  expect(await noteOf(service)).toBe('After')
  expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
})

test.each<[string, (path: string) => void, RegExp]>([
  ['is not there', () => {}, /^There is no backup at/],
  ['is a folder', (path) => mkdirSync(path), /^There is no backup at/],
  [
    'is a text',
    (path) => writeFileSync(path, 'Dear all,\n'.repeat(500)),
    /cannot be read as a backup/,
  ],
  ['is empty', (path) => writeFileSync(path, ''), /is not a backup of an Accord record/],
  ['is of another program', (path) => foreign(path), /is a database of another program/],
  ['is of a newer version', (path) => newer(path), /newer version of Accord/],
  ['is damaged', (path) => damaged(path), /is damaged and was not restored|cannot be read/],
])('a backup that %s is refused and the record goes on', async (_, make, message) => {
  const service = await newService()
  await write(service, 'Untouched')
  const from = join(temporaryFolder(), 'backup.sqlite')
  make(from)
  expect((await refusal(service, 'record.restore', { from })).message).toMatch(message)
  expect(await noteOf(service)).toBe('Untouched')
  expect(existsSync(join(await folderOf(service), 'replaced'))).toBe(false)
  // What the session did can still be taken back.
  expect(await service.ask('undo.last', {})).toEqual({ said: 'Undone: HS1.e2: note added' })
})

function foreign(path: string): void {
  const db = new Database(path)
  db.exec('CREATE TABLE recipe (name TEXT)')
  db.close()
}

function newer(path: string): void {
  const db = new Database(copyOfRecord(path))
  db.pragma('user_version = 999')
  db.close()
}

function damaged(path: string): void {
  const bytes = readFileSync(copyOfRecord(path))
  bytes.fill(0xa5, bytes.length / 4, bytes.length / 2)
  writeFileSync(path, bytes)
}

/** A sound record, as a file of its own. */
function copyOfRecord(path: string): string {
  const dataDir = temporaryFolder()
  openRecordIn(dataDir).close()
  writeFileSync(path, readFileSync(recordPath(dataDir)))
  return path
}

test('a backup is made by itself when the last one is a day old, also when Accord was open for a moment', async () => {
  const dataDir = temporaryFolder()
  let now = NOW
  const open = () => serviceIn(dataDir, () => now)
  const first = await open()
  await first.ask('record.create', { ics: HOME, name: 'Robin Tester' })
  await first.close()
  expect(listBackups(dataDir)).toHaveLength(1)

  now += DAY - 60_000
  await (await open()).close()
  expect(listBackups(dataDir)).toHaveLength(1)
  now += 120_000
  await (await open()).close()
  expect(listBackups(dataDir).map(({ at }) => at)).toEqual([
    '2026-11-22T12:01:00.000Z',
    '2026-11-21T12:00:00.000Z',
  ])
  await expectClean(openRecordIn(dataDir).db)
})
