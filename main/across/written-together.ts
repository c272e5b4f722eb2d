import { ChangeEntry } from '../../domain/record/entry.ts'
import { fieldLabel } from '../../domain/record/labels.ts'
import type { SubjectName } from '../../domain/record/subjects.ts'
import type { Conflict } from '../../preload/types.ts'
import type { RecordContext } from '../record/context.ts'
import { prepared } from '../record/database.ts'
import { fieldWords } from './field-words.ts'

/** The change that an entry is; `undefined` when it is none, or is not here. */
export function changeOfEntry({ record }: RecordContext, id: string): ChangeEntry | undefined {
  const row = prepared(record.db, 'SELECT body FROM entry WHERE id = ?').get(id) as
    | { body: string }
    | undefined
  return row && ChangeEntry.safeParse(JSON.parse(row.body)).data
}

/** What else an entry says of its subject beside one field: it was meant together. */
export function writtenTogether(
  context: RecordContext,
  kind: SubjectName,
  id: string,
  beside: string,
): Conflict['values'][number]['together'] {
  return Object.entries(changeOfEntry(context, id)?.set ?? {}).flatMap(([field, value]) =>
    field === beside || field === 'removed' || value === null
      ? []
      : [{ field, label: fieldLabel(field), words: fieldWords(context, kind, field, value) }],
  )
}
