import { stampTime, stampYear, TOLERANCE_MS } from './clock.ts'
import {
  type AnyEntry,
  AnyEntry as AnyEntrySchema,
  DeviceEntry,
  Entry,
  StatementEntry,
} from './entry.ts'
import { mayBeBy } from './entry-id.ts'
import { aboutOf, type Grant, mayWriteAbout } from './grants.ts'
import { type StreamName, streamSystem } from './stream.ts'
import { parseSubject, SUBJECTS } from './subjects.ts'

/**
 * The authorship guard: which entries a member may add to a segment. The server applies it to every
 * update; a client may apply it before it sends.
 */

/** Bytes of an entry's JSON in UTF-8. */
export const MAX_ENTRY_BYTES = 64 * 1024

export const REFUSALS = {
  unreadable: 'The change could not be read. Update Accord and try again.',
  'not-canonical':
    'The change is not written the way Accord writes changes. Update Accord and try again.',
  'not-an-append': 'Entries can only be added. Nothing that stands in the record can be changed.',
  'out-of-order': 'The change rests on others that the server does not have yet.',
  'no-such-room': 'The record knows nothing that this could belong to.',
  'read-only': 'Your access does not include changes here.',
  'too-large': 'The change is larger than the server takes.',
  'not-an-entry': 'The change is not a complete entry. Update Accord and try again.',
  'wrong-content': 'The entry says something that the record has no place for.',
  'wrong-stream': 'The entry belongs to another part of the record.',
  'wrong-author': 'The entry names another member as its author.',
  'wrong-year': 'The entry belongs to another year.',
  'clock-ahead':
    "The entry's time lies ahead of the server's. Check the date and time of your machine.",
  'id-taken': 'The record already holds another entry of that name.',
  'place-taken':
    'The record already holds something else at the place of that change. Start a new session.',
  'client-taken': 'Another member writes under that session. Start a new session.',
  'not-signed':
    'The change is not signed, though you sign what you write. Update Accord on this computer.',
  'wrong-signature': 'The signature of the change does not fit it.',
  'out-of-chain': 'The change does not follow the one that was written before it on that computer.',
  'wrong-text':
    'The text is not the one that was kept. A kept text is written once and never changed.',
  'room-full': 'The document has reached the size the server takes.',
  'over-budget':
    'More was sent today than the server takes in a day. It is safe on your machine and goes on tomorrow.',
  'server-full':
    'The server has no room left on its disk. Your changes are safe on your machine and go on when its operator has made room.',
} as const
export type RefusalReason = keyof typeof REFUSALS

export interface Refusal {
  reason: RefusalReason
  /** Ids of the entries the reason is about, where they have one. */
  entries: string[]
}

/** An entry as it came, of whatever shape. */
export interface OfferedEntry {
  value: unknown
  /** The server accepted it before and it comes with proof: who wrote it, and when, is settled. */
  attested: boolean
}

export interface GuardContext {
  member: { id: string; grants: readonly Grant[] }
  stream: StreamName
  /** Year of the segment. */
  year: string
  /** The guarding machine's clock, in ms since 1970. */
  now: number
}

export type GuardOutcome = { ok: true; entries: AnyEntry[] } | { ok: false; refusal: Refusal }

/** Accepts all the entries of one update, or refuses them together for the first reason found. */
export function guardEntries(
  offered: readonly OfferedEntry[],
  context: GuardContext,
): GuardOutcome {
  const accepted: AnyEntry[] = []
  const ids = new Set<string>()
  for (const { value, attested } of offered) {
    const reason = readingReason(value)
    if (reason) return refuse(reason, [idOf(value)])
    const entry = value as AnyEntry
    if (ids.has(entry.id)) return refuse('id-taken', [entry.id])
    ids.add(entry.id)
    const objection =
      placeReason(entry, context) ?? (attested ? undefined : deedReason(entry, context))
    if (objection) return refuse(objection, [entry.id])
    accepted.push(entry)
  }
  return { ok: true, entries: accepted }
}

function refuse(reason: RefusalReason, ids: (string | undefined)[]): GuardOutcome {
  return { ok: false, refusal: { reason, entries: ids.filter((id) => id !== undefined) } }
}

/** Whether it is an entry at all. */
function readingReason(value: unknown): RefusalReason | undefined {
  if (!isPlainJson(value)) return 'not-an-entry'
  if (utf8Length(JSON.stringify(value)) > MAX_ENTRY_BYTES) return 'too-large'
  const parsed = AnyEntrySchema.safeParse(value)
  return parsed.success ? undefined : 'not-an-entry'
}

/**
 * What every version of the server has held its members to, of an entry that stands in a segment of
 * a year: a client holds the server to it. Whether it can be read, and what it may say, changes with
 * versions; what this one cannot read it sets aside.
 */
export function standingReason(value: unknown, year: string): RefusalReason | undefined {
  if (!isPlainJson(value) || typeof value !== 'object' || value === null) return 'not-an-entry'
  if (utf8Length(JSON.stringify(value)) > MAX_ENTRY_BYTES) return 'too-large'
  const { id, at, by } = value as Record<string, unknown>
  if (typeof id !== 'string' || typeof at !== 'string' || typeof by !== 'string')
    return 'not-an-entry'
  if (at.slice(0, 4) !== year) return 'wrong-year'
  return mayBeBy(id, by) ? undefined : 'wrong-author'
}

/** Whether it belongs into this segment, whoever wrote it. */
function placeReason(entry: AnyEntry, { year }: GuardContext): RefusalReason | undefined {
  if (!mayBeBy(entry.id, entry.by)) return 'wrong-author'
  return stampYear(entry.at) === year ? undefined : 'wrong-year'
}

/** Whether this member may write it, here and now. */
function deedReason(entry: AnyEntry, context: GuardContext): RefusalReason | undefined {
  const { member, stream, now } = context
  if (entry.by !== member.id) return 'wrong-author'
  if (!mayWriteAbout(member.grants, stream, aboutOf(entry))) return 'read-only'
  if (stampTime(entry.at) > now + TOLERANCE_MS) return 'clock-ahead'
  return contentReason(entry, stream)
}

const KNOWN_KINDS: ReadonlySet<string> = new Set<Entry['kind']>([
  'change',
  'merger',
  'withdrawal',
  'observations',
])

/** Whether a kind that this version knows says what it may, in the stream where it belongs. */
function contentReason(entry: AnyEntry, stream: StreamName): RefusalReason | undefined {
  if (entry.kind === 'device')
    return DeviceEntry.safeParse(entry).success ? undefined : 'wrong-content'
  if (entry.kind === 'statement')
    return StatementEntry.safeParse(entry).success ? undefined : 'wrong-content'
  if (!KNOWN_KINDS.has(entry.kind)) return undefined
  const known = Entry.safeParse(entry)
  if (!known.success) return 'wrong-content'
  if (known.data.kind === 'merger' || known.data.kind === 'withdrawal')
    return stream === 'region' ? undefined : 'wrong-stream'
  // Which areas belong to a system is not known here: the tables pass over those of others.
  if (known.data.kind === 'observations') return undefined

  const subject = parseSubject(known.data.subject)
  if (!subject) return undefined
  const { lives, fields } = SUBJECTS[subject.kind]
  if (lives === 'region' && stream !== 'region') return 'wrong-stream'
  if (lives === 'system' && streamSystem(stream) === undefined) return 'wrong-stream'
  if (lives === 'own' && subject.id !== entry.by) return 'wrong-author'
  return fields.safeParse(known.data.set).success ? undefined : 'wrong-content'
}

/** The id that something offered as an entry has, cut to a length that can be told. */
export function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'id')) return undefined
  const { id } = value as { id: unknown }
  return typeof id === 'string' ? id.slice(0, 64) : undefined
}

const MAX_DEPTH = 32

/**
 * Whether the value survives JSON unchanged: Yjs can also carry `undefined`, bytes, big integers and
 * objects with a prototype of the sender's choosing, which would read differently in other places.
 */
export function isPlainJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth > MAX_DEPTH) return false
  if (Array.isArray(value)) return value.every((item) => isPlainJson(item, depth + 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  // A field of that name would become the prototype in the next copy.
  if (Object.hasOwn(value, '__proto__')) return false
  return Object.values(value).every((item) => isPlainJson(item, depth + 1))
}

const utf8 = new TextEncoder()

function utf8Length(text: string): number {
  return text.length > MAX_ENTRY_BYTES ? text.length : utf8.encode(text).length
}
