import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import type { Joined } from '../../domain/sync/protocol.ts'
import { hasSmallDisks, smallDisk } from '../hosts/small-disk.ts'
import { changeEntry, connect, post, until, updateOf, YEAR } from './support.ts'

const CLI = 'bin/accord-server.js'
const ROOM = `ics:QK1:${YEAR}`

test.skipIf(!hasSmallDisks)(
  'with a full disk the server stays up, says why it takes nothing, answers, and goes on by itself',
  async () => {
    const disk = await smallDisk('24m')
    const child = disk.start(CLI, 'start', '--data', disk.path, '--port', '0', '--json')
    const gone = once(child, 'exit')
    onTestFinished(async () => {
      child.kill('SIGKILL')
      await gone
    })
    const [line] = await once(child.stdout ?? child, 'data')
    const { url } = JSON.parse(String(line)) as { url: string }
    const server = { url, port: Number(new URL(url).port), close: async () => {} }
    const invite = ['invite', '--data', disk.path, '--name', 'Ann', '--grant', 'lead:QK1', '--json']
    const { code } = JSON.parse((await disk.run(CLI, ...invite)).stdout) as { code: string }
    const joined = await post(server, '/v1/join', { code, member: randomUUID() })
    const { credential, member } = (await joined.json()) as Joined
    const readiness = async () => (await fetch(`${url}/readyz`)).status

    const writer = connect(server, ROOM, credential)
    await writer.synced
    writer.sendUpdate(updateOf([changeEntry(member.id)]))
    await until(() => writer.stored.length === 1)

    disk.fill()
    const large = () =>
      updateOf(
        Array.from({ length: 10 }, () =>
          changeEntry(member.id, { set: { note: 'x'.repeat(3500) } }),
        ),
      )
    let last = large()
    let sent = 0
    while (writer.refused.length === 0) {
      last = large()
      writer.sendUpdate(last)
      sent += 1
      await until(() => writer.stored.length + writer.refused.length === 1 + sent)
    }
    expect(writer.refused[0]).toMatchObject({ reason: 'server-full', entries: [] })
    expect(writer.refused[0]?.message).toContain('no room left on its disk')

    // Whoever reads sees all that was taken, and nothing that was not.
    const reader = connect(server, ROOM, credential)
    await reader.synced
    expect(reader.entries.length).toBe(1 + (writer.stored.length - 1) * 10)
    expect(writer.socket.readyState).toBe(writer.socket.OPEN)

    disk.clear()
    const before = writer.stored.length
    writer.sendUpdate(last)
    await until(() => writer.stored.length === before + 1)
    await until(() => reader.entries.length === 1 + (writer.stored.length - 1) * 10)
    await until(async () => (await readiness()) === 200)
    expect(child.exitCode).toBeNull()
  },
)
