import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type {
  AdministrationLine,
  DeviceList,
  Joined,
  Me,
  MemberInfo,
} from '../../domain/sync/protocol.ts'
import { openData } from '../../sync-server/data.ts'
import { revokeMember, setGrants } from '../../sync-server/members/administration.ts'
import { confirmAsOperator } from '../../sync-server/members/devices.ts'
import { verifyStore } from '../../sync-server/verify.ts'
import { codeFor, connect, joinAs, post, type TestServer, testServer, YEAR } from './support.ts'

/** Nobody gets another's credential, and whatever is done about members is written down. */

async function get<T>(server: TestServer, path: string, token: string): Promise<T> {
  const headers = { authorization: `Bearer ${token}` }
  return (await (await fetch(server.url + path, { headers })).json()) as T
}

const statusOf = async (server: TestServer, token: string) =>
  (await fetch(`${server.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status

const deeds = async (server: TestServer, token: string) =>
  (await get<AdministrationLine[]>(server, '/v1/administration', token)).map(({ deed }) => deed)

/** Ann, and an administrator who asks for a device of hers and takes up the code. */
async function asked() {
  const server = await testServer()
  const ann = await joinAs(server, ['lead:QK1'])
  const mallory = await joinAs(server, ['admin'])
  const request = { name: 'Ann', grants: [], member: ann.member.id }
  const invited = await post(server, '/v1/invitations', request, mallory.credential)
  const { code } = (await invited.json()) as { code: string }
  const response = await post(server, '/v1/join', { code, member: randomUUID() })
  const joined = (await response.json()) as Joined
  const device = (await get<DeviceList>(server, '/v1/devices', ann.credential)).waiting[0]?.id ?? ''
  const decide = (token: string, deed: string, which = device) =>
    post(server, '/v1/devices', { device: which, deed }, token)
  return { server, ann, mallory, joined, device, decide }
}

test('a device that an administrator asked for opens nothing until its member confirms it', async () => {
  const { server, ann, mallory, joined, device, decide } = await asked()
  expect(joined).toMatchObject({ waiting: true, proof: '', member: { id: ann.member.id } })
  const me = await fetch(`${server.url}/v1/me`, {
    headers: { authorization: `Bearer ${joined.credential}` },
  })
  expect([me.status, ((await me.json()) as { error: string }).error]).toEqual([
    403,
    'device-waiting',
  ])
  const client = connect(server, `ics:QK1:${YEAR}`, joined.credential)
  await client.closed
  expect(client.entries.length).toBe(0)

  // Ann hears of it on all her devices; neither the asker nor the device itself may say yes.
  expect(await get<Me>(server, '/v1/me', ann.credential)).toMatchObject({ devices: 1, waiting: 1 })
  expect((await decide(mallory.credential, 'confirm')).status).toBe(403)
  expect((await decide(joined.credential, 'confirm')).status).toBe(403)
  const lead = await joinAs(server, ['lead:QK1'])
  expect((await decide(lead.credential, 'confirm')).status).toBe(404)
  expect(await statusOf(server, joined.credential)).toBe(403)

  expect((await decide(ann.credential, 'confirm')).status).toBe(200)
  expect(await get<Me>(server, '/v1/me', joined.credential)).toMatchObject({ member: ann.member })
  expect((await decide(ann.credential, 'confirm')).status).toBe(404)
  // And it can be ended again, at once.
  expect((await decide(ann.credential, 'end', device)).status).toBe(200)
  expect(await statusOf(server, joined.credential)).toBe(401)
  expect(await deeds(server, ann.credential)).toEqual([
    ...['device-ended', 'device-confirmed', 'device-asked', 'invited', 'joined'],
  ])
})

test('a member refuses a device', async () => {
  const { server, ann, joined, decide } = await asked()
  expect((await decide(ann.credential, 'refuse')).status).toBe(200)
  expect(await statusOf(server, joined.credential)).toBe(401)
  expect((await decide(ann.credential, 'confirm')).status).toBe(404)
})

test('a second administrator confirms a device, and none whom the first one made', async () => {
  const { server, mallory, joined, decide } = await asked()
  const friend = { name: 'A friend', grants: ['admin'] }
  expect((await post(server, '/v1/invitations', friend, mallory.credential)).status).toBe(403)
  const second = await joinAs(server, ['admin'])
  const seen = await get<DeviceList>(server, '/v1/devices', second.credential)
  expect(seen.waiting).toMatchObject([{ mayConfirm: true, askedBy: mallory.member.id }])
  expect((await decide(second.credential, 'confirm')).status).toBe(200)
  expect(await statusOf(server, joined.credential)).toBe(200)
})

test('an administrator who is one no longer counts for nothing', async () => {
  const { server, mallory, joined, decide } = await asked()
  const second = await joinAs(server, ['admin'])
  const { store } = await openData(server.options)
  await revokeMember({ sql: store, now: Date.now }, mallory.member.id)
  await store.close()
  await expect.poll(() => statusOf(server, mallory.credential)).toBe(401)
  expect((await decide(second.credential, 'confirm')).status).toBe(403)
  expect(await statusOf(server, joined.credential)).toBe(403)
})

test('the operator’s revocation stands above what administrators do', async () => {
  const { server, ann, mallory, joined, device } = await asked()
  const waiting = { name: 'Ann', grants: [], member: ann.member.id }
  const early = await post(server, '/v1/invitations', waiting, mallory.credential)
  const { code } = (await early.json()) as { code: string }
  const { store } = await openData(server.options)
  const recording = { sql: store, now: Date.now }
  await revokeMember(recording, ann.member.id)
  await expect.poll(() => statusOf(server, ann.credential)).toBe(401)
  expect(await statusOf(server, joined.credential)).toBe(401)
  await expect(confirmAsOperator(recording, device)).rejects.toThrow('No such device')
  await store.close()

  // A code from before, one from after, and her own proof with a code for anybody.
  expect((await post(server, '/v1/join', { code, member: randomUUID() })).status).toBe(410)
  const again = await post(server, '/v1/invitations', waiting, mallory.credential)
  expect(again.status).toBe(403)
  const anybody = await post(
    server,
    '/v1/invitations',
    { name: 'X', grants: ['viewer'] },
    mallory.credential,
  )
  const open = ((await anybody.json()) as { code: string }).code
  const body = { code: open, member: ann.member.id, proof: ann.proof }
  expect((await post(server, '/v1/join', body)).status).toBe(403)
  // Only the operator, and only by a code made for her.
  const plain = {
    code: await codeFor(server, ['lead:QK1']),
    member: ann.member.id,
    proof: ann.proof,
  }
  expect((await post(server, '/v1/join', plain)).status).toBe(403)
  const made = await codeFor(server, [], { member: ann.member.id })
  const back = await post(server, '/v1/join', { code: made, member: randomUUID() })
  expect(((await back.json()) as Joined).member).toEqual(ann.member)
})

test('codes and devices of an administrator go when they are none any more', async () => {
  const { server, mallory, joined, decide } = await asked()
  const codes: string[] = []
  for (let i = 0; i < 2; i += 1) {
    const request = { name: 'A spare', grants: ['lead:QHL'] }
    const made = await post(server, '/v1/invitations', request, mallory.credential)
    codes.push(((await made.json()) as { code: string }).code)
  }
  const second = await joinAs(server, ['admin'])
  const { store } = await openData(server.options)
  const recording = { sql: store, now: Date.now }
  const take = (code: string | undefined) =>
    post(server, '/v1/join', { code, member: randomUUID() }).then(({ status }) => status)
  await setGrants(recording, mallory.member.id, ['viewer'])
  expect(await take(codes[0])).toBe(410)
  expect((await decide(second.credential, 'confirm')).status).toBe(403)
  await revokeMember(recording, mallory.member.id)
  await store.close()
  expect(await take(codes[1])).toBe(410)
  expect(await statusOf(server, joined.credential)).toBe(403)
})

test('a stolen computer whose access was ended does not come back by its proof alone', async () => {
  const server = await testServer()
  const ann = await joinAs(server, ['lead:QK1'])
  const mallory = await joinAs(server, ['admin'])
  const own = await codeFor(server, [], { member: ann.member.id })
  const laptop = await post(server, '/v1/join', { code: own, member: randomUUID() })
  const stolen = (await laptop.json()) as Joined
  const { devices } = await get<DeviceList>(server, '/v1/devices', ann.credential)
  const ended = devices.find(({ here }) => !here)?.id
  await post(server, '/v1/devices', { device: ended, deed: 'end' }, ann.credential)
  expect(await statusOf(server, stolen.credential)).toBe(401)
  const request = { name: 'Somebody', grants: ['viewer'] }
  const made = await post(server, '/v1/invitations', request, mallory.credential)
  const { code } = (await made.json()) as { code: string }
  const body = { code, member: ann.member.id, proof: stolen.proof }
  const back = (await (await post(server, '/v1/join', body)).json()) as Joined
  expect(back.waiting).toBe(true)
  expect(await statusOf(server, back.credential)).toBe(403)
})

test('an administrator changes nobody’s grants, nor their own, by a code', async () => {
  const server = await testServer()
  const mallory = await joinAs(server, ['admin'])
  const every = ['chair', 'regional', 'lead:QHL']
  const self = { name: 'Mallory', grants: every, member: mallory.member.id }
  expect((await post(server, '/v1/invitations', self, mallory.credential)).status).toBe(403)
  const anybody = await post(
    server,
    '/v1/invitations',
    { name: 'Somebody', grants: every },
    mallory.credential,
  )
  const { code } = (await anybody.json()) as { code: string }
  const body = { code, member: mallory.member.id, proof: mallory.proof }
  const joined = (await (await post(server, '/v1/join', body)).json()) as Joined
  expect(joined.member).toEqual(mallory.member)
  const stranger = { name: 'Y', grants: [], member: randomUUID() }
  expect((await post(server, '/v1/invitations', stranger, mallory.credential)).status).toBe(403)
})

test('after a lost store a newcomer’s code brings in nobody under an id they name', async () => {
  const first = await testServer()
  const ann = await joinAs(first, ['lead:QK1'])
  await first.close()
  const { store, keys } = await openData(first.options)
  await store.atomically(
    ['devices', 'members', 'invitations'].map((table) => ({ sql: `DELETE FROM ${table}` })),
  )
  await store.atomically([{ sql: "INSERT INTO meta (key, value) VALUES ('recovered', '1')" }])
  await store.close()
  const server = await testServer(first.options)
  const code = await codeFor(server, ['lead:QK1'], { newcomer: true })
  const thief = await post(server, '/v1/join', { code, member: ann.member.id })
  const joined = (await thief.json()) as Joined
  expect(joined.member.id).not.toBe(ann.member.id)
  expect(keys.isMemberProof(joined.proof, ann.member.id)).toBe(false)
  // Ann herself, with what her machine kept.
  const plain = { code: await codeFor(server, ['lead:QK1']), member: ann.member.id }
  expect((await post(server, '/v1/join', plain)).status).toBe(409)
  const proven = await post(server, '/v1/join', { ...plain, proof: ann.proof })
  expect(((await proven.json()) as Joined).member.id).toBe(ann.member.id)
})

test('the log tells administrators all and others what concerns them; a line that was changed is found', async () => {
  const { server, ann, mallory } = await asked()
  const vic = await joinAs(server, ['viewer'])
  expect(await deeds(server, mallory.credential)).toEqual([
    ...['joined', 'invited', 'device-asked', 'invited', 'joined', 'invited', 'joined', 'invited'],
  ])
  expect(await deeds(server, vic.credential)).toEqual(['joined'])
  expect(await deeds(server, ann.credential)).toEqual(['device-asked', 'invited', 'joined'])
  expect(await get<MemberInfo[]>(server, '/v1/members', vic.credential)).toHaveLength(3)

  const { store, keys } = await openData(server.options)
  expect((await verifyStore(store, keys)).ok).toBe(true)
  const change = { sql: "UPDATE administration SET by_whom = 'operator' WHERE seq = 5" }
  await expect(store.atomically([change])).rejects.toThrow('only ever added to')
  await store.atomically([{ sql: 'DROP TRIGGER administration_no_update' }, change])
  expect((await verifyStore(store, keys)).problems).toEqual([
    'The administration log is not as it was written, from line 5 on.',
  ])
  await store.close()
})
