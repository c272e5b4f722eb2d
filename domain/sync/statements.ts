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
  return [...byReplica(entries)].map(([replica, some]) => partOf(replica, some, sha256))
}

/** The parts of what is there of which no statement tells yet. */
export function unstated(
  entries: readonly EarlierEntry[],
  statements: readonly Statement[],
  sha256: Sha256,
): EarlierPart[] {
  const told = statements.flatMap(({ parts }) => parts)
  return [...byReplica(entries)].flatMap(([replica, some]) => {
    const last = some.at(-1)?.at ?? ''
    const isTold = told.some((part) => part.replica === replica && part.until >= last)
    return isTold ? [] : [partOf(replica, some, sha256)]
  })
}

/** Entries by where they were written, each place's in order of time. */
function byReplica(entries: readonly EarlierEntry[]): Map<string, EarlierEntry[]> {
  const inOrder = entries.toSorted((a, b) => compareText(a.at, b.at))
  const groups = [...Map.groupBy(inOrder, ({ at }) => stampReplica(at))]
  return new Map(groups.sort(([a], [b]) => compareText(a, b)))
}

function partOf(replica: string, inOrder: readonly EarlierEntry[], sha256: Sha256): EarlierPart {
  const hash = inOrder.reduce((link, entry) => nextLink(link, entry.hash, sha256), '')
  return { replica, count: inOrder.length, until: inOrder.at(-1)?.at ?? '', hash }
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
  const groups = new Map<string, Map<string, EarlierEntry[]>>()
  const broken = statements.filter(({ member, room, parts }) => {
    const whose = `${room} ${member}`
    const there = groups.get(whose) ?? byReplica(earlierOf(room, member))
    groups.set(whose, there)
    for (const part of parts) {
      const meant = (there.get(part.replica) ?? []).filter(({ at }) => at <= part.until)
      const found = partOf(part.replica, meant, sha256)
      if (found.count !== part.count || found.hash !== part.hash) return true
      const place = `${whose} ${part.replica}`
      if ((reach.get(place)?.until ?? '') < part.until) reach.set(place, part)
    }
    return false
  })
  return { broken, stated: [...reach.values()].reduce((sum, { count }) => sum + count, 0) }
}
