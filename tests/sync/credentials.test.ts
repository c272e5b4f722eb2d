import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { readInvitation, serverOrigin } from '../../domain/sync/invitation.ts'
import { firstProxy } from '../../main/hosts/desktop/proxy-list.ts'
import { credentialStore } from '../../main/sync/credentials.ts'
import { pacer } from '../../main/sync/pacer.ts'
import { makeFolder } from './processes.ts'

const folder = makeFolder()
afterAll(() => folder.remove())
const file = join(folder.path, 'sync-credential.json')
const kept = { serverId: 'abc', credential: 'device.secret', proof: 'proof' }
const turned = (text: string) => [...text].reverse().join('')
const secrets = {
  encrypt: async (text: string) => Buffer.from(turned(text)),
  decrypt: async (sealed: Buffer) => ({ text: turned(sealed.toString()), again: false }),
}

test('without help of the host the credential is in a file for this user alone', async () => {
  const store = credentialStore(folder.path)
  await store.write(kept)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await store.read()).toEqual(kept)
})

test('with it the credential is sealed, and nobody else reads it', async () => {
  const store = credentialStore(folder.path, secrets)
  await store.write(kept)
  expect(readFileSync(file, 'utf8')).not.toContain('secret')
  expect(await store.read()).toEqual(kept)
  await expect(credentialStore(folder.path).read()).rejects.toThrow('Open Accord there')
})

test('where the system can seal nothing, the file serves', async () => {
  let told = 0
  const unable = async () => {
    throw new Error('No keyring.')
  }
  const store = credentialStore(folder.path, { ...secrets, encrypt: unable }, () => {
    told += 1
  })
  await store.write(kept)
  expect(told).toBe(1)
  expect(await store.read()).toEqual(kept)
})

test('what was sealed by a key that is out of use is sealed anew', async () => {
  let again = true
  const store = credentialStore(folder.path, {
    encrypt: async (text) => Buffer.from(turned(again ? text : `${text} `)),
    decrypt: async (sealed) => {
      const opened = { text: turned(sealed.toString()), again }
      again = false
      return opened
    },
  })
  await store.write(kept)
  const before = readFileSync(file, 'utf8')
  expect(await store.read()).toEqual(kept)
  expect(readFileSync(file, 'utf8')).not.toBe(before)
  expect(await store.read()).toEqual(kept)
})

test('wiped is wiped; the proof of who one is stays', async () => {
  const store = credentialStore(folder.path, secrets)
  await store.write(kept)
  await store.wipe()
  expect(await store.read()).toEqual({ serverId: 'abc', proof: 'proof' })
})

test.each(['', '{', '{"open":{}}', '{"sealed":"AAAA"}', 'null'])(
  'a file that says %j opens nothing',
  async (text) => {
    writeFileSync(file, text)
    expect(await credentialStore(folder.path, secrets).read()).toBeUndefined()
  },
)

test.each([
  ['https://accord.example.nhs.uk K7QM4-T2X9R', 'https://accord.example.nhs.uk', 'K7QM4-T2X9R'],
  [
    'Hello Asha,\nplease join at https://accord.example.nhs.uk:4730.\nYour code: k7qm4 t2x9r.\nThanks',
    'https://accord.example.nhs.uk:4730',
    'k7qm4 t2x9r',
  ],
  [
    '<https://accord.example.nhs.uk/>, code ABCDE-FGHJK',
    'https://accord.example.nhs.uk/',
    'ABCDE-FGHJK',
  ],
  ['Your invitation will follow later this month.', '', ''],
  ['', '', ''],
])('finds address and code in %j', (pasted, url, code) => {
  expect(readInvitation(pasted)).toEqual({ url, code })
})

test.each([
  ['accord.example.nhs.uk', 'https://accord.example.nhs.uk'],
  ['wss://accord.example.nhs.uk/v1/rooms', 'https://accord.example.nhs.uk'],
  [' http://127.0.0.1:4730/ ', 'http://127.0.0.1:4730'],
])('takes %j for %j', (typed, origin) => {
  expect(serverOrigin(typed)).toBe(origin)
})

test.each(['', 'ftp://example.org', 'http://example.org', 'https://', 'two words'])(
  'refuses %j as an address',
  (typed) => {
    expect(() => serverOrigin(typed)).toThrow()
  },
)

test('the first proxy of a list is taken', () => {
  expect(firstProxy('PROXY proxy.nhs.uk:8080; DIRECT')).toBe('http://proxy.nhs.uk:8080')
  expect(firstProxy('HTTPS proxy.nhs.uk:443')).toBe('https://proxy.nhs.uk:443')
  expect(firstProxy('DIRECT')).toBe('')
})

test('pauses grow, and end when woken', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  onTestFinished(() => timers.mockRestore())
  const pace = pacer(1000)
  for (let n = 0; n < 4; n++) {
    const waiting = pace.wait()
    pace.wake()
    await waiting
  }
  const pauses = timers.mock.calls.map(([, ms]) => ms ?? 0)
  for (const [n, longest] of [1000, 2000, 4000, 8000].entries()) {
    expect(pauses[n]).toBeGreaterThanOrEqual(longest / 2)
    expect(pauses[n]).toBeLessThanOrEqual(longest)
  }
})
