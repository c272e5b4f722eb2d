import { createHash, randomBytes } from 'node:crypto'

/** How long a link opens the page, in ms. */
export const LINK_LIFE = 2 * 60 * 1000

/**
 * Who may speak to the browser host: whoever has a link that was made in the last two minutes and
 * not used yet, and from then on the browser that used it.
 */
export interface Sessions {
  /** A token for a link; it opens one session. */
  newToken(): string
  /** Exchanges a token for a session's key; `undefined` when it opens nothing (any more). */
  start(token: string): string | undefined
  has(key: string | undefined): boolean
}

/** @param now the machine's clock, in ms since 1970 */
export function newSessions(now: () => number = Date.now): Sessions {
  // Kept and looked up as digests, so that the time a look-up takes tells nothing of a secret.
  const tokens = new Map<string, number>()
  const keys = new Set<string>()

  return {
    newToken() {
      const token = secret()
      tokens.set(digest(token), now() + LINK_LIFE)
      return token
    },
    start(token) {
      const end = tokens.get(digest(token))
      tokens.delete(digest(token))
      if (end === undefined || now() > end) return undefined
      const key = secret()
      keys.add(digest(key))
      return key
    },
    has: (key) => key !== undefined && keys.has(digest(key)),
  }
}

const secret = () => randomBytes(32).toString('base64url')
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
