import { createHash } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { UserError } from '../../domain/errors.ts'

/** A person, as their organisation's OpenID provider names them. */
export interface Identity {
  issuer: string
  subject: string
}

/**
 * Single sign-on by OpenID Connect. The client runs the authorisation code flow with PKCE against
 * the provider itself, as a public client with a loopback redirect, and hands over the ID token;
 * no secret of the organisation's is ever here.
 */
export interface SignOn {
  issuer: string
  clientId: string
  scope: string
  /** Whether joining needs it beside the invitation. */
  required: boolean
  /** Who the token was made for; `undefined` when it does not hold. */
  verify(idToken: string, nonce: string): Promise<Identity | undefined>
}

export interface SignOnOptions {
  issuer: string
  clientId: string
  required: boolean
  /** Only for a provider on this machine, in tests. */
  allowHttp?: boolean
}

const SCOPE = 'openid'
/** Signatures a provider's own key can make; `none` and shared secrets are not among them. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']
/** A token is for signing in now. */
const MAX_AGE_MS = 10 * 60_000

/**
 * Reads the provider's published configuration.
 * @throws UserError when it cannot be reached
 */
export async function openSignOn(options: SignOnOptions): Promise<SignOn> {
  const { issuer, clientId, required } = options
  const configuration = await client
    .discovery(
      new URL(issuer),
      clientId,
      undefined,
      client.None(),
      options.allowHttp ? { execute: [client.allowInsecureRequests] } : {},
    )
    .catch((error) => {
      throw new UserError(`The sign-on provider ${issuer} does not answer.`, 'failed', {
        cause: error,
      })
    })
  const metadata = configuration.serverMetadata()
  if (!metadata.jwks_uri) throw new Error('The sign-on provider publishes no keys.')
  const keys = createRemoteJWKSet(new URL(metadata.jwks_uri))
  const once = singleUse()
  return {
    issuer,
    clientId,
    scope: SCOPE,
    required,
    async verify(idToken, nonce) {
      try {
        const { payload } = await jwtVerify(idToken, keys, {
          issuer: metadata.issuer,
          audience: clientId,
          algorithms: ALGORITHMS,
          maxTokenAge: MAX_AGE_MS / 1000,
          clockTolerance: '60s',
          requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
        })
        if (payload.nonce !== nonce || !payload.sub || !once(idToken)) return undefined
        return { issuer: metadata.issuer, subject: payload.sub }
      } catch {
        return undefined
      }
    },
  }
}

/** Answers `true` the first time it sees a token: one that was overheard opens nothing. */
function singleUse(): (token: string) => boolean {
  const seen = new Map<string, number>()
  return (token) => {
    const now = Date.now()
    for (const [hash, at] of seen) if (now - at > 2 * MAX_AGE_MS) seen.delete(hash)
    const hash = createHash('sha256').update(token).digest('base64url')
    if (seen.has(hash)) return false
    seen.set(hash, now)
    return true
  }
}
