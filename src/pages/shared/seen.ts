import type { FieldInView } from '../../../preload/types.ts'

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
