import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { exportJWK } from 'jose'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openService, type Service } from '../../main/service.ts'
import { openData } from '../../sync-server/data.ts'
import { openLog } from '../../sync-server/log.ts'
import { invite } from '../../sync-server/members/administration.ts'
import { type RunningServer, startServer } from '../../sync-server/server.ts'
import { makeFolder } from './processes.ts'

/** Joining with the organisation's account, against a real OpenID provider. */

const folder = makeFolder()
const dataDir = join(folder.path, 'server')
let provider: Server
let server: RunningServer
let service: Service

beforeAll(async () => {
  provider = createServer()
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'accord',
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/'],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    pkce: { required: () => true },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: async () => ({ sub }),
    }),
    features: { devInteractions: { enabled: true } },
  })
  provider.on('request', oidc.callback())
  const signOn = { issuer, clientId: 'accord', required: true, allowHttp: true }
  server = await startServer({
    dataDir,
    host: '127.0.0.1',
    port: 0,
    signOn,
    log: openLog('silent'),
  })
  service = await openService({ dataDir: join(folder.path, 'record') })
})

afterAll(async () => {
  await service?.close()
  await server?.close()
  provider?.close()
  folder.remove()
})

async function code(): Promise<string> {
  const { store, keys } = await openData({ dataDir })
  try {
    const person = { name: 'Asha Patel', grants: ['lead:QK1'] }
    return (await invite({ sql: store, now: Date.now }, keys, person)).code
  } finally {
    await store.close()
  }
}

/** A person at a browser: follows where they are sent, and fills in the provider's forms. */
async function browse(address: string): Promise<void> {
  const cookies = new Map<string, string>()
  let next: { url: string; form?: Record<string, string> } = { url: address }
  for (let step = 0; step < 14; step++) {
    const { url, form } = next
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [key = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      cookies.set(key, value)
    }
    const location = response.headers.get('location')
    const text = await response.text()
    if (location) {
      next = { url: new URL(location, url).href }
      continue
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1]
    if (!prompt) {
      expect(text).toContain('go back to Accord')
      return
    }
    next = { url, form: prompt === 'login' ? { prompt, login: 'asha', password: 'x' } : { prompt } }
  }
  throw new Error('Signing in did not end.')
}

test('where the server asks for it, a code alone does not do', async () => {
  const joining = service.ask('sync.join', { url: server.url, code: await code() })
  await expect(joining).rejects.toThrow('Sign in with your organisation first.')
})

test('the person signs in at their provider, and joins', async () => {
  const invitation = await code()
  expect(await service.ask('sync.preview', { url: server.url, code: invitation })).toMatchObject({
    signOn: 'required',
  })
  const browsing: Promise<void>[] = []
  service.listen((event) => {
    if (event.type === 'open') browsing.push(browse(event.address))
  })
  await service.ask('sync.join', { url: server.url, code: invitation, signOn: true })
  await Promise.all(browsing)
  expect(browsing).toHaveLength(1)
  expect(await service.ask('sync.once', {})).toMatchObject({ state: 'synced' })
})
