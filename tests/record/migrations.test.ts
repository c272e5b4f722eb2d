import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type Db, openDatabase } from '../../main/record/database.ts'
import { MIGRATIONS } from '../../main/record/migrations.ts'
import { openRecord } from '../../main/record/record.ts'
import { serviceIn, temporaryFolder } from '../helpers.ts'

const APPLICATION_ID = 0x41434344
const schemaOf = (db: Db) =>
  db
    .prepare(
      "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all()

/** A record as the version with so many migrations left it. */
function recordOfVersion(path: string, version: number): void {
  const db = new Database(path)
  for (const step of MIGRATIONS.slice(0, version)) db.exec(step)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  db.pragma(`user_version = ${version}`)
  db.close()
}

function withDatabase<T>(path: string, look: (db: Db) => T): T {
  const db = openDatabase(path)
  try {
    return look(db)
  } finally {
    db.close()
  }
}

test('an empty file becomes a record of this version', () => {
  const path = join(temporaryFolder(), 'record.sqlite')
  writeFileSync(path, '')
  withDatabase(path, (db) => {
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  })
})

test.each(Array.from({ length: MIGRATIONS.length }, (_, i) => i + 1))(
  'a record of version %i comes to the same schema as a new one',
  (version) => {
    const folder = temporaryFolder()
    const fresh = withDatabase(join(folder, 'fresh.sqlite'), schemaOf)
    recordOfVersion(join(folder, 'older.sqlite'), version)
    expect(withDatabase(join(folder, 'older.sqlite'), schemaOf)).toEqual(fresh)
    // Opened again, nothing is left to do.
    expect(withDatabase(join(folder, 'older.sqlite'), schemaOf)).toEqual(fresh)
  },
)

test('a record of a newer version is refused and left as it is', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'record.sqlite')
  openRecord(folder, () => {}).close()
  const db = new Database(path)
  db.pragma(`user_version = ${MIGRATIONS.length + 1}`)
  db.close()
  expect(() => openDatabase(path)).toThrow(/newer version of Accord. Update Accord/)
  const service = await serviceIn(folder)
  expect(await service.call('register.summary', {})).toMatchObject({
    ok: false,
    error: { code: 'failed', message: expect.stringContaining('newer version of Accord') },
  })
})

test.each([
  ['with tables of its own', 0, 0],
  ['with a version number', 3, 0],
  ['with an application number', 1, 0x12345678],
])('a database of another program %s is refused and left as it is', (_, version, application) => {
  const path = join(temporaryFolder(), 'record.sqlite')
  const other = new Database(path)
  other.exec('CREATE TABLE recipe (name TEXT)')
  other.pragma(`user_version = ${version}`)
  other.pragma(`application_id = ${application}`)
  other.close()
  expect(() => openDatabase(path)).toThrow(/is a database of another program/)
  const after = new Database(path, { readonly: true })
  expect(after.pragma('journal_mode', { simple: true })).toBe('delete')
  expect(schemaOf(after)).toHaveLength(1)
  after.close()
})
