import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { readMeta, writeMeta } from '../record/database.ts'
import type { ServiceRecord } from '../record/record.ts'

/** Which server this record has joined; the credential lies apart (`credentials.ts`). */
export const Membership = z.object({
  origin: z.string(),
  serverId: z.string(),
  serverVersion: z.string(),
  /** When the credential ends, in ms since 1970. */
  expiresAt: z.number(),
  /** When everything was last exchanged, ISO in UTC. */
  syncedAt: z.string().nullable(),
})
export type Membership = z.infer<typeof Membership>

const KEY = 'sync'
/** Stays when the record leaves: what others wrote in it came from there. */
const SERVER_KEY = 'sync.server'

export function readMembership({ db }: Pick<ServiceRecord, 'db'>): Membership | undefined {
  const stored = readMeta(db, KEY)
  return stored ? Membership.parse(JSON.parse(stored)) : undefined
}

/** @param membership `undefined` once the record has left */
export function writeMembership(
  { db }: Pick<ServiceRecord, 'db'>,
  membership: Membership | undefined,
): void {
  writeMeta(db, KEY, membership ? JSON.stringify(membership) : '')
  if (membership) writeMeta(db, SERVER_KEY, membership.serverId)
}

/**
 * Makes sure that a record may join a server. What others wrote is proven to their own server alone:
 * another would refuse it, and so it would be lost here.
 * @throws UserError
 */
export function requireServer(
  { db, identity }: Pick<ServiceRecord, 'db' | 'identity'>,
  serverId: string,
): void {
  const before = readMeta(db, SERVER_KEY)
  if (before === undefined || before === serverId) return
  const ofOthers = db
    .prepare('SELECT 1 FROM entry WHERE by <> ? LIMIT 1')
    .get(identity()?.member.id ?? '')
  if (ofOthers)
    throw new UserError(
      'This record holds what others wrote on another server, which this one would not take. Join with a new record, in a folder of its own.',
    )
}
