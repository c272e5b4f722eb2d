import { readFileSync } from 'node:fs'
import { documentPurpose } from '../domain/documents/purpose.ts'
import { type AnyEntry, ChangeEntry, MergerEntry } from '../domain/record/entry.ts'
import { parseSubject } from '../domain/record/subjects.ts'
import { contentHash, nextLink } from '../domain/sync/links.ts'
import { placedValues } from '../domain/sync/pieces.ts'
import { parseRoom, type Room } from '../domain/sync/protocol.ts'
import { type Chain, chainWith } from '../domain/sync/signatures.ts'
import { sha256 } from './hash.ts'
import type { ServerKeys } from './keys.ts'
import type { NewSubject, Sql, Statement, Store } from './store/store.ts'

/**
 * Which rooms there are: those of what the record knows. A document belongs to a session, a strategy,
 * a version or a report that somebody entered; a segment to a system that ships with the product or
 * that an entry brought into being. The store notes such subjects beside the entries.
 */

/** What the record knows, as far as offers are about it. */
export interface KnownThings {
  /** Whether there is anything that the room belongs to. */
  isRoom(room: Room): Promise<boolean>
  isInvited(session: string, system: string): Promise<boolean>
}

/** Subjects of entries that rooms, or the right to write in them, follow from. */
const OWNERS: ReadonlySet<string> = new Set(['session', 'strategy', 'version', 'report', 'system'])
const FIRST_YEAR = 2000

/** What an entry brings into being that rooms belong to. */
export function belongingTo(entry: AnyEntry): NewSubject[] {
  const merger = MergerEntry.safeParse(entry)
  if (merger.success) return [{ kind: 'system', id: merger.data.into.ods }]
  const change = ChangeEntry.safeParse(entry)
  const subject = change.success ? parseSubject(change.data.subject) : undefined
  if (!change.success || !subject) return []
  const { session, system } = change.data.set
  if (subject.kind === 'attendance' && typeof session === 'string' && typeof system === 'string')
    return [{ kind: 'invited', id: `${session} ${system}` }]
  if (!OWNERS.has(subject.kind)) return []
  const { hash } = change.data.set
  const text =
    subject.kind === 'version' && typeof hash === 'string' ? [{ kind: 'text', id: hash }] : []
  return [{ kind: subject.kind, id: subject.id }, ...text]
}

let shipped: ReadonlySet<string> | undefined

function shippedSystems(): ReadonlySet<string> {
  if (!shipped) {
    const file = new URL('../resources/systems.json', import.meta.url)
    const systems = JSON.parse(readFileSync(file, 'utf8')) as { ods: string }[]
    shipped = new Set(systems.map(({ ods }) => ods))
  }
  return shipped
}

/** Whether the record knows what the room belongs to. */
export async function isKnownRoom(sql: Sql, room: Room, now: number): Promise<boolean> {
  if (room.kind === 'segment') {
    const year = Number(room.year)
    if (year < FIRST_YEAR || year > new Date(now).getUTCFullYear() + 1) return false
    const ods = room.stream === 'region' ? undefined : room.stream.slice('ics:'.length)
    return ods === undefined || shippedSystems().has(ods) || isKnown(sql, 'system', ods)
  }
  if (room.kind === 'text') return isKnown(sql, 'text', room.hash)
  const belongs = documentPurpose(room.name)
  return belongs !== undefined && isKnown(sql, belongs.subject, belongs.id)
}

/** Rooms kept in mind as known: what is known once stays so. */
const KEPT_IN_MIND = 10_000

/** The same, for those who judge every update: what was found once is not looked for again. */
export function knownThings(sql: Sql, now: () => number): KnownThings {
  const rooms = new Set<string>()
  return {
    async isRoom(room) {
      if (rooms.has(room.name)) return true
      const known = await isKnownRoom(sql, room, now())
      if (rooms.size >= KEPT_IN_MIND) rooms.clear()
      if (known) rooms.add(room.name)
      return known
    },
    isInvited: (session, system) => isKnown(sql, 'invited', `${session} ${system}`),
  }
}

async function isKnown(sql: Sql, kind: string, id: string): Promise<boolean> {
  const found = await sql.all('SELECT 1 FROM subjects WHERE kind = ? AND id = ?', [kind, id])
  return found.length > 0
}

/** The names, of those given, of rooms that the record knows. */
export async function knownRooms(
  sql: Sql,
  names: readonly string[],
  now: number,
): Promise<Set<string>> {
  const known = new Set<string>()
  for (const name of names) {
    const room = parseRoom(name)
    if (room && (await isKnownRoom(sql, room, now))) known.add(name)
  }
  return known
}

/**
 * Notes what a store of an older version has no note of: the hash of each entry, with the receipt
 * that goes with it, and the subjects that rooms belong to. Once for each store.
 */
export async function noteWhatIsThere(store: Store, keys: ServerKeys): Promise<void> {
  await noteEntries(store, keys)
  await noteChains(store)
}

async function noteEntries(store: Store, keys: ServerKeys): Promise<void> {
  const [noted] = await store.all("SELECT 1 FROM meta WHERE key = 'noted'")
  if (noted) return
  for (const name of await store.roomNames()) {
    if (parseRoom(name)?.kind !== 'segment') continue
    const links = new Map<number, string>()
    for (const { seq } of await store.heads(name)) {
      const [row] = await store.read(name, seq, seq)
      if (row) await noteUpdate(store, keys, name, row.bytes, links)
    }
  }
  await store.atomically([{ sql: "INSERT INTO meta (key, value) VALUES ('noted', '1')" }])
}

async function noteUpdate(
  store: Store,
  keys: ServerKeys,
  room: string,
  bytes: Uint8Array,
  links: Map<number, string>,
): Promise<void> {
  const notes = placedValues(bytes).flatMap(({ client, clock, value }) => {
    const hash = contentHash(value, sha256)
    const link = nextLink(links.get(client) ?? '', hash, sha256)
    links.set(client, link)
    return [
      {
        sql: 'UPDATE clients SET link = ? WHERE room = ? AND client = ?',
        params: [link, room, client],
      },
      {
        sql: 'UPDATE entries SET hash = ?, receipt = ? WHERE room = ? AND client = ? AND clock = ?',
        params: [hash, keys.receipt(room, hash), room, client, clock],
      },
      ...belongingTo(value as AnyEntry).map(({ kind, id }) => ({
        sql: 'INSERT INTO subjects (kind, id) VALUES (?, ?) ON CONFLICT DO NOTHING',
        params: [kind, id],
      })),
    ]
  })
  await store.atomically(notes)
}

/** How far devices have come that signed what they wrote while the server knew nothing of that. */
async function noteChains(store: Store): Promise<void> {
  const [noted] = await store.all("SELECT 1 FROM meta WHERE key = 'chains'")
  if (noted) return
  const statements: Statement[] = []
  for (const name of await store.roomNames()) {
    if (parseRoom(name)?.kind !== 'segment') continue
    const chains = new Map<string, Chain>()
    for (const { seq } of await store.heads(name)) {
      const [row] = await store.read(name, seq, seq)
      for (const { value } of row ? placedValues(row.bytes) : []) {
        const entry = value as AnyEntry
        const own = [...chains.values()].filter(({ member }) => member === entry.by)
        const chain = chainWith(entry, contentHash(entry, sha256), own, sha256)
        if (chain) chains.set(`${chain.member} ${chain.key}`, chain)
      }
    }
    for (const { member, key, publicKey, since, head, at } of chains.values())
      statements.push({
        sql: 'INSERT INTO chains VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        params: [name, member, key, publicKey, since, head, at],
      })
  }
  const mark = "INSERT INTO meta (key, value) VALUES ('chains', '1') ON CONFLICT DO NOTHING"
  await store.atomically([...statements, { sql: mark }])
}
