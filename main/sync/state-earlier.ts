import { randomUUID } from 'node:crypto'
import { MOST_PARTS } from '../../domain/record/entry.ts'
import { parseSegment } from '../../domain/record/stream.ts'
import { unstated } from '../../domain/sync/statements.ts'
import { streamOf } from '../record/member-name.ts'
import type { ServiceRecord } from '../record/record.ts'
import { sha256 } from '../record/signing.ts'
import type { SyncLedger } from './ledger.ts'
import type { OwnLinks } from './links.ts'
import type { SigningKeys } from './signing-keys.ts'

/**
 * States, by this computer's signature, what its member wrote before it signed: once, for all that the
 * server has by now. What comes later from another computer is stated at a later exchange.
 * @returns whether anything was written
 */
export async function stateEarlier({
  record,
  ledger,
  links,
  keys,
}: {
  record: ServiceRecord
  ledger: Pick<SyncLedger, 'waiting'>
  links: Pick<OwnLinks, 'signatures'>
  keys: Pick<SigningKeys, 'statements' | 'isOwnTrusted'>
}): Promise<boolean> {
  const { id, grants } = record.identity()?.member ?? { id: '', grants: [] }
  const stream = streamOf(grants)
  // The first key of a member is known as theirs from its first entry on.
  if (!stream || record.signing.key() === undefined || !keys.isOwnTrusted()) return false
  const told = keys.statements().filter(({ member }) => member === id)
  let wrote = false
  for (const room of record.log.docs()) {
    if (!parseSegment(room) || ledger.waiting(room) > 0) continue
    const earlier = (await links.signatures(room)).earlier().get(id) ?? []
    if (!record.db.open) return wrote
    const about = told.filter((statement) => statement.room === room)
    const parts = unstated(earlier, about, sha256)
    for (let i = 0; i < parts.length; i += MOST_PARTS) {
      const draft = { kind: 'statement', room, parts: parts.slice(i, i + MOST_PARTS) } as const
      record.write([{ stream, draft }], randomUUID())
      wrote = true
    }
  }
  return wrote
}
