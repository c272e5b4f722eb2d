import { createHash, randomBytes } from 'node:crypto'
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { makePrivateFolder } from '../../../disk/private-files.ts'
import { UserError } from '../../../domain/errors.ts'

/** The three hosts, as they are called in front of people. */
const HOSTS = ['desktop', 'browser', 'command line'] as const

/** Who has a record open, and how to reach it: `<dataDir>/service.json`. */
const Holder = z.object({
  /** Unix socket or Windows pipe; null for a host that answers nobody. */
  address: z.string().nullable(),
  /** What a caller must say first, so that only someone who may read the file gets in. */
  secret: z.string(),
  pid: z.number().int(),
  host: z.enum(HOSTS),
  /** Moment it opened the record, ISO in UTC. */
  since: z.iso.datetime(),
})
export type Holder = z.infer<typeof Holder>

const holderFile = (dataDir: string) => join(dataDir, 'service.json')

export function newHolder(host: Holder['host'], address: string | null): Holder {
  return {
    address,
    secret: randomBytes(32).toString('base64url'),
    pid: process.pid,
    host,
    since: new Date().toISOString(),
  }
}

/** What the record's folder says; `undefined` when it says nothing that can be read. */
export function readHolder(dataDir: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(readFileSync(holderFile(dataDir), 'utf8')))
  } catch {
    return undefined
  }
}

/** Only the user's own account can read the file: what is in it opens the service. */
export function writeHolder(dataDir: string, holder: Holder): void {
  makePrivateFolder(dataDir)
  const draft = `${holderFile(dataDir)}.${holder.pid}`
  try {
    writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 })
    renameSync(draft, holderFile(dataDir))
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Takes our own note away; another's stays. */
export function removeHolder(dataDir: string, holder: Holder): void {
  if (readHolder(dataDir)?.secret === holder.secret) rmSync(holderFile(dataDir), { force: true })
}

/** Says who has the record, and what to do. */
export function heldBy(holder: Holder | undefined): UserError {
  if (!holder) {
    return new UserError(
      'Another program has this record open. Close Accord wherever it is open, then try again.',
    )
  }
  const since = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
  const where = {
    desktop: 'the Accord window',
    browser: 'Accord in your browser',
    'command line': 'an accord command',
  }[holder.host]
  return new UserError(
    `This record is in use by ${where} (process ${holder.pid}, since ${since.format(new Date(holder.since))}), which does not answer. Close it or wait for it to finish, then try again.`,
  )
}

/** A path a Unix socket can have: the system cuts off at 104 or 108 bytes. */
const MAX_SOCKET_PATH = 100

/**
 * Address for the service of this record.
 * Windows: a pipe of a name nobody can foresee, and so nobody can take first. Elsewhere: a socket
 * beside the record, or, where that path is too long, in a folder that is the user's alone.
 */
export function socketAddress(dataDir: string, platform = process.platform): string {
  const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16)
  if (platform === 'win32') {
    return `\\\\.\\pipe\\accord-${name}-${randomBytes(8).toString('hex')}`
  }
  const beside = join(resolve(dataDir), 'service.sock')
  if (Buffer.byteLength(beside) <= MAX_SOCKET_PATH) return beside
  return join(privateFolder(), `${name}.sock`)
}

function privateFolder(): string {
  const { uid } = userInfo()
  const folder = join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), `accord-${uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new UserError(
      `Accord cannot use the folder ${folder}, because other people can write there. Remove that folder, then try again.`,
    )
  }
  return folder
}
