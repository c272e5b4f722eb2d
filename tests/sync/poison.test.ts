import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { syncDiary } from '../../main/sync/diary.ts'
import { syncLedger } from '../../main/sync/ledger.ts'
import { ownLinks } from '../../main/sync/links.ts'
import { RoomLink } from '../../main/sync/room-link.ts'
import type { SyncError } from '../../main/sync/sentences.ts'
import { connectionProblem, fault } from '../../main/sync/sentences.ts'
import { statusOf } from '../../main/sync/status.ts'
import { HOME, newRecord, newService, REFERENCE } from '../helpers.ts'
import { NASTY_NAMES } from '../record/any-entry.ts'
import {
  changeEntry,
  codeFor,
  connect,
  joinAs,
  testServer,
  until,
  updateFrame,
  updateOf,
  YEAR,
} from '../server/support.ts'

test('a member’s entries of whatever kind leave nobody offline, and later changes arrive', async () => {
  const server = await testServer()
  const mallory = await joinAs(server, ['lead:QNC'])
  const reader = await newService()
  const writer = await newService()
  for (const service of [reader, writer])
    await service.ask('sync.join', { url: server.url, code: await codeFor(server, ['lead:QK1']) })

  const client = connect(server, `ics:QNC:${YEAR}`, mallory.credential)
  await client.synced
  const kinds = NASTY_NAMES.filter((name) => name.length <= 60)
  client.entries.push(kinds.map((kind) => changeEntry(mallory.member.id, { kind })))
  await until(() => client.stored.length + client.refused.length > 0)
  expect(client.refused).toEqual([])

  await writer.ask('action.update', {
    ...{ ics: HOME, reference: REFERENCE },
    changes: { status: 'blocked' },
  })
  await writer.ask('sync.once', {})
  expect(await reader.ask('sync.once', {})).toMatchObject({ state: 'synced', problem: null })
  const { row } = await reader.ask('action.get', { ics: HOME, reference: REFERENCE })
  expect(row.status).toBe('blocked')
  expect(await reader.ask('record.verify', {})).toMatchObject({ ok: true, setAside: [] })
})

test('what fails here is told as a failure here, and never as a missing network', () => {
  const mistake = new TypeError('SCHEMAS[kind]?.safeParse is not a function')
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  for (const tell of [connectionProblem, fault]) {
    expect(tell(mistake, 'example.org')).toMatchObject({ problem: 'own-fault' })
    expect(tell(mistake, 'example.org').message).toMatch(/^Accord on this computer failed/)
    expect(tell(full, 'example.org').message).toMatch(/^There is no room left on the disk/)
  }
  const { state, words } = statusOf({
    membership: {
      ...{ origin: 'https://example.org', serverId: 'a', serverVersion: '1' },
      ...{ expiresAt: 0, syncedAt: null },
    },
    ...{ connected: false, working: false, progress: null, waiting: 1, refused: 0, aheadBy: 0 },
    ...{
      here: [],
      aside: [],
      waitingAside: 0,
      unsound: [],
      trouble: fault(mistake, 'example.org'),
    },
  })
  expect({ state, words }).toEqual({ state: 'failed', words: 'Not synchronised: a fault here' })
})

test.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETDOWN', 'EAI_AGAIN'])(
  '%s is a missing network',
  (code) => {
    const error = Object.assign(new Error('connect'), { code })
    expect(connectionProblem(error, 'example.org')).toMatchObject({ problem: 'unreachable' })
  },
)

test('a message that cannot be taken in ends the link as a failure here, not as a lost connection', async () => {
  const host = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => host.close())
  host.on('connection', (peer) => peer.send(updateFrame(updateOf([changeEntry(randomUUID())]))))
  await once(host, 'listening')
  const record = newRecord()
  const { port } = host.address() as { port: number }
  const ended = await new Promise<string>((resolve) => {
    new RoomLink(`ics:QK1:${YEAR}`, new WebSocket(`ws://127.0.0.1:${port}`), {
      ...{
        diary: syncDiary(Date.now),
        ledger: syncLedger(record),
        links: ownLinks(record),
        quietMs: 60_000,
        afresh: false,
      },
      record: {
        ...record,
        receive() {
          throw new TypeError('SCHEMAS[kind]?.safeParse is not a function')
        },
      },
      unsound: (reason) => resolve(reason),
      differs: () => resolve('differs'),
      adopt: () => {},
      prepare: async () => {},
      refused: () => resolve('refused'),
      heardAwareness: () => {},
      moved: () => {},
      closed: () => resolve('closed'),
      failed: (error) => resolve(`failed: ${(fault(error, 'x') as SyncError).problem}`),
    })
  })
  expect(ended).toBe('failed: own-fault')
})
