import { verifySignature } from '../../disk/signatures.ts'
import { isPlainJson } from '../../domain/record/guard.ts'
import { type SeenKey, standingKeys, type Vouch } from '../../domain/sync/device-keys.ts'
import { roomSignatures } from '../../domain/sync/room-signatures.ts'
import { keyMark, signatureWords, unconfirmedWords } from '../../domain/sync/signature-words.ts'
import { isSigned } from '../../domain/sync/signatures.ts'
import type { VerifyReport } from '../../preload/types.ts'
import { letOthersWork } from '../runtime/turns.ts'
import type { Db } from './database.ts'
import { readKnownKeys } from './known-keys.ts'
import { hashOf, sha256 } from './signing.ts'

type SignatureReport = VerifyReport['signatures']

export const nothingSigned = (): SignatureReport => ({
  ...{ signed: 0, unsigned: 0, problems: [], unconfirmed: [] },
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
  const names = db.prepare('SELECT name FROM member WHERE id = ?').pluck()
  const nameOf = (member: string) =>
    (names.get(member) as string | undefined) ?? 'a member not known here'

  return {
    async add(room, values) {
      const check = roomSignatures(room, { sha256, verify: verifySignature, keep: true })
      for (const [i, value] of values.entries()) {
        // What is no plain entry is set aside, and named there.
        if (isPlainJson(value)) check.add(value, isSigned(value) ? hashOf(value) : '')
        if (i % AT_ONCE === AT_ONCE - 1) await letOthersWork()
      }
      const { signed, unsigned } = check.counts()
      report.signed += signed
      report.unsigned += unsigned
      const keys = check.keys()
      seen.push(...keys.seen)
      vouches.push(...keys.vouches)
      for (const problem of await check.problems())
        report.problems.push(signatureWords(problem, nameOf(problem.by)))
    },
    report() {
      const firsts = new Map(Object.entries(readKnownKeys(db).firsts))
      for (const { member, publicKey, standing } of standingKeys(seen, vouches, firsts))
        if (standing === 'unconfirmed')
          report.unconfirmed.push(unconfirmedWords(nameOf(member), keyMark(publicKey, sha256)))
      return report
    },
  }
}
