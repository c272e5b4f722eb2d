import { expect, onTestFinished, test } from 'vitest'
import type { Grant } from '../../domain/record/grants.ts'
import { openService } from '../../main/service.ts'
import type { ServiceEvent } from '../../preload/contract.ts'
import {
  codeFor,
  joinAs,
  post,
  type TestServer,
  temporaryFolder,
  testServer,
  until,
} from '../server/support.ts'

/** A member hears on their own computer that another wants to come in as them, and says yes or no. */

async function newService() {
  const told: string[] = []
  const service = await openService({
    dataDir: temporaryFolder(),
    sync: { live: true, retryMs: 50 },
  })
  service.listen((event: ServiceEvent) => {
    if (event.type === 'notice') told.push(event.notice.text)
  })
  onTestFinished(() => service.close())
  return Object.assign(service, { told })
}

async function joined(server: TestServer, grants: Grant[], extra = {}) {
  const service = await newService()
  const code = await codeFor(server, grants, extra)
  await service.ask('sync.join', { url: server.url, code })
  return service
}

/** A code for another device of a member, as an administrator asks for it. */
async function askedFor(server: TestServer, member: string) {
  const mo = await joinAs(server, ['admin'])
  const request = { name: 'Asha', grants: [], member }
  const made = await post(server, '/v1/invitations', request, mo.credential)
  return ((await made.json()) as { code: string }).code
}

test('a second computer waits, is told why, and goes on by itself once the first confirms it', async () => {
  const server = await testServer()
  const first = await joined(server, ['lead:QK1'])
  await until(async () => (await first.ask('sync.status', {})).state === 'synced')
  const me = (await first.ask('app.state', {})).member?.id ?? ''
  const second = await newService()
  await second.ask('sync.join', { url: server.url, code: await askedFor(server, me) })
  await until(async () => /confirm/.test((await second.ask('sync.status', {})).problem ?? ''))
  expect((await second.ask('sync.status', {})).state).toBe('offline')

  await first.ask('sync.once', {})
  await until(() => first.told.some((text) => text.includes('waits to come in')))
  const { waiting, log } = await first.ask('sync.access', {})
  expect(waiting).toMatchObject([{ mine: true, mayConfirm: true, askedBy: 'Test Person' }])
  expect(log[0]?.words).toContain('asked to come in as')
  await first.ask('sync.decideDevice', { device: waiting[0]?.id ?? '', deed: 'confirm' })
  await until(async () => (await second.ask('sync.status', {})).state === 'synced')
  expect((await first.ask('sync.access', {})).devices).toHaveLength(2)

  // Each is told once, however often it looks.
  await first.ask('sync.once', {})
  await first.ask('sync.once', {})
  expect(first.told.filter((text) => text.includes('waits to come in'))).toHaveLength(1)
  expect(first.told.filter((text) => text.includes('now comes in as you'))).toHaveLength(1)
})

test('a record in which somebody has written joins under no other id', async () => {
  const server = await testServer()
  const service = await newService()
  await service.ask('record.create', { ics: 'QK1', name: 'Asha Patel' })
  await service.ask('action.update', {
    ...{ ics: 'QK1', reference: 'HS1.e2' },
    changes: { status: 'in-progress' },
  })
  const other = await joinAs(server, ['lead:QK1'])
  const code = await codeFor(server, [], { member: other.member.id })
  await expect(service.ask('sync.join', { url: server.url, code })).rejects.toThrow(
    'for somebody else than the person who has written in this record',
  )
  expect((await service.ask('sync.status', {})).state).toBe('not-joined')
})
