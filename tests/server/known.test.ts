import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  minutesDocumentName,
  narrativeDocument,
  strategyDocument,
  versionDocument,
} from '../../domain/documents/tree.ts'
import type { Grant } from '../../domain/record/grants.ts'
import { textRoom } from '../../domain/sync/text-room.ts'
import {
  changeEntry,
  connect,
  joinAs,
  type TestServer,
  testServer,
  until,
  YEAR,
} from './support.ts'

/** Which rooms there are, and who may type in them. */

async function offers(server: TestServer, room: string, credential: string): Promise<string> {
  const client = connect(server, room, credential)
  await client.synced
  client.doc.getText('body').insert(0, 'x')
  await until(() => client.refused.length + client.stored.length > 0)
  client.close()
  return client.refused[0]?.reason ?? 'stored'
}

test('rooms of what the record knows, and no others', async () => {
  const server = await testServer()
  const staff = await joinAs(server, ['regional', 'lead:QK1', 'lead:QZZ'])
  const [strategy, session, report] = [randomUUID(), randomUUID(), randomUUID()]
  const rooms = [
    strategyDocument(strategy),
    minutesDocumentName(session),
    narrativeDocument(report, 'summary'),
  ]
  const unknown = [
    ...rooms,
    versionDocument(randomUUID()),
    textRoom('0'.repeat(64)),
    'document:plan',
    'document:__proto__',
  ]
  for (const room of unknown) {
    const said = await offers(server, room, staff.credential)
    expect([room, said]).toEqual([room, room.includes(':text-') ? said : 'no-such-room'])
    expect(said).not.toBe('stored')
  }
  const region = connect(server, `region:${YEAR}`, staff.credential)
  await region.synced
  const of = (subject: string, set: object) => changeEntry(staff.member.id, { subject, set })
  region.entries.push([
    of(`strategy:${strategy}`, { title: 'A strategy' }),
    of(`session:${session}`, { title: 'A session' }),
    of(`report:${report}`, { title: 'A report' }),
  ])
  await until(() => region.stored.length + region.refused.length > 0)
  expect(region.refused).toEqual([])
  for (const room of rooms) expect(await offers(server, room, staff.credential)).toBe('stored')

  for (const room of [`ics:QZZ:${YEAR}`, 'ics:QK1:0001', 'ics:QK1:9999']) {
    const client = connect(server, room, staff.credential)
    await client.synced
    client.entries.push([changeEntry(staff.member.id)])
    await until(() => client.refused.length > 0)
    expect([room, client.refused[0]?.reason]).toEqual([room, 'no-such-room'])
  }
  const list = (await (
    await fetch(`${server.url}/v1/rooms`, {
      headers: { authorization: `Bearer ${staff.credential}` },
    })
  ).json()) as { room: string }[]
  expect(list.map(({ room }) => room).sort()).toEqual([...rooms, `region:${YEAR}`].sort())
})

test('who may type follows from what the document is for', async () => {
  const server = await testServer()
  const staff = await joinAs(server, ['regional'])
  const [strategy, session, report] = [randomUUID(), randomUUID(), randomUUID()]
  const region = connect(server, `region:${YEAR}`, staff.credential)
  await region.synced
  const of = (subject: string, set: object) => changeEntry(staff.member.id, { subject, set })
  const person = { session, name: 'A lead', system: 'QK1', invited: true }
  region.entries.push([
    of(`strategy:${strategy}`, { title: 'A strategy' }),
    of(`session:${session}`, { title: 'A session' }),
    of(`report:${report}`, { title: 'A report' }),
    of(`attendance:${session}-1`, person),
  ])
  await until(() => region.stored.length + region.refused.length > 0)
  expect(region.refused).toEqual([])
  const [minutes, text, narrative] = [
    minutesDocumentName(session),
    strategyDocument(strategy),
    narrativeDocument(report, 'summary'),
  ]
  const may: [Grant[], string[]][] = [
    [['chair'], ['stored', 'stored', 'stored']],
    [['regional'], ['stored', 'stored', 'stored']],
    [['lead:QK1'], ['stored', 'stored', 'read-only']],
    [['lead:QHL'], ['read-only', 'stored', 'read-only']],
    [
      ['viewer', 'admin'],
      ['read-only', 'read-only', 'read-only'],
    ],
  ]
  for (const [grants, said] of may) {
    const { credential } = await joinAs(server, grants)
    const heard = []
    for (const room of [minutes, text, narrative])
      heard.push(await offers(server, room, credential))
    expect([grants, heard]).toEqual([grants, said])
  }
})
