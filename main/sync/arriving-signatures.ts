import { setImmediate as nextTurn } from 'node:timers/promises'
import { verifySignature } from '../../disk/signatures.ts'
import type { AnyEntry } from '../../domain/record/entry.ts'
import { roomSignatures } from '../../domain/sync/room-signatures.ts'
import { isSigned, publicKeyOf, signatureOf } from '../../domain/sync/signatures.ts'
import type { UpdateLog } from '../record/log.ts'
import { hashOf, sha256 } from '../record/signing.ts'

/** Looks at what a server sends of one segment before any of it is kept. */
export interface ArrivingSignatures {
  /**
   * Whether one of them is not signed by the device that it names. What comes together is a few
   * chains, so this asks for few signatures, and for one hash of each.
   */
  areForged(values: readonly unknown[]): Promise<boolean>
}

/** Entries hashed in one go. */
const AT_ONCE = 200

export function arrivingSignatures(
  room: string,
  log: Pick<UpdateLog, 'entries'>,
): ArrivingSignatures {
  const keys = new Map<string, string>()
  for (const value of log.entries(room)) note(value)

  function note(value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    const signature = signatureOf(value)
    if (!signature || signature === 'malformed') return
    const publicKey = publicKeyOf(value, signature.key, sha256)
    const id = `${(value as AnyEntry).by} ${signature.key}`
    if (publicKey !== undefined && !keys.has(id)) keys.set(id, publicKey)
  }

  return {
    async areForged(values) {
      const signed = values.filter(isSigned)
      if (signed.length === 0) return false
      const keyOf = (member: string, key: string) => keys.get(`${member} ${key}`)
      const these = roomSignatures(room, { sha256, verify: verifySignature, keyOf })
      for (const [i, value] of signed.entries()) {
        these.add(value, hashOf(value))
        if (i % AT_ONCE === AT_ONCE - 1) await nextTurn()
      }
      const found = await these.problems()
      if (found.some(({ problem }) => problem === 'forged')) return true
      for (const value of signed) note(value)
      return false
    },
  }
}
