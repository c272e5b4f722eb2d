import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { behavesAsServer } from './behaviours.ts'
import { type Cluster, installedPostgres, startCluster } from './cluster.ts'
import { changeEntry, connect, joinAs, testServer, until, YEAR } from './support.ts'

const bin = installedPostgres()
if (!bin) {
  console.warn('\n*** PostgreSQL or Redis is not installed: several nodes were NOT tested. ***\n')
}

describe.skipIf(!bin)('two nodes on PostgreSQL and Redis', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster(bin as string)
  })
  afterAll(() => cluster?.stop())

  async function nodes() {
    const shared = { ...(await cluster.fresh()), serverKey: randomBytes(32).toString('base64') }
    return [await testServer(shared), await testServer(shared)]
  }

  behavesAsServer('two nodes', nodes)

  test('nodes catch up through the store when Redis is gone', async () => {
    const [first, second] = await nodes()
    if (!first || !second) throw new Error('Two nodes were started.')
    const lead = await joinAs(first, ['lead:QK1'])
    const room = `ics:QK1:${YEAR}`
    const one = connect(first, room, lead.credential)
    const two = connect(second, room, lead.credential)
    await Promise.all([one.synced, two.synced])
    await cluster.stopRedis()
    one.entries.push([changeEntry(lead.member.id)])
    await until(() => two.entries.length === 1)
    two.entries.push([changeEntry(lead.member.id)])
    await until(() => one.entries.length === 2)
    expect(one.entries.toJSON()).toEqual(two.entries.toJSON())
  })
})
