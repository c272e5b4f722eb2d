import { createHash, randomBytes } from 'node:crypto'

const DAY_MS = 24 * 60 * 60 * 1000
/** A device that was not seen for so long needs a new invitation; clients rotate every month. */
export const CREDENTIAL_LIFE_MS = 180 * DAY_MS

/** A device's credential: `<device>.<secret>`, both base64url; only the secret's hash is stored. */
export interface Credential {
  device: string
  text: string
  hash: string
}

const CREDENTIAL = /^([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{43})$/

export function newCredential(device = randomBytes(12).toString('base64url')): Credential {
  const secret = randomBytes(32).toString('base64url')
  return { device, text: `${device}.${secret}`, hash: hashOf(secret) }
}

/** Takes a presented credential apart; `undefined` when it has not the shape of one. */
export function readCredential(text: string): { device: string; hash: string } | undefined {
  const match = CREDENTIAL.exec(text)
  return match ? { device: match[1] as string, hash: hashOf(match[2] as string) } : undefined
}

/** The secret has 256 bits of chance, so a plain hash keeps it. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
