import { UserError } from '../../domain/errors.ts'
import { GRANT_LIST, Grant } from '../../domain/record/grants.ts'
import type { Invited, InviteRequest } from '../../domain/sync/protocol.ts'
import type { ServerKeys } from '../keys.ts'
import type { Sql, Statement } from '../store/store.ts'
import { newCode, plainCode } from './codes.ts'
import { MEMBERS_CHANGED } from './directory.ts'

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

/** Makes a one-time code. Only its hash is kept: nobody can look it up again. */
export async function invite(
  sql: Sql,
  keys: ServerKeys,
  { name, grants, member, newcomer = false }: InviteRequest,
  now: number,
  lifeMs = CODE_LIFE_MS,
): Promise<Invited> {
  if (grants.length === 0 && !member) {
    throw new UserError('Say what the person may do with --grant, such as --grant lead:QK1.')
  }
  const code = newCode()
  const expiresAt = now + lifeMs
  await sql.atomically([
    {
      sql: `INSERT INTO invitations (hash, name, grants, member, newcomer, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)`,
      params: [
        keys.codeHash(plainCode(code)),
        name,
        JSON.stringify(grants),
        member ?? null,
        newcomer ? 1 : 0,
        now,
        expiresAt,
      ],
    },
    { sql: 'DELETE FROM invitations WHERE expires_at < ?', params: [now - 30 * DAY_MS] },
  ])
  return { code, expiresAt }
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
export async function setGrants(sql: Sql, member: string, grants: Grant[]): Promise<void> {
  await change(sql, member, [
    {
      sql: 'UPDATE members SET grants = ? WHERE id = ?',
      params: [JSON.stringify([...new Set(grants)]), member],
      must: true,
    },
  ])
}

/** Ends the member's access on all devices; what they wrote stays. */
export async function revokeMember(sql: Sql, member: string, now: number): Promise<void> {
  await change(sql, member, [
    {
      sql: 'UPDATE members SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ?',
      params: [now, member],
      must: true,
    },
    {
      sql: 'UPDATE devices SET revoked_at = ? WHERE member = ? AND revoked_at IS NULL',
      params: [now, member],
    },
    {
      sql: 'UPDATE invitations SET used_at = ? WHERE member = ? AND used_at IS NULL',
      params: [now, member],
    },
  ])
}

async function change(sql: Sql, member: string, statements: Statement[]): Promise<void> {
  if (!(await sql.atomically([...statements, MEMBERS_CHANGED]))) {
    throw new UserError(`There is no member ${member}. "accord-server members" lists them.`)
  }
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
