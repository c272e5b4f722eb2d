import { UserError } from '../../domain/errors.ts'
import { GRANT_LIST, Grant } from '../../domain/record/grants.ts'
import type { Invited, InviteRequest } from '../../domain/sync/protocol.ts'
import type { ServerKeys } from '../keys.ts'
import type { Sql, Statement } from '../store/store.ts'
import { type Deed, OPERATOR, type Recording, recorded } from './administration-log.ts'
import { newCode, plainCode } from './codes.ts'
import { MEMBERS_CHANGED } from './directory.ts'
import { Refused } from './refused.ts'

/** What an administrator does, with the server running or not. */

const DAY_MS = 24 * 60 * 60 * 1000
export const CODE_LIFE_MS = 7 * DAY_MS

export interface MemberRow {
  id: string
  name: string
  grants: Grant[]
  joinedAt: string
  revoked: boolean
  devices: number
}

/** Who makes a code: the operator, on the server's machine, or an administrator from elsewhere. */
export interface Maker {
  /** A member's id, or `OPERATOR`. */
  by: string
  lifeMs?: number
}

/** Makes a one-time code. Only its hash is kept: nobody can look it up again. */
export async function invite(
  recording: Recording,
  keys: ServerKeys,
  { name, grants, member, newcomer = false }: InviteRequest,
  { by, lifeMs = CODE_LIFE_MS }: Maker = { by: OPERATOR },
): Promise<Invited> {
  if (grants.length === 0 && !member) {
    throw new UserError('Say what the person may do with --grant, such as --grant lead:QK1.')
  }
  const code = newCode()
  const hash = keys.codeHash(plainCode(code))
  const now = recording.now()
  const expiresAt = now + lifeMs
  const deed = { by, deed: 'invited', member, detail: { name, grants, newcomer } } as const
  await recorded(recording, deed, [
    {
      sql: `INSERT INTO invitations (hash, name, grants, member, newcomer, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)`,
      params: [
        hash,
        name,
        JSON.stringify(grants),
        member ?? null,
        newcomer ? 1 : 0,
        now,
        expiresAt,
      ],
    },
    ...(by === OPERATOR
      ? []
      : [
          {
            sql: 'INSERT INTO invitation_makers (hash, member) VALUES (?, ?)',
            params: [hash, by],
          },
        ]),
    { sql: 'DELETE FROM invitations WHERE expires_at < ?', params: [now - 30 * DAY_MS] },
  ])
  return { code, expiresAt }
}

/**
 * What an administrator may ask for from elsewhere: a code for somebody new, or for another device
 * of a member, as that member is. What members may do, who is an administrator and who comes back is
 * for the operator to say, on the server's machine.
 * @throws Refused
 */
export async function inviteFromElsewhere(
  recording: Recording,
  keys: ServerKeys,
  request: InviteRequest,
  by: string,
): Promise<Invited> {
  if (request.grants.includes('admin'))
    throw forOperator('Only whoever runs the server can make somebody an administrator.')
  if (request.member !== undefined) {
    if (request.grants.length > 0)
      throw forOperator('Only whoever runs the server can change what a member may do.')
    const [member] = await recording.sql.all(
      'SELECT 1 FROM members WHERE id = ? AND revoked_at IS NULL',
      [request.member],
    )
    if (!member)
      throw forOperator(
        'That member is not here. Only whoever runs the server can let them back in.',
      )
  }
  return invite(recording, keys, request, { by })
}

function forOperator(message: string): Refused {
  return new Refused('forbidden', 403, message)
}

export async function listMembers(sql: Sql): Promise<MemberRow[]> {
  const rows = await sql.all<{
    id: string
    name: string
    grants: string
    created_at: number
    revoked_at: number | null
    devices: number
  }>(
    `SELECT id, name, grants, created_at, revoked_at,
       (SELECT count(*) FROM devices
        WHERE devices.member = members.id AND devices.revoked_at IS NULL) AS devices
     FROM members ORDER BY name, id`,
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    grants: JSON.parse(row.grants) as Grant[],
    joinedAt: new Date(row.created_at).toISOString(),
    revoked: row.revoked_at !== null,
    devices: row.devices,
  }))
}

/** Replaces everything the member may do. */
export async function setGrants(
  recording: Recording,
  member: string,
  wanted: Grant[],
): Promise<void> {
  const grants = [...new Set(wanted)]
  await change(recording, { deed: 'grants-set', member, detail: { grants } }, [
    {
      sql: 'UPDATE members SET grants = ? WHERE id = ?',
      params: [JSON.stringify(grants), member],
      must: true,
    },
  ])
}

/** Ends the member's access on all devices; what they wrote stays. */
export async function revokeMember(recording: Recording, member: string): Promise<void> {
  const now = recording.now()
  await change(recording, { deed: 'revoked', member }, [
    {
      sql: 'UPDATE members SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ?',
      params: [now, member],
      must: true,
    },
    {
      sql: 'UPDATE devices SET revoked_at = ? WHERE member = ? AND revoked_at IS NULL',
      params: [now, member],
    },
    { sql: 'DELETE FROM waiting_devices WHERE member = ?', params: [member] },
    {
      sql: 'UPDATE invitations SET used_at = ? WHERE member = ? AND used_at IS NULL',
      params: [now, member],
    },
  ])
}

/** Takes a member's account of the sign-on provider away, so that another can be joined to them. */
export async function unlinkMember(recording: Recording, member: string): Promise<void> {
  await change(recording, { deed: 'account-unlinked', member }, [
    { sql: 'DELETE FROM identities WHERE member = ?', params: [member], must: true },
  ])
}

async function change(
  recording: Recording,
  deed: Omit<Deed, 'by'> & { member: string },
  statements: Statement[],
): Promise<void> {
  if (await recorded(recording, { ...deed, by: OPERATOR }, [...statements, MEMBERS_CHANGED])) return
  throw new UserError(
    `There is no member ${deed.member} to do that to. "accord-server members" lists them.`,
  )
}

/** Reads grants as typed: several times, or one list with commas. */
export function readGrants(typed: readonly string[]): Grant[] {
  return typed
    .flatMap((text) => text.split(','))
    .map((text) => {
      const grant = Grant.safeParse(text.trim())
      if (grant.success) return grant.data
      throw new UserError(`"${text}" is not a grant. Use ${GRANT_LIST}.`, 'wrong-call')
    })
}
