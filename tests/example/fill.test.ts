import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fillExample } from '../../main/example.ts'
import { openRecord, type ServiceRecord } from '../../main/record/record.ts'
import { verifyRecord } from '../../main/record/verify.ts'

const TODAY = '2026-11-21'
let folder: string
let record: ServiceRecord

/** Writes and rebuilds a whole year: more than the usual time where much else runs. */
const LONG = { timeout: 300_000 }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-example-'))
  record = openRecord(folder, () => {})
})
afterEach(() => {
  record.close()
  rmSync(folder, { recursive: true, force: true })
})

const count = (sql: string) => record.db.prepare(sql).pluck().get() as number

test(
  'fills a record that verifies clean, says who its reader is and tells how far it has come',
  LONG,
  async () => {
    const heard: [number, number][] = []
    await fillExample(record, TODAY, { onProgress: (done, total) => heard.push([done, total]) })
    expect(heard).toEqual(Array.from({ length: 11 }, (_, i) => [i + 1, 11]))
    expect(record.identity()).toMatchObject({
      example: true,
      ics: 'QK1',
      member: { name: 'Alex Example', grants: ['lead:QK1', 'chair', 'regional'] },
    })
    const { differences, entries } = await verifyRecord(record.db)
    expect(differences).toEqual([])
    expect(entries).toBeGreaterThan(7_000)

    // Two years of eleven systems and of the region, the strategy with two versions, and the minutes of three workshops.
    expect(record.log.docs()).toHaveLength(30)
    // A deed is one thing to take back, not the whole year; inviting everybody is the largest.
    expect(count('SELECT max(n) FROM (SELECT count(*) n FROM entry GROUP BY batch)')).toBeLessThan(
      100,
    )
    expect(
      count(
        "SELECT count(*) FROM member JOIN entry ON entry.by = member.id WHERE name = 'Alex Example'",
      ),
    ).toBeGreaterThan(200)
    expect(
      count(
        'SELECT count(*) FROM action_state s LEFT JOIN owner o ON o.ics = s.ics AND o.id = s.owner WHERE s.owner IS NOT NULL AND o.id IS NULL',
      ),
    ).toBe(0)
  },
)

test('stops between systems when it is cancelled', LONG, async () => {
  const cancel = new AbortController()
  const onProgress = (done: number) => {
    if (done === 2) cancel.abort()
  }
  await expect(fillExample(record, TODAY, { signal: cancel.signal, onProgress })).rejects.toThrow(
    'aborted',
  )
  expect(count("SELECT count(DISTINCT stream) FROM entry WHERE subject LIKE 'action:%'")).toBe(2)
})
