import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { recordPath } from '../../main/record/database.ts'
import { LOOKING } from '../../main/record/look-through.ts'
import { openRecord } from '../../main/record/record.ts'
import { verifyRecord } from '../../main/record/verify.ts'
import { updateAction } from '../../main/register/writing.ts'
import { openService, type Service } from '../../main/service.ts'
import { contextOf, HOME, newRecord, REFERENCE, temporaryFolder } from '../helpers.ts'
import { flip } from './flips.ts'

/**
 * A large record is looked through for damage behind those who work in it. These are small; the size
 * from which it is done so is set to nothing.
 */
const BEHIND = { behindFrom: 0, afterMs: 0 }

/** The folder of a record as a process that was killed leaves it. */
function killedRecord(...notes: string[]): string {
  const record = newRecord()
  for (const note of notes) updateAction(contextOf(record), HOME, REFERENCE, { note })
  record.db.pragma('wal_checkpoint(TRUNCATE)')
  const copy = temporaryFolder()
  for (const name of readdirSync(record.dataDir).filter((each) => each.startsWith('record.')))
    cpSync(join(record.dataDir, name), join(copy, name))
  return copy
}

/** Writes over the last page that holds nothing of the log, as a disk that fails. */
function overwriteTables(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0xa5, bytes.length - 4096)
  writeFileSync(path, bytes)
}

async function serviceOn(dataDir: string, looks = BEHIND): Promise<Service> {
  const service = await openService({ dataDir, looks })
  onTestFinished(() => service.close())
  return service
}

/** Waits until the notices are such; they move with an event each time. */
function notices(service: Service, holds: (texts: string[]) => boolean): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const { notices } = await service.ask('app.state', {})
      const texts = notices.map(({ text }) => text)
      if (holds(texts)) resolve(texts)
    }
    const again = () => void look().catch(reject)
    onTestFinished(service.listen(again))
    again()
  })
}

const isUnchecked = (dataDir: string, now = Date.now) => {
  const record = openRecord(dataDir, () => {}, now, 0)
  const unchecked = record.isUnchecked()
  record.close()
  return unchecked
}

test('a sound record says that it is being looked through until it is, and then no more', async () => {
  const dataDir = killedRecord('First', 'Second')
  const service = await openService({ dataDir, looks: { behindFrom: 0, afterMs: 3_600_000 } })
  expect((await service.ask('app.state', {})).notices).toMatchObject([
    { level: 'information', text: LOOKING },
  ])
  // Closed before it was looked through: that is not forgotten.
  await service.close()
  const again = await serviceOn(dataDir)
  expect((await again.ask('app.state', {})).notices.map(({ text }) => text)).toEqual([LOOKING])
  await notices(again, (texts) => texts.length === 0)
  await again.close()
  expect(isUnchecked(dataDir)).toBe(false)
})

test('a letter that turned into another long ago is found behind, told and put back', async () => {
  const record = newRecord()
  for (const note of ['Wobbly', 'Steady'])
    updateAction(contextOf(record), HOME, REFERENCE, { note })
  await record.backup()
  record.close()
  const { dataDir } = record
  flip(recordPath(dataDir), 'Wobbly')
  const service = await serviceOn(dataDir)
  expect((await service.ask('register.list', { ics: HOME })).length).toBeGreaterThan(0)
  const told = await notices(service, (texts) => texts.some((text) => text !== LOOKING))
  expect(told).toEqual([
    expect.stringMatching(
      /^1 stored change of the record was damaged on the disk and left out\. What the backup of .* holds of them is back\./,
    ),
  ])
  const { timeline } = await service.ask('action.get', { ics: HOME, reference: REFERENCE })
  expect(JSON.stringify(timeline)).toContain('Wobbly')
  expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
})

test('damage to the tables is found behind, and the record restored from its backup', async () => {
  const record = newRecord()
  updateAction(contextOf(record), HOME, REFERENCE, { note: 'In the backup' })
  await record.backup()
  record.close()
  overwriteTables(recordPath(record.dataDir))
  const service = await serviceOn(record.dataDir)
  const told = await notices(service, (texts) => texts.some((text) => text !== LOOKING))
  expect(told).toEqual([
    expect.stringMatching(/^The record was damaged and has been restored from the backup of /),
  ])
  expect(await service.ask('record.verify', {})).toMatchObject({ ok: true })
  await service.ask('action.update', { ics: HOME, reference: REFERENCE, changes: { note: 'On' } })
})

test('without a good backup every call says so, as at an opening', async () => {
  const dataDir = killedRecord('Alone')
  overwriteTables(recordPath(dataDir))
  const service = await serviceOn(dataDir)
  const refused = new Promise<string>((resolve) => {
    const ask = async () => {
      const answer = await service.call('app.state', {})
      if (!answer.ok) resolve(answer.error.message)
    }
    onTestFinished(service.listen(() => void ask()))
    void ask()
  })
  expect(await refused).toMatch(/is damaged and there is no good backup to restore/)
})

test('what was written last is looked at even so as the record is opened', async () => {
  const record = newRecord()
  updateAction(contextOf(record), HOME, REFERENCE, { note: 'Before' })
  record.close()
  const open = openRecord(record.dataDir, () => {})
  updateAction(contextOf(open), HOME, REFERENCE, { note: 'Wobbly' })
  open.db.pragma('wal_checkpoint(TRUNCATE)')
  const copy = temporaryFolder()
  cpSync(recordPath(record.dataDir), recordPath(copy))
  open.close()
  flip(recordPath(copy), 'Wobbly')
  const told: string[] = []
  const after = openRecord(copy, (_, text) => told.push(text), Date.now, 0)
  expect(told.join()).toMatch(/^1 stored change of the record was damaged on the disk and left out/)
  expect(after.isUnchecked()).toBe(true)
  expect(await verifyRecord(after.db)).toMatchObject({ ok: true })
  after.close()
})

test('a file that nobody touched since it was closed is looked through once a day', () => {
  const dataDir = killedRecord('First')
  openRecord(dataDir, () => {}).close()
  expect(isUnchecked(dataDir)).toBe(false)
  const nextDay = Date.now() + 25 * 3_600_000
  expect(isUnchecked(dataDir, () => nextDay)).toBe(true)

  openRecord(dataDir, () => {}).close()
  expect(isUnchecked(dataDir)).toBe(false)
  const { atime, mtime } = statSync(recordPath(dataDir))
  flip(recordPath(dataDir), 'First')
  // Whoever writes may put the moment of the last change back, but not that of the file's own.
  utimesSync(recordPath(dataDir), atime, mtime)
  const told: string[] = []
  openRecord(dataDir, (_, text) => told.push(text)).close()
  expect(told).toHaveLength(1)
})

test('a clock that was set back does not put the next look off', () => {
  const dataDir = killedRecord('First')
  openRecord(dataDir, () => {}).close()
  expect(existsSync(join(dataDir, 'record.checked'))).toBe(true)
  expect(isUnchecked(dataDir, () => Date.now() - 3_600_000)).toBe(true)
})
