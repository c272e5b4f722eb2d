import * as encoding from 'lib0/encoding'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { encodeMessage, MESSAGE } from '../../domain/sync/protocol.ts'
import { workMeter } from '../../sync-server/share/meter.ts'
import { paced } from '../../sync-server/share/paced.ts'
import { presenceFrame } from './behaviours.ts'
import {
  changeEntry,
  connect,
  documentRooms,
  joinAs,
  type TestClient,
  type TestServer,
  testServer,
  until,
  updateFrame,
  updateOf,
  YEAR,
} from './support.ts'

const ROOM = `ics:QK1:${YEAR}`

/** Asks for all that lies beyond some clocks. */
function question(stateVector: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.sync)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint8Array(encoder, stateVector)
  return encoding.toUint8Array(encoder)
}
/** A text of pairs of letters, of each of which the first is deleted. */
function lettersDeleted(pairs: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 7
  doc.getText('t').insert(0, 'ab'.repeat(pairs))
  const whole = Y.encodeStateAsUpdate(doc)
  const encoder = encoding.createEncoder()
  // All but the one byte that says that nothing is deleted.
  encoding.writeUint8Array(encoder, whole.subarray(0, -1))
  for (const number of [1, 7, pairs]) encoding.writeVarUint(encoder, number)
  for (let n = 0; n < pairs; n++) {
    encoding.writeVarUint(encoder, 2 * n)
    encoding.writeVarUint(encoder, 1)
  }
  return encoding.toUint8Array(encoder)
}
const EVERYTHING = question(Uint8Array.of(0))

/** A room of so many bytes, more than any network takes in unread. */
async function fill(server: TestServer, megabytes: number) {
  const lead = await joinAs(server, ['lead:QK1'])
  const writer = connect(server, ROOM, lead.credential)
  await writer.synced
  for (let n = 0; n < 4 * megabytes; n++) {
    const some = Array.from({ length: 64 }, () =>
      changeEntry(lead.member.id, { set: { note: 'x'.repeat(3700) } }),
    )
    writer.sendUpdate(updateOf(some))
  }
  await until(() => writer.stored.length + writer.refused.length === 4 * megabytes)
  expect(writer.refused).toEqual([])
  writer.close()
}

async function gauge(server: TestServer, name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1])
}

function asleep(server: TestServer, room: string, credential: string): Promise<TestClient> {
  const client = connect(server, room, credential)
  return new Promise((resolve) => {
    client.socket.once('open', () => {
      client.socket.pause()
      resolve(client)
    })
  })
}

describe('a viewer who asks for all of a room and does not read', () => {
  test('has a few pieces on their way, on however many connections; others join', async () => {
    const server = await testServer({ limits: { piecesPerMember: 3 } })
    await fill(server, 12)
    const viewer = await joinAs(server, ['viewer'])
    const sleepers = await Promise.all(
      Array.from({ length: 10 }, () => asleep(server, ROOM, viewer.credential)),
    )
    for (const { socket } of sleepers) for (let n = 0; n < 150; n++) socket.send(EVERYTHING)
    await until(async () => (await gauge(server, 'accord_answer_pieces')) === 3)
    const other = await joinAs(server, ['viewer'])
    const honest = connect(server, ROOM, other.credential)
    await honest.synced
    expect(honest.entries.length).toBe(12 * 4 * 64)
    expect(await gauge(server, 'accord_answer_pieces')).toBeLessThanOrEqual(3)
  })

  test('is ended', async () => {
    const server = await testServer({ limits: { pieceMs: 300 } })
    await fill(server, 12)
    const viewer = await joinAs(server, ['viewer'])
    const sleeper = await asleep(server, ROOM, viewer.credential)
    await until(async () => (await gauge(server, 'accord_connections')) === 0)
    expect(await gauge(server, 'accord_answer_pieces')).toBe(0)
    sleeper.close()
  })
})

test('who asks again and again is answered once for all of it', async () => {
  const server = await testServer()
  await fill(server, 2)
  const viewer = await joinAs(server, ['viewer'])
  const client = connect(server, ROOM, viewer.credential)
  await client.synced
  let answers = 0
  client.socket.on('message', (data: Buffer) => {
    if (data[0] === MESSAGE.sync && data[1] === 1) answers += 1
  })
  for (let n = 0; n < 500; n++) client.send(EVERYTHING)
  client.send(encodeMessage(MESSAGE.receiptsWanted, {}))
  await until(() => client.receipts.length >= 2 * 4 * 64)
  await until(() => answers > 0)
  expect(answers).toBeLessThan(100)
})

test('a member whose many connections do not read what others write loses the slowest', async () => {
  const limits = { waitingBytesPerMember: 3 * 1024 * 1024 }
  const server = await testServer({ limits })
  const { credential } = await joinAs(server, ['chair'])
  const [big = ''] = await documentRooms(server)
  const writer = connect(server, big, credential)
  await writer.synced
  const viewer = await joinAs(server, ['viewer'])
  const sleepers = await Promise.all(
    Array.from({ length: 4 }, () => asleep(server, big, viewer.credential)),
  )
  onTestFinished(() => {
    for (const { socket } of sleepers) socket.terminate()
  })
  for (let n = 0; n < 60 && (await gauge(server, 'accord_connections')) > 3; n++) {
    for (let m = 0; m < 4; m++) writer.doc.getArray('a').push(['x'.repeat(200_000)])
    const sent = 4 * (n + 1)
    await until(() => writer.stored.length >= sent)
  }
  expect(await gauge(server, 'accord_connections')).toBeLessThanOrEqual(3)
})

describe('work for one member', () => {
  test('does not hold up the others', async () => {
    const server = await testServer()
    const mallory = await joinAs(server, ['lead:QHL', 'chair'])
    const ann = await joinAs(server, ['lead:QK1'])
    // A long text of which every second letter is deleted, told again and again.
    const heavy = updateFrame(lettersDeleted(20_000))
    const rooms = await documentRooms(server, 3)
    const busy = rooms.map((room) => connect(server, room, mallory.credential))
    const honest = connect(server, ROOM, ann.credential)
    await Promise.all([honest, ...busy].map(({ synced }) => synced))
    for (const { socket } of busy) for (let n = 0; n < 40; n++) socket.send(heavy)
    const answered = () => busy.reduce((sum, { stored }) => sum + stored.length, 0)
    await until(() => answered() > 0)
    for (let n = 0; n < 5; n++) {
      honest.sendUpdate(updateOf([changeEntry(ann.member.id)]))
      await until(() => honest.stored.length > n)
    }
    // Five honest writes one after the other, and the rest of the work is still to be done.
    expect(answered()).toBeLessThan(120)
    expect(busy.every(({ socket }) => socket.readyState === socket.OPEN)).toBe(true)
  })

  test('that is too much is refused before it is begun', async () => {
    const server = await testServer()
    const { credential } = await joinAs(server, ['chair'])
    const [large = ''] = await documentRooms(server)
    const client = connect(server, large, credential)
    await client.synced
    client.sendUpdate(lettersDeleted(150_000))
    await until(() => client.refused.length === 1)
    expect(client.refused[0]?.reason).toBe('too-large')
  })

  test('counts, and makes nobody wait while there is time for all', () => {
    let now = 0
    const meter = workMeter({ workShare: 0.2, workMsAtOnce: 1000 }, () => now)
    meter.spend('mallory', 900)
    expect(meter.owes('mallory')).toBe(0)
    meter.spend('mallory', 2000)
    // Nobody else wants the time.
    expect(meter.owes('mallory')).toBe(0)
    expect(meter.owes('ann')).toBe(0)
    meter.spend('ann', 150)
    expect(meter.owes('ann')).toBe(0)
    expect(meter.owes('mallory')).toBeGreaterThan(0)
    now += meter.owes('mallory')
    expect(meter.owes('mallory')).toBe(0)
    meter.spend('mallory', 1e9)
    meter.spend('ann', 500)
    // Never for minutes.
    expect(meter.owes('mallory')).toBeLessThan(30_000)
    now += 60_000
    expect(meter.spent('mallory')).toBe(0)
  })
})

test('a flood of presence reaches the others as its latest word', async () => {
  const server = await testServer({ limits: { presencePerSecond: 20, presenceAtOnce: 5 } })
  const mallory = await joinAs(server, ['viewer'])
  const ann = await joinAs(server, ['viewer'])
  const one = connect(server, ROOM, mallory.credential)
  const two = connect(server, ROOM, ann.credential)
  await Promise.all([one.synced, two.synced])
  for (let n = 1; n <= 1000; n++) one.send(presenceFrame(9, n, { n }))
  await until(() => two.presence.some(({ state }) => (state as { n: number } | null)?.n === 1000))
  expect(two.presence.length).toBeLessThan(100)
})

test('who owes time to others is passed on when it has gone by, with the latest word', async () => {
  const heard: number[] = []
  const debts = [20, 5, 0]
  const words = paced<number>(
    1000,
    10,
    (word) => heard.push(word),
    () => debts.shift() ?? 0,
  )
  for (let n = 1; n <= 5; n++) words.say(n)
  expect(heard).toEqual([])
  await until(() => heard.length > 0)
  words.say(6)
  words.stop()
  expect(heard).toEqual([5, 6])
})

test('questions in a row are answered as the latest of them', async () => {
  const server = await testServer({ limits: { questionsPerSecond: 5, questionsAtOnce: 2 } })
  const ann = await joinAs(server, ['viewer'])
  const one = connect(server, ROOM, ann.credential)
  const two = connect(server, ROOM, ann.credential)
  await Promise.all([one.synced, two.synced])
  one.send(presenceFrame(9, 1, { n: 1 }))
  await until(() => two.presence.length === 1)
  for (let n = 0; n < 500; n++) two.send(Uint8Array.of(MESSAGE.queryAwareness))
  await until(() => two.presence.length > 3)
  expect(two.presence.length).toBeLessThan(50)
})

test('clocks of a million clients are an offence', async () => {
  const server = await testServer({ limits: { offences: 2 } })
  const { credential } = await joinAs(server, ['viewer'])
  const client = connect(server, ROOM, credential)
  await client.synced
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1_000_000)
  for (let n = 0; n < 1_000_000; n++) {
    encoding.writeVarUint(encoder, n)
    encoding.writeVarUint(encoder, 1)
  }
  client.send(question(encoding.toUint8Array(encoder)))
  client.send(encodeMessage(MESSAGE.receiptsWanted, { nobody: -1 }))
  client.send(encodeMessage(MESSAGE.receiptsWanted, { nobody: -1 }))
  expect((await client.closed).code).toBe(4400)
})
