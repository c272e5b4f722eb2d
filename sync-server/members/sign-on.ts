import { createHash } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { nonceText } from '../../domain/sync/protocol.ts'
import type { Sql } from '../store/store.ts'

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
  verify(idToken: string, secret: string): Promise<Identity | undefined>
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
export async function openSignOn(
  options: SignOnOptions,
  sql: Sql,
  serverId: string,
): Promise<SignOn> {
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
  const isFirst = singleUse(sql)
  return {
    issuer,
    clientId,
    scope: SCOPE,
    required,
    async verify(idToken, secret) {
      const claims = await read(idToken)
      if (!claims || claims.nonce !== hashOf(nonceText(serverId, secret))) return undefined
      if (!(await isFirst(idToken))) return undefined
      return { issuer: metadata.issuer, subject: claims.sub }
    },
  }

  /** What a token says, if it is this provider's, for us alone and from just now. */
  async function read(idToken: string): Promise<z.infer<typeof Claims> | undefined> {
    try {
      const { payload } = await jwtVerify(idToken, keys, {
        issuer: metadata.issuer,
        audience: clientId,
        algorithms: ALGORITHMS,
        maxTokenAge: MAX_AGE_MS / 1000,
        clockTolerance: '60s',
      })
      const claims = Claims.parse(payload)
      const audiences = [claims.aud].flat()
      // OpenID Connect Core 3.1.3.7, 3 to 5: no audience that we do not trust, and we trust no other;
      // the party that the token was issued to, where it is named, is ours.
      const isOurs =
        audiences.length > 0 &&
        audiences.every((each) => each === clientId) &&
        (claims.azp === undefined || claims.azp === clientId)
      return isOurs ? claims : undefined
    } catch {
      return undefined
    }
  }
}

/** OpenID Connect Core 2: what a token must say, each of the one kind it is of. */
const Claims = z.object({
  sub: z.string().min(1).max(255),
  aud: z.union([z.string(), z.array(z.string())]),
  azp: z.string().optional(),
  nonce: z.string(),
  exp: z.number(),
  iat: z.number(),
})

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

/**
 * Answers `true` the first time that any server of this store sees a token: one that was overheard
 * opens nothing.
 */
function singleUse(sql: Sql): (token: string) => Promise<boolean> {
  return (token) =>
    sql.atomically([
      { sql: 'DELETE FROM used_tokens WHERE at < ?', params: [Date.now() - 3 * MAX_AGE_MS] },
      {
        sql: 'INSERT INTO used_tokens (hash, at) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING',
        params: [hashOf(token), Date.now()],
        must: true,
      },
    ])
}
