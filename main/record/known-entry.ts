import {
  type AnyEntry,
  ChangeEntry,
  type Entry,
  MergerEntry,
  ObservationsEntry,
  WithdrawalEntry,
} from '../../domain/record/entry.ts'
import { parseSubject } from '../../domain/record/subjects.ts'

/** What the tables need to know of an entry before it is folded. */

const SCHEMAS = new Map<
  string,
  typeof ChangeEntry | typeof MergerEntry | typeof WithdrawalEntry | typeof ObservationsEntry
>([
  ['change', ChangeEntry],
  ['merger', MergerEntry],
  ['withdrawal', WithdrawalEntry],
  ['observations', ObservationsEntry],
])

/** The entry as one of the kinds this version knows; `undefined` for a newer one. */
export function knownKind(entry: AnyEntry): Entry | undefined {
  const parsed = SCHEMAS.get(entry.kind)?.safeParse(entry)
  return parsed?.success ? parsed.data : undefined
}

export function subjectOf(entry: Entry | undefined): string | null {
  if (entry?.kind === 'change') return entry.subject
  return entry?.kind === 'observations' ? `observations:${entry.metric}` : null
}

/** The action an entry speaks of, so that one look finds an action's whole history. */
export function referenceOf(entry: Entry): string | null {
  if (entry.kind !== 'change') return null
  const subject = parseSubject(entry.subject)
  if (subject?.kind === 'action' || subject?.kind === 'local-action') return subject.id
  if (subject?.kind === 'evidence' && typeof entry.set.action === 'string') return entry.set.action
  return null
}
