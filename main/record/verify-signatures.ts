import { verifySignature } from '../../disk/signatures.ts'
import { isPlainJson } from '../../domain/record/guard.ts'
import { type SeenKey, standingKeys, trusted, type Vouch } from '../../domain/sync/device-keys.ts'
import { roomSignatures, type SignatureProblem } from '../../domain/sync/room-signatures.ts'
import { keyMark, signatureWords, unconfirmedWords } from '../../domain/sync/signature-words.ts'
import { type EarlierEntry, readStatements, type Statement } from '../../domain/sync/statements.ts'
import type { VerifyReport } from '../../preload/types.ts'
import { letOthersWork } from '../runtime/turns.ts'
import type { Db } from './database.ts'
import { readKnownKeys } from './known-keys.ts'
import { hashOf, sha256 } from './signing.ts'

type SignatureReport = VerifyReport['signatures']

export const nothingSigned = (): SignatureReport => ({
  ...{ signed: 0, unsigned: 0, stated: 0, problems: [], unconfirmed: [] },
})

/** Whether a record holds what its authors signed, segment by segment. */
export interface SignatureCheck {
  add(room: string, values: readonly unknown[]): Promise<void>
  report(): SignatureReport
}

/** Entries hashed in one go. */
const AT_ONCE = 200

export function signatureCheck(db: Db): SignatureCheck {
  const report = nothingSigned()
  const seen: SeenKey[] = []
  const vouches: Vouch[] = []
  const statements: Statement[] = []
  const earlier = new Map<string, Map<string, EarlierEntry[]>>()
  const names = db.prepare('SELECT name FROM member WHERE id = ?').pluck()
  const nameOf = (member: string) =>
    (names.get(member) as string | undefined) ?? 'a member not known here'

  const tell = (problem: SignatureProblem) =>
    report.problems.push(signatureWords(problem, nameOf(problem.by)))

  return {
    async add(room, values) {
      const check = roomSignatures(room, { sha256, verify: verifySignature, keep: true })
      for (const [i, value] of values.entries()) {
        // What is no plain entry is set aside, and named there.
        if (isPlainJson(value)) check.add(value, hashOf(value))
        if (i % AT_ONCE === AT_ONCE - 1) await letOthersWork()
      }
      const { signed, unsigned } = check.counts()
      report.signed += signed
      report.unsigned += unsigned
      const keys = check.keys()
      seen.push(...keys.seen)
      vouches.push(...keys.vouches)
      statements.push(...keys.statements)
      earlier.set(room, check.earlier())
      for (const problem of await check.problems()) tell(problem)
    },
    report() {
      const firsts = new Map(Object.entries(readKnownKeys(db).firsts))
      const keys = standingKeys(seen, vouches, firsts)
      for (const { member, publicKey, standing } of keys)
        if (standing === 'unconfirmed')
          report.unconfirmed.push(unconfirmedWords(nameOf(member), keyMark(publicKey, sha256)))
      const { broken, stated } = readStatements(
        trusted(statements, keys),
        (room, member) => earlier.get(room)?.get(member) ?? [],
        sha256,
      )
      report.stated = stated
      for (const { id, room, member } of broken)
        tell({ problem: 'not-as-stated', room, entry: id, by: member })
      return report
    },
  }
}
