import type { Grant, Member } from '../../domain/record/grants.ts'
import { sameText } from '../keys.ts'
import type { Sql } from '../store/store.ts'
import { readCredential } from './credential.ts'

/** How often changes made by other processes are looked for; they must act within a second. */
const LOOK_MS = 300
/** Without word from the store for so long, nobody's access can be vouched for. */
const VOUCH_MS = 5000

/** Added to every change of members or devices, so that all processes look again. */
export const MEMBERS_CHANGED = {
  sql: `UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'members'`,
}

interface Device {
  id: string
  member: string
  hash: string
  next_hash: string | null
  expires_at: number
}

/** Who may come in, as the connection that asks sees it. */
export interface Session {
  device: string
  member: string
}

/**
 * Members and their devices, held in memory so that every frame can be checked against them, and
 * kept in step with the store. Answers no to everything when the store cannot be read.
 */
export interface Directory {
  /** The member, unless revoked. */
  member(id: string): Member | undefined
  members(): Member[]
  /** The session that the credential opens; `undefined`: none. */
  authenticate(credential: string): Promise<Session | undefined>
  /** The member of a session that still holds. */
  holder(session: Session): Member | undefined
  expiresAt(session: Session): number
  /** Looks for changes now. @throws when the store cannot be read */
  refresh(): Promise<void>
  /** Hears when somebody's access may have changed, or can no longer be vouched for. */
  listen(hear: () => void): void
  vouches(): boolean
  close(): void
}

export async function openDirectory(sql: Sql, now: () => number): Promise<Directory> {
  let members = new Map<string, Member>()
  let devices = new Map<string, Device>()
  let version = ''
  let readAt = now()
  let reading: Promise<void> | undefined
  const ears: (() => void)[] = []

  async function read(): Promise<void> {
    const [row] = await sql.all<{ value: string }>("SELECT value FROM meta WHERE key = 'members'")
    const found = row?.value ?? ''
    if (found !== version) {
      const rows = await sql.all<{ id: string; name: string; grants: string }>(
        'SELECT id, name, grants FROM members WHERE revoked_at IS NULL ORDER BY name',
      )
      const live = await sql.all<Device>(
        `SELECT id, member, hash, next_hash, expires_at FROM devices
         WHERE revoked_at IS NULL AND expires_at > ?`,
        [now()],
      )
      members = new Map(
        rows.map(({ id, name, grants }) => [
          id,
          { id, name, grants: JSON.parse(grants) as Grant[] },
        ]),
      )
      devices = new Map(live.map((device) => [device.id, device]))
      version = found
      for (const hear of ears) hear()
    }
    readAt = now()
  }

  function refresh(): Promise<void> {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }

  const vouches = () => now() - readAt <= VOUCH_MS

  function holder({ device, member }: Session): Member | undefined {
    const live = devices.get(device)
    if (!vouches() || live?.member !== member || live.expires_at <= now()) return undefined
    return members.get(member)
  }

  await refresh()
  const timer = setInterval(() => {
    const vouched = vouches()
    void refresh()
      .catch(() => {})
      .then(() => {
        const expired = [...devices.values()].some(({ expires_at }) => expires_at <= now())
        if (vouched !== vouches() || expired) for (const hear of ears) hear()
      })
  }, LOOK_MS)
  timer.unref()

  return {
    member: (id) => members.get(id),
    members: () => [...members.values()],
    async authenticate(credential) {
      const presented = readCredential(credential)
      if (!presented) return undefined
      // It may have joined a moment ago, through another process.
      if (!devices.has(presented.device)) await refresh()
      const device = devices.get(presented.device)
      if (!device) return undefined
      const session = { device: device.id, member: device.member }
      if (!holder(session)) return undefined
      if (sameText(device.hash, presented.hash)) return session
      if (!device.next_hash || !sameText(device.next_hash, presented.hash)) return undefined
      await sql.atomically([
        {
          sql: 'UPDATE devices SET hash = next_hash, next_hash = NULL WHERE id = ? AND next_hash = ?',
          params: [device.id, device.next_hash],
        },
        MEMBERS_CHANGED,
      ])
      await refresh()
      return session
    },
    holder,
    expiresAt: ({ device }) => devices.get(device)?.expires_at ?? 0,
    refresh,
    listen: (hear) => {
      ears.push(hear)
    },
    vouches,
    close: () => clearInterval(timer),
  }
}
