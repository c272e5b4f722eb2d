import { expect, test } from 'vitest'
import { randomFrom } from '../chance.ts'
import { accordServer, joinProcess, startProcess } from '../server/process.ts'
import { changeEntry, connect, temporaryFolder, YEAR } from '../server/support.ts'

const ROUNDS = 200
const ROOM = `ics:QK1:${YEAR}`

test('a server killed at any moment has every entry it acknowledged', async () => {
  const dataDir = temporaryFolder()
  const random = randomFrom(20261121)
  let server = await startProcess(dataDir)
  const { credential, member } = await joinProcess(server, dataDir, 'lead:QK1')
  const acknowledged: string[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const running = { ...server, port: 0, close: server.kill }
    const client = connect(running, ROOM, credential)
    await client.synced
    const there = new Set((client.entries.toJSON() as { id: string }[]).map(({ id }) => id))
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
    const mine: string[] = []
    const writing = setInterval(() => {
      const entry = changeEntry(member.id)
      mine.push(entry.id)
      client.entries.push([entry])
    }, 1)
    await new Promise((resolve) => setTimeout(resolve, random() * 150))
    await server.kill()
    clearInterval(writing)
    const clock = client.stored.at(-1)?.clocks[client.doc.clientID] ?? 0
    acknowledged.push(...mine.slice(0, clock))
    server = await startProcess(dataDir)
  }
  const { stdout } = await accordServer('verify', '--data', dataDir, '--json')
  expect(JSON.parse(stdout)).toMatchObject({ ok: true })
  console.info(`${acknowledged.length} acknowledged entries over ${ROUNDS} kills, all there`)
}, 1_200_000)
