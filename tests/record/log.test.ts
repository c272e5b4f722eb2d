import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { AnyEntry } from '../../domain/record/entry.ts'
import { differences, exchange, expectClean, newRecord, openRecordIn, rowsOf } from '../helpers.ts'

const SEGMENT = 'ics:QJM:2026'
const entry = (n: number, more: object = {}): AnyEntry => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  at: `2026-05-01T10:00:00.000Z.${String(n).padStart(4, '0')}.0000000a`,
  by: '00000000-0000-4000-8000-00000000000b',
  kind: 'change',
  subject: 'action:HS1.e2',
  set: { note: `Note ${n}` },
  basedOn: {},
  ...more,
})

/** Updates of a document, one for each group of entries, as another machine would send them. */
function updates(...groups: unknown[][]): Uint8Array[] {
  const doc = new Y.Doc()
  const made: Uint8Array[] = []
  doc.on('update', (bytes: Uint8Array) => made.push(bytes))
  for (const group of groups) doc.getArray('entries').push(group)
  return made
}

const note = (record: ReturnType<typeof newRecord>) =>
  record.db
    .prepare("SELECT note FROM action_state WHERE ics = 'QJM' AND reference = 'HS1.e2'")
    .pluck()
    .get()

test('an update that comes before the one it rests on is kept, and counts once that is there', async () => {
  const record = newRecord()
  const [first, second] = updates([entry(1)], [entry(2)]) as [Uint8Array, Uint8Array]
  expect(record.receive(SEGMENT, second, 'sync')).toBe(true)
  expect(note(record)).toBeNull()
  record.close()

  const again = openRecordIn(record.dataDir)
  expect(again.receive(SEGMENT, first, 'sync')).toBe(true)
  expect(note(again)).toBe('Note 2')
  await expectClean(again.db)
})

test('an update that is there already changes nothing and is not stored again', () => {
  const record = newRecord()
  const [update] = updates([entry(1)]) as [Uint8Array]
  const stored = () => record.db.prepare('SELECT count(*) FROM update_log').pluck().get()
  expect(record.receive(SEGMENT, update, 'sync')).toBe(true)
  const before = stored()
  expect(record.receive(SEGMENT, update, 'sync')).toBe(false)
  expect(stored()).toBe(before)
})

test('entries of kinds this version does not know are kept and passed on, and no table follows them', async () => {
  const record = newRecord()
  const before = rowsOf(record.db)
  const poll = { ...entry(1), kind: 'poll', question: { text: 'Which date?' } }
  const [update] = updates([poll]) as [Uint8Array]
  record.receive(SEGMENT, update, 'sync')
  expect(differences(before, rowsOf(record.db))).toEqual([expect.stringMatching(/^entry .*poll/)])
  await expectClean(record.db)

  const other = newRecord()
  exchange(record, other)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, other.log.state(SEGMENT))
  expect(doc.getArray('entries').toArray()).toEqual([poll])
})

test('what is no entry at all stays in the log, is set aside, and is in no other table', async () => {
  const record = newRecord()
  const before = rowsOf(record.db)
  const odd = [
    'text',
    7,
    null,
    { id: 'x' },
    entry(1, { at: '2026-99-01T10:00:00.000Z.0000.0000000a' }),
  ]
  const [update] = updates(odd) as [Uint8Array]
  expect(record.receive(SEGMENT, update, 'sync')).toBe(true)
  const added = differences(before, rowsOf(record.db))
  expect(added).toHaveLength(odd.length)
  for (const row of added) expect(row).toMatch(/^set_aside /)
  await expectClean(record.db)
})

test('bytes that are no update are refused and leave everything as it was', () => {
  const record = newRecord()
  const before = rowsOf(record.db)
  expect(() => record.receive(SEGMENT, new Uint8Array([1, 2, 3]), 'sync')).toThrow()
  expect(differences(before, rowsOf(record.db))).toEqual([])
  const [update] = updates([entry(1)]) as [Uint8Array]
  expect(record.receive(SEGMENT, update, 'sync')).toBe(true)
  expect(note(record)).toBe('Note 1')
})

test('a long run of small updates is merged into one without losing an entry', async () => {
  const record = newRecord()
  const many = updates(...Array.from({ length: 450 }, (_, i) => [entry(i + 1)]))
  record.db.transaction(() => {
    for (const update of many) record.receive(SEGMENT, update, 'sync')
  })()
  record.close()

  const again = openRecordIn(record.dataDir)
  const rows = () =>
    again.db.prepare('SELECT count(*) FROM update_log WHERE doc = ?').pluck().get(SEGMENT)
  expect(rows()).toBe(450)
  again.log.stateVector(SEGMENT)
  expect(rows()).toBe(1)
  expect(note(again)).toBe('Note 450')
  await expectClean(again.db)
})

test('a document of text travels by the same log and moves no table', async () => {
  const record = newRecord()
  const doc = new Y.Doc()
  doc.getText('body').insert(0, 'Strategy')
  record.receive('document:7', Y.encodeStateAsUpdate(doc), 'sync')
  const copy = new Y.Doc()
  Y.applyUpdate(copy, record.log.state('document:7'))
  expect(copy.getText('body').toString()).toBe('Strategy')
  await expectClean(record.db)
})
