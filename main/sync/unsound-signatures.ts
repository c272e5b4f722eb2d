import { parseSegment } from '../../domain/record/stream.ts'
import type { RoomSignatures, SignatureProblem } from '../../domain/sync/room-signatures.ts'
import { signatureWords } from '../../domain/sync/signature-words.ts'
import { readStatements, type Statement } from '../../domain/sync/statements.ts'
import { plural } from '../../domain/words.ts'
import type { Notice } from '../../preload/types.ts'
import type { ServiceRecord } from '../record/record.ts'
import { sha256 } from '../record/signing.ts'
import type { OwnLinks } from './links.ts'

/** What of the record is not as its authors signed it, as the page shows it. */
export interface UnsoundSignatures {
  /**
   * Looks at all segments; of one that did not move there is nothing to do.
   * @param statements those of the members' own devices
   */
  look(statements: readonly Statement[]): Promise<void>
  /** Each in a sentence. */
  sentences(): readonly string[]
}

/** Sentences shown at a time: `record verify` tells all. */
const MOST = 5

export function unsoundSignatures(
  { db, log }: Pick<ServiceRecord, 'db' | 'log'>,
  links: OwnLinks,
  notify: (level: Notice['level'], text: string) => void,
): UnsoundSignatures {
  let found: string[] = []
  const told = new Set<string>()
  /** What the statements were last held against: each look at all of them takes long. */
  let held: { against: readonly unknown[]; broken: readonly Statement[] } = {
    against: [],
    broken: [],
  }

  return {
    async look(statements) {
      const problems: SignatureProblem[] = []
      const rooms = new Map<string, RoomSignatures>()
      for (const room of log.docs()) {
        if (!parseSegment(room)) continue
        const signatures = await links.signatures(room)
        problems.push(...(await signatures.problems()))
        if (statements.some((statement) => statement.room === room)) rooms.set(room, signatures)
      }
      if (!db.open) return
      const against = [
        ...statements.map(({ id }) => id),
        ...[...rooms.values()].flatMap((signatures) => [signatures, signatures.counts().unsigned]),
      ]
      const isSame =
        against.length === held.against.length &&
        against.every((each, at) => each === held.against[at])
      if (!isSame) held = { against, broken: brokenIn(rooms, statements) }
      for (const { id, room, member } of held.broken)
        problems.push({ problem: 'not-as-stated', room, entry: id, by: member })
      const names = db.prepare('SELECT name FROM member WHERE id = ?').pluck()
      const sentences = problems.map((problem) =>
        signatureWords(problem, (names.get(problem.by) as string) ?? 'a member not known here'),
      )
      found = sentences
      const fresh = sentences.filter((sentence) => !told.has(sentence))
      for (const sentence of fresh) told.add(sentence)
      if (fresh.length > 0)
        notify(
          'problem',
          `Signatures do not fit in ${plural(fresh.length, 'place')}: somebody may have changed or removed what others wrote. See Synchronisation.`,
        )
    },
    sentences() {
      const more = found.length - MOST
      return more > 0 ? [...found.slice(0, MOST), `And ${plural(more, 'other')}.`] : found
    },
  }
}

function brokenIn(
  rooms: ReadonlyMap<string, RoomSignatures>,
  statements: readonly Statement[],
): Statement[] {
  const earlier = new Map([...rooms].map(([room, signatures]) => [room, signatures.earlier()]))
  const earlierOf = (room: string, member: string) => earlier.get(room)?.get(member) ?? []
  return readStatements(statements, earlierOf, sha256).broken
}
