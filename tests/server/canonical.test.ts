import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeStamp } from '../../domain/record/clock.ts'
import { openData } from '../../sync-server/data.ts'
import { verifyStore } from '../../sync-server/verify.ts'
import { type Block, type Content, craft, type Deletes, item, valuesBlock } from './craft.ts'
import {
  changeEntry,
  connect,
  documentRooms,
  joinAs,
  type TestServer,
  testServer,
  until,
  updateOf,
  YEAR,
} from './support.ts'

/**
 * One member against the server, with updates that two readers would understand in two ways. Each
 * is refused whole; replicas stay equal, whenever they came; the store can be read to its end.
 */

const ROOM = `ics:QK1:${YEAR}`

/** A member with bad intent, and what the server says to what they offer. */
async function hostile(server: TestServer, room: string, member?: string) {
  const joined = await joinAs(server, ['lead:QK1'], member)
  const client = connect(server, room, joined.credential, { answer: false })
  await client.synced
  return {
    by: joined.member.id,
    async offers(update: Uint8Array): Promise<string> {
      const before = client.refused.length + client.stored.length
      const refusals = client.refused.length
      client.sendUpdate(update)
      await until(() => client.refused.length + client.stored.length > before)
      return client.refused.length > refusals ? (client.refused.at(-1)?.reason ?? '') : 'stored'
    },
  }
}

async function reader(server: TestServer, room: string) {
  const { credential } = await joinAs(server, ['viewer'])
  const client = connect(server, room, credential)
  await client.synced
  return client
}

/** Whether a replica that was there and one that joins now hold the same, with nothing pending. */
async function expectEqualReplicas(server: TestServer, room: string, there: { doc: Y.Doc }) {
  const joiner = await reader(server, room)
  for (const { doc } of [there, joiner]) {
    expect(doc.store.pendingStructs).toBe(null)
    expect(doc.store.pendingDs).toBe(null)
  }
  await until(() => same(there.doc, joiner.doc))
}

function same(one: Y.Doc, other: Y.Doc): boolean {
  return Buffer.compare(Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(other)) === 0
}

async function expectSoundStore(server: TestServer) {
  const { store, keys } = await openData(server.options)
  const report = await verifyStore(store, keys)
  await store.close()
  expect(report.problems).toEqual([])
}

describe('a stream', () => {
  test('an entry in another’s name cannot hide behind ids that are stored', async () => {
    const server = await testServer()
    const ann = await joinAs(server, ['lead:QK1'])
    const watching = await reader(server, ROOM)
    const mallory = await hostile(server, ROOM)
    const decoys = [changeEntry(mallory.by), changeEntry(mallory.by)]
    expect(await mallory.offers(craft([valuesBlock(1000, 0, decoys)]))).toBe('stored')
    const at = makeStamp(Date.now() + 3 * 3_600_000, 0, 'deadbeef')
    const forged = changeEntry(ann.member.id, { id: decoys[0]?.id, at })
    const later = valuesBlock(1000, 2, [changeEntry(mallory.by)])
    const behind = { ...valuesBlock(1000, 0, [forged, decoys[1]]), client: 1000 }
    expect(await mallory.offers(craft([later, behind]))).toBe('not-canonical')
    // Nor in one block from the beginning on, nor alone.
    const block = valuesBlock(1000, 0, [forged, decoys[1], changeEntry(mallory.by)])
    expect(await mallory.offers(craft([block]))).toBe('place-taken')
    expect(await mallory.offers(craft([valuesBlock(1000, 0, [forged])]))).toBe('place-taken')
    const changed = { ...decoys[0], set: { status: 'complete' } }
    expect(await mallory.offers(craft([valuesBlock(1000, 0, [changed])]))).toBe('place-taken')
    expect(await mallory.offers(craft([valuesBlock(1000, 0, decoys)]))).toBe('stored')
    await until(() => watching.entries.length === 2)
    expect(watching.entries.toJSON()).toEqual(decoys)
    await expectEqualReplicas(server, ROOM, watching)
    await expectSoundStore(server)
  })

  test('no update is taken in any but the one form', async () => {
    const server = await testServer()
    const watching = await reader(server, ROOM)
    const mallory = await hostile(server, ROOM)
    const entry = (more = {}) => changeEntry(mallory.by, more)
    const value = (client: number, clock: number) => valuesBlock(client, clock, [entry()])
    const any = (...values: unknown[]) => new Y.ContentAny(values)
    const resting = (client: number, clock: number) => ({ origin: Y.createID(client, clock) })
    expect(await mallory.offers(craft([value(50, 0)]))).toBe('stored')
    const good = [...craft([value(60, 0)])]
    const gap = [new Y.Skip(Y.createID(61, 0), 3), item(61, 3, any(entry()))]
    const cases: [string, string, Uint8Array][] = [
      // Blocks of one client around another's, twice, out of order, overlapping, with a gap.
      ['around', 'not-canonical', craft([value(70, 0), value(69, 0), value(70, 1)])],
      ['twice', 'not-canonical', craft([value(71, 0), value(71, 0)])],
      ['backwards', 'not-canonical', craft([value(72, 1), value(72, 0)])],
      ['cut in two', 'not-canonical', craft([value(73, 0), value(73, 1)])],
      ['a gap', 'not-canonical', craft([{ client: 61, clock: 0, structs: gap }])],
      ['an empty block', 'not-canonical', craft([{ client: 74, clock: 0, structs: [] }])],
      ['bytes behind', 'not-canonical', Uint8Array.from([...good, 1, 2, 3])],
      ['long numbers', 'not-canonical', Uint8Array.from([0x81, 0, ...good.slice(1)])],
      // What rests on nothing that is there.
      ['in the air', 'out-of-order', craft([value(75, 5)])],
      ['huge clock', 'unreadable', craft([value(76, 2 ** 33)])],
      [
        'after nobody',
        'out-of-order',
        craft([{ ...value(77, 0), structs: [item(77, 0, any(entry()), resting(999_999, 0))] }]),
      ],
      [
        'in a circle',
        'out-of-order',
        craft([
          { client: 79, clock: 0, structs: [item(79, 0, any(entry()), resting(78, 0))] },
          { client: 78, clock: 0, structs: [item(78, 0, any(entry()), resting(79, 0))] },
        ]),
      ],
      // Anything but values at the end of the one array.
      ...contents().map(([name, content]): [string, string, Uint8Array] => [
        name,
        'not-an-append',
        craft([{ client: 80, clock: 0, structs: [item(80, 0, content)] }]),
      ]),
      [
        'GC',
        'not-an-append',
        craft([{ client: 80, clock: 0, structs: [new Y.GC(Y.createID(80, 0), 1)] }]),
      ],
      ['another root', 'not-an-append', updateOfRoot('other', entry())],
      [
        'before what stands',
        'not-an-append',
        craft([
          {
            client: 80,
            clock: 0,
            structs: [item(80, 0, any(entry()), { right: Y.createID(50, 0) })],
          },
        ]),
      ],
      [
        'into an entry',
        'not-an-append',
        craft([
          {
            client: 80,
            clock: 0,
            structs: [item(80, 0, any(entry()), { parent: Y.createID(50, 0) })],
          },
        ]),
      ],
      ['a deletion', 'not-an-append', craft([], [[50, [[0, 1]]]])],
      ['nobody’s deletion', 'not-an-append', craft([], [[51, [[0, 1]]]])],
      ['an entry and a deletion', 'not-an-append', craft([value(80, 0)], [[80, [[0, 1]]]])],
      ['a prototype', 'not-canonical', craft([valuesBlock(80, 0, [withPrototype(entry())])])],
      ['nothing', 'unreadable', new Uint8Array()],
      ['version 2', 'not-canonical', Y.encodeStateAsUpdateV2(watching.doc)],
    ]
    for (const [name, reason, update] of cases)
      expect([name, await mallory.offers(update)]).toEqual([name, reason])
    await expectEqualReplicas(server, ROOM, watching)
    expect(watching.entries.length).toBe(1)
    await expectSoundStore(server)
  })

  test('sessions of any number are told apart', async () => {
    const server = await testServer()
    const watching = await reader(server, ROOM)
    const mallory = await hostile(server, ROOM)
    for (const client of [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1])
      expect(await mallory.offers(updateOf([changeEntry(mallory.by)], client))).toBe('stored')
    await until(() => watching.entries.length === 5)
    await expectEqualReplicas(server, ROOM, watching)
    await expectSoundStore(server)
  })
})

describe('a document', () => {
  const words = (client: number, clock: number, said: string): Block => ({
    client,
    clock,
    structs: [
      item(client, clock, new Y.ContentString(said), {
        origin: clock > 0 ? Y.createID(client, clock - 1) : null,
        parent: 'body',
      }),
    ],
  })

  test('no two texts at one place, in one update or in two', async () => {
    const server = await testServer()
    const [text = ''] = await documentRooms(server)
    const watching = await reader(server, text)
    const mallory = await hostile(server, text)
    const agree = words(31, 0, 'We agree to X.')
    const refuse = words(31, 0, 'We refuse all.')
    expect(await mallory.offers(craft([agree, refuse]))).toBe('not-canonical')
    expect(await mallory.offers(craft([agree, words(30, 0, '-'), refuse]))).toBe('not-canonical')
    expect(await mallory.offers(craft([agree]))).toBe('stored')
    expect(await mallory.offers(craft([refuse]))).toBe('place-taken')
    expect(await mallory.offers(craft([words(31, 0, 'We agree to Y. More.')]))).toBe('place-taken')
    // The same words in other pieces, and with more behind them, are the same words.
    const pieces = [words(31, 0, 'We agree'), words(31, 8, ' to X.'), words(31, 14, ' Soon.')]
    const again = { ...agree, structs: pieces.flatMap(({ structs }) => structs) }
    expect(await mallory.offers(craft([again]))).toBe('stored')
    expect(await mallory.offers(craft([words(31, 6, 'ee')]))).toBe('stored')
    await until(() => watching.doc.getText('body').toString() === 'We agree to X. Soon.')
    await expectEqualReplicas(server, text, watching)
    await expectSoundStore(server)
  })

  test('what is deleted may be told again, and stays deleted', async () => {
    const server = await testServer()
    const [text = ''] = await documentRooms(server)
    const watching = await reader(server, text)
    const mallory = await hostile(server, text)
    expect(await mallory.offers(craft([words(31, 0, 'abcdef')]))).toBe('stored')
    const next = words(32, 0, '.')
    expect(await mallory.offers(craft([next], [[31, [[1, 2]]]]))).toBe('stored')
    expect(await mallory.offers(craft([words(31, 0, 'abcdef')], [[31, [[1, 1]]]]))).toBe('stored')
    await until(() => watching.doc.getText('body').toString() === 'adef.')
    await expectEqualReplicas(server, text, watching)
    await expectSoundStore(server)
  })

  test('nothing rests on what is not there; nothing is deleted that is not there', async () => {
    const server = await testServer()
    const [text = ''] = await documentRooms(server)
    const watching = await reader(server, text)
    const mallory = await hostile(server, text)
    expect(await mallory.offers(craft([words(31, 0, 'abc')]))).toBe('stored')
    const deletions: [string, Deletes][] = [
      ['out-of-order', [[99, [[0, 1]]]]],
      ['out-of-order', [[31, [[2, 2]]]]],
      [
        'not-canonical',
        [
          [
            31,
            [
              [0, 2],
              [1, 2],
            ],
          ],
        ],
      ],
      [
        'not-canonical',
        [
          [
            31,
            [
              [1, 1],
              [0, 1],
            ],
          ],
        ],
      ],
      [
        'not-canonical',
        [
          [31, [[0, 1]]],
          [31, [[2, 1]]],
        ],
      ],
      ['unreadable', [[31, [[0, 0]]]]],
      ['unreadable', [[31, [[2 ** 33, 1]]]]],
    ]
    for (const [reason, deletes] of deletions)
      expect(await mallory.offers(craft([], deletes))).toBe(reason)
    const subdocument = new Y.ContentDoc(new Y.Doc({ guid: randomUUID(), autoLoad: true }))
    const within = { client: 40, clock: 0, structs: [item(40, 0, subdocument, { parent: 'body' })] }
    expect(await mallory.offers(craft([within]))).toBe('wrong-content')
    expect(await mallory.offers(craft([words(41, 3, 'x')]))).toBe('out-of-order')
    await expectEqualReplicas(server, text, watching)
    await expectSoundStore(server)
  })

  test('nobody goes on under the session of another', async () => {
    const server = await testServer()
    const [text = ''] = await documentRooms(server)
    const ann = await hostile(server, text)
    const mallory = await hostile(server, text)
    expect(await ann.offers(craft([words(31, 0, 'abc')]))).toBe('stored')
    expect(await mallory.offers(craft([words(31, 3, 'def')]))).toBe('client-taken')
    expect(await mallory.offers(craft([words(31, 0, 'abcdef')]))).toBe('client-taken')
    expect(await mallory.offers(craft([words(31, 0, 'abc')]))).toBe('stored')
    await expectSoundStore(server)
  })
})

function contents(): [string, Content][] {
  const types = [new Y.Text(), new Y.Map(), new Y.Array(), new Y.XmlElement('p')]
  return [
    ['deleted', new Y.ContentDeleted(1)],
    ['text', new Y.ContentString('x')],
    ['bytes', new Y.ContentBinary(new Uint8Array(2))],
    ['embed', new Y.ContentEmbed({ a: 1 })],
    ['format', new Y.ContentFormat('b', true as never)],
    ['JSON', new Y.ContentJSON([changeEntry(randomUUID())])],
    ['a document', new Y.ContentDoc(new Y.Doc({ guid: randomUUID() }))],
    ...types.map((type): [string, Content] => [
      type.constructor.name,
      new Y.ContentType(type as never),
    ]),
  ]
}

function updateOfRoot(root: string, value: unknown): Uint8Array {
  const doc = new Y.Doc()
  doc.getArray(root).push([value])
  return Y.encodeStateAsUpdate(doc)
}

/** JSON with a field that becomes a prototype when it is copied. */
function withPrototype(entry: object): unknown {
  return JSON.parse(JSON.stringify(entry).replace('{', '{"__proto__":{"by":"x"},'))
}
