import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Joined, Me } from '../../domain/sync/protocol.ts'
import { openData } from '../../sync-server/data.ts'
import { plainCode } from '../../sync-server/members/codes.ts'
import { codeFor, connect, joinAs, post, type TestServer, testServer, YEAR } from './support.ts'

async function get(server: TestServer, path: string, token?: string, method = 'GET') {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  return fetch(server.url + path, { method, headers })
}

describe('joining', () => {
  test('a code becomes a credential, once', async () => {
    const server = await testServer()
    const code = await codeFor(server, ['lead:QK1', 'chair'])
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    const member = randomUUID()
    const joined = (await (await post(server, '/v1/join', { code, member })).json()) as Joined
    expect(joined.member).toEqual({
      id: member,
      name: 'Test Person',
      grants: ['lead:QK1', 'chair'],
    })
    const me = (await (await get(server, '/v1/me', joined.credential)).json()) as Me
    expect(me.member.id).toBe(member)
    const again = await post(server, '/v1/join', { code, member: randomUUID() })
    expect([again.status, ((await again.json()) as { error: string }).error]).toEqual([
      410,
      'code-used',
    ])
  })

  test('typing a code carelessly is forgiven', () => {
    expect(plainCode(' k7qm4 t2xo1 ')).toBe(plainCode('K7QM4-T2X0I'))
  })

  test('unknown and expired codes each have their sentence', async () => {
    let time = Date.now()
    const server = await testServer({ now: () => time })
    const unknown = await post(server, '/v1/join', { code: 'AAAAA-AAAAA', member: randomUUID() })
    expect(((await unknown.json()) as { error: string }).error).toBe('code-unknown')
    const code = await codeFor(server, ['viewer'])
    time += 8 * 24 * 3_600_000
    const late = await post(server, '/v1/join', { code, member: randomUUID() })
    expect(((await late.json()) as { error: string }).error).toBe('code-expired')
  })

  test('nobody joins under the id of another; the person themself may, on another device', async () => {
    const server = await testServer()
    const ann = await joinAs(server, ['lead:QK1'])
    const { id } = ann.member
    const thief = await post(server, '/v1/join', {
      code: await codeFor(server, ['viewer']),
      member: id,
    })
    expect(((await thief.json()) as { error: string }).error).toBe('member-taken')
    const forged = await post(server, '/v1/join', {
      code: await codeFor(server, ['viewer']),
      member: id,
      proof: 'x'.repeat(43),
    })
    expect(forged.status).toBe(409)
    const proven = await post(server, '/v1/join', {
      code: await codeFor(server, ['lead:QK1']),
      member: id,
      proof: ann.proof,
    })
    expect(proven.status).toBe(200)
    const invited = await post(server, '/v1/join', {
      code: await codeFor(server, [], { member: id }),
      member: randomUUID(),
    })
    expect(((await invited.json()) as Joined).member).toEqual(ann.member)
  })

  test('guessing codes is slowed down by address', async () => {
    const server = await testServer({ limits: { joinsPerMinute: 3 } })
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) {
      statuses.push((await post(server, '/v1/join', { code: 'A', member: randomUUID() })).status)
    }
    expect(statuses).toEqual([404, 404, 404, 429, 429])
  })
})

describe('credentials', () => {
  test('are replaced without a gap; the old one ends when the new one is used', async () => {
    const server = await testServer()
    const { credential } = await joinAs(server, ['viewer'])
    const rotated = await post(server, '/v1/me/credential', {}, credential)
    const { credential: fresh } = (await rotated.json()) as { credential: string }
    expect((await get(server, '/v1/me', credential)).status).toBe(200)
    expect((await get(server, '/v1/me', fresh)).status).toBe(200)
    expect((await get(server, '/v1/me', credential)).status).toBe(401)
    expect((await get(server, '/v1/me', fresh)).status).toBe(200)
  })

  test('end when the device leaves, on its open connections too', async () => {
    const server = await testServer()
    const { credential } = await joinAs(server, ['viewer'])
    const client = connect(server, `region:${YEAR}`, credential)
    await client.synced
    expect((await get(server, '/v1/me', credential, 'DELETE')).status).toBe(200)
    expect((await client.closed).code).toBe(4401)
    expect((await get(server, '/v1/me', credential)).status).toBe(401)
  })

  test('expire', async () => {
    let time = Date.now()
    const server = await testServer({ now: () => time })
    const { credential, expiresAt } = await joinAs(server, ['viewer'])
    const client = connect(server, `region:${YEAR}`, credential)
    await client.synced
    time = expiresAt + 1
    expect([4401, 4500]).toContain((await client.closed).code)
    expect((await get(server, '/v1/me', credential)).status).toBe(401)
  })

  test('are nowhere in the store, nor are codes', async () => {
    const server = await testServer()
    const code = await codeFor(server, ['viewer'])
    const { credential } = await joinAs(server, ['viewer'])
    const { store } = await openData(server.options)
    const rows = JSON.stringify([
      await store.all('SELECT * FROM invitations'),
      await store.all('SELECT * FROM devices'),
    ])
    await store.close()
    expect(rows).not.toContain(credential.split('.')[1])
    expect(rows).not.toContain(code)
    expect(rows).not.toContain(code.replace('-', ''))
  })

  test('do not work from the address line', async () => {
    const server = await testServer()
    const { credential } = await joinAs(server, ['viewer'])
    expect((await get(server, `/v1/me?token=${credential}`)).status).toBe(401)
  })
})

describe('administration', () => {
  test('an administrator invites over the network; others cannot', async () => {
    const server = await testServer()
    const admin = await joinAs(server, ['admin'])
    const lead = await joinAs(server, ['lead:QK1'])
    const request = { name: 'Bob', grants: ['viewer'] }
    expect((await post(server, '/v1/invitations', request, lead.credential)).status).toBe(403)
    expect((await post(server, '/v1/invitations', request)).status).toBe(401)
    const made = await post(server, '/v1/invitations', request, admin.credential)
    const { code } = (await made.json()) as { code: string }
    const joined = await post(server, '/v1/join', { code, member: randomUUID() })
    expect(joined.status).toBe(200)
  })

  test('every member can see who is a member', async () => {
    const server = await testServer()
    const ann = await joinAs(server, ['lead:QK1'])
    const vic = await joinAs(server, ['viewer'])
    const members = (await (await get(server, '/v1/members', vic.credential)).json()) as unknown[]
    expect(members).toContainEqual(ann.member)
    expect((await get(server, '/v1/members')).status).toBe(401)
  })
})

describe('probes', () => {
  test('health is open; counters answer this machine only when no proxy stands between', async () => {
    const server = await testServer()
    expect((await get(server, '/healthz')).status).toBe(200)
    expect((await get(server, '/readyz')).status).toBe(200)
    const metrics = await get(server, '/metrics')
    expect(await metrics.text()).toContain('accord_updates_stored_total')
    const headers = { 'x-forwarded-for': '203.0.113.9' }
    expect((await fetch(`${server.url}/metrics`, { headers })).status).toBe(404)
  })

  test('with a token, only with the token', async () => {
    const server = await testServer({ metricsToken: 'secret-of-the-scraper' })
    expect((await get(server, '/metrics')).status).toBe(404)
    expect((await get(server, '/metrics', 'secret-of-the-scraper')).status).toBe(200)
  })
})
