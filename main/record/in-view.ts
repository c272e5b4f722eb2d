import { stampMoment } from '../../domain/record/clock.ts'
import type { SubjectName } from '../../domain/record/subjects.ts'
import type { FieldInView } from '../../preload/types.ts'
import type { Editable } from '../../preload/workshops-types.ts'
import type { RecordContext } from './context.ts'
import { conflictingFields, type HeadRow, type Heads, headIds } from './heads.ts'
import type { PartKind } from './part-tables.ts'

/** What a change of a part needs to know. @param view whose: a system's ODS code, or `region` */
export function editable(
  { record }: RecordContext,
  kind: SubjectName,
  id: string,
  view = 'region',
): Editable {
  const heads = record.projection.readHeads(view, `${kind}:${id}`)
  return {
    heads: headIds(heads),
    conflicts: conflictingFields(kind, heads),
  }
}

/** A subject's fields with the entries behind each, for an editor to say what it saw. */
export function fieldsInView(
  context: RecordContext,
  kind: SubjectName,
  fields: readonly string[],
  heads: Heads,
): Record<string, FieldInView> {
  const conflicts = new Set(conflictingFields(kind, heads))
  return Object.fromEntries(
    fields.map((field) => {
      const rows = heads.get(field) ?? []
      return [
        field,
        {
          value: rows[0]?.value ?? null,
          heads: rows.map((row) => ({ ...whoAndWhen(context, row), value: row.value })),
          conflict: conflicts.has(field),
        },
      ]
    }),
  )
}

/** Behind one value: its entry, the moment and the member. */
export function whoAndWhen(context: RecordContext, row: HeadRow) {
  return {
    entry: row.entry,
    at: stampMoment(row.at),
    by: row.by,
    byName: context.names.member(row.by),
  }
}

/** What a change of a part must send back. @param view the system's code, or `region` */
export function headsOf(
  { record }: RecordContext,
  view: string,
  kind: PartKind,
  id: string,
): Record<string, string[]> {
  return headIds(record.projection.readHeads(view, `${kind}:${id}`))
}
