import { cpSync, existsSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordPath } from '../../main/record/database.ts'
import { verifyRecord } from '../../main/record/verify.ts'
import { updateAction } from '../../main/register/writing.ts'
import { contextOf, HOME, newRecord, openRecordIn, REFERENCE, temporaryFolder } from '../helpers.ts'
import { entriesOf, flip, openFlipped } from './flips.ts'

/** A record of some notes; each is a change of its own. */
function recordOf(...notes: string[]) {
  const record = newRecord()
  for (const note of notes) updateAction(contextOf(record), HOME, REFERENCE, { note })
  return record
}

test('a letter that turned into another is noticed, told, and put back from the backup', async () => {
  const record = recordOf('Steady', 'Wobbly')
  await record.backup()
  record.close()
  flip(recordPath(record.dataDir), 'Wobbly')
  const told: string[] = []
  const again = openRecordIn(record.dataDir, (_, text) => told.push(text))
  expect(told.join()).toMatch(
    /^1 stored change of the record was damaged on the disk and left out\. What the backup of .* holds of them is back\..*The damaged file is kept at /,
  )
  expect(JSON.stringify(entriesOf(again.db))).toContain('Wobbly')
  expect(await verifyRecord(again.db)).toMatchObject({ ok: true })
  const kept = readdirSync(join(record.dataDir, 'damaged'))
  expect(kept.filter((name) => name.endsWith('.sqlite'))).toHaveLength(1)
})

test('without a backup the rest is kept, and a backup with such damage is none', async () => {
  const record = recordOf('Steady', 'Wobbly')
  const { path } = await record.backup()
  record.close()
  flip(path, 'Wobbly')
  flip(recordPath(record.dataDir), 'Wobbly')
  const told: string[] = []
  const again = openRecordIn(record.dataDir, (_, text) => told.push(text))
  expect(told.join()).toMatch(/left out\. What the server has comes back when Accord is connected/)
  expect(JSON.stringify(entriesOf(again.db))).toContain('Steady')
  expect(await verifyRecord(again.db)).toMatchObject({ ok: true })
})

test.each(['lost', 'cut short'])(
  'a write-ahead log that was %s is told, with the number of changes',
  (how) => {
    const record = recordOf('First', 'Second', 'Third')
    record.db.pragma('wal_checkpoint(TRUNCATE)')
    for (const note of ['Fourth', 'Fifth'])
      updateAction(contextOf(record), HOME, REFERENCE, { note })
    // As a crash leaves them.
    const copy = temporaryFolder()
    for (const name of readdirSync(record.dataDir).filter((name) => name.startsWith('record.')))
      cpSync(join(record.dataDir, name), join(copy, name))
    if (how === 'lost') for (const end of ['-wal', '-shm']) rmSync(recordPath(copy) + end)
    else truncateSync(`${recordPath(copy)}-wal`, 40)
    const told: string[] = []
    const again = openRecordIn(copy, (_, text) => told.push(text))
    expect(told).toEqual([
      expect.stringMatching(/^The last 2 changes saved here are gone: the file record\.sqlite-wal/),
    ])
    expect(JSON.stringify(entriesOf(again.db))).toContain('Third')
    updateAction(contextOf(again), HOME, REFERENCE, { note: 'Goes on' })
    again.close()
    const quiet: string[] = []
    openRecordIn(copy, (_, text) => quiet.push(text))
    expect(quiet).toEqual([])
  },
)

test('a record that was copied while in use is restored with what lies beside it', async () => {
  const record = recordOf('In the file')
  record.db.pragma('wal_checkpoint(TRUNCATE)')
  updateAction(contextOf(record), HOME, REFERENCE, { note: 'In the log beside it' })
  const copy = join(temporaryFolder(), 'copy.sqlite')
  for (const end of ['', '-wal']) cpSync(recordPath(record.dataDir) + end, copy + end)
  const { putInPlace } = await import('../../main/record/backup.ts')
  const dataDir = temporaryFolder()
  putInPlace(copy, dataDir, 'replaced')
  expect(existsSync(recordPath(dataDir))).toBe(true)
  expect(JSON.stringify(entriesOf(openRecordIn(dataDir).db))).toContain('In the log beside it')
})

test('bits that turned are noticed or harmless, and never a raw error', async () => {
  const record = recordOf(...Array.from({ length: 20 }, (_, n) => `Note ${n}`))
  await record.backup()
  const all = entriesOf(record.db)
  record.close()
  const outcomes = await openFlipped(record.dataDir, all, 12, 17)
  expect(outcomes.whole + outcomes.told + outcomes.refused).toBe(12)
})
