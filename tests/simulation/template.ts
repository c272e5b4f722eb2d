import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Grant } from '../../domain/record/grants.ts'
import { Joined } from '../../domain/sync/protocol.ts'
import { openRecord } from '../../main/record/record.ts'
import type { Kept } from '../../main/sync/credentials.ts'
import { writeMembership } from '../../main/sync/membership.ts'
import { invite } from '../../sync-server/members/administration.ts'
import { SimServer } from './server.ts'
import { done, world } from './world.ts'

/** A server that three have joined, as it lies on the disks: made once, and copied for each seed. */
export interface Template {
  folder: string
  kept: Map<string, Kept>
  /** The id of the member with bad intent. */
  mallory: string
}

export const PEOPLE: { name: string; ics: string; grants: Grant[] }[] = [
  { name: 'ann', ics: 'QK1', grants: ['lead:QK1', 'chair'] },
  { name: 'ben', ics: 'QJM', grants: ['lead:QJM', 'chair'] },
  { name: 'mallory', ics: 'QK1', grants: ['lead:QK1'] },
]
export const STRATEGY = '6f1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b'
/** Systems that are still there: every one more is two rooms to keep open for everybody. */
const SYSTEMS = ['QK1', 'QJM']

export async function makeTemplate(folder: string): Promise<Template> {
  mkdirSync(folder)
  world.begin(0)
  const server = new SimServer(join(folder, 'server'))
  mkdirSync(server.folder)
  const kept = new Map<string, Kept>()
  let mallory = ''
  const work = async () => {
    await server.start()
    const { data } = server
    if (!data) throw new Error('No server.')
    for (const { name, ics, grants } of PEOPLE) {
      const sql = data.store
      const { code } = await invite({ sql, now: Date.now }, data.keys, { name, grants })
      const member = crypto.randomUUID()
      const { body } = await server.call('POST', '/v1/join', undefined, { code, member })
      const joined = Joined.parse(JSON.parse(body))
      kept.set(name, {
        serverId: joined.serverId,
        credential: joined.credential,
        proof: joined.proof,
      })
      if (name === 'mallory') {
        mallory = joined.member.id
        continue
      }
      const own = join(folder, name)
      mkdirSync(own)
      const record = openRecord(own, () => {}, Date.now)
      record.identify({ member: joined.member, ics, example: false })
      const { serverId, expiresAt } = joined
      const membership = { origin: 'http://sim', serverId, expiresAt, serverVersion: '0' }
      writeMembership(record, { ...membership, syncedAt: null })
      const gone = `UPDATE system SET to_date = '2001-01-01' WHERE ods NOT IN (SELECT value FROM json_each(?))`
      record.db.prepare(gone).run(JSON.stringify(SYSTEMS))
      record.close()
    }
    await data.store.close()
  }
  await done(work(), 60_000)
  server.machine.kill()
  return { folder, kept, mallory }
}
