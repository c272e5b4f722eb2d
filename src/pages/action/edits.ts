import type { ActionFields } from '../../../domain/record/subjects.ts'
import type { ActionDetail, FieldInView } from '../../../preload/types.ts'

/** Fields as the person has them in view. */
export type FieldsInView = Record<string, FieldInView>

/**
 * What to send back with changes: for each changed field, the entries whose values were in view.
 * The service takes anything else for a disagreement, so a change never wipes out what the person
 * did not see.
 */
export function seenFor(fields: FieldsInView, changes: object): Record<string, string[]> {
  return Object.fromEntries(
    Object.keys(changes).map((field) => [
      field,
      (fields[field]?.heads ?? []).map((head) => head.entry),
    ]),
  )
}

/** The detail as it will stand when the changes are kept, to show before they are. */
export function withChanges(detail: ActionDetail, changes: ActionFields): ActionDetail {
  const fields = { ...detail.fields }
  for (const [field, value] of Object.entries(changes)) {
    fields[field] = { value, heads: fields[field]?.heads ?? [], conflict: false }
  }
  return { ...detail, fields, row: { ...detail.row, ...defined(changes) } }
}

function defined(changes: ActionFields): Partial<ActionDetail['row']> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}
