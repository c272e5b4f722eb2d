import type { Grant } from '../../domain/record/grants.ts'
import type {
  InvitationInfo,
  Joined,
  JoinRequest,
  LookRequest,
  ProblemName,
  Rotated,
  SignOnRequest,
} from '../../domain/sync/protocol.ts'
import type { ServerKeys } from '../keys.ts'
import type { Sql, Statement } from '../store/store.ts'
import { plainCode } from './codes.ts'
import { newCredential } from './credential.ts'
import { MEMBERS_CHANGED, type Session } from './directory.ts'
import type { Identity, SignOn } from './sign-on.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** A device that was not seen for so long needs a new invitation; clients rotate every month. */
export const CREDENTIAL_LIFE_MS = 180 * DAY_MS

/** An answer that the client gets as a `Problem`. */
export class Refused extends Error {
  readonly problem: ProblemName
  readonly status: number
  constructor(problem: ProblemName, status: number, message: string) {
    super(message)
    this.problem = problem
    this.status = status
  }
}

export interface JoiningDeps {
  sql: Sql
  keys: ServerKeys
  now: () => number
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
}

/**
 * What the code would give whoever takes it up.
 * @throws Refused
 */
export async function lookAt(deps: JoiningDeps, { code }: LookRequest): Promise<InvitationInfo> {
  const { name, grants, expires_at } = await findInvitation(deps, code)
  return { name, grants: JSON.parse(grants) as Grant[], expiresAt: expires_at }
}

/**
 * Exchanges a one-time code for a device's credential.
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
  const granted = JSON.parse(invitation.grants) as Grant[]
  const member = {
    id,
    name: invitation.name,
    grants: granted.length > 0 ? granted : (existing?.grants ?? []),
  }
  const { credential, statement } = newDevice(id, now())
  const done = await sql.atomically([
    {
      sql: `UPDATE invitations SET used_at = ? WHERE hash = ? AND used_at IS NULL`,
      params: [now(), invitation.hash],
      must: true,
    },
    {
      sql: `INSERT INTO members (id, name, grants, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, grants = excluded.grants, revoked_at = NULL`,
      params: [id, member.name, JSON.stringify(member.grants), now()],
    },
    statement,
    ...(identity ? [link(identity, id)] : []),
    MEMBERS_CHANGED,
  ])
  if (!done) throw codeUsed()
  return joined(keys, member, credential, now())
}

/**
 * A credential for a member who once joined with single sign-on.
 * @throws Refused
 */
export async function signOnAgain(deps: JoiningDeps, request: SignOnRequest): Promise<Joined> {
  const { sql, keys, now } = deps
  const { issuer, subject } = await identityOf(deps, request.signOn)
  const [row] = await sql.all<{ member: string }>(
    'SELECT member FROM identities WHERE issuer = ? AND subject = ?',
    [issuer, subject],
  )
  const member = row && (await findMember(sql, row.member))
  if (!member || member.revoked) {
    throw new Refused('sign-on-failed', 403, 'You are not a member yet. Ask for an invitation.')
  }
  const { credential, statement } = newDevice(member.id, now())
  await sql.atomically([statement, MEMBERS_CHANGED])
  return joined(keys, member, credential, now())
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
export async function leave(sql: Sql, session: Session, now: number): Promise<void> {
  await sql.atomically([
    { sql: 'UPDATE devices SET revoked_at = ? WHERE id = ?', params: [now, session.device] },
    MEMBERS_CHANGED,
  ])
}

async function findInvitation({ sql, keys, now }: JoiningDeps, code: string): Promise<Invitation> {
  const [invitation] = await sql.all<Invitation>('SELECT * FROM invitations WHERE hash = ?', [
    keys.codeHash(plainCode(code)),
  ])
  if (!invitation) {
    throw new Refused('code-unknown', 404, 'This server does not know the code. Check each letter.')
  }
  if (invitation.used_at !== null) throw codeUsed()
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
  if (lost && invitation.newcomer === 0) {
    throw new Refused(
      'member-unproven',
      409,
      'The server lost its list of members and cannot tell who you are. Ask for an invitation made for you.',
    )
  }
  return member
}

async function findMember(sql: Sql, id: string) {
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
  { idToken, nonce }: SignOnRequest['signOn'],
): Promise<Identity> {
  if (!signOn) throw new Refused('sign-on-failed', 400, 'This server has no single sign-on.')
  const identity = await signOn.verify(idToken, nonce)
  if (!identity) {
    throw new Refused('sign-on-failed', 403, 'Signing in did not work. Sign in again.')
  }
  return identity
}

function newDevice(member: string, now: number) {
  const credential = newCredential()
  const statement: Statement = {
    sql: 'INSERT INTO devices (id, member, hash, created_at, expires_at) VALUES (?, ?, ?, ?, ?)',
    params: [credential.device, member, credential.hash, now, now + CREDENTIAL_LIFE_MS],
  }
  return { credential: credential.text, statement }
}

function link({ issuer, subject }: Identity, member: string): Statement {
  return {
    sql: `INSERT INTO identities (issuer, subject, member) VALUES (?, ?, ?)
          ON CONFLICT (issuer, subject) DO UPDATE SET member = excluded.member`,
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
