import type { Grant, Member } from '../../domain/record/grants.ts'
import type { DeviceDeed, DeviceList } from '../../domain/sync/protocol.ts'
import type { Sql, Statement } from '../store/store.ts'
import { OPERATOR, type Recording, recorded } from './administration-log.ts'
import { CREDENTIAL_LIFE_MS, newCredential } from './credential.ts'
import { MEMBERS_CHANGED, type Session } from './directory.ts'
import { Refused } from './refused.ts'

/**
 * A member's devices. One that joins for a member who is there already waits until another of the
 * member's own devices confirms it, or two administrators do; until then its credential is in no list
 * that anybody is let in by.
 */

const DAY_MS = 24 * 60 * 60 * 1000
const WAITS_MS = 7 * DAY_MS
/** Devices that may wait for one member at a time. */
const MOST_WAITING = 5

interface Waiting {
  id: string
  member: string
  hash: string
  asked_by: string
  asked_at: number
  expires_at: number
}

export function newDevice(member: string, now: number) {
  const credential = newCredential()
  return {
    ...credential,
    statement: addDevice({ id: credential.device, member, ...credential }, now),
  }
}

function addDevice(
  { id, member, hash }: Pick<Waiting, 'id' | 'member' | 'hash'>,
  now: number,
): Statement {
  return {
    sql: 'INSERT INTO devices (id, member, hash, created_at, expires_at) VALUES (?, ?, ?, ?, ?)',
    params: [id, member, hash, now, now + CREDENTIAL_LIFE_MS],
  }
}

/** A device that waits. @throws Refused when too many do */
export async function newWaitingDevice(sql: Sql, member: string, askedBy: string, now: number) {
  const waiting = await sql.all(
    'SELECT 1 FROM waiting_devices WHERE member = ? AND expires_at > ?',
    [member, now],
  )
  if (waiting.length >= MOST_WAITING)
    throw new Refused(
      'too-many',
      429,
      'Too many devices wait for you already. Refuse some of them.',
    )
  const credential = newCredential()
  const statements: Statement[] = [
    { sql: 'DELETE FROM waiting_devices WHERE expires_at <= ?', params: [now] },
    {
      sql: `INSERT INTO waiting_devices (id, member, hash, asked_by, asked_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?)`,
      params: [credential.device, member, credential.hash, askedBy, now, now + WAITS_MS],
    },
  ]
  return { ...credential, statements }
}

/** Whether a device waits to be confirmed. */
export async function isWaiting(
  sql: Sql,
  { device, hash }: { device: string; hash: string },
  now: number,
): Promise<boolean> {
  const rows = await sql.all(
    'SELECT 1 FROM waiting_devices WHERE id = ? AND hash = ? AND expires_at > ?',
    [device, hash, now],
  )
  return rows.length > 0
}

/** The member's own devices and those that wait for them; to an administrator all that wait. */
export async function listDevices(
  sql: Sql,
  session: Session,
  reader: Member,
  now: number,
): Promise<DeviceList> {
  const devices = await sql.all<{ id: string; created_at: number; expires_at: number }>(
    `SELECT id, created_at, expires_at FROM devices
     WHERE member = ? AND revoked_at IS NULL AND expires_at > ? ORDER BY created_at, id`,
    [reader.id, now],
  )
  const waiting = await sql.all<Waiting & { name: string }>(
    `SELECT waiting_devices.*, members.name FROM waiting_devices
     JOIN members ON members.id = waiting_devices.member
     WHERE waiting_devices.expires_at > ? AND members.revoked_at IS NULL
       AND (waiting_devices.member = ? OR ? = 1) ORDER BY asked_at, waiting_devices.id`,
    [now, reader.id, reader.grants.includes('admin') ? 1 : 0],
  )
  return {
    devices: devices.map(({ id, created_at, expires_at }) => ({
      id,
      since: Number(created_at),
      expiresAt: Number(expires_at),
      here: id === session.device,
    })),
    waiting: waiting.map(({ id, member, name, asked_by, asked_at }) => ({
      id,
      member: { id: member, name },
      askedBy: asked_by,
      askedAt: Number(asked_at),
      mayConfirm: member === reader.id || asked_by !== reader.id,
    })),
  }
}

/**
 * Confirms a device that waits, refuses it, or ends one of the member's own.
 * @throws Refused
 */
export async function decideDevice(
  recording: Recording,
  by: Member,
  { device, deed }: DeviceDeed,
): Promise<void> {
  if (deed === 'end') return endDevice(recording, by, device)
  const waiting = await findWaiting(recording, device)
  const own = waiting.member === by.id
  if (!own && !by.grants.includes('admin')) throw noSuchDevice()
  const log = { by: by.id, member: waiting.member, detail: { device } }
  const gone = remove(device)
  if (deed === 'refuse') {
    await recorded(recording, { ...log, deed: 'device-refused' }, [gone])
    return
  }
  // Two administrators: the one who asked for it, and another.
  if (!own && (waiting.asked_by === by.id || !(await isAdmin(recording.sql, waiting.asked_by))))
    throw new Refused(
      'forbidden',
      403,
      'One of the person’s own devices must confirm it, or an administrator other than the one who asked for it.',
    )
  await letIn(recording, waiting, { ...log, deed: 'device-confirmed' })
}

/** As the store has it at this moment, whatever a node still holds in mind. */
async function isAdmin(sql: Sql, member: string): Promise<boolean> {
  const [row] = await sql.all<{ grants: string }>(
    'SELECT grants FROM members WHERE id = ? AND revoked_at IS NULL',
    [member],
  )
  return row !== undefined && (JSON.parse(row.grants) as Grant[]).includes('admin')
}

/** What the operator says on the server's machine stands above. @throws Refused */
export async function confirmAsOperator(recording: Recording, device: string): Promise<string> {
  const waiting = await findWaiting(recording, device)
  const { member } = waiting
  await letIn(recording, waiting, {
    ...{ by: OPERATOR, deed: 'device-confirmed', member, detail: { device } },
  })
  return member
}

async function letIn(
  recording: Recording,
  waiting: Waiting,
  deed: Parameters<typeof recorded>[1],
): Promise<void> {
  const done = await recorded(recording, deed, [
    remove(waiting.id),
    {
      sql: 'UPDATE members SET name = name WHERE id = ? AND revoked_at IS NULL',
      params: [waiting.member],
      must: true,
    },
    addDevice(waiting, recording.now()),
    MEMBERS_CHANGED,
  ])
  if (!done) throw noSuchDevice()
}

function remove(device: string): Statement {
  return { sql: 'DELETE FROM waiting_devices WHERE id = ?', params: [device], must: true }
}

async function endDevice(recording: Recording, by: Member, device: string): Promise<void> {
  const done = await recorded(
    recording,
    { by: by.id, deed: 'device-ended', member: by.id, detail: { device } },
    [
      {
        sql: 'UPDATE devices SET revoked_at = ? WHERE id = ? AND member = ? AND revoked_at IS NULL',
        params: [recording.now(), device, by.id],
        must: true,
      },
      MEMBERS_CHANGED,
    ],
  )
  if (!done) throw noSuchDevice()
}

async function findWaiting({ sql, now }: Recording, device: string): Promise<Waiting> {
  const [waiting] = await sql.all<Waiting>(
    'SELECT * FROM waiting_devices WHERE id = ? AND expires_at > ?',
    [device, now()],
  )
  if (!waiting) throw noSuchDevice()
  return waiting
}

function noSuchDevice(): Refused {
  return new Refused('not-found', 404, 'No such device waits any more. Look at the list again.')
}
