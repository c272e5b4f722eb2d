import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { parseSegment } from '../../domain/record/stream.ts'
import { type StandingKey, standingKeys, trusted } from '../../domain/sync/device-keys.ts'
import { keyMark, unconfirmedWords } from '../../domain/sync/signature-words.ts'
import type { Statement } from '../../domain/sync/statements.ts'
import type { Notice, SigningKey } from '../../preload/types.ts'
import { readKnownKeys, writeKnownKeys } from '../record/known-keys.ts'
import { streamOf } from '../record/member-name.ts'
import type { ServiceRecord } from '../record/record.ts'
import { sha256 } from '../record/signing.ts'
import type { OwnLinks } from './links.ts'

/** Which keys sign in whose name. What was found first stays: nobody puts another before it later. */
export interface SigningKeys {
  /** Looks at the whole record, and tells of each key that nobody has confirmed, once. */
  look(): Promise<void>
  /** The member's own. */
  own(): SigningKey[]
  /** What the member's own devices, each for its member, say of what was written before. */
  statements(): Statement[]
  /** Whether this computer's key is its member's first, will be, or is confirmed. */
  isOwnTrusted(): boolean
  /**
   * Says by this computer's signature that another is the same person's.
   * @throws UserError when it is not waiting for that, or this computer is not confirmed itself
   */
  confirm(publicKey: string): void
}

export function signingKeys(
  record: ServiceRecord,
  links: OwnLinks,
  notify: (level: Notice['level'], text: string) => void,
): SigningKeys {
  let keys: StandingKey[] = []
  let said: Statement[] = []
  const { db } = record

  const me = () => record.identity()?.member.id ?? ''
  const mine = () => keys.filter(({ member }) => member === me())

  function tell({ member, publicKey }: StandingKey): void {
    const mark = keyMark(publicKey, sha256)
    if (member === me()) {
      notify(
        'warning',
        publicKey === record.signing.publicKey()
          ? `What you write here is signed, but none of your other computers has confirmed this one (${mark}). Open Synchronisation on one of them.`
          : `Another computer (${mark}) signs changes in your name, and none of yours has confirmed it. Look at Synchronisation.`,
      )
      return
    }
    const name = db.prepare('SELECT name FROM member WHERE id = ?').pluck().get(member)
    notify('warning', unconfirmedWords((name as string) ?? 'A member not known here', mark))
  }

  return {
    async look() {
      const seen = []
      const vouches = []
      const statements = []
      for (const room of record.log.docs()) {
        if (!parseSegment(room)) continue
        const found = (await links.signatures(room)).keys()
        seen.push(...found.seen)
        vouches.push(...found.vouches)
        statements.push(...found.statements)
      }
      if (!db.open) return
      const kept = readKnownKeys(db)
      keys = standingKeys(seen, vouches, new Map(Object.entries(kept.firsts)))
      said = trusted(statements, keys)
      const told = new Set(kept.told)
      const fresh = keys.filter(
        ({ member, publicKey, standing }) =>
          standing === 'unconfirmed' && !told.has(`${member} ${publicKey}`),
      )
      const firsts = keys.filter(
        ({ member, standing }) => standing === 'first' && !Object.hasOwn(kept.firsts, member),
      )
      if (fresh.length + firsts.length === 0) return
      for (const { member, publicKey } of firsts) kept.firsts[member] = publicKey
      kept.told.push(...fresh.map(({ member, publicKey }) => `${member} ${publicKey}`))
      writeKnownKeys(db, kept)
      for (const key of fresh) tell(key)
    },
    own: () =>
      mine().map(({ publicKey, at, standing }) => ({
        ...{ publicKey, standing, mark: keyMark(publicKey, sha256) },
        here: publicKey === record.signing.publicKey(),
        since: new Date(at.slice(0, 24)).toISOString(),
      })),
    statements: () => said,
    isOwnTrusted() {
      const own = mine()
      const here = own.find(({ publicKey }) => publicKey === record.signing.publicKey())
      return own.length === 0 || (here !== undefined && here.standing !== 'unconfirmed')
    },
    confirm(publicKey) {
      const here = mine().find((key) => key.publicKey === record.signing.publicKey())
      const other = mine().find((key) => key.publicKey === publicKey)
      const stream = streamOf(record.identity()?.member.grants ?? [])
      if (!here || here.standing === 'unconfirmed' || !stream)
        throw new UserError(
          'This computer cannot confirm another: it has signed nothing yet, or is not confirmed itself. Use one that you had before.',
        )
      if (other?.standing !== 'unconfirmed')
        throw new UserError('That computer waits for nothing any more. Look at the list again.')
      record.write([{ stream, draft: { kind: 'device', device: publicKey } }], randomUUID())
    },
  }
}
