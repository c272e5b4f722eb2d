import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer as createHttp, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import Database from 'better-sqlite3'
import { generate } from 'selfsigned'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Grant } from '../../domain/record/grants.ts'
import { openService, type Service } from '../../main/service.ts'
import { connectionProblem } from '../../main/sync/sentences.ts'
import { openData } from '../../sync-server/data.ts'
import { invite, revokeMember } from '../../sync-server/members/administration.ts'
import { OPERATOR } from '../../sync-server/members/administration-log.ts'
import { accord } from '../hosts/spawn.ts'
import { makeFolder, ServerProcess } from './processes.ts'

/** Joining and leaving, and each way in which they fail: its own sentence. */

const folder = makeFolder()
let server = new ServerProcess(join(folder.path, 'server'))
const closers: (() => unknown)[] = []
let made = 0

beforeAll(() => server.start())
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
afterAll(async () => {
  await server.kill()
  folder.remove()
})

async function newService(): Promise<Service & { dataDir: string }> {
  made += 1
  const dataDir = join(folder.path, `record-${made}`)
  const service = await openService({ dataDir })
  closers.push(() => service.close())
  return { ...service, dataDir }
}

/** Another program that listens, at an address of its own. */
async function listener(answer: RequestListener, tls?: { cert: string; key: string }) {
  const program = tls ? createHttps(tls, answer) : createHttp(answer)
  await new Promise<void>((resolve) => program.listen(0, '127.0.0.1', resolve))
  closers.push(() => program.close())
  return (program.address() as AddressInfo).port
}

async function codeThat(grants: Grant[], lifeMs?: number): Promise<string> {
  const { store, keys } = await openData({ dataDir: server.dataDir })
  try {
    const person = { name: 'Asha Patel', grants }
    return (
      await invite({ sql: store, now: Date.now }, keys, person, {
        by: OPERATOR,
        ...(lifeMs === undefined ? {} : { lifeMs }),
      })
    ).code
  } finally {
    await store.close()
  }
}

describe('before joining', () => {
  test('a person sees what they may do, and the code stays unused', async () => {
    const service = await newService()
    const code = await codeThat(['lead:QK1', 'chair'])
    for (let i = 0; i < 2; i++) {
      expect(await service.ask('sync.preview', { url: server.url, code })).toMatchObject({
        server: `127.0.0.1:${server.port}`,
        secure: false,
        signOn: 'none',
        invitation: { name: 'Asha Patel', grants: ['lead:QK1', 'chair'] },
        clock: null,
      })
    }
    expect((await service.ask('app.state', {})).record).toBe('none')
  })
})

describe('joining', () => {
  test('makes a record where there is none, with what the server grants', async () => {
    const service = await newService()
    const code = await codeThat(['lead:QK1'])
    await service.ask('sync.join', { url: server.url, code: code.toLowerCase() })
    expect(await service.ask('app.state', {})).toMatchObject({
      record: 'own',
      ics: 'QK1',
      member: { name: 'Asha Patel', grants: ['lead:QK1'] },
    })
    const file = join(service.dataDir, 'sync-credential.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const { open } = JSON.parse(readFileSync(file, 'utf8'))
    const record = readFileSync(join(service.dataDir, 'record.sqlite'), 'latin1')
    expect(record).not.toContain(open.credential.slice(-20))
    expect((await service.ask('sync.log', {})).text).not.toContain(open.credential.slice(-20))
  })

  test('keeps the member id of a record that has entries, and shares them', async () => {
    const service = await newService()
    await service.ask('record.create', { ics: 'QK1', name: 'Asha Patel' })
    const before = (await service.ask('app.state', {})).member
    await service.ask('sync.join', { url: server.url, code: await codeThat(['lead:QK1']) })
    expect((await service.ask('app.state', {})).member).toEqual(before)
    expect(await service.ask('sync.once', {})).toMatchObject({ state: 'synced', waiting: 0 })
  })

  test('by another who took the same id is refused in a clear sentence', async () => {
    const first = await newService()
    await first.ask('record.create', { ics: 'QK1', name: 'Asha Patel' })
    const backup = join(folder.path, `backup-${made}.sqlite`)
    await first.ask('record.backup', { to: backup })
    await first.ask('sync.join', { url: server.url, code: await codeThat(['lead:QK1']) })
    const second = await newService()
    await second.ask('record.restore', { from: backup })
    await expect(
      second.ask('sync.join', { url: server.url, code: await codeThat(['lead:QK1']) }),
    ).rejects.toThrow('Somebody joined under this name before.')
  })

  test('another server is refused to a record that holds what others wrote', async () => {
    const service = await newService()
    await service.ask('sync.join', { url: server.url, code: await codeThat(['viewer']) })
    // The others' of the tests before.
    await service.ask('sync.once', {})
    const another = new ServerProcess(join(folder.path, 'another'))
    await another.start()
    closers.push(() => another.kill())
    const code = await another.code('Asha Patel', ['viewer'])
    await service.ask('sync.leave', {})
    await expect(service.ask('sync.join', { url: another.url, code })).rejects.toThrow(
      'Join with a new record',
    )
  })

  test('is not for the example', async () => {
    const service = await newService()
    await service.ask('record.create', { ics: 'QK1', name: 'Asha Patel' })
    await service.ask('record.createExample', {})
    const joining = service.ask('sync.join', { url: server.url, code: await codeThat(['viewer']) })
    await expect(joining).rejects.toThrow('Go back to your own record')
  })

  test('leaving wipes the credential here and ends it on the server', async () => {
    const service = await newService()
    await service.ask('sync.join', { url: server.url, code: await codeThat(['lead:QK1']) })
    const file = join(service.dataDir, 'sync-credential.json')
    const { credential } = JSON.parse(readFileSync(file, 'utf8')).open
    expect(await service.ask('sync.leave', {})).toMatchObject({ state: 'not-joined' })
    expect(readFileSync(file, 'utf8')).not.toContain('credential":')
    const headers = { authorization: `Bearer ${credential}` }
    expect((await fetch(`${server.url}/v1/me`, { headers })).status).toBe(401)
    await expect(service.ask('sync.once', {})).rejects.toThrow('has not joined a server yet')
  })

  test('a credential that is a month old is replaced, and the old one ends', async () => {
    const service = await newService()
    await service.ask('sync.join', { url: server.url, code: await codeThat(['lead:QK1']) })
    const file = join(service.dataDir, 'sync-credential.json')
    const credential = () => JSON.parse(readFileSync(file, 'utf8')).open.credential as string
    const before = credential()
    await service.close()
    const db = new Database(join(service.dataDir, 'record.sqlite'))
    const soon = Date.now() + 149 * 86_400_000
    db.prepare("UPDATE meta SET value = json_set(value, '$.expiresAt', ?) WHERE key = 'sync'").run(
      soon,
    )
    db.close()
    const later = await openService({ dataDir: service.dataDir })
    closers.push(() => later.close())
    expect(await later.ask('sync.once', {})).toMatchObject({ state: 'synced' })
    expect(credential()).not.toBe(before)
    const replaced = credential()
    expect(await later.ask('sync.once', {})).toMatchObject({ state: 'synced' })
    expect(credential()).toBe(replaced)
    const headers = { authorization: `Bearer ${before}` }
    expect((await fetch(`${server.url}/v1/me`, { headers })).status).toBe(401)
  })

  test('from the command line, for scripts', async () => {
    const there = ['--data', join(folder.path, 'by-command'), '--json']
    const code = await codeThat(['lead:QK1'])
    const joined = await accord('sync', 'join', server.url, '--invite', code, ...there)
    expect(joined).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(joined.stdout).may).toEqual([
      'change the record of Leicester, Leicestershire and Rutland',
    ])
    const done = await accord('sync', 'once', ...there)
    expect(JSON.parse(done.stdout)).toMatchObject({ state: 'synced', waiting: 0, refused: 0 })
    const refused = await accord(
      'actions',
      'update',
      'HS1.e2',
      '--ics',
      'QJM',
      '--status',
      'planned',
      ...there,
    )
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.stderr).toContain('Only a lead of Lincolnshire can change its record.')
    expect((await accord('sync', 'leave', ...there)).code).toBe(0)
    const after = await accord('sync', 'status', ...there)
    expect(JSON.parse(after.stdout)).toMatchObject({ state: 'not-joined' })
  })
})

describe('what goes wrong has its own sentence:', () => {
  // A server takes ten attempts to join in a minute.
  beforeAll(async () => {
    await server.kill()
    server = new ServerProcess(join(folder.path, 'second-server'))
    await server.start()
  })

  const asking = async (url: string, code?: string) => {
    const service = await newService()
    return service.ask('sync.preview', code === undefined ? { url } : { url, code })
  }

  test.each([
    ['no address', 'not an address', 'is not the address of a server'],
    ['an address without encryption', 'http://accord.example.nhs.uk', 'could be read on the way'],
    ['nobody there', 'http://127.0.0.1:1', 'cannot be reached'],
  ])('%s', async (_name, url, sentence) => {
    await expect(asking(url)).rejects.toThrow(sentence)
  })

  test('a name that does not exist', () => {
    const error = Object.assign(new Error(), { code: 'ENOTFOUND' })
    expect(connectionProblem(error, 'acord.example.nhs.uk').message).toBe(
      'There is no server named acord.example.nhs.uk. Check the address in your invitation, letter by letter.',
    )
  })

  test('another program', async () => {
    const port = await listener((_request, response) => response.end('<html>Hello</html>'))
    await expect(asking(`http://127.0.0.1:${port}`)).rejects.toThrow('it is not an Accord server')
  })

  test('a server of a newer version', async () => {
    const info = { product: 'accord', version: '9.0.0', protocol: 99, new: 'words' }
    const port = await listener((_request, response) => response.end(JSON.stringify(info)))
    await expect(asking(`http://127.0.0.1:${port}`)).rejects.toThrow('Update Accord')
  })

  test('a code that nobody knows, was used, or has expired', async () => {
    await expect(asking(server.url, 'AAAAA-AAAAA')).rejects.toThrow('does not know the code')
    const expired = await codeThat(['viewer'], -1)
    await expect(asking(server.url, expired)).rejects.toThrow('The code has expired.')
    const used = await codeThat(['viewer'])
    await (await newService()).ask('sync.join', { url: server.url, code: used })
    await expect(asking(server.url, used)).rejects.toThrow('The code was used before.')
  })

  test('access that was taken away', async () => {
    const service = await newService()
    await service.ask('sync.join', { url: server.url, code: await codeThat(['viewer']) })
    const { member } = await service.ask('app.state', {})
    const { store } = await openData({ dataDir: server.dataDir })
    await revokeMember({ sql: store, now: Date.now }, member?.id ?? '')
    await store.close()
    await expect
      .poll(() => service.ask('sync.once', {}).catch((error: Error) => error.message))
      .toContain('Your access to the server has ended.')
    expect(await service.ask('sync.status', {})).toMatchObject({ state: 'credential-expired' })
  })
})

describe('with TLS,', () => {
  const before = getCACertificates('default')
  afterAll(() => setDefaultCACertificates(before))

  async function certificate(name: string, ca?: { key: string; cert: string }) {
    const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
      keyType: 'ec',
      algorithm: 'sha256',
      ...(ca ? { ca } : {}),
      extensions: ca
        ? [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }]
        : [{ name: 'basicConstraints', cA: true, critical: true }],
    })
    return { key, cert }
  }

  test('a certificate that nobody trusts, or for another name, is refused', async () => {
    const service = await newService()
    const ca = await certificate('Test authority')
    const own = await listener(() => {}, await certificate('localhost'))
    await expect(service.ask('sync.preview', { url: `https://localhost:${own}` })).rejects.toThrow(
      'Nobody this computer trusts has signed the certificate',
    )
    setDefaultCACertificates([...before, ca.cert])
    const other = await listener(() => {}, await certificate('other.example', ca))
    const later = await newService()
    await expect(later.ask('sync.preview', { url: `https://localhost:${other}` })).rejects.toThrow(
      'is not for the name localhost',
    )
  })

  test('everything goes through the proxy of the system', async () => {
    const ca = await certificate('Test authority')
    setDefaultCACertificates([...before, ca.cert])
    const { cert, key } = await certificate('localhost', ca)
    const files = { cert: join(folder.path, 'cert.pem'), key: join(folder.path, 'key.pem') }
    writeFileSync(files.cert, cert)
    writeFileSync(files.key, key)
    const secure = new ServerProcess(join(folder.path, 'secure'), [
      '--tls-cert',
      files.cert,
      '--tls-key',
      files.key,
    ])
    await secure.start()
    closers.push(() => secure.kill())

    const asked: string[] = []
    const proxy = createHttp()
    proxy.on('connect', (request, inside) => {
      asked.push(request.url ?? '')
      const outside = connect(secure.port, '127.0.0.1', () => {
        inside.write('HTTP/1.1 200 Connection established\r\n\r\n')
        inside.pipe(outside).pipe(inside)
      })
      for (const socket of [inside, outside]) socket.on('error', () => socket.destroy())
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    closers.push(() => proxy.close())
    const { port } = proxy.address() as AddressInfo

    const service = await openService({
      dataDir: join(folder.path, 'by-proxy'),
      sync: { resolveProxy: async () => `http://127.0.0.1:${port}` },
    })
    closers.push(() => service.close())
    const code = await secure.code('Asha Patel', ['lead:QK1'])
    await service.ask('sync.join', { url: `https://localhost:${secure.port}`, code })
    expect(await service.ask('sync.once', {})).toMatchObject({ state: 'synced', waiting: 0 })
    // One for the calls, which share a connection, and one for the room.
    expect(asked.length).toBeGreaterThanOrEqual(2)
    expect(new Set(asked)).toEqual(new Set([`localhost:${secure.port}`]))
  })
})
