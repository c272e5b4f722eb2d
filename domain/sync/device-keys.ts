import { DeviceEntry } from '../record/entry.ts'
import { compareText } from '../record/fold.ts'

/** A key that signs in a member's name, as the record shows it. */
export interface SeenKey {
  member: string
  publicKey: string
  /** Stamp of the first entry that it signed. */
  at: string
}

/** A device of a member says that another is theirs too. */
export interface Vouch {
  member: string
  /** Key of the device that says so. */
  by: string
  publicKey: string
}

export type KeyStanding =
  /** The first that the member signed with: there is nobody to confirm it. */
  | 'first'
  /** One of the member's other devices has confirmed it. */
  | 'confirmed'
  | 'unconfirmed'

/** What an entry says about a key. @param by key that signed the entry */
export function vouchOf(entry: object, by: string): Vouch | undefined {
  const read = DeviceEntry.safeParse(entry)
  if (!read.success) return undefined
  // For oneself alone: who may speak for others only a server knows.
  return { member: read.data.by, by, publicKey: read.data.device }
}

export interface StandingKey extends SeenKey {
  standing: KeyStanding
}

/**
 * How each key stands. Whoever made a key in another's name, a server or somebody with a stolen
 * credential, has none of the other's keys to confirm it with.
 * @param firsts keys that were found to be a member's first before, by member
 */
export function standingKeys(
  seen: readonly SeenKey[],
  vouches: readonly Vouch[],
  firsts: ReadonlyMap<string, string>,
): StandingKey[] {
  return [...Map.groupBy(seen, ({ member }) => member)].flatMap(([member, some]) => {
    const keys = earliestOfEach(some)
    const first = firsts.get(member) ?? keys[0]?.publicKey ?? ''
    const trusted = new Set([first])
    const own = vouches.filter((vouch) => vouch.member === member)
    for (let before = 0; before < trusted.size; ) {
      before = trusted.size
      for (const { by, publicKey } of own) if (trusted.has(by)) trusted.add(publicKey)
    }
    return keys.map((key) => ({ ...key, standing: standing(key.publicKey) }))

    function standing(publicKey: string): KeyStanding {
      if (publicKey === first) return 'first'
      return trusted.has(publicKey) ? 'confirmed' : 'unconfirmed'
    }
  })
}

/** Of what devices say in a member's name, what those say that are the member's own. */
export function trusted<S extends { member: string; by: string }>(
  said: readonly S[],
  keys: readonly StandingKey[],
): S[] {
  const own = new Set(
    keys.flatMap(({ member, publicKey, standing }) =>
      standing === 'unconfirmed' ? [] : [`${member} ${publicKey}`],
    ),
  )
  return said.filter(({ member, by }) => own.has(`${member} ${by}`))
}

function earliestOfEach(keys: readonly SeenKey[]): SeenKey[] {
  const inOrder = keys.toSorted((a, b) => compareText(a.at, b.at))
  const found = new Map<string, SeenKey>()
  for (const key of inOrder) if (!found.has(key.publicKey)) found.set(key.publicKey, key)
  return [...found.values()]
}
