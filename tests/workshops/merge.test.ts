import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WritingContext } from '../../main/record/context.ts'
import type { ServiceRecord } from '../../main/record/record.ts'
import { moveItem, saveItem } from '../../main/workshops/agenda.ts'
import { saveSeries, saveSession } from '../../main/workshops/deeds.ts'
import { readItems } from '../../main/workshops/read.ts'
import { sessionDetail } from '../../main/workshops/sessions.ts'
import {
  contextOf,
  differences,
  exchange,
  expectClean,
  newRecord,
  openRecordIn,
  rowsOf,
} from '../helpers.ts'

/** Two co-chairs' records with the same agenda in both. */
function twoChairs(letters: string): {
  a: WritingContext
  b: WritingContext
  session: string
  ids: Map<string, string>
  records: [ServiceRecord, ServiceRecord]
} {
  const records: [ServiceRecord, ServiceRecord] = [newRecord(['chair']), newRecord(['chair'])]
  const [a, b] = [contextOf(records[0]), contextOf(records[1])]
  const { id: series } = saveSeries(a, undefined, { title: 'Series' })
  const { id: session } = saveSession(a, {
    fields: { series, title: 'Session', start: '2026-12-03T10:00' },
  })
  const ids = new Map(
    [...letters].map((title) => [title, saveItem(a, { session, fields: { title } }).id]),
  )
  exchange(...records)
  return { a, b, session, ids, records }
}

const order = (context: WritingContext, session: string) =>
  readItems(context, session)
    .map(({ title }) => title)
    .join('')

describe('two co-chairs who change one agenda apart from each other', () => {
  it('both get their way with different items', async () => {
    const { a, b, session, ids, records } = twoChairs('ABCDEF')
    moveItem(a, { session, id: ids.get('F') as string, to: 0 })
    moveItem(b, { session, id: ids.get('B') as string, to: 4 })
    saveItem(b, { session, fields: { title: 'x' }, at: 1 })
    exchange(...records)
    expect(order(a, session)).toBe('FAxCDEB')
    expect(order(b, session)).toBe(order(a, session))
    for (const { db } of records) await expectClean(db)
  })

  it('see one order of the same items in both records, whatever they moved', () => {
    const step = fc.tuple(fc.boolean(), fc.nat(6), fc.nat(6))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const { a, b, session, ids, records } = twoChairs('ABCDE')
        const all = [...ids.values()]
        for (const [first, which, to] of steps)
          moveItem(first ? a : b, { session, id: all[which % all.length] as string, to })
        exchange(...records)
        expect(order(b, session)).toBe(order(a, session))
        expect([...order(a, session)].sort().join('')).toBe('ABCDE')
        expect(differences(rowsOf(records[0].db), rowsOf(records[1].db))).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  it('are shown where they disagree, but not about where an item stands', () => {
    const { a, b, session, ids, records } = twoChairs('AB')
    const id = ids.get('A') as string
    saveItem(a, { session, id, fields: { minutes: 20 } })
    saveItem(b, { session, id, fields: { minutes: 30, presenter: 'Asha' } })
    moveItem(a, { session, id, to: 1 })
    moveItem(b, { session, id, to: 1 })
    exchange(...records)
    const item = () => sessionDetail(a, session).items.find((each) => each.id === id)
    expect(item()).toMatchObject({ minutes: 30, presenter: 'Asha', conflicts: ['minutes'] })
    saveItem(a, { session, id, fields: { minutes: 20 } })
    expect(item()).toMatchObject({ minutes: 20, conflicts: [] })
  })

  it('keep an item that one removed while the other moved it, as removed', () => {
    const { a, b, session, ids, records } = twoChairs('ABC')
    const id = ids.get('B') as string
    saveItem(a, { session, id, fields: { removed: true } })
    moveItem(b, { session, id, to: 0 })
    exchange(...records)
    expect([order(a, session), order(b, session)]).toEqual(['AC', 'AC'])
  })
})

describe('a record that was written before workshops had a table', () => {
  it('shows them once it is opened by this version', () => {
    const record = newRecord(['chair'])
    const session = randomUUID()
    const set = { series: randomUUID(), title: 'Session', start: '2026-12-03T10:00' }
    record.write(
      [
        {
          stream: 'region',
          draft: { kind: 'change', subject: `session:${session}`, set, basedOn: {} },
        },
      ],
      randomUUID(),
    )
    record.db.exec("DELETE FROM workshop_part; UPDATE meta SET value = '2' WHERE key = 'folded'")
    record.close()
    const again = contextOf(openRecordIn(record.dataDir))
    expect(sessionDetail(again, session).title).toBe('Session')
  })
})
