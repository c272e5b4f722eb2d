import { type Stamp, stampReplica } from '../record/clock.ts'
import { type EarlierPart, StatementEntry } from '../record/entry.ts'
import { compareText } from '../record/fold.ts'
import { nextLink, type Sha256 } from './links.ts'

/**
 * What was written before there were keys: a device of its author states, by its signature, what that
 * came to. It is told by where it was written (the replica in its stamp), since one place's entries
 * come in order, whoever has passed them on and in which session: so a statement stays true however
 * much more arrives later.
 */

/** An entry without a signature, as far as a statement tells of it. */
export interface EarlierEntry {
  at: Stamp
  /** Its `contentHash`. */
  hash: string
}

export interface Statement {
  /** Id of the entry that makes it. */
  id: string
  member: string
  /** Public key of the device that signed it. */
  by: string
  /** Segment it tells of. */
  room: string
  parts: readonly EarlierPart[]
}

export function statementOf(entry: object, by: string): Statement | undefined {
  const read = StatementEntry.safeParse(entry)
  if (!read.success) return undefined
  // For oneself alone, as with devices.
  const { id, by: member, room, parts } = read.data
  return { id, member, by, room, parts }
}

/** What entries of one author come to, place by place. */
export function earlierParts(entries: readonly EarlierEntry[], sha256: Sha256): EarlierPart[] {
  const byReplica = Map.groupBy(entries, ({ at }) => stampReplica(at))
  return [...byReplica]
    .sort(([a], [b]) => compareText(a, b))
    .map(([replica, some]) => {
      const inOrder = some.toSorted((a, b) => compareText(a.at, b.at))
      const hash = inOrder.reduce((link, entry) => nextLink(link, entry.hash, sha256), '')
      return { replica, count: some.length, until: inOrder.at(-1)?.at ?? '', hash }
    })
}

/** Whether a part says just what is there. */
function holds(
  { replica, until, count, hash }: EarlierPart,
  entries: readonly EarlierEntry[],
  sha256: Sha256,
): boolean {
  const meant = entries.filter(({ at }) => stampReplica(at) === replica && at <= until)
  const [found] = earlierParts(meant, sha256)
  return found?.count === count && found.hash === hash
}

/** The parts of what is there of which no statement tells yet. */
export function unstated(
  entries: readonly EarlierEntry[],
  statements: readonly Statement[],
  sha256: Sha256,
): EarlierPart[] {
  const told = statements.flatMap(({ parts }) => parts)
  return earlierParts(entries, sha256).filter(
    ({ replica, until }) => !told.some((part) => part.replica === replica && part.until >= until),
  )
}

export interface StatementsRead {
  /** Statements that something else is there than they say. */
  broken: Statement[]
  /** Entries of which a statement tells truly. */
  stated: number
}

/**
 * Holds statements against what is there.
 * @param statements those that count: by keys that are their members' own
 * @param earlierOf what a member wrote in a segment without signing it
 */
export function readStatements(
  statements: readonly Statement[],
  earlierOf: (room: string, member: string) => readonly EarlierEntry[],
  sha256: Sha256,
): StatementsRead {
  const reach = new Map<string, EarlierPart>()
  const broken = statements.filter(({ member, room, parts }) => {
    const entries = earlierOf(room, member)
    for (const part of parts) {
      if (!holds(part, entries, sha256)) return true
      const place = `${room} ${member} ${part.replica}`
      if ((reach.get(place)?.until ?? '') < part.until) reach.set(place, part)
    }
    return false
  })
  return { broken, stated: [...reach.values()].reduce((sum, { count }) => sum + count, 0) }
}
