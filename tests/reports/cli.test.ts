import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { accord, temporaryFolder } from '../hosts/spawn.ts'
import { freeze, recordWithYear } from './fixtures.ts'

const data = join(temporaryFolder(), 'record')

/** Writes other words into the log, as a failing disk or a meddler might. */
function alterLog(): void {
  const db = new Database(join(data, 'record.sqlite'))
  const rows = db.prepare("SELECT seq, bytes FROM update_log WHERE doc LIKE 'ics:%'").all() as {
    seq: number
    bytes: Buffer
  }[]
  const row = rows.find(({ bytes }) => bytes.includes('planned'))
  if (!row) throw new Error('The year plans nothing.')
  row.bytes.write('PLANNED', row.bytes.indexOf('planned'))
  db.prepare('UPDATE update_log SET bytes = ?, digest = NULL WHERE seq = ?').run(row.bytes, row.seq)
  db.close()
}

test('a freeze that cannot be confirmed is a failure to whoever runs the check', async () => {
  const record = recordWithYear(['QJM'])
  const { id } = await freeze(record, { scope: 'system:QJM' })
  mkdirSync(data)
  await record.backup(join(data, 'record.sqlite'))
  const verify = (...more: string[]) => accord('report', 'verify', id, '--data', data, ...more)
  expect(await verify()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^All is well: [\d,]+ entries/),
  })
  alterLog()
  expect(await verify()).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('restore a backup if it is damaged'),
    stderr: 'What is here is not what was frozen.\n',
  })
  const { code, stdout } = await verify('--json')
  expect([code, JSON.parse(stdout)]).toMatchObject([1, { ok: false, missing: 0 }])
})
