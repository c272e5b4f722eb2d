import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Grant } from '../domain/record/grants.ts'
import { recordContext, type WritingContext } from '../main/record/context.ts'
import { type Db, openDatabase } from '../main/record/database.ts'
import { PROJECTIONS } from '../main/record/migrations.ts'
import { type OpeningNews, openRecord, type ServiceRecord } from '../main/record/record.ts'
import { verifyRecord } from '../main/record/verify.ts'
import { openService, type Service } from '../main/service.ts'
import type { Input, Procedure } from '../preload/contract.ts'

/** Real records and services in folders of their own, which go when the test ends. */

export const HOME = 'QK1'
export const REFERENCE = 'HS1.e2'
export const TODAY = '2026-11-21'

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** An empty database with the record's schema. */
export function temporaryDatabase(): Db {
  const db = openDatabase(join(temporaryFolder(), 'record.sqlite'))
  onTestFinished(() => {
    db.close()
  })
  return db
}

/** Opens a folder's record, which closes when the test ends unless it was closed before. */
export function openRecordIn(dataDir: string, tell: OpeningNews = () => {}): ServiceRecord {
  const record = openRecord(dataDir, tell)
  onTestFinished(() => {
    if (record.db.open) record.close()
  })
  return record
}

/** A new record of a member with these grants. */
export function newRecord(grants: Grant[] = [`lead:${HOME}`]): ServiceRecord {
  const record = openRecordIn(temporaryFolder())
  const member = { id: randomUUID(), name: 'Robin Tester', grants }
  record.identify({ member, ics: HOME, example: false })
  return record
}

export function contextOf(record: ServiceRecord, today = TODAY): WritingContext {
  return recordContext(record, () => today)
}

/** Gives each record everything that the others have. */
export function exchange(...records: ServiceRecord[]): void {
  for (const from of records)
    for (const doc of from.log.docs())
      for (const to of records) if (to !== from) to.receive(doc, from.log.state(doc), 'sync')
}

/** Every row that follows from the log, each as one line. */
export function rowsOf(db: Db): Set<string> {
  return new Set(
    Object.entries(PROJECTIONS).flatMap(([table, { columns }]) =>
      (db.prepare(`SELECT ${columns} FROM "${table}"`).raw().all() as unknown[][]).map(
        (row) => `${table} ${JSON.stringify(row)}`,
      ),
    ),
  )
}

/** Rows that only one of the two has. */
export function differences(a: Set<string>, b: Set<string>): string[] {
  return [...a.symmetricDifference(b)].sort()
}

export async function expectClean(db: Db): Promise<void> {
  expect((await verifyRecord(db)).differences).toEqual([])
}

/** A service on a folder; it closes when the test ends. */
export async function serviceIn(dataDir: string, now?: () => number): Promise<Service> {
  const service = await openService({
    dataDir,
    // What an engineer would want to read is what a test must not pass over.
    log: (line) => {
      throw new Error(line)
    },
    ...(now ? { now } : {}),
  })
  onTestFinished(() => service.close())
  return service
}

/** A service with a new record of a member with these grants. */
export async function newService(
  grants: Grant[] = [`lead:${HOME}`],
  now?: () => number,
): Promise<Service> {
  const service = await serviceIn(temporaryFolder(), now)
  await service.ask('record.create', { ics: HOME, name: 'Robin Tester', grants })
  return service
}

/** Why the service did not do it. */
export async function refusal<P extends Procedure>(
  service: Service,
  procedure: P,
  input: Input<P>,
): Promise<{ code: string; message: string }> {
  const answer = await service.call(procedure, input)
  if (answer.ok) throw new Error(`${procedure} was not refused.`)
  return answer.error
}
