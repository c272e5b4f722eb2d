import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeStamp } from '../../domain/record/clock.ts'
import { encodeMessage, MESSAGE } from '../../domain/sync/protocol.ts'
import { openData } from '../../sync-server/data.ts'
import { revokeMember, setGrants } from '../../sync-server/members/administration.ts'
import {
  changeEntry,
  codeFor,
  connect,
  joinAs,
  pause,
  post,
  receiptsFrame,
  type TestClient,
  type TestServer,
  until,
  updateOf,
  YEAR,
} from './support.ts'

const ROOM = `ics:QK1:${YEAR}`

/** What every store and any number of nodes must do alike. */
export function behavesAsServer(kind: string, start: () => Promise<TestServer[]>) {
  /** Two doors to the same store: two nodes, or the one there is. */
  async function doors() {
    const nodes = await start()
    const first = nodes[0] as TestServer
    return { first, second: nodes[1] ?? first }
  }

  describe(`a record through ${kind}`, () => {
    test('entries reach everybody, once they are stored, each with its receipt', async () => {
      const { first, second } = await doors()
      const lead = await joinAs(first, ['lead:QK1'])
      const viewer = await joinAs(first, ['viewer'])
      const one = connect(first, ROOM, lead.credential)
      const two = connect(second, ROOM, viewer.credential)
      await Promise.all([one.synced, two.synced])
      one.entries.push([changeEntry(lead.member.id), changeEntry(lead.member.id)])
      await until(() => one.stored.length === 1 && two.entries.length === 2)
      expect(one.stored[0]?.clocks).toEqual({ [one.doc.clientID]: 2 })
      // Told again where the same update came twice, as it may between two nodes.
      expect(new Set(one.receipts.map(([client, clock]) => `${client} ${clock}`)).size).toBe(2)
      two.send(encodeMessage(MESSAGE.receiptsWanted, {}))
      await until(() => two.receipts.length >= 2)
      const late = connect(second, ROOM, viewer.credential)
      await late.synced
      expect(late.entries.toJSON()).toEqual(one.entries.toJSON())
    })

    test('what many write at once is all there, and the same for all', async () => {
      const { first, second } = await doors()
      const clients: TestClient[] = []
      for (let i = 0; i < 6; i++) {
        const { credential, member } = await joinAs(first, ['lead:QK1'])
        const client = connect(i % 2 === 0 ? first : second, ROOM, credential)
        await client.synced
        clients.push(client)
        for (let n = 0; n < 20; n++)
          setImmediate(() => client.entries.push([changeEntry(member.id)]))
      }
      await until(() => clients.every(({ entries }) => entries.length === 120))
      const [reference, ...others] = clients.map(({ entries }) => entries.toJSON())
      for (const other of others) expect(other).toEqual(reference)
      await until(() => clients.every(({ stored }) => stored.length > 0))
      expect(clients.flatMap(({ refused }) => refused)).toEqual([])
    })

    test('a refusal says why, and nothing of the update is kept', async () => {
      const { first } = await doors()
      const lead = await joinAs(first, ['lead:QK1'])
      const other = await joinAs(first, ['lead:QK1'])
      const by = lead.member.id
      const good = changeEntry(by)
      const cases: [string, string, Uint8Array][] = [
        ['wrong-author', ROOM, updateOf([good, changeEntry(other.member.id)])],
        ['read-only', `ics:QHL:${YEAR}`, updateOf([good])],
        ['read-only', `region:${YEAR}`, updateOf([changeEntry(by, { subject: 'x:1' })])],
        ['wrong-year', 'ics:QK1:2019', updateOf([good])],
        [
          'clock-ahead',
          ROOM,
          updateOf([changeEntry(by, { at: makeStamp(Date.now() + 3_600_000, 0, 'a1b2c3d4') })]),
        ],
        ['wrong-content', ROOM, updateOf([changeEntry(by, { set: { status: 'splendid' } })])],
        ['wrong-stream', ROOM, updateOf([changeEntry(by, { subject: 'system:QK1', set: {} })])],
        ['too-large', ROOM, updateOf([changeEntry(by, { set: { note: 'x'.repeat(70_000) } })])],
        ['not-an-entry', ROOM, updateOf([{ hello: 'world' }])],
        ['not-an-entry', ROOM, updateOf([changeEntry(by, { at: '2026-11-21' })])],
        ['not-an-entry', ROOM, updateOf([changeEntry(by, { extra: undefined })])],
        ['not-an-entry', ROOM, updateOf([changeEntry(by, { extra: Uint8Array.of(1) })])],
        ['id-taken', ROOM, updateOf([good, good])],
        ['not-an-append', ROOM, mapUpdate()],
        ['not-an-append', ROOM, nestedUpdate()],
        ['not-an-append', ROOM, deletingUpdate(by)],
        ['not-an-append', ROOM, prependingUpdate(by)],
        ['out-of-order', ROOM, laterUpdate(by)],
        ['unreadable', ROOM, Uint8Array.of(1, 2, 3, 255)],
      ]
      for (const [reason, room, update] of cases) {
        const client = connect(first, room, lead.credential)
        await client.synced
        client.sendUpdate(update)
        await until(() => client.refused.length === 1)
        expect(client.refused[0]?.reason).toBe(reason)
        expect(client.stored).toEqual([])
        client.close()
      }
      const reader = connect(first, ROOM, lead.credential)
      await reader.synced
      expect(reader.entries.length).toBe(0)
    })

    test('what was stored can be sent again, but not something else in its place', async () => {
      const { first, second } = await doors()
      const lead = await joinAs(first, ['lead:QK1'])
      const entries = [changeEntry(lead.member.id), changeEntry(lead.member.id)]
      const one = connect(first, ROOM, lead.credential)
      await one.synced
      one.sendUpdate(updateOf(entries, 77))
      one.sendUpdate(updateOf(entries, 77))
      await until(() => one.stored.length === 2)
      const two = connect(second, ROOM, lead.credential)
      await two.synced
      two.sendUpdate(updateOf([...entries, changeEntry(lead.member.id)], 77))
      await until(() => two.stored.length === 1)
      expect(two.stored[0]?.clocks).toEqual({ 77: 3 })
      two.sendUpdate(updateOf([changeEntry(lead.member.id)], 77))
      await until(() => two.refused[0]?.reason === 'place-taken')
      two.sendUpdate(updateOf([entries[0]], 78))
      await until(() => two.refused[1]?.reason === 'id-taken')
    })

    test('nobody writes under the session of another', async () => {
      const { first } = await doors()
      const ann = await joinAs(first, ['lead:QK1'])
      const bob = await joinAs(first, ['lead:QK1'])
      const one = connect(first, ROOM, ann.credential)
      const two = connect(first, ROOM, bob.credential)
      await Promise.all([one.synced, two.synced])
      one.entries.push([changeEntry(ann.member.id)])
      await until(() => two.entries.length === 1)
      const forged = new Y.Doc()
      Y.applyUpdate(forged, Y.encodeStateAsUpdate(one.doc))
      forged.clientID = one.doc.clientID
      forged.getArray('entries').push([changeEntry(bob.member.id)])
      two.sendUpdate(Y.encodeStateAsUpdate(forged, Y.encodeStateVector(one.doc)))
      await until(() => two.refused[0]?.reason === 'client-taken')
    })

    test('kinds of a newer version are kept and passed on', async () => {
      const { first, second } = await doors()
      const lead = await joinAs(first, ['lead:QK1'])
      const one = connect(first, ROOM, lead.credential)
      const two = connect(second, ROOM, lead.credential)
      await Promise.all([one.synced, two.synced])
      const { id, at, by } = changeEntry(lead.member.id)
      one.entries.push([{ id, at, by, kind: 'pledge', words: ['a', 1, null] }])
      await until(() => two.entries.length === 1)
    })

    test('presence is passed on in the name of its member only', async () => {
      const { first, second } = await doors()
      const ann = await joinAs(first, ['lead:QK1'])
      const bob = await joinAs(first, ['viewer'])
      const one = connect(first, ROOM, ann.credential)
      const two = connect(second, ROOM, bob.credential)
      await Promise.all([one.synced, two.synced])
      await pause(100)
      one.send(presenceFrame(1234, 1, { member: { id: 'forged' } }))
      await until(() => two.presence.length > 0)
      expect(two.presence[0]).toEqual({
        client: 1234,
        state: { member: { id: ann.member.id, name: 'Test Person' } },
      })
      two.send(presenceFrame(1234, 9, { gone: true }))
      two.send(presenceFrame(99, 1, { here: true }))
      await until(() => one.presence.some(({ client }) => client === 99))
      expect(one.presence.some(({ client }) => client === 1234)).toBe(false)
      one.close()
      await until(() => two.presence.at(-1)?.state === null)
    })
  })

  describe(`access through ${kind}`, () => {
    test('grants act on open connections, on every node', async () => {
      const { first, second } = await doors()
      const { member, credential } = await joinAs(first, ['viewer'])
      const client = connect(second, ROOM, credential)
      await client.synced
      /** Sends one change after the other until the answer is this one. */
      const sendUntil = async (answer: 'stored' | 'refused') => {
        const answered = () => client.stored.length + client.refused.length
        const had = client[answer].length
        await until(async () => {
          const before = answered()
          client.sendUpdate(updateOf([changeEntry(member.id)]))
          await until(() => answered() > before)
          return client[answer].length > had
        })
      }
      await sendUntil('refused')
      expect(client.refused[0]?.reason).toBe('read-only')
      const { store } = await openData(first.options)
      await setGrants({ sql: store, now: Date.now }, member.id, ['lead:QK1'])
      await sendUntil('stored')
      await setGrants({ sql: store, now: Date.now }, member.id, ['viewer'])
      await sendUntil('refused')
      await revokeMember({ sql: store, now: Date.now }, member.id)
      expect((await client.closed).code).toBe(4401)
      await store.close()
    })

    test('a code works once, however many try at the same moment', async () => {
      const { first, second } = await doors()
      const code = await codeFor(first, ['viewer'])
      const answers = await Promise.all(
        [first, second, first, second].map((server) =>
          post(server, '/v1/join', { code: code.toLowerCase(), member: randomUUID() }),
        ),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    })
  })

  describe(`receipts through ${kind}`, () => {
    test('open no other room than the one they were given in', async () => {
      const { first } = await doors()
      const lead = await joinAs(first, ['lead:QK1'])
      const client = connect(first, ROOM, lead.credential)
      await client.synced
      client.entries.push([changeEntry(lead.member.id), changeEntry(lead.member.id)])
      await until(() => client.receipts.length === 2)

      const viewer = await joinAs(first, ['viewer'])
      const elsewhere = connect(first, `ics:QK1:2020`, viewer.credential)
      await elsewhere.synced
      elsewhere.send(receiptsFrame(client.receipts))
      elsewhere.sendUpdate(Y.encodeStateAsUpdate(client.doc))
      await until(() => elsewhere.refused.length === 1)
      expect(elsewhere.refused[0]?.reason).toBe('wrong-year')
    })
  })
}

export function presenceFrame(client: number, clock: number, state: unknown): Uint8Array {
  const text = Buffer.from(JSON.stringify(state))
  const body: number[] = [
    1,
    ...varUint(client),
    ...varUint(clock),
    ...varUint(text.length),
    ...text,
  ]
  return Uint8Array.from([MESSAGE.awareness, ...varUint(body.length), ...body])
}

function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varUint(Math.floor(value / 128))]
}

function mapUpdate(): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap('entries').set('a', 1)
  return Y.encodeStateAsUpdate(doc)
}

function nestedUpdate(): Uint8Array {
  const doc = new Y.Doc()
  doc.getArray('entries').push([new Y.Map()])
  return Y.encodeStateAsUpdate(doc)
}

function deletingUpdate(by: string): Uint8Array {
  const doc = new Y.Doc({ gc: false })
  doc.getArray('entries').push([changeEntry(by), changeEntry(by)])
  doc.getArray('entries').delete(0)
  return Y.encodeStateAsUpdate(doc)
}

function prependingUpdate(by: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getArray('entries').push([changeEntry(by)])
  doc.getArray('entries').insert(0, [changeEntry(by)])
  return Y.encodeStateAsUpdate(doc)
}

function laterUpdate(by: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getArray('entries').push([changeEntry(by)])
  const before = Y.encodeStateVector(doc)
  doc.getArray('entries').push([changeEntry(by)])
  return Y.encodeStateAsUpdate(doc, before)
}
