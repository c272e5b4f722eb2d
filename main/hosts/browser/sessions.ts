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

/** Most browsers that are let in again after a restart; the earliest is forgotten first. */
const MOST_KEYS = 20

/**
 * @param now the machine's clock, in ms since 1970
 * @param kept digests of keys that were let in before, and what keeps them for the next time
 */
export function newSessions(
  now: () => number = Date.now,
  kept: { keys: readonly string[]; keep(keys: readonly string[]): void } = {
    keys: [],
    keep: () => {},
  },
): Sessions {
  // Kept and looked up as digests, so that the time a look-up takes tells nothing of a secret.
  const tokens = new Map<string, number>()
  const keys = new Set(kept.keys)

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
      for (const earliest of [...keys].slice(0, -MOST_KEYS)) keys.delete(earliest)
      kept.keep([...keys])
      return key
    },
    has: (key) => key !== undefined && keys.has(digest(key)),
  }
}

const secret = () => randomBytes(32).toString('base64url')
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
