import { isVersionDocument } from '../../domain/documents/tree.ts'
import { UserError } from '../../domain/errors.ts'
import { TOLERANCE_MS } from '../../domain/record/clock.ts'
import { parseSegment } from '../../domain/record/stream.ts'
import type { Joined } from '../../domain/sync/protocol.ts'
import type { Notice, PersonHere, SigningKey, SyncStatus } from '../../preload/types.ts'
import type { ServiceRecord } from '../record/record.ts'
import type { Adopted } from './adopt.ts'
import type { CredentialStore } from './credentials.ts'
import { tellDeviceNews } from './device-news.ts'
import { type Diary, tellError } from './diary.ts'
import { syncLedger } from './ledger.ts'
import { ownLinks } from './links.ts'
import { readMembership, writeMembership } from './membership.ts'
import type { Network } from './network.ts'
import { pacer } from './pacer.ts'
import { differing, makePlan, mendVersions, missingVersions } from './plan.ts'
import { presence } from './presence.ts'
import { roomWords } from './room-words.ts'
import { adoptedSentence, ENDED, fault, problem, SyncError } from './sentences.ts'
import { serverCalls } from './server-calls.ts'
import { SyncSession } from './session.ts'
import { signingKeys } from './signing-keys.ts'
import { stateEarlier } from './state-earlier.ts'
import { clockSentence, statusOf } from './status.ts'
import { unsoundSignatures } from './unsound-signatures.ts'

export interface SyncClientOptions {
  record: ServiceRecord
  network: Network
  credentials: CredentialStore
  /** Has the device's key at hand, if that can be: what is sent is signed. */
  startSigning(): Promise<void>
  diary: Diary
  /** This machine's clock, in ms since 1970. */
  now(): number
  /** Stay connected; else only `once` connects. */
  live: boolean
  /** First pause after a failure, in ms; each next one is twice as long, up to a minute. */
  retryMs?: number
  quietMs?: number
  notify(level: Notice['level'], text: string): void
  changed(status: SyncStatus): void
  /** What the member may do, or what the tables hold, is not what it was. */
  refresh(): void
}

/** The client end of synchronisation, for one open record. */
export interface SyncClient {
  status(): SyncStatus
  refused: ReturnType<typeof syncLedger>['refused']
  dismissRefused(ids: readonly string[]): void
  /** The record has joined a server: takes down what it takes to come back. */
  joined(origin: string, serverVersion: string, joined: Joined): Promise<void>
  /**
   * Exchanges everything and answers once the server has stored all of it.
   * @throws SyncError
   */
  once(progress: (done: number, total: number) => void): Promise<SyncStatus>
  /** Computers that sign in the member's name. */
  keys(): Promise<SigningKey[]>
  /** Says that one of them is the member's. @throws UserError */
  confirmKey(publicKey: string): Promise<void>
  leave(): Promise<void>
  /** Keeps a document's room open from now on, whenever there is a connection that lasts. */
  follow(room: string): void
  /** Says to others where this person is. */
  tellPlace(place: { ics: string | null; page: string }): void
  tellCaret(caret: PersonHere['caret']): void
  close(): Promise<void>
}

const DAY_MS = 86_400_000
/** A credential is replaced when this much of its life is left, a month after it was made. */
const ROTATE_BELOW_MS = 150 * DAY_MS
/** How often grants, and rooms that are not kept open, are looked at again. */
const LOOK_AGAIN_MS = 60_000
const QUIET_MS = 45_000
const TELL_EVERY_MS = 150
/** Entries come in many at a time; one look for all of them is enough. */
const SEEK_AFTER_MS = 100

export function syncClient(options: SyncClientOptions): SyncClient {
  const { record, network, credentials, diary, now, live, notify } = options
  const ledger = syncLedger(record)
  const links = ownLinks(record)
  const unsound = unsoundSignatures(record, links, notify)
  const keys = signingKeys(record, links, notify)
  const pace = pacer(options.retryMs)
  const year = new Date(now()).getUTCFullYear()
  const people = presence(
    `region:${year}`,
    record.identity()?.member.id ?? '',
    (room, frame) => session?.send(room, frame),
    tell,
  )
  let session: SyncSession | undefined
  let connecting: Promise<void> | undefined
  let trouble: SyncError | undefined
  let progress: { done: number; total: number } | null = null
  let aheadBy = 0
  let warnedOfClock = false
  /** Documents that somebody looks at here. */
  const followed = new Set<string>()
  const suspects = new Set<string>()
  /** What the last connection left aside, and why. */
  let aside: ReadonlyMap<string, SyncError> = new Map()
  let closed = false
  let telling: NodeJS.Timeout | undefined
  let seeking: NodeJS.Timeout | undefined
  let hearProgress: (done: number, total: number) => void = () => {}

  const status = (): SyncStatus =>
    statusOf({
      membership: readMembership(record),
      connected: session !== undefined,
      working: progress !== null || (connecting !== undefined && trouble === undefined),
      progress,
      waiting: ledger.waiting(),
      refused: ledger.refusedCount(),
      trouble,
      aside: [...(session?.aside() ?? aside)].map(([room, { message, problem }]) => ({
        name: roomWords(record, room),
        why: message,
        differs: problem === 'differs',
      })),
      waitingAside: session ? ledger.waiting() - session.waiting() : 0,
      unsound: unsound.sentences(),
      aheadBy,
      here: people.here(),
    })

  /** Tells the status, but not more often than anybody could read it. */
  function tell(): void {
    telling ??= setTimeout(() => {
      telling = undefined
      if (closed) return
      ledger.save()
      options.changed(status())
    }, TELL_EVERY_MS)
    telling.unref()
  }

  /** Connects, unless that is done or under way, and exchanges all there is. */
  function connect(): Promise<void> {
    if (session && !connecting) return Promise.resolve()
    connecting ??= open().finally(() => {
      connecting = undefined
      progress = null
      tell()
    })
    tell()
    return connecting
  }

  async function open(): Promise<void> {
    const membership = readMembership(record)
    if (!membership) throw notJoined()
    const { origin } = membership
    const { host } = new URL(origin)
    try {
      await options.startSigning()
      const calls = serverCalls(origin, network, now)
      const info = await calls.info()
      if (info.serverId !== membership.serverId) throw problem('other-server', host)
      setClock(info.aheadBy)
      const credential = await freshCredential(calls)
      await refreshGrants(calls, credential)
      const list = await calls.rooms(credential)
      if (closed) throw problem('unreachable', host)
      mendVersions(record, ledger)
      const plan = makePlan(list, { record, ledger }, rightTime(), new Set())
      plan.exchange.push(...(await differing(list, plan, { ledger, links })))
      if (closed) throw problem('unreachable', host)
      trouble = undefined
      diary.note(`connected; rooms to exchange: ${plan.exchange.length}`)
      const current = new SyncSession({
        origin,
        credential,
        record,
        ledger,
        links,
        network,
        diary,
        now: rightTime,
        aheadBy,
        quietMs: options.quietMs ?? QUIET_MS,
        suspects,
        refused: () => refreshGrants(calls, credential).catch(() => undefined),
        resettled: sayResettled,
        adopted: sayAdopted,
        heardAwareness: people.hear,
        opened: (room) => {
          if (room === people.room) people.opened()
        },
        moved: tell,
        failed: lost,
      })
      session = current
      const isLive = new Set(live ? [...plan.live, ...followed] : [])
      await current.exchange(
        plan.exchange,
        (room) => isLive.has(room),
        (done, total) => {
          progress = total > 0 ? { done, total } : null
          hearProgress(done, total)
          tell()
        },
      )
      for (const room of isLive) current.keep(room)
      // What was given the right time may have moved to another year's room.
      for (const room of record.log.docs()) if (ledger.waiting(room) > 0) current.keep(room)
      await current.allStored()
      await lookAtSignatures()
      if (await stateEarlier({ record, ledger, links, keys })) await current.allStored()
      if (current.aside().size === 0) noteSynced(info.version)
      pace.reset()
    } catch (error) {
      if (!(error instanceof SyncError)) diary.note(`failed here: ${tellError(error)}`)
      lost(fault(error, host))
      throw error
    }
  }

  async function lookAtSignatures(): Promise<void> {
    await keys.look()
    await unsound.look(keys.statements())
  }

  /** Everything is on both sides at this moment. */
  function noteSynced(serverVersion?: string): void {
    const membership = readMembership(record)
    if (!membership) return
    const syncedAt = new Date(rightTime()).toISOString()
    writeMembership(record, {
      ...membership,
      ...(serverVersion ? { serverVersion } : {}),
      syncedAt,
    })
  }

  function hangUp(): void {
    const ended = session
    aside = ended ? new Map(ended.aside()) : aside
    session = undefined
    ended?.close()
    people.lost()
    ledger.save()
  }

  function lost(error: SyncError): void {
    if (closed || trouble === error) return
    diary.note(`not connected: ${error.problem}`)
    trouble = error
    hangUp()
    if (error.problem === 'credential') notify('problem', ENDED)
    tell()
    pace.wake()
  }

  const rightTime = () => now() - aheadBy

  function setClock(measured: number): void {
    // Small differences are the clock's to bear: stamps follow each other all the same.
    aheadBy = Math.abs(measured) > TOLERANCE_MS ? measured : 0
    // Back to the server's time, since it takes nothing from ahead of it. Never forward: were the
    // server the one that is wrong, all would write from ahead, and wait once it is put right.
    record.correctClock(Math.max(0, aheadBy))
    if (aheadBy !== 0 && !warnedOfClock) {
      warnedOfClock = true
      notify('warning', clockSentence(aheadBy))
    }
  }

  async function freshCredential(calls: ReturnType<typeof serverCalls>): Promise<string> {
    const membership = readMembership(record)
    const kept = await credentials.read()
    if (!membership || !kept?.credential || kept.serverId !== membership.serverId)
      throw new SyncError('credential', ENDED)
    if (membership.expiresAt - rightTime() > ROTATE_BELOW_MS) return kept.credential
    const { credential, expiresAt } = await calls.rotate(kept.credential)
    // Kept before it is first used: with that the old one ends.
    await credentials.write({ ...kept, credential })
    writeMembership(record, { ...membership, expiresAt })
    diary.note('credential replaced')
    return credential
  }

  async function refreshGrants(
    calls: ReturnType<typeof serverCalls>,
    credential: string,
  ): Promise<void> {
    const me = await calls.me(credential)
    const { member } = me
    tellDeviceNews(record, me, notify)
    const identity = record.identity()
    if (!identity || JSON.stringify(identity.member.grants) === JSON.stringify(member.grants))
      return
    record.identify({ ...identity, member: { ...identity.member, grants: member.grants } })
    diary.note(`may now: ${member.grants.join(', ') || 'nothing'}`)
    options.refresh()
  }

  function sayResettled({ refused, restamped }: { refused: number; restamped: number }): void {
    if (refused > 0)
      notify(
        'problem',
        `The server did not take ${refused === 1 ? 'a change' : `${refused} changes`} of yours. They are kept for you under Synchronisation, with the reason.`,
      )
    if (refused > 0 || restamped > 0) options.refresh()
  }

  function sayAdopted(room: string, done: Adopted): void {
    diary.note(`${room}: put back ${done.restored}, of these renamed ${done.renamed}`)
    if (done.restored + done.refused > 0) {
      const words = adoptedSentence(roomWords(record, room), done)
      const at = new Date(rightTime()).toISOString()
      ledger.refuse([
        {
          id: `difference ${room} ${at}`,
          room,
          body: null,
          reason: 'differed',
          message: words,
          at,
        },
      ])
      notify('problem', words)
    }
    options.refresh()
  }

  /** Stays connected for as long as the record is open. */
  async function stay(): Promise<void> {
    while (!closed) {
      if (readMembership(record) && trouble?.problem !== 'credential') {
        try {
          if (session && !connecting) await lookAgain()
          else await connect()
        } catch {
          // Told already, in the status and in the diary; the next attempt follows.
        }
      }
      if (closed) return
      const had = session !== undefined
      await pace.wait(had || !readMembership(record) ? LOOK_AGAIN_MS : undefined)
      // All who lost the same server must not come back in the same moment.
      if (had && !session && !closed) await pace.wait()
    }
  }

  /** What changed without a word to us: grants, older rooms, a new year. */
  async function lookAgain(): Promise<void> {
    const membership = readMembership(record)
    const kept = await credentials.read()
    const current = session
    if (!membership || !kept?.credential || !current) return
    const calls = serverCalls(membership.origin, network, now)
    try {
      await refreshGrants(calls, kept.credential)
      current.retry()
      const list = await calls.rooms(kept.credential)
      if (session !== current) return
      const plan = makePlan(list, { record, ledger }, rightTime(), current.rooms())
      const entered = current.rooms()
      const others = list.filter(({ room }) => !entered.has(room))
      plan.exchange.push(...(await differing(others, plan, { ledger, links })))
      if (session !== current) return
      await current.exchange(
        plan.exchange,
        (room) => plan.live.includes(room),
        () => {},
      )
      for (const room of live ? plan.live : []) current.keep(room)
      await lookAtSignatures()
      if (ledger.waiting() === 0 && current.aside().size === 0) noteSynced()
      tell()
    } catch (error) {
      if (!(error instanceof SyncError)) diary.note(`failed here: ${tellError(error)}`)
      lost(fault(error, new URL(membership.origin).host))
    }
  }

  /** Asks for the texts of versions that others have just kept. */
  function seekVersions(): void {
    seeking ??= setTimeout(() => {
      seeking = undefined
      if (closed || !session) return
      mendVersions(record, ledger)
      for (const room of missingVersions(record)) session.keep(room)
    }, SEEK_AFTER_MS)
    seeking.unref()
  }

  const stopHearing = record.log.listen((update) => {
    ledger.moved(update.doc)
    if (update.origin !== 'sync') session?.pass(update)
    else if (live && (parseSegment(update.doc) || isVersionDocument(update.doc))) seekVersions()
    tell()
  })
  const running = live ? stay() : Promise.resolve()

  return {
    status,
    refused: ledger.refused,
    dismissRefused(ids) {
      ledger.dismissRefused(ids)
      tell()
    },
    async joined(origin, serverVersion, { serverId, credential, expiresAt, proof }) {
      const before = readMembership(record)
      hangUp()
      if (before?.serverId !== serverId) ledger.forget()
      await credentials.write({ serverId, credential, proof })
      writeMembership(record, { origin, serverId, serverVersion, expiresAt, syncedAt: null })
      diary.note(`joined ${new URL(origin).host}`)
      trouble = undefined
      pace.reset()
      pace.wake()
    },
    follow(room) {
      followed.add(room)
      if (live) session?.keep(room)
    },
    async once(hear) {
      if (!readMembership(record)) throw notJoined()
      hearProgress = hear
      try {
        pace.reset()
        if (session) await lookAgain()
        await connect()
        await session?.allStored()
      } finally {
        hearProgress = () => {}
        if (!live) hangUp()
      }
      return status()
    },
    async keys() {
      await keys.look()
      return keys.own()
    },
    async confirmKey(publicKey) {
      await keys.look()
      keys.confirm(publicKey)
      await keys.look()
    },
    async leave() {
      const membership = readMembership(record)
      const kept = await credentials.read().catch(() => undefined)
      hangUp()
      await credentials.wipe()
      writeMembership(record, undefined)
      ledger.forget()
      trouble = undefined
      diary.note('left')
      tell()
      if (!membership || !kept?.credential) return
      // Best effort: here the credential is gone already; there it ends by itself in time.
      await serverCalls(membership.origin, network, now)
        .leave(kept.credential)
        .catch(() => diary.note('the server could not be told'))
    },
    tellPlace: people.tell,
    tellCaret: people.point,
    async close() {
      closed = true
      clearTimeout(telling)
      clearTimeout(seeking)
      stopHearing()
      hangUp()
      people.close()
      pace.wake()
      await Promise.allSettled([running, connecting])
    },
  }
}

function notJoined(): UserError {
  return new UserError(
    'This record has not joined a server yet. Join with the invitation you were sent, or “accord sync join”.',
  )
}
