import type { AnyEntry } from '../../domain/record/entry.ts'
import { compareText } from '../../domain/record/fold.ts'
import { parseSubject, type SubjectName } from '../../domain/record/subjects.ts'
import type { PlacedEntry } from './cut.ts'
import { endOfDay } from './moments.ts'

/** What says how things stand, and has no day of its own but that on which it was said. */
const STANDING: ReadonlySet<SubjectName> = new Set([
  ...(['action', 'local-action', 'evidence', 'owner'] as const),
  ...(['strategy', 'commitment', 'practice', 'joint-action', 'challenge-answer'] as const),
])

/**
 * The entries of a freeze that count at the end of a day, in the order of their stamps. What was
 * said of an action later does not count, unless it takes back what was said by then. All else (a
 * workshop, a value) tells by itself of which day it speaks.
 */
export function countedEntries(entries: readonly PlacedEntry[], day: string): PlacedEntry[] {
  const last = endOfDay(day)
  const counted = new Set<string>()
  return [...entries]
    .sort((a, b) => compareText(a.entry.at, b.entry.at) || compareText(a.entry.id, b.entry.id))
    .filter(({ entry }) => {
      const counts =
        entry.at < last || !isStanding(entry) || counted.has((entry.undoes as string) ?? '')
      if (counts) counted.add(entry.id)
      return counts
    })
}

function isStanding({ kind, subject }: AnyEntry): boolean {
  if (kind !== 'change' || typeof subject !== 'string') return false
  const parsed = parseSubject(subject)
  return parsed !== undefined && STANDING.has(parsed.kind)
}
