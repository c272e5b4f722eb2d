import { expect, test } from 'vitest'
import { verifyRecord } from '../../main/record/verify.ts'
import { updateAction } from '../../main/register/writing.ts'
import { contextOf, expectClean, HOME, newRecord, openRecordIn, REFERENCE } from '../helpers.ts'

test.each([
  [
    'a changed value',
    `UPDATE action_state SET status = 'complete' WHERE ics = 'QK1' AND reference = 'HS1.e2'`,
    /^Table action_state, QK1 HS1\.e2: the record has .*complete.*, the log gives .*planned/,
  ],
  [
    'a row taken out',
    `DELETE FROM action_state WHERE ics = 'QK1' AND reference = 'HS1.e2'`,
    /^Table action_state, QK1 HS1\.e2: the record has no row, the log gives/,
  ],
  [
    'a row put in',
    `INSERT INTO member VALUES ('someone', 'Mallory', NULL)`,
    /^Table member, someone: the record has .*Mallory.*, the log gives no row/,
  ],
  [
    'an entry changed',
    `UPDATE entry SET body = '{}' WHERE subject = 'action:HS1.e2'`,
    /^Table entry, /,
  ],
])('verify names %s, and nothing else', async (_, sql, difference) => {
  const record = newRecord()
  updateAction(contextOf(record), HOME, REFERENCE, { status: 'planned' })
  await expectClean(record.db)
  expect(record.db.prepare(sql).run().changes).toBe(1)
  const report = await verifyRecord(record.db)
  expect(report.ok).toBe(false)
  expect(report.differences).toEqual([expect.stringMatching(difference)])
})

test('what is written while verify runs is no difference', async () => {
  const record = newRecord()
  const context = contextOf(record)
  for (const ics of ['QJM', 'QK1', 'QT1'])
    record.write(
      [
        {
          stream: `ics:${ics}`,
          draft: {
            kind: 'change',
            subject: `action:${REFERENCE}`,
            set: { status: 'planned' },
            basedOn: {},
          },
        },
      ],
      crypto.randomUUID(),
    )
  let turn = 0
  const report = await verifyRecord(record.db, () => {
    turn += 1
    updateAction(context, HOME, REFERENCE, { note: `Written in turn ${turn}` })
  })
  expect(turn).toBe(3)
  expect(report.differences).toEqual([])
  await expectClean(record.db)
})

test('verify tells how far it has come and stops when told', async () => {
  const record = newRecord()
  updateAction(contextOf(record), HOME, REFERENCE, { status: 'planned' })
  const heard: number[][] = []
  await verifyRecord(record.db, (done, total) => heard.push([done, total]))
  expect(heard).toEqual([[1, 1]])
  await expect(verifyRecord(record.db, () => {}, AbortSignal.abort())).rejects.toThrow(/abort/i)
})

test('a newer catalogue takes the place of the older one', async () => {
  const record = newRecord()
  record.db.exec(`
    UPDATE action SET title = 'As it was', source = 'policy' WHERE reference = 'HS1.e2';
    INSERT INTO action_tag VALUES ('HS1.e2', 'theme', 'gone since');
    UPDATE meta SET value = 'older' WHERE key = 'catalogue'`)
  record.close()
  await expectClean(openRecordIn(record.dataDir).db)
})
