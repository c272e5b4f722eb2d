import { randomUUID } from 'node:crypto'
import type { Grant } from '../../domain/record/grants.ts'
import type {
  InvitationInfo,
  Joined,
  JoinRequest,
  LookRequest,
  Rotated,
  SignOnRequest,
} from '../../domain/sync/protocol.ts'
import type { ServerKeys } from '../keys.ts'
import type { Sql, Statement } from '../store/store.ts'
import { OPERATOR, type Recording, recorded } from './administration-log.ts'
import { plainCode } from './codes.ts'
import { CREDENTIAL_LIFE_MS, newCredential } from './credential.ts'
import { newDevice, newWaitingDevice } from './devices.ts'
import { MEMBERS_CHANGED, type Session } from './directory.ts'
import { Refused } from './refused.ts'
import type { Identity, SignOn } from './sign-on.ts'

export interface JoiningDeps extends Recording {
  keys: ServerKeys
  signOn: SignOn | undefined
}

interface Invitation {
  hash: string
  name: string
  grants: string
  member: string | null
  newcomer: number
  expires_at: number
  used_at: number | null
  /** The administrator who made it; null: the operator did, on the server's machine. */
  maker: string | null
}

interface Known {
  id: string
  name: string
  grants: Grant[]
  revoked: boolean
}

/**
 * What the code would give whoever takes it up.
 * @throws Refused
 */
export async function lookAt(deps: JoiningDeps, { code }: LookRequest): Promise<InvitationInfo> {
  const { name, grants, expires_at } = await findInvitation(deps, code)
  return { name, grants: JSON.parse(grants) as Grant[], expiresAt: Number(expires_at) }
}

/**
 * Exchanges a one-time code for a device's credential. A code is for what it was made for: it brings
 * in somebody new, or another device of one member; only the operator's changes what a member may do
 * already, or lets back in whom the operator has shut out.
 * @throws Refused
 */
export async function join(deps: JoiningDeps, request: JoinRequest): Promise<Joined> {
  const { sql, keys, now, signOn } = deps
  const invitation = await findInvitation(deps, request.code)
  if (signOn?.required && !request.signOn) {
    throw new Refused('sign-on-required', 403, 'Sign in with your organisation first.')
  }
  const identity = request.signOn && (await identityOf(deps, request.signOn))
  const id = await chooseMember(deps, invitation, request)
  const existing = await findMember(sql, id)
  const byOperator = invitation.maker === null
  if (existing?.revoked && !(byOperator && invitation.member === id)) throw shutOut()
  const isOwn = identity ? await requireOwnIdentity(sql, identity, id) : false
  // A computer that was lost or stolen has the proof too: where others of hers are left, they are asked.
  const isProven =
    request.proof !== undefined &&
    keys.isMemberProof(request.proof, id) &&
    !(await hasDevices(sql, id, now()))
  const member = memberAfter(id, invitation, existing)
  const mustWait = existing !== undefined && !byOperator && !isOwn && !isProven

  const used: Statement = {
    sql: 'UPDATE invitations SET used_at = ? WHERE hash = ? AND used_at IS NULL',
    params: [now(), invitation.hash],
    must: true,
  }
  if (mustWait) {
    const asked = await newWaitingDevice(sql, id, invitation.maker ?? OPERATOR, now())
    const detail = { device: asked.device }
    const deed = {
      by: invitation.maker ?? OPERATOR,
      deed: 'device-asked',
      member: id,
      detail,
    } as const
    if (!(await recorded(deps, deed, [used, ...asked.statements]))) throw codeUsed()
    return { ...joined(keys, member, asked.text, now()), waiting: true, proof: '' }
  }
  const made = newDevice(id, now())
  const detail = {
    device: made.device,
    grants: member.grants,
    ...(existing ? {} : { name: member.name }),
  }
  const deed = { by: invitation.maker ?? OPERATOR, deed: 'joined', member: id, detail } as const
  const done = await recorded(deps, deed, [
    used,
    {
      sql: `INSERT INTO members (id, name, grants, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, grants = excluded.grants, revoked_at = NULL`,
      params: [id, member.name, JSON.stringify(member.grants), now()],
    },
    made.statement,
    ...(identity ? [link(identity, id)] : []),
    MEMBERS_CHANGED,
  ])
  if (!done) throw codeUsed()
  return joined(keys, member, made.text, now())
}

/** What the member is called and may do once the code is taken up. */
function memberAfter(
  id: string,
  { name, grants, maker }: Invitation,
  existing: Known | undefined,
): { id: string; name: string; grants: Grant[] } {
  const granted = JSON.parse(grants) as Grant[]
  if (existing && maker !== null) return { id, name: existing.name, grants: existing.grants }
  return { id, name, grants: granted.length > 0 ? granted : (existing?.grants ?? []) }
}

/**
 * A credential for a member who once joined with single sign-on.
 * @throws Refused
 */
export async function signOnAgain(deps: JoiningDeps, request: SignOnRequest): Promise<Joined> {
  const { sql, keys, now } = deps
  const identity = await identityOf(deps, request.signOn)
  const linked = await memberOf(sql, identity)
  const member = linked === undefined ? undefined : await findMember(sql, linked)
  if (!member || member.revoked) {
    throw new Refused('sign-on-failed', 403, 'You are not a member yet. Ask for an invitation.')
  }
  const { device, text, statement } = newDevice(member.id, now())
  const deed = { by: member.id, deed: 'signed-on', member: member.id, detail: { device } } as const
  await recorded(deps, deed, [statement, MEMBERS_CHANGED])
  return joined(keys, member, text, now())
}

async function memberOf(sql: Sql, { issuer, subject }: Identity): Promise<string | undefined> {
  const [row] = await sql.all<{ member: string }>(
    'SELECT member FROM identities WHERE issuer = ? AND subject = ?',
    [issuer, subject],
  )
  return row?.member
}

/**
 * Whether the account is the member's own already. One account is one member's, and one member has
 * one account: a code in other hands can join neither to somebody else.
 * @throws Refused
 */
async function requireOwnIdentity(sql: Sql, identity: Identity, id: string): Promise<boolean> {
  const linked = await memberOf(sql, identity)
  if (linked !== undefined && linked !== id) throw accountTaken()
  const others = await sql.all(
    'SELECT 1 FROM identities WHERE member = ? AND NOT (issuer = ? AND subject = ?)',
    [id, identity.issuer, identity.subject],
  )
  if (others.length > 0) throw accountTaken()
  return linked === id
}

async function hasDevices(sql: Sql, member: string, now: number): Promise<boolean> {
  const devices = await sql.all(
    'SELECT 1 FROM devices WHERE member = ? AND revoked_at IS NULL AND expires_at > ? LIMIT 1',
    [member, now],
  )
  return devices.length > 0
}

function accountTaken(): Refused {
  return new Refused(
    'sign-on-failed',
    403,
    'That account and this member do not belong together: one of them is joined to another already. Sign in with the account you joined with, or ask whoever runs the server.',
  )
}

function shutOut(): Refused {
  return new Refused(
    'forbidden',
    403,
    'Access was ended by whoever runs the server. Only they can give it back.',
  )
}

/** A new credential for the same device; the old one ends when the new one is first used. */
export async function rotate(sql: Sql, session: Session, now: number): Promise<Rotated> {
  const { text, hash } = newCredential(session.device)
  const expiresAt = now + CREDENTIAL_LIFE_MS
  await sql.atomically([
    {
      sql: 'UPDATE devices SET next_hash = ?, expires_at = ? WHERE id = ? AND revoked_at IS NULL',
      params: [hash, expiresAt, session.device],
      must: true,
    },
    MEMBERS_CHANGED,
  ])
  return { credential: text, expiresAt }
}

/** The device leaves. */
export async function leave(recording: Recording, { device, member }: Session): Promise<void> {
  await recorded(recording, { by: member, deed: 'device-left', member, detail: { device } }, [
    {
      sql: 'UPDATE devices SET revoked_at = ? WHERE id = ?',
      params: [recording.now(), device],
    },
    MEMBERS_CHANGED,
  ])
}

async function findInvitation({ sql, keys, now }: JoiningDeps, code: string): Promise<Invitation> {
  const [invitation] = await sql.all<Invitation>(
    `SELECT invitations.*, invitation_makers.member AS maker FROM invitations
     LEFT JOIN invitation_makers ON invitation_makers.hash = invitations.hash
     WHERE invitations.hash = ?`,
    [keys.codeHash(plainCode(code))],
  )
  if (!invitation) {
    throw new Refused('code-unknown', 404, 'This server does not know the code. Check each letter.')
  }
  if (invitation.used_at !== null) throw codeUsed()
  // Codes go with the right to make them.
  const maker = invitation.maker === null ? undefined : await findMember(sql, invitation.maker)
  if (invitation.maker !== null && (!maker || maker.revoked || !maker.grants.includes('admin')))
    throw new Refused('code-expired', 410, 'The code does not hold any more. Ask for a new one.')
  if (invitation.expires_at <= now()) {
    throw new Refused('code-expired', 410, 'The code has expired. Ask for a new one.')
  }
  return invitation
}

function codeUsed(): Refused {
  return new Refused('code-used', 410, 'The code was used before. Ask for a new one.')
}

/** Under which id the person joins; nobody takes over the name of another. */
async function chooseMember(
  { sql, keys }: JoiningDeps,
  invitation: Invitation,
  { member, proof }: JoinRequest,
): Promise<string> {
  if (invitation.member) return invitation.member
  if (proof !== undefined && keys.isMemberProof(proof, member)) return member
  if (await findMember(sql, member)) {
    throw new Refused(
      'member-taken',
      409,
      'Somebody joined under this name before. Ask for an invitation for another device.',
    )
  }
  const [lost] = await sql.all("SELECT 1 FROM meta WHERE key = 'recovered'")
  // The id that a newcomer names may be that of a member whom the list has lost.
  if (lost && invitation.newcomer !== 0) return randomUUID()
  if (lost) {
    throw new Refused(
      'member-unproven',
      409,
      'The server lost its list of members and cannot tell who you are. Ask for an invitation made for you.',
    )
  }
  return member
}

async function findMember(sql: Sql, id: string): Promise<Known | undefined> {
  const [row] = await sql.all<{ name: string; grants: string; revoked_at: number | null }>(
    'SELECT name, grants, revoked_at FROM members WHERE id = ?',
    [id],
  )
  if (!row) return undefined
  const grants = JSON.parse(row.grants) as Grant[]
  return { id, name: row.name, grants, revoked: row.revoked_at !== null }
}

async function identityOf(
  { signOn }: JoiningDeps,
  { idToken, secret }: SignOnRequest['signOn'],
): Promise<Identity> {
  if (!signOn) throw new Refused('sign-on-failed', 400, 'This server has no single sign-on.')
  const identity = await signOn.verify(idToken, secret)
  if (!identity) {
    throw new Refused('sign-on-failed', 403, 'Signing in did not work. Sign in again.')
  }
  return identity
}

function link({ issuer, subject }: Identity, member: string): Statement {
  return {
    sql: `INSERT INTO identities (issuer, subject, member) VALUES (?, ?, ?)
          ON CONFLICT (issuer, subject) DO NOTHING`,
    params: [issuer, subject, member],
  }
}

function joined(
  keys: ServerKeys,
  { id, name, grants }: { id: string; name: string; grants: Grant[] },
  credential: string,
  now: number,
): Joined {
  return {
    member: { id, name, grants },
    credential,
    expiresAt: now + CREDENTIAL_LIFE_MS,
    proof: keys.memberProof(id),
    serverId: keys.serverId,
  }
}
