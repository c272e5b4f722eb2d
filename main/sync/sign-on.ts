import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { UserError } from '../../domain/errors.ts'
import { type JoinRequest, nonceText, type ServerInfo } from '../../domain/sync/protocol.ts'
import { http } from '../runtime/node-http.ts'

/** How long a person may take to sign in, in ms. */
const PATIENCE_MS = 5 * 60_000
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

const DONE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Accord</title>
<p>You can close this page and go back to Accord.</p></html>`

/**
 * Signs in with the organisation's account: authorisation code with PKCE, the answer coming back to
 * a port of this computer (RFC 8252). Only the ID token is kept, for as long as it takes to join.
 * @param openPage shows the sign-in page in the system's browser
 * @throws UserError when the server has none, or the person did not sign in
 */
export async function signOnWith(
  { signOn, serverId }: Pick<ServerInfo, 'signOn' | 'serverId'>,
  openPage: (address: string) => void,
): Promise<NonNullable<JoinRequest['signOn']>> {
  if (!signOn) throw new UserError('This server has no single sign-on. Join with the code alone.')
  // A library for those few who sign in so.
  const oidc = await import('openid-client')
  const issuer = new URL(signOn.issuer)
  // A provider on this computer itself may do without TLS.
  const execute =
    issuer.protocol === 'http:' && LOOPBACK.test(issuer.hostname)
      ? [oidc.allowInsecureRequests]
      : []
  const configuration = await oidc
    .discovery(issuer, signOn.clientId, undefined, oidc.None(), { execute })
    .catch(() => {
      throw new UserError(`The sign-in page of ${issuer.host} cannot be reached. Try again later.`)
    })
  const codeVerifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  // The nonce is seen by the browser and the provider, and stands in the token; what it is the hash
  // of leaves this program only for the server.
  const secret = oidc.randomNonce()
  const nonce = createHash('sha256').update(nonceText(serverId, secret)).digest('base64url')
  const answer = await loopback()
  try {
    const page = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: answer.redirect,
      scope: signOn.scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    openPage(page.href)
    const tokens = await oidc.authorizationCodeGrant(configuration, await answer.received, {
      pkceCodeVerifier: codeVerifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    return { idToken: tokens.id_token ?? '', secret }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError('Signing in did not work. Try again.', 'failed', { cause: error })
  } finally {
    answer.close()
  }
}

/** Waits on a free port of this computer for the one answer of the sign-in page. */
async function loopback() {
  const { promise: received, resolve, reject } = Promise.withResolvers<URL>()
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const isAnswer = url.pathname === '/' && url.searchParams.has('state')
    response.writeHead(isAnswer ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(isAnswer ? DONE : '')
    if (!isAnswer) return
    const { port } = server.address() as AddressInfo
    resolve(new URL(`http://127.0.0.1:${port}${request.url}`))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const timer = setTimeout(
    () => reject(new UserError('Nobody signed in within five minutes. Try again.')),
    PATIENCE_MS,
  )
  // Without a reader a late refusal would end the process.
  received.catch(() => undefined)
  return {
    redirect: `http://127.0.0.1:${port}/`,
    received,
    close() {
      clearTimeout(timer)
      server.close()
      server.closeAllConnections()
    },
  }
}
