import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, SignJWT } from 'jose'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Joined, ServerInfo } from '../../domain/sync/protocol.ts'
import { codeFor, post, type TestServer, testServer } from './support.ts'

/** A real OpenID provider, spoken to as the client does: code flow, PKCE, loopback redirect. */

const REDIRECT = 'http://127.0.0.1/callback'
let provider: Server
let issuer: string

beforeAll(async () => {
  provider = createServer()
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'accord',
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        redirect_uris: [REDIRECT],
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
})
afterAll(() => provider?.close())

/** Signs a person in, filling in the provider's own forms; answers the ID token. */
async function signIn(name: string, nonce: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url')
  const cookies = new Map<string, string>()
  const call = async (url: string, form?: Record<string, string>) => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [key, value] = (line.split(';')[0] as string).split('=') as [string, string]
      cookies.set(key, value)
    }
    return response
  }
  const query = new URLSearchParams({
    client_id: 'accord',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: REDIRECT,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  let next = `${issuer}/auth?${query}`
  for (let step = 0; step < 12; step++) {
    const response = await call(next)
    const location = response.headers.get('location')
    if (location?.startsWith(REDIRECT)) return redeem(location, verifier)
    if (location) {
      next = new URL(location, issuer).href
      continue
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(await response.text())?.[1]
    const form = prompt === 'login' ? { prompt, login: name, password: 'x' } : { prompt: 'consent' }
    const answered = await call(next, form)
    next = new URL(answered.headers.get('location') as string, issuer).href
  }
  throw new Error('Signing in did not end.')
}

async function redeem(location: string, verifier: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'accord',
      code: new URL(location).searchParams.get('code') as string,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
    }),
  })
  return ((await response.json()) as { id_token: string }).id_token
}

async function serverWithSignOn(required = true): Promise<TestServer> {
  return testServer({
    signOn: { issuer, clientId: 'accord', required, allowHttp: true },
    limits: { joinsPerMinute: 1000 },
  })
}

const errorOf = async (response: Response) => ((await response.json()) as { error: string }).error

describe('single sign-on', () => {
  test('joins with a code once, and alone from then on', async () => {
    const server = await serverWithSignOn()
    const info = (await (await fetch(`${server.url}/v1/server`)).json()) as ServerInfo
    expect(info.signOn).toMatchObject({ issuer, clientId: 'accord', required: true })

    const member = randomUUID()
    const code = await codeFor(server, ['lead:QK1'])
    expect(await errorOf(await post(server, '/v1/join', { code, member }))).toBe('sign-on-required')
    const nonce = randomUUID()
    const signOn = { idToken: await signIn('ann', nonce), nonce }
    const joined = await post(server, '/v1/join', { code, member, signOn })
    expect(joined.status).toBe(200)

    const later = randomUUID()
    const again = { idToken: await signIn('ann', later), nonce: later }
    const back = await post(server, '/v1/sign-on', { member, signOn: again })
    expect(((await back.json()) as Joined).member.id).toBe(member)

    const stranger = randomUUID()
    const other = { idToken: await signIn('bob', stranger), nonce: stranger }
    const refused = await post(server, '/v1/sign-on', { member, signOn: other })
    expect(await errorOf(refused)).toBe('sign-on-failed')
  })

  test('refuses tokens that were overheard, made for others, or forged', async () => {
    const server = await serverWithSignOn()
    const member = randomUUID()
    const attempt = async (idToken: string, nonce: string) => {
      const code = await codeFor(server, ['viewer'])
      return (await post(server, '/v1/join', { code, member, signOn: { idToken, nonce } })).status
    }
    const nonce = randomUUID()
    const idToken = await signIn('ann', nonce)
    expect(await attempt(idToken, 'another')).toBe(403)
    expect(await attempt(`${idToken.slice(0, -4)}AAAA`, nonce)).toBe(403)
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const forged = new SignJWT({ nonce }).setProtectedHeader({ alg: 'RS256' }).setSubject('ann')
    const token = forged
      .setIssuer(issuer)
      .setAudience('accord')
      .setIssuedAt()
      .setExpirationTime('5m')
    expect(await attempt(await token.sign(privateKey), nonce)).toBe(403)
    const shared = new SignJWT({ nonce }).setProtectedHeader({ alg: 'HS256' }).setSubject('ann')
    expect(await attempt(await shared.sign(randomBytes(32)), nonce)).toBe(403)
    expect(await attempt(idToken, nonce)).toBe(200)
    expect(await attempt(idToken, nonce)).toBe(403)
  })
})
