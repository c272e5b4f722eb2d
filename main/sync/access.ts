import { UserError } from '../../domain/errors.ts'
import { administrationWords } from '../../domain/sync/administration-words.ts'
import type { DeviceDeed } from '../../domain/sync/protocol.ts'
import type { SharedAccess } from '../../preload/types.ts'
import type { RecordContext } from '../record/context.ts'
import type { CredentialStore } from './credentials.ts'
import { readMembership } from './membership.ts'
import type { Network } from './network.ts'
import { serverCalls } from './server-calls.ts'

/** Who comes in as whom: one's own devices, those that wait, and the log of all that was done. */

export interface AccessParts {
  context: RecordContext
  credentials: CredentialStore
  network: Network
  /** ms since 1970 */
  now(): number
}

/** @throws UserError when the record is not shared, SyncError when the server does not answer */
export async function readAccess(parts: AccessParts): Promise<Omit<SharedAccess, 'keys'>> {
  const { calls, credential } = await callsOf(parts)
  const { names, record } = parts.context
  const [list, lines, members] = await Promise.all([
    calls.devices(credential),
    calls.administration(credential),
    calls.members(credential),
  ])
  const known = new Map(members.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => known.get(id) ?? names.member(id)
  const me = record.identity()?.member.id
  return {
    devices: list.devices.map(({ id, since, here }) => ({ id, here, since: isoOf(since) })),
    waiting: list.waiting.map(({ id, member, askedBy, askedAt, mayConfirm }) => ({
      ...{ id, mayConfirm, name: member.name, mine: member.id === me },
      askedBy: nameOf(askedBy),
      askedAt: isoOf(askedAt),
    })),
    log: lines.map((line) => ({
      seq: line.seq,
      at: isoOf(line.at),
      words: administrationWords(line, nameOf, names.system),
    })),
  }
}

/** @throws UserError when the record is not shared, SyncError with the server's reason */
export async function decideDevice(parts: AccessParts, deed: DeviceDeed): Promise<void> {
  const { calls, credential } = await callsOf(parts)
  await calls.decideDevice(credential, deed)
}

async function callsOf({ context: { record }, credentials, network, now }: AccessParts) {
  const membership = readMembership(record)
  const kept = await credentials.read()
  if (!membership || !kept?.credential || kept.serverId !== membership.serverId)
    throw new UserError('This record has not joined a server yet.')
  return { calls: serverCalls(membership.origin, network, now), credential: kept.credential }
}

const isoOf = (ms: number): string => new Date(ms).toISOString()
