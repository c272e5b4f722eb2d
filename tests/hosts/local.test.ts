import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Holder, socketAddress } from '../../main/hosts/local/holder.ts'
import {
  connectLocally,
  type LocalServer,
  noteHolder,
  openOrConnect,
  serveLocally,
} from '../../main/hosts/local.ts'
import type { ServiceHandle } from '../../main/hosts/service-handle.ts'
import { openService, type Service } from '../../main/service.ts'
import type { ServiceEvent } from '../../preload/contract.ts'
import { accord, temporaryFolder } from './spawn.ts'

const folder = temporaryFolder()
const dataDir = join(folder, 'record')
let service: Service
let local: LocalServer
let shown = 0

beforeAll(async () => {
  service = await openService({ dataDir })
  await service.ask('record.create', { ics: 'QK1', name: 'Asha Patel' })
  local = await serveLocally(service, dataDir, 'browser', () => {
    shown += 1
    return 'http://127.0.0.1:5000/#token=abc'
  })
})

afterAll(async () => {
  await local?.close()
  await service?.close()
})

const readHolderFile = (): Holder => JSON.parse(readFileSync(join(dataDir, 'service.json'), 'utf8'))

async function connected(): Promise<ServiceHandle> {
  const elsewhere = await connectLocally(dataDir)
  return elsewhere!.service
}

describe('a second process', () => {
  test('speaks to the first, which hears of the change', async () => {
    const events: ServiceEvent[] = []
    const stop = service.listen((event) => events.push(event))
    const args = ['actions', 'update', 'HS1.e2', '--status', 'planned', '--data', dataDir]
    expect(await accord(...args)).toMatchObject({ code: 0, stderr: '' })
    stop()
    expect(events).toContainEqual(expect.objectContaining({ type: 'changed' }))
    const { row } = await service.ask('action.get', { ics: 'QK1', reference: 'HS1.e2' })
    expect(row.status).toBe('planned')
  })

  test('sends files to it and takes them from it', async () => {
    const file = join(folder, 'register.csv')
    const there = ['--data', dataDir]
    expect(await accord('register', 'export', file, ...there)).toMatchObject({
      code: 0,
      stderr: '',
    })
    const back = await accord('register', 'import', file, '--dry-run', ...there)
    expect(back).toMatchObject({ code: 0, stderr: '' })
    expect(back.stdout).toContain('0 rows changed')
  })
})

describe('a service elsewhere', () => {
  test('is found before one is opened here', async () => {
    const opened = await openOrConnect({ dataDir })
    if (!('elsewhere' in opened)) throw new Error('opened a second service')
    expect(opened.elsewhere.holder).toMatchObject({ host: 'browser', pid: process.pid })
    await opened.elsewhere.service.close()
  })

  test('answers and refuses as one here does', async () => {
    const there = await connected()
    expect(await there.ask('app.state', {})).toEqual(await service.ask('app.state', {}))
    await expect(
      there.ask('action.get', { ics: 'QK1', reference: 'HS1.e99' }),
    ).rejects.toMatchObject({
      name: 'UserError',
      code: 'wrong-call',
    })
    expect(await there.files.out('nothing')).toBeUndefined()
    await there.close()
  })

  test('passes events on', async () => {
    const there = await connected()
    const heard = new Promise<ServiceEvent>((resolve) => there.listen(resolve))
    // Listening is a message of its own, and is there once the next is answered.
    await there.ask('app.state', {})
    await service.ask('action.update', {
      ics: 'QK1',
      reference: 'HS1.e3',
      changes: { status: 'planned' },
    })
    expect(await heard).toMatchObject({ type: 'changed' })
    await there.close()
  })

  test('comes to the front when asked', async () => {
    const elsewhere = await connectLocally(dataDir)
    expect(await elsewhere!.show()).toMatch(/^http:\/\/127/)
    expect(shown).toBe(1)
    await elsewhere!.service.close()
  })
})

describe('who is let in', () => {
  test.skipIf(process.platform === 'win32')('only the user can read the way in', () => {
    expect(statSync(join(dataDir, 'service.json')).mode & 0o777).toBe(0o600)
    expect(statSync(readHolderFile().address!).mode & 0o777).toBe(0o600)
  })

  test.each([
    ['a wrong secret', '{"secret":"guess"}\n{"id":1,"do":"call","procedure":"app.state"}\n'],
    ['no secret', '{"id":1,"do":"call","procedure":"app.state","input":{}}\n'],
    ['no JSON', 'GET / HTTP/1.1\r\n\r\n'],
    ['JSON that is no object', 'null\n'],
    ['a first line without end', 'x'.repeat(100_000)],
  ])('%s ends the connection without an answer', async (_name, greeting) => {
    const socket = connect(readHolderFile().address!)
    let answer = ''
    socket.on('data', (part) => {
      answer += part
    })
    socket.on('error', () => undefined)
    socket.write(greeting)
    await new Promise((resolve) => socket.once('close', resolve))
    expect(answer).toBe('')
  })
})

describe('a holder that does not answer', () => {
  test('is named in a sentence', async () => {
    const other = join(folder, 'other')
    const holder = await openService({ dataDir: other })
    await holder.ask('record.create', { ics: 'QK1', name: 'Asha Patel' })
    const forget = noteHolder(other, 'command line')
    await expect(openOrConnect({ dataDir: other }, 200)).rejects.toThrow(
      new RegExp(`in use by an accord command \\(process ${process.pid}, since .*\\).*try again`),
    )
    forget()
    await expect(openOrConnect({ dataDir: other }, 200)).rejects.toThrow(/Another program/)
    await holder.close()
  })

  test('and left only its note behind does not stand in the way', async () => {
    const other = join(folder, 'stale')
    const first = await openService({ dataDir: other })
    await first.ask('record.create', { ics: 'QK1', name: 'Asha Patel' })
    await first.close()
    const stale = { ...readHolderFile(), address: join(folder, 'gone.sock') }
    writeFileSync(join(other, 'service.json'), JSON.stringify(stale))
    expect(await connectLocally(other)).toBeUndefined()
    const opened = await openOrConnect({ dataDir: other })
    if (!('here' in opened)) throw new Error('connected to nobody')
    await opened.here.close()
  })
})

test('a server that closes takes its note away and ends what waits', async () => {
  const other = join(folder, 'closing')
  const holder = await openService({ dataDir: other })
  const server = await serveLocally(holder, other, 'desktop', () => null)
  const elsewhere = await connectLocally(other)
  await server.close()
  expect(existsSync(join(other, 'service.json'))).toBe(false)
  expect(await elsewhere!.service.call('app.state', {})).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('closed') },
  })
  await holder.close()
})

describe('the address', () => {
  test('fits into a socket, however deep the record lies', () => {
    const deep = join(folder, 'a-long-name'.repeat(5), 'another-long-name'.repeat(5))
    const address = socketAddress(deep, 'linux')
    expect(Buffer.byteLength(address)).toBeLessThanOrEqual(100)
    expect(socketAddress(deep, 'linux')).toBe(address)
    expect(socketAddress(`${deep}-2`, 'linux')).not.toBe(address)
  })

  test('is a pipe on Windows, of a name nobody can foresee', () => {
    const first = socketAddress('C:\\Accord\\record', 'win32')
    expect(first).toMatch(/^\\\\\.\\pipe\\accord-[0-9a-f]{16}-[0-9a-f]{16}$/)
    expect(socketAddress('C:\\Accord\\record', 'win32')).not.toBe(first)
  })
})
