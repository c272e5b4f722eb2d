import { setImmediate as nextTurn } from 'node:timers/promises'
import * as Y from 'yjs'
import { makeStamp, type Stamp, stampTime } from '../../domain/record/clock.ts'
import { AnyEntry, type ChangeEntry } from '../../domain/record/entry.ts'
import { compareText } from '../../domain/record/fold.ts'
import { guardEntries, REFUSALS, type RefusalReason } from '../../domain/record/guard.ts'
import { type StreamName, segmentName } from '../../domain/record/stream.ts'
import {
  type PlacedValue,
  partBelow,
  partWith,
  placedIn,
  placedValues,
} from '../../domain/sync/pieces.ts'
import { parseRoom } from '../../domain/sync/protocol.ts'
import { CHAIN_START, linkTo, signatureOf } from '../../domain/sync/signatures.ts'
import type { ServiceRecord } from '../record/record.ts'
import { hashOf, type OwnHead, ownHead } from '../record/signing.ts'
import type { RefusedEntry, SyncLedger } from './ledger.ts'

/** What the server said when it refused something in a room. */
export interface Objection {
  /** Entries it named; empty: the update as a whole. */
  entries: ReadonlySet<string>
  reason: string
  message: string
  /** How often in a row the whole was refused without a name. */
  times: number
}

export interface ResettleContext {
  record: ServiceRecord
  ledger: SyncLedger
  /** The right time, in ms since 1970. */
  now: number
  /** How far this machine's clock is ahead of it, in ms. */
  aheadBy: number
}

export interface Resettled {
  refused: number
  /** Entries whose times were put right. */
  restamped: number
}

type Fate =
  | { fate: 'stays' }
  /** Written again by a new session, and signed anew: what came before it is gone, or not signed. */
  | { fate: 'moves'; entry: AnyEntry; restamp: boolean }
  | { fate: 'refused'; entry: RefusedEntry }
  /** The server has it already, at another place. */
  | { fate: 'known' }

/** Entries looked at in one go. */
const LOOK_AT = 50

/**
 * Whether anything that waits in a segment could not stay as it is. Looks at a few entries at a
 * time, so that a long history to send holds nobody up; what is written meanwhile is left to the
 * server to judge.
 */
export async function mayBeRefused(room: string, context: ResettleContext): Promise<boolean> {
  const { record, ledger } = context
  const segment = parseRoom(room)
  if (segment?.kind !== 'segment' || ledger.waiting(room) === 0) return false
  const update = waitingUpdate(room, context)
  await nextTurn()
  const { structs } = Y.decodeUpdate(update)
  await nextTurn()
  const waiting = placedIn(structs)
  await nextTurn()
  const arriving = new Set(waiting.map(({ value }) => idOf(value)))
  const there = record.log.entries(room).filter((value) => !arriving.has(idOf(value)))
  // Nothing of what waits is looked at beforehand: it is looked at one by one below.
  const decide = judge(context, segment, { onServer: new Set(), there, waiting: [] })
  for (let i = 0; i < waiting.length; i += LOOK_AT) {
    if (waiting.slice(i, i + LOOK_AT).some((placed) => decide(placed).fate !== 'stays')) return true
    await nextTurn()
    if (!record.db.open) return false
  }
  return false
}

/** What lies beyond the server's clocks, as an update. */
function waitingUpdate(room: string, { record, ledger }: ResettleContext): Uint8Array {
  return record.log.state(room, Y.encodeStateVector(new Map(ledger.stored(room))))
}

/**
 * Brings what waits in a segment into a shape that the server can take. A session's entries are
 * numbered without gaps, so one that is refused would hold up all that follow: it leaves the log for
 * the list of refused work, and the acceptable ones after it are written again, with the same ids,
 * by a new session. Entries stamped by a clock that ran ahead get right times: nobody has seen them.
 * All of it happens in one transaction, or nothing does. Call it only when everything the server has
 * is here.
 * @returns what was done; `undefined` when all could stay as it was
 */
export function resettle(
  room: string,
  context: ResettleContext,
  objection?: Objection,
): Resettled | undefined {
  const { record, ledger } = context
  const segment = parseRoom(room)
  if (segment?.kind !== 'segment' || ledger.waiting(room) === 0) return undefined
  const state = record.log.state(room)
  const stored = ledger.stored(room)
  const waiting = placedValues(waitingUpdate(room, context))
  const there = placedValues(partBelow(state, stored)).map(({ value }) => value)
  const onServer = new Set(there.map(idOf))
  const decide = judge(context, segment, { onServer, there, waiting }, objection)
  const fates = waiting.map((placed) => ({ placed, ...decide(placed) }))
  if (fates.every(({ fate }) => fate === 'stays')) return undefined

  const staying = new Set(
    fates.flatMap(({ fate, placed }) => (fate === 'stays' ? [placeOf(placed)] : [])),
  )
  const kept = partWith(
    state,
    (client, clock) => clock < (stored.get(client) ?? 0) || staying.has(placeOf({ client, clock })),
  )
  const refused = fates.flatMap((each) => (each.fate === 'refused' ? [each.entry] : []))
  const moving = fates
    .flatMap((each) => (each.fate === 'moves' ? [each] : []))
    .sort((a, b) => compareText(a.entry.at, b.entry.at))
  const restamped = moving.filter(({ restamp }) => restamp).length
  const { member } = record.identity() ?? {}
  record.db.transaction(() => {
    record.log.rewrite(room, kept)
    record.signing.forget(room)
    ledger.refuse(refused)
    if (refused.length > 0 || restamped > 0) record.rebuild()
    const head = member && ownHeadOf(record, record.log.entries(room), member.id)
    let last: Stamp = head?.at ?? ''
    const entries = moving.map(({ entry, restamp }) => {
      const at = restamp ? rightStamp(entry, last, context) : entry.at
      last = at
      return { ...entry, at }
    })
    append(record, segment.stream, entries, member?.id ?? '')
  })()
  ledger.moved(room)
  return { refused: refused.length, restamped }
}

interface Known {
  /** Ids of what the server has of the segment, and what that is. */
  onServer: ReadonlySet<unknown>
  there: readonly unknown[]
  waiting: readonly PlacedValue[]
}

/**
 * Decides about the waiting values one by one, each after those it rests on.
 */
function judge(
  { record, ledger, now }: ResettleContext,
  { name, stream, year }: { name: string; stream: StreamName; year: string },
  { onServer, there, waiting }: Known,
  objection?: Objection,
): (placed: PlacedValue) => Fate {
  const member = record.identity()?.member ?? { id: '', grants: [] }
  const reached = new Map(ledger.stored(name))
  const at = new Date(now).toISOString()
  const refuse = (value: unknown, place: string, reason: string, message: string): Fate => {
    const id = AnyEntry.safeParse(value).data?.id ?? `${name} ${place}`
    return { fate: 'refused', entry: { id, room: name, body: value, reason, message, at } }
  }

  const isAttested = (placed: PlacedValue) => ledger.receiptsFor(name, [placed]).length > 0
  const ours = waiting.flatMap((placed) => {
    const entry = AnyEntry.safeParse(placed.value).data
    const counts = entry?.by === member.id && !onServer.has(entry.id)
    return counts ? [{ entry, attested: isAttested(placed) }] : []
  })
  const signsAnew = record.signing.key() !== undefined && SIGNED_ANEW.has(objection?.reason ?? '')
  const chain = ownChain(record, there, ours, member.id)

  const follows = (own: Waiting) => (signsAnew && !own.attested ? false : chain.goesOn(own))

  return (placed) => {
    const { client, clock, value, restsOn } = placed
    const place = placeOf(placed)
    const entry = AnyEntry.safeParse(value).data
    if (entry && onServer.has(entry.id)) return { fate: 'known' }
    const attested = isAttested(placed)
    const outcome = guardEntries([{ value, attested }], { member, stream, year, now })
    let reason: RefusalReason | undefined = outcome.ok ? undefined : outcome.refusal.reason
    if (entry && objection?.entries.has(entry.id)) {
      const mends = entry.by === member.id && signsAnew
      if (objection.reason === 'clock-ahead') reason = 'clock-ahead'
      else if (!mends) return refuse(value, place, objection.reason, objection.message)
    }
    const own = entry?.by === member.id
    if (reason && !(reason === 'clock-ahead' && own))
      return refuse(value, place, reason, REFUSALS[reason])
    // Refused as a whole, twice, and nothing of it can be told apart: none of it can be sent.
    if (own && objection?.entries.size === 0 && objection.times > 1)
      return refuse(value, place, objection.reason, objection.message)

    const fits =
      clock === (reached.get(client) ?? 0) &&
      restsOn.every((on) => on.clock < (reached.get(on.client) ?? 0))
    const suspect = own && objection?.entries.size === 0
    if (fits && !reason && !suspect && (!entry || !own || follows({ entry, attested }))) {
      reached.set(client, clock + 1)
      return { fate: 'stays' }
    }
    if (entry && own)
      return { fate: 'moves', entry, restamp: reason === 'clock-ahead' || !chain.isAfter(entry) }
    return refuse(value, place, 'out-of-order', REFUSALS['out-of-order'])
  }
}

/** Refusals of what we can sign again. */
const SIGNED_ANEW: ReadonlySet<string> = new Set([
  'not-signed',
  'out-of-chain',
  'wrong-signature',
] satisfies RefusalReason[])

interface Waiting {
  entry: AnyEntry
  /** The server took it before: it comes as it is, in whatever order. */
  attested: boolean
}

interface OwnChain {
  /** Whether the entry follows those before it; asked of each that stays, in order. */
  goesOn(own: Waiting): boolean
  /** Whether it was written after all that the server has of the chain. */
  isAfter(entry: AnyEntry): boolean
}

/**
 * What this device has signed in a room, as it grows by what stays. Where what waits does not follow
 * one another as it stands (some of it was written while the key was sealed, or after a restore),
 * all of it is signed anew.
 */
function ownChain(
  record: ServiceRecord,
  there: readonly unknown[],
  waiting: readonly Waiting[],
  member: string,
): OwnChain {
  const key = record.signing.key()
  const start = ownHeadOf(record, there, member)
  if (key === undefined) return { goesOn: () => true, isAfter: () => true }
  const isAfter = ({ at }: AnyEntry) => start === undefined || start.at < at
  const whole = chainFrom(key, start)
  if (!waiting.every(whole)) return { goesOn: () => false, isAfter }
  return { goesOn: chainFrom(key, start), isAfter }
}

/** Takes one entry after the other, and says whether each follows; after one that does not, none does. */
function chainFrom(key: string, start: OwnHead | undefined): (own: Waiting) => boolean {
  let last = start
  let holds = true
  return ({ entry, attested }) => {
    const signature = signatureOf(entry)
    if (signature === undefined) holds &&= attested || !last || entry.at < last.since
    else if (signature !== 'malformed' && signature.key === key) {
      const isLater = !last || last.at < entry.at
      holds &&= attested || (isLater && signature.before === (last?.head ?? CHAIN_START))
      if (isLater)
        last = { head: linkTo(hashOf(entry)), at: entry.at, since: last?.since ?? entry.at }
    }
    // What another key of the same person signed cannot be signed anew here.
    return holds || attested
  }
}

function ownHeadOf({ signing }: ServiceRecord, entries: Iterable<unknown>, member: string) {
  const key = signing.key()
  return key === undefined ? undefined : ownHead(entries, member, key)
}

function idOf(value: unknown): unknown {
  return (value as { id?: unknown } | null)?.id
}

function placeOf({ client, clock }: { client: number; clock: number }): string {
  return `${client}:${clock}`
}

/**
 * The time the entry would carry had the clock been right, as long as that comes after all it was
 * based on and after `last`; else the next one the clock gives.
 */
function rightStamp(
  entry: AnyEntry,
  last: Stamp,
  { record, aheadBy, now }: ResettleContext,
): Stamp {
  const time = stampTime(entry.at) - aheadBy
  const [counter = '0', replica = ''] = entry.at.slice(25).split('.')
  const stamp = makeStamp(time, Number.parseInt(counter, 16), replica)
  const before = Object.values((entry as Partial<ChangeEntry>).basedOn ?? {}).flat()
  const latestSeen = record.db
    .prepare('SELECT max(at) FROM entry WHERE id IN (SELECT value FROM json_each(?))')
    .pluck()
    .get(JSON.stringify(before)) as string | null
  const fits = time <= now && last < stamp && (latestSeen === null || latestSeen < stamp)
  if (!fits) return record.clock.next()
  record.clock.receive(stamp)
  return stamp
}

/** Writes the entries again, signed anew, each into the segment of its year. */
function append(
  { db, log, signing }: ServiceRecord,
  stream: StreamName,
  entries: readonly AnyEntry[],
  member: string,
): void {
  const byRoom = Map.groupBy(entries, ({ at }) => segmentName(stream, at))
  if (byRoom.size === 0) return
  const signed = [...byRoom].map(([doc, some]) => ({
    doc,
    entries: signing.signed(doc, some, member),
  }))
  log.append(signed)
  // Where the tables were not made anew they have the entry as it was signed before.
  const body = db.prepare('UPDATE entry SET body = ? WHERE id = ?')
  for (const entry of signed.flatMap((part) => part.entries))
    body.run(JSON.stringify(entry), entry.id)
}
