import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, SignJWT } from 'jose'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Joined, nonceText, type ServerInfo } from '../../domain/sync/protocol.ts'
import { openData } from '../../sync-server/data.ts'
import { revokeMember, unlinkMember } from '../../sync-server/members/administration.ts'
import { codeFor, post, type TestServer, testServer } from './support.ts'

/** A real OpenID provider, spoken to as the client does: code flow, PKCE, loopback redirect. */

const REDIRECT = 'http://127.0.0.1/callback'
let provider: Server
let issuer: string
let providerKey: KeyObject

beforeAll(async () => {
  provider = createServer()
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  providerKey = privateKey
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

/** What a program asks for to sign in to this server, and to no other. */
async function ask(server: TestServer) {
  const { serverId } = (await (await fetch(`${server.url}/v1/server`)).json()) as ServerInfo
  const secret = randomBytes(32).toString('base64url')
  const nonce = createHash('sha256').update(nonceText(serverId, secret)).digest('base64url')
  return { secret, nonce }
}

/** Somebody signs in at the provider, for this server. */
async function signedOn(server: TestServer, name: string) {
  const { secret, nonce } = await ask(server)
  return { idToken: await signIn(name, nonce), secret }
}

describe('single sign-on', () => {
  test('joins with a code once, and alone from then on', async () => {
    const server = await serverWithSignOn()
    const info = (await (await fetch(`${server.url}/v1/server`)).json()) as ServerInfo
    expect(info.signOn).toMatchObject({ issuer, clientId: 'accord', required: true })

    const member = randomUUID()
    const code = await codeFor(server, ['lead:QK1'])
    expect(await errorOf(await post(server, '/v1/join', { code, member }))).toBe('sign-on-required')
    const signOn = await signedOn(server, 'ann')
    const joined = await post(server, '/v1/join', { code, member, signOn })
    expect(joined.status).toBe(200)

    const again = { member, signOn: await signedOn(server, 'ann') }
    const back = await post(server, '/v1/sign-on', again)
    expect(((await back.json()) as Joined).member.id).toBe(member)

    const other = { member, signOn: await signedOn(server, 'bob') }
    const refused = await post(server, '/v1/sign-on', other)
    expect(await errorOf(refused)).toBe('sign-on-failed')
  })

  test('refuses tokens that were overheard, made for others, or forged', async () => {
    const server = await serverWithSignOn()
    const { secret, nonce } = await ask(server)
    const attempt = attemptOn(server)
    const idToken = await signIn('ann', nonce)
    expect(await attempt(idToken, 'x'.repeat(43))).toBe(403)
    // The nonce is seen by everybody through whom the token passes; it opens nothing.
    expect(await attempt(idToken, nonce)).toBe(403)
    expect(await attempt(`${idToken.slice(0, -4)}AAAA`, secret)).toBe(403)
    const { privateKey: stranger } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    expect(await attempt(await tokenWith({ nonce }, stranger), secret)).toBe(403)
    const shared = new SignJWT({ nonce }).setProtectedHeader({ alg: 'HS256' }).setSubject('ann')
    expect(await attempt(await shared.sign(randomBytes(32)), secret)).toBe(403)

    // Another server of the same client, which was shown both, cannot use them here.
    const other = await serverWithSignOn()
    const shown = await signedOn(other, 'ann')
    expect(await attempt(shown.idToken, shown.secret)).toBe(403)

    expect(await attempt(idToken, secret)).toBe(200)
    expect(await attempt(idToken, secret)).toBe(403)
  })

  test('a token that was used is used, also after a restart', async () => {
    const server = await serverWithSignOn()
    const { idToken, secret } = await signedOn(server, 'ann')
    expect(await attemptOn(server)(idToken, secret)).toBe(200)
    await server.close()
    const later = await testServer(server.options)
    expect(await attemptOn(later)(idToken, secret)).toBe(403)
  })

  // OpenID Connect Core 3.1.3.7: tokens as the provider's own key may sign them for other parties.
  test.each<[string, Record<string, unknown>, number]>([
    ['for us', {}, 200],
    ['for us, and issued to us', { azp: 'accord' }, 200],
    ['for us alone, in a list', { aud: ['accord'] }, 200],
    ['for another', { aud: 'payroll' }, 403],
    ['for us and another', { aud: ['accord', 'payroll'], azp: 'accord' }, 403],
    [
      'for us and another, issued to the other',
      { aud: ['accord', 'payroll'], azp: 'payroll' },
      403,
    ],
    ['for us, issued to another', { azp: 'payroll' }, 403],
    ['for nobody', { aud: [] }, 403],
    ['of several people', { sub: ['ann', 'bob'] }, 403],
    ['of a number', { sub: 7 }, 403],
    ['of nobody', { sub: '' }, 403],
    ['of somebody with an endless name', { sub: 'x'.repeat(256) }, 403],
    ['by another provider', { iss: 'https://login.example.org' }, 403],
    ['with a list of nonces', { nonce: ['a', 'b'] }, 403],
    ['that has run out', { exp: 1 }, 403],
    ['from long ago', { iat: 1 }, 403],
    ['from tomorrow', { iat: Math.floor(Date.now() / 1000) + 86_400 }, 403],
    ['without an end', { exp: undefined }, 403],
  ])('a token %s', async (_what, claims, status) => {
    const server = await serverWithSignOn()
    const { secret, nonce } = await ask(server)
    expect(await attemptOn(server)(await tokenWith({ nonce, ...claims }), secret)).toBe(status)
  })

  test('an account is one member’s: a code in other hands joins it to nobody else', async () => {
    const server = await serverWithSignOn()
    const join = async (name: string, extra = {}, grants = ['viewer']) => {
      const code = await codeFor(server, grants, extra)
      const body = { code, member: randomUUID(), signOn: await signedOn(server, name) }
      return post(server, '/v1/join', body)
    }
    const ann = (await (await join('ann', {}, ['lead:QK1'])).json()) as Joined
    // Somebody else's code, taken up with Ann's account, must not make Ann somebody else.
    expect(await errorOf(await join('ann'))).toBe('sign-on-failed')
    // Nor may a code for another device of Ann's join Mallory's account to her.
    expect(await errorOf(await join('mallory', { member: ann.member.id }, []))).toBe(
      'sign-on-failed',
    )
    const own = (await (await join('ann', { member: ann.member.id }, [])).json()) as Joined
    expect(own.member).toEqual(ann.member)
    const mallory = { member: ann.member.id, signOn: await signedOn(server, 'mallory') }
    expect(await errorOf(await post(server, '/v1/sign-on', mallory))).toBe('sign-on-failed')

    const { store } = await openData(server.options)
    const recording = { sql: store, now: Date.now }
    await revokeMember(recording, ann.member.id)
    const back = { member: ann.member.id, signOn: await signedOn(server, 'ann') }
    expect(await errorOf(await post(server, '/v1/sign-on', back))).toBe('sign-on-failed')
    await unlinkMember(recording, ann.member.id)
    await store.close()
    expect((await join('ann')).status).toBe(200)
  })
})

function attemptOn(server: TestServer) {
  return async (idToken: string, secret: string) => {
    const code = await codeFor(server, ['viewer'])
    // As the same person each time: whose account it is, is another test.
    const { store } = await openData(server.options)
    await store.atomically([{ sql: 'DELETE FROM identities' }])
    await store.close()
    const body = { code, member: randomUUID(), signOn: { idToken, secret } }
    return (await post(server, '/v1/join', body)).status
  }
}

/** A token with these claims, `undefined` ones left out, signed by the provider's key or another. */
function tokenWith(claims: Record<string, unknown>, key = providerKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const payload = { iss: issuer, sub: 'ann', aud: 'accord', iat: now, exp: now + 300, ...claims }
  const said = Object.entries(payload).filter(([, value]) => value !== undefined)
  return new SignJWT(Object.fromEntries(said)).setProtectedHeader({ alg: 'RS256' }).sign(key)
}
