import fc from 'fast-check'
import { expect } from 'vitest'
import { verifyRecord } from '../../main/record/verify.ts'
import { differences, newRecord, rowsOf } from '../helpers.ts'
import { anyEntry, anyStream, updateOf } from './any-entry.ts'

/**
 * Gives two records entries of every shape, some twenty in a batch, in opposite orders.
 * Nothing may be thrown, both must come to the same, and so must what their logs are folded to anew.
 * @param seed names a run that failed; by default another each time
 */
export async function foldAnything(batches: number, seed = Date.now()): Promise<void> {
  const note = `seed ${seed}`
  const records = [newRecord(), newRecord()] as const
  const batch = fc.tuple(anyStream, fc.array(anyEntry, { minLength: 10, maxLength: 30 }))
  const sent = fc
    .sample(batch, { numRuns: batches, seed })
    .map(([stream, entries]) => [`${stream}:2026`, updateOf(...entries)] as const)
  for (const [doc, bytes] of sent) records[0].receive(doc, bytes, 'sync')
  for (const [doc, bytes] of sent.toReversed()) records[1].receive(doc, bytes, 'sync')
  expect(differences(rowsOf(records[0].db), rowsOf(records[1].db)), note).toEqual([])
  for (const record of records) {
    const report = await verifyRecord(record.db)
    expect(report.differences, note).toEqual([])
    expect(
      report.setAside.filter((told) => !told.endsWith(': not an entry.')),
      note,
    ).toEqual([])
  }
}
