import { fieldLabel } from '../../domain/record/labels.ts'
import { namingField, parseSubject, type SubjectName } from '../../domain/record/subjects.ts'
import type { Conflict } from '../../preload/types.ts'
import { listStudies } from '../practice/studies.ts'
import type { RecordContext } from '../record/context.ts'
import { conflictingFields } from '../record/heads.ts'
import { whoAndWhen } from '../record/in-view.ts'
import { PARTS, type PartKind } from '../record/part-tables.ts'
import { readParts } from '../record/parts.ts'
import { fieldWords } from './field-words.ts'
import { writtenTogether } from './written-together.ts'

/**
 * Every disagreement in a system, or in all of them, and in what the region shares, with both
 * values, who and when.
 */
export function listConflicts(context: RecordContext, ics?: string): Conflict[] {
  const { db, projection } = context.record
  const subjects = db
    .prepare(
      `SELECT DISTINCT h.view, h.subject FROM head h
       WHERE h.view IN (
         SELECT ods FROM system WHERE (to_date IS NULL OR to_date >= ?) AND ods = coalesce(?, ods)
         UNION SELECT 'region')
       GROUP BY h.view, h.subject, h.field HAVING count(*) > 1
       ORDER BY h.view = 'region', h.view, h.subject`,
    )
    .all(context.today(), ics ?? null) as { view: string; subject: string }[]
  return subjects.flatMap(({ view, subject }) => {
    const parsed = parseSubject(subject)
    if (!parsed) return []
    const heads = projection.readHeads(view, subject)
    return conflictingFields(parsed.kind, heads).map((field) => ({
      ics: view,
      subject,
      reference: parsed.kind === 'action' || parsed.kind === 'local-action' ? parsed.id : null,
      title: titleOf(context, view, parsed.kind, parsed.id),
      field,
      label: fieldLabel(field),
      values: (heads.get(field) ?? []).map((row) => ({
        ...whoAndWhen(context, row),
        value: row.value,
        words: fieldWords(context, parsed.kind, field, row.value),
        together: writtenTogether(context, parsed.kind, row.entry, field),
      })),
    }))
  })
}

/** What people call the thing. */
export function titleOf(
  context: RecordContext,
  view: string,
  kind: SubjectName,
  id: string,
): string {
  if (Object.hasOwn(PARTS, kind)) return partTitle(context, view, kind as PartKind, id) ?? id
  if (kind === 'member') return context.names.member(id)
  if (kind === 'system') return context.names.system(id)
  const { db } = context.record
  const query = {
    owner: 'SELECT name FROM owner WHERE id = ? AND ics = ?',
    evidence: 'SELECT title FROM evidence WHERE id = ? AND ics = ?',
  }[kind as string]
  const found = query
    ? db.prepare(query).pluck().get(id, view)
    : db
        .prepare(
          kind === 'metric' || kind === 'target'
            ? "SELECT json_extract(body, '$.name') FROM metric WHERE id = ?"
            : 'SELECT title FROM action WHERE reference = ?',
        )
        .pluck()
        .get(id)
  return (found as string | undefined) ?? id
}

/** Parts without a name of their own are called by what they speak of. */
function partTitle(
  context: RecordContext,
  view: string,
  kind: PartKind,
  id: string,
): string | undefined {
  const { db } = context.record
  const named = (of: PartKind, which: string, where: string) => {
    const [part] = readParts(db, of, { view: where, id: which, orRemoved: true })
    const called = (part?.fields as Record<string, unknown> | undefined)?.[namingField(of)]
    return typeof called === 'string' ? called : undefined
  }
  if (kind === 'proposal') return named('outcome', id, 'region')
  // A signature's id is its strategy's.
  if (kind === 'signature') return named('strategy', id, 'region')
  if (kind !== 'adoption') return named(kind, id, view)
  const key = named('adoption', id, view)
  return listStudies(context).find((study) => study.key === key)?.title
}
