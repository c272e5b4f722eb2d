import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import { TOLERANCE_MS } from '../../domain/record/clock.ts'
import { leadOf } from '../../domain/record/grants.ts'
import { serverOrigin } from '../../domain/sync/invitation.ts'
import type { DeviceDeed } from '../../domain/sync/protocol.ts'
import type { Input, Output, ServiceEvent } from '../../preload/contract.ts'
import type { Notice, PersonHere, SharedAccess, SyncStatus } from '../../preload/types.ts'
import { recordContext } from '../record/context.ts'
import { nameMember } from '../record/member-name.ts'
import type { Identity, ServiceRecord } from '../record/record.ts'
import type { Signer } from '../record/signing.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { type AccessParts, decideDevice, readAccess } from './access.ts'
import { type SyncClient, syncClient } from './client.ts'
import { credentialStore } from './credentials.ts'
import { deviceKeys } from './device-key.ts'
import { syncDiary } from './diary.ts'
import { requireServer } from './membership.ts'
import { openNetwork, type ResolveProxy } from './network.ts'
import { refusedWork } from './refused-work.ts'
import type { Secrets } from './sealed-file.ts'
import { serverCalls } from './server-calls.ts'
import { signOnWith } from './sign-on.ts'
import { clockSentence, statusOf } from './status.ts'

/** What a host can do for synchronisation, and how it wants it done. */
export interface SyncOptions {
  /** Stay connected while the service runs; else only when asked. */
  live?: boolean
  /** Keeps the credential sealed; without it a file that only this user can read. */
  secrets?: Secrets
  resolveProxy?: ResolveProxy
  /** First pause after a failure, and how long a connection may say nothing, in ms; for tests. */
  retryMs?: number
  quietMs?: number
}

export interface SyncDeskParts extends SyncOptions {
  /** Folder of the person's own record. */
  dataDir: string
  now(): number
  today(): string
  announce(event: ServiceEvent): void
  notify(level: Notice['level'], text: string): void
  /** Whether there is a record of the person's own, open or not. */
  hasRecord(): boolean
  /** Makes it where there is none; `attach` follows. */
  createRecord(identity: Identity): void
}

/** Synchronisation of whichever record is open. */
export interface SyncDesk {
  /** This record is open now. */
  attach(record: ServiceRecord): void
  /** The open record is about to be closed: it is not used again once this returns. */
  detach(): void
  status(): SyncStatus
  preview(input: Input<'sync.preview'>): Promise<Output<'sync.preview'>>
  join(input: Input<'sync.join'>): Promise<SyncStatus>
  once(tools: JobTools): Promise<SyncStatus>
  leave(): Promise<SyncStatus>
  refused(): Output<'sync.refused'>
  dismissRefused(ids: string[]): void
  /** Devices and the administration log, as the server has them. */
  access(): Promise<SharedAccess>
  decideDevice(deed: DeviceDeed): Promise<void>
  confirmKey(publicKey: string): Promise<void>
  log(): { text: string }
  here(place: { ics: string | null; page: string }): void
  caret(caret: PersonHere['caret']): void
  /** Somebody looks at a document: what others type in it is to come at once. */
  follow(room: string): void
  close(): Promise<void>
}

/** Said once the host could seal nothing: the person may want to know who could read the file. */
const UNSEALED =
  'This computer has no keyring, so your access to the server is kept in a file that only your account can read, and not encrypted. Set up a keyring, such as GNOME Keyring, and join again to have it encrypted.'

export function syncDesk(parts: SyncDeskParts): SyncDesk {
  const { dataDir, now, today, announce, notify, createRecord } = parts
  const diary = syncDiary(now)
  const network = openNetwork(parts.resolveProxy)
  const credentials = credentialStore(dataDir, parts.secrets, () => notify('information', UNSEALED))
  const keys = deviceKeys(dataDir, parts.secrets)
  let open: { record: ServiceRecord; client: SyncClient } | undefined
  let closing: Promise<void> = Promise.resolve()

  const status = (): SyncStatus =>
    open?.client.status() ??
    statusOf({
      membership: undefined,
      connected: false,
      working: false,
      progress: null,
      waiting: 0,
      refused: 0,
      trouble: undefined,
      aside: [],
      waitingAside: 0,
      unsound: [],
      aheadBy: 0,
      here: [],
    })

  function attach(record: ServiceRecord): void {
    const isExample = record.identity()?.example
    if (!isExample) signWith(record, keys.now())
    if (open?.record === record || isExample !== false) return
    open = { record, client: clientOf(record) }
    announce({ type: 'sync', status: status() })
  }

  /** From the first time that a record is shared its member signs what is written in it. */
  async function startSigning(record: ServiceRecord): Promise<void> {
    signWith(record, await keys.ensure())
  }

  const openPage = (address: string) => announce({ type: 'open', address })

  function detach(): void {
    if (open) closing = open.client.close()
    open = undefined
  }

  function clientOf(record: ServiceRecord): SyncClient {
    const { live = false, retryMs, quietMs } = parts
    return syncClient({
      record,
      network,
      credentials,
      startSigning: () => startSigning(record),
      diary,
      now,
      live,
      ...(retryMs === undefined ? {} : { retryMs }),
      ...(quietMs === undefined ? {} : { quietMs }),
      notify,
      changed: (changed) => announce({ type: 'sync', status: changed }),
      refresh: () => announce({ type: 'changed', what: 'everything', origin: 'sync' }),
    })
  }

  function client(): SyncClient {
    if (!open)
      throw new UserError('This record is not shared: the example stays on this computer alone.')
    return open.client
  }

  function accessParts(): AccessParts {
    if (!open) throw new UserError('This record has not joined a server yet.')
    return { context: recordContext(open.record, today), credentials, network, now }
  }

  return {
    attach,
    detach,
    status,
    async preview({ url, code }) {
      const origin = serverOrigin(url)
      const calls = serverCalls(origin, network, now)
      const info = await calls.info()
      const invitation = code === undefined ? null : await calls.look(code)
      return {
        server: new URL(origin).host,
        version: info.version,
        secure: origin.startsWith('https:'),
        signOn: !info.signOn ? 'none' : info.signOn.required ? 'required' : 'offered',
        invitation: invitation && {
          name: invitation.name,
          grants: invitation.grants,
          expiresAt: new Date(invitation.expiresAt).toISOString(),
        },
        clock: Math.abs(info.aheadBy) > TOLERANCE_MS ? clockSentence(info.aheadBy) : null,
      }
    },
    async join({ url, code, name, signOn = false }) {
      if (!open && parts.hasRecord())
        throw new UserError('The example is open. Go back to your own record, then join.')
      const origin = serverOrigin(url)
      const calls = serverCalls(origin, network, now)
      const info = await calls.info()
      if (open) requireServer(open.record, info.serverId)
      const before = open?.record.identity()
      const kept = await credentials.read().catch(() => undefined)
      const joined = await calls.join({
        code,
        member: before?.member.id ?? randomUUID(),
        ...(kept?.serverId === info.serverId ? { proof: kept.proof } : {}),
        ...(signOn ? { signOn: await signOnWith(info, openPage) } : {}),
      })
      if (open && before && joined.member.id !== before.member.id)
        await requireNothingOwn(open.record, before.member.id, () => calls.leave(joined.credential))
      const { grants } = joined.member
      const identity: Identity = {
        member: {
          id: joined.member.id,
          name: name ?? before?.member.name ?? joined.member.name,
          grants,
        },
        ics: before?.ics ?? leadOf(grants)[0] ?? null,
        example: false,
      }
      const key = await keys.ensure(true)
      if (open) {
        open.record.identify(identity)
        signWith(open.record, key)
        nameMember(open.record, identity.member)
      } else createRecord(identity)
      await client().joined(origin, info.version, joined)
      announce({ type: 'changed', what: 'everything', origin: 'local' })
      return status()
    },
    once: ({ progress }) =>
      client().once((done, total) => progress(done, total, 'Exchanging with the server')),
    async leave() {
      await client().leave()
      return status()
    },
    refused() {
      if (!open) return []
      const { names } = recordContext(open.record, today)
      return open.client.refused().map((entry) => refusedWork(entry, names))
    },
    dismissRefused: (ids) => client().dismissRefused(ids),
    async access() {
      const read = await readAccess(accessParts())
      return { ...read, keys: await client().keys() }
    },
    confirmKey: (publicKey) => client().confirmKey(publicKey),
    decideDevice: (deed) => decideDevice(accessParts(), deed),
    log: () => ({ text: diary.lines().join('\n') }),
    here: (place) => open?.client.tellPlace(place),
    caret: (caret) => open?.client.tellCaret(caret),
    follow: (room) => open?.client.follow(room),
    async close() {
      detach()
      await closing
      network.close()
    },
  }
}

function signWith(record: ServiceRecord, key: Signer | undefined): void {
  if (key && record.db.open) record.signing.use(key)
}

/**
 * What was written here under one id cannot be shared under another.
 * @throws UserError when there is any
 */
async function requireNothingOwn(
  { db }: ServiceRecord,
  member: string,
  leave: () => Promise<void>,
): Promise<void> {
  if (!db.prepare('SELECT 1 FROM entry WHERE by = ? LIMIT 1').get(member)) return
  await leave().catch(() => undefined)
  throw new UserError(
    'The invitation was for somebody else than the person who has written in this record. Join with a new record, in a folder of its own, or ask whoever runs the server for an invitation made for you.',
  )
}
