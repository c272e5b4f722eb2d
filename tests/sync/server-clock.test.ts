import { expect, onTestFinished, test } from 'vitest'
import { openService, type Service } from '../../main/service.ts'
import { HOME, REFERENCE } from '../helpers.ts'
import { codeFor, type TestServer, temporaryFolder, testServer } from '../server/support.ts'
import { entriesOf } from './processes.ts'

/** A server whose own clock is wrong: it is said, and holds nobody up. */

const DAY = 86_400_000

interface Member {
  service: Service
  dataDir: string
}

async function joined(server: TestServer): Promise<Member> {
  const dataDir = temporaryFolder()
  const service = await openService({ dataDir })
  onTestFinished(() => service.close())
  const code = await codeFor(server, [`lead:${HOME}`], { newcomer: true })
  await service.ask('sync.join', { url: server.url, code })
  return { service, dataDir }
}

async function exchange(...members: Member[]): Promise<void> {
  for (const { service } of [...members, ...members])
    expect(await service.ask('sync.once', {})).toMatchObject({ waiting: 0, refused: 0 })
}

test.each([
  ['ahead', DAY, /behind the server’s.*tell an administrator/],
  ['behind', -DAY, /1 day ahead|24 hours ahead/],
])(
  'a server whose clock is a day %s: nobody waits, then or once it is put right',
  async (_name, offBy, told) => {
    const server = await testServer({ now: () => Date.now() + offBy })
    const ann = await joined(server)
    const ben = await joined(server)
    const write = ({ service }: Member, note: string) =>
      service.ask('action.update', { ics: HOME, reference: REFERENCE, changes: { note } })

    await exchange(ann, ben)
    await write(ann, 'While the server is wrong')
    await exchange(ann, ben)
    await write(ben, 'After hers')
    await exchange(ben, ann)
    for (const { service, dataDir } of [ann, ben]) {
      expect((await service.ask('sync.status', {})).clock).toMatch(told)
      for (const body of entriesOf(dataDir).values()) {
        const { at } = JSON.parse(body) as { at: string }
        expect(Date.parse(at.slice(0, 24))).toBeLessThan(Date.now() + 60_000)
      }
    }

    await server.close()
    await testServer({ dataDir: server.options.dataDir, port: server.port })
    await write(ben, 'Once it is right')
    await exchange(ben, ann)
    await write(ann, 'The last')
    await exchange(ann, ben)
    expect(entriesOf(ann.dataDir)).toEqual(entriesOf(ben.dataDir))
    expect((await ann.service.ask('sync.status', {})).clock).toBeNull()
    const { timeline } = await ben.service.ask('action.get', { ics: HOME, reference: REFERENCE })
    const notes = timeline.flatMap(({ changes }) => changes.map(({ to }) => to))
    expect(notes.slice(0, 4)).toEqual([
      'The last',
      'Once it is right',
      'After hers',
      'While the server is wrong',
    ])
  },
)
