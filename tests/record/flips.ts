import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { UserError } from '../../domain/errors.ts'
import { recordPath } from '../../main/record/database.ts'
import { openRecord } from '../../main/record/record.ts'
import { verifyRecord } from '../../main/record/verify.ts'

/** Entries of a record as they were written. */
export function entriesOf(db: {
  prepare(sql: string): { pluck(): { all(): unknown[] } }
}): unknown[] {
  return db.prepare('SELECT body FROM entry ORDER BY id').pluck().all()
}

/**
 * Turns single bits of a record's file, at places that a seed chooses, and opens it each time.
 * Whatever comes of it is told in a sentence, and no entry is missing or altered without one.
 */
export async function openFlipped(made: string, all: unknown[], turns: number, seed: number) {
  const size = readFileSync(recordPath(made)).length
  const places = fc.sample(fc.tuple(fc.nat(size - 1), fc.nat(7)), { numRuns: turns, seed })
  const outcomes = { whole: 0, told: 0, refused: 0 }
  for (const [place, bit] of places) {
    const note = `seed ${seed}, bit ${bit} of byte ${place}`
    const dataDir = mkdtempSync(join(tmpdir(), 'accord-flip-'))
    cpSync(made, dataDir, { recursive: true })
    const bytes = readFileSync(recordPath(dataDir))
    bytes[place] = (bytes[place] as number) ^ (1 << bit)
    writeFileSync(recordPath(dataDir), bytes)
    const told: string[] = []
    try {
      const record = openRecord(dataDir, (_, text) => told.push(text))
      try {
        const report = await verifyRecord(record.db)
        if (told.length === 0 && report.ok) {
          outcomes.whole += 1
          expect(entriesOf(record.db), note).toEqual(all)
        } else outcomes.told += 1
      } finally {
        record.close()
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw new Error(note, { cause: error })
      outcomes.refused += 1
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
  return outcomes
}

/** Turns a bit in each place where the text lies. */
export function flip(path: string, text: string): void {
  const bytes = readFileSync(path)
  let at = bytes.indexOf(text)
  expect(at).toBeGreaterThan(0)
  for (; at !== -1; at = bytes.indexOf(text, at + 1)) bytes[at] = (bytes[at] as number) ^ 1
  writeFileSync(path, bytes)
}
