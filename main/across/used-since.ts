import { parseSubject, type SubjectName } from '../../domain/record/subjects.ts'
import { listOf } from '../../domain/words.ts'
import type { RecordContext } from '../record/context.ts'
import { prepared } from '../record/database.ts'
import type { Addition } from '../record/record.ts'
import { titleOf } from './conflicts.ts'

/** Kinds whose id is that of what they speak of: what is used is that, and it stays. */
const NAMED_BY_ANOTHER: ReadonlySet<SubjectName> = new Set([
  'signature',
  'proposal',
  'target',
  'challenge-answer',
])

/**
 * What would go with a thing that is about to be taken back as if it had never been: what others
 * have written of it or in it, and what was typed in its text.
 * @param additions the entries that would take it back
 * @returns a question to ask first; `null` when nobody has used it since
 */
export function usedSince(context: RecordContext, additions: readonly Addition[]): string | null {
  const found = additions.flatMap(({ stream, draft }) => {
    if (draft.kind !== 'change' || draft.set.removed !== true) return []
    const subject = parseSubject(draft.subject)
    if (!subject || NAMED_BY_ANOTHER.has(subject.kind)) return []
    const people = othersIn(context, subject.id)
    const typed = isTypedIn(context, subject.id)
    if (people.length === 0 && !typed) return []
    const view = stream.startsWith('ics:') ? stream.slice(4) : stream
    const title = `“${titleOf(context, view, subject.kind, subject.id)}”`
    return people.length > 0
      ? [`${listOf(people)} ${people.length === 1 ? 'has' : 'have'} used ${title} since.`]
      : [`${title} holds words that were typed since.`]
  })
  if (found.length === 0) return null
  return `${found.join(' ')} Taking it back takes that from everybody. “Bring back” has it for thirty days.`
}

/** Names of others who have written something of it, or of what belongs to it. */
function othersIn({ record, names }: RecordContext, id: string): string[] {
  const rows = prepared(
    record.db,
    `SELECT DISTINCT by FROM entry
     WHERE by <> @me AND (subject LIKE '%:' || @id OR instr(body, '"' || @id || '"') > 0)`,
  )
    .pluck()
    .all({ me: record.identity()?.member.id ?? '', id }) as string[]
  return rows.map((by) => names.member(by))
}

/** Whether its text has grown since it was made: the first update is the template. */
function isTypedIn({ record }: RecordContext, id: string): boolean {
  const updates = prepared(
    record.db,
    "SELECT count(*) FROM (SELECT 1 FROM update_log WHERE doc LIKE '%-' || ? LIMIT 2)",
  )
    .pluck()
    .get(id) as number
  return updates > 1
}
