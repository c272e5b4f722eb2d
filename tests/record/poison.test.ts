import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { isStamp } from '../../domain/record/clock.ts'
import { AnyEntry, IsoDate } from '../../domain/record/entry.ts'
import { carefully } from '../../main/record/carefully.ts'
import { verifyRecord } from '../../main/record/verify.ts'
import { newRecord, openRecordIn, temporaryDatabase } from '../helpers.ts'
import { NASTY_NAMES, updateOf } from './any-entry.ts'
import { foldAnything } from './fold-anything.ts'

/** Entries that would stop a reader who trusts their names, as any member's own client can make them. */

const SEGMENT = 'ics:QJM:2026'
let made = 0
const entry = (more: object = {}) => {
  made += 1
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    at: `2026-05-01T10:00:00.000Z.${String(made).padStart(4, '0')}.0000000a`,
    by: '00000000-0000-4000-8000-00000000000b',
    kind: 'change',
    subject: 'action:HS1.e2',
    set: { note: 'Honest' },
    basedOn: {},
    ...more,
  }
}

test('an entry of any kind stops nothing that comes with it or after it', async () => {
  const record = newRecord()
  const note = "SELECT note FROM action_state WHERE ics = 'QJM' AND reference = 'HS1.e2'"
  for (const [index, kind] of NASTY_NAMES.entries()) {
    record.receive(SEGMENT, updateOf(entry({ kind }), entry({ set: { note: 'With' } })), 'sync')
    record.receive(SEGMENT, updateOf(entry({ set: { note: `After ${index}` } })), 'sync')
    expect(record.db.prepare(note).pluck().get()).toBe(`After ${index}`)
  }
  expect(await verifyRecord(record.db)).toMatchObject({ ok: true, setAside: [] })
})

test('what is no entry is set aside, named by verify, and kept in the log', async () => {
  const record = newRecord()
  const strange = entry({ amount: 1234567890123456789n })
  record.receive(SEGMENT, updateOf('words', strange, entry({ set: { note: 'Good' } })), 'sync')
  const { ok, setAside } = await verifyRecord(record.db)
  expect(ok).toBe(true)
  expect(setAside).toHaveLength(2)
  expect(setAside.join()).toContain(`Entry ${strange.id} of ics:QJM could not be read`)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, record.log.state(SEGMENT))
  expect(doc.getArray('entries').get(1)).toEqual(strange)

  record.close()
  const again = openRecordIn(record.dataDir)
  expect((await verifyRecord(again.db)).setAside).toEqual(setAside)
})

test('an entry whose folding throws is set aside with its bytes, undone, and the rest is folded', () => {
  const db = temporaryDatabase()
  db.exec('CREATE TABLE folded (id TEXT)')
  const bad = entry({ kind: 'bad' })
  const fold = carefully(db, (_, entries) => {
    for (const { id, kind } of entries) {
      db.prepare('INSERT INTO folded VALUES (?)').run(id)
      if (kind === 'bad') throw new TypeError('x is not a function')
    }
  })
  const [before, after] = [entry(), entry()]
  fold('ics:QJM', [before, bad, after])
  expect(db.prepare('SELECT id FROM folded').pluck().all()).toEqual([before.id, after.id])
  expect(db.prepare('SELECT stream, id, reason FROM set_aside').raw().all()).toEqual([
    ['ics:QJM', bad.id, 'x is not a function'],
  ])
})

test('a full disk is no fault of an entry, and none is set aside for it', () => {
  const db = temporaryDatabase()
  const fold = carefully(db, () => {
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`)
    db.prepare('INSERT INTO meta VALUES (?, ?)').run('big', 'x'.repeat(1_000_000))
  })
  expect(() => db.transaction(() => fold('ics:QJM', [entry()]))()).toThrow(/full/)
  expect(db.prepare('SELECT count(*) FROM set_aside').pluck().get()).toBe(0)
})

test.each([
  '0001-01-01T00:00:00.000Z',
  '1999-12-31T23:59:59.999Z',
  '2026-05-01T24:00:00.000Z',
  '2026-02-30T00:00:00.000Z',
  '2025-02-29T00:00:00.000Z',
  '2026-05-01T23:59:60.000Z',
  '2026-13-01T00:00:00.000Z',
])('no entry is of %s', (moment) => {
  const at = `${moment}.0000.0000000a`
  expect(isStamp(at)).toBe(false)
  expect(AnyEntry.safeParse(entry({ at })).success).toBe(false)
  expect(AnyEntry.safeParse(entry()).success).toBe(true)
})

test.each(['0001-01-01', '1899-12-31', '2200-01-01', '2026-02-30', '2026-05-01T24:00'])(
  'no plan has a day %s',
  (day) => expect(IsoDate.safeParse(day).success).toBe(false),
)

test('entries of every shape throw nothing, and all replicas come to the same', async () => {
  await foldAnything(60)
})
