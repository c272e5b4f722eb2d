import { stampTime } from '../../../domain/record/clock.ts'
import { parseSubject } from '../../../domain/record/subjects.ts'
import type { Figure } from '../../../domain/reports/model.ts'
import type { RecordContext } from '../../record/context.ts'

/** An entry as the evidence lists it: enough to find it in the log, and nobody's name. */
export interface EntryLine {
  id: string
  at: string
  stream: string
  kind: string
  /** What it speaks of; an answer to the checklist is told by its round alone. */
  subject: string
  /** Which fields it says something of. */
  fields: string
}

/** Every entry that a figure rests on, by id. */
export function traceEntries(
  { record }: RecordContext,
  figures: ReadonlyMap<string, Figure>,
): EntryLine[] {
  const ids = [...new Set([...figures.values()].flatMap(({ entries }) => entries))].sort()
  const rows = record.db
    .prepare(
      `SELECT id, at, stream, json_extract(body, '$.kind') AS kind,
         coalesce(subject, 'observations:' || json_extract(body, '$.metric')) AS subject,
         (SELECT group_concat(key, ', ') FROM json_each(body, '$.set')) AS fields
       FROM entry WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify(ids)) as (Omit<EntryLine, 'fields'> & { fields: string | null })[]
  return rows.map(({ at, subject, fields, ...row }) => ({
    ...row,
    at: new Date(stampTime(at)).toISOString(),
    subject: parseSubject(subject)?.kind === 'checklist-answer' ? 'checklist-answer' : subject,
    fields: fields ?? '',
  }))
}
