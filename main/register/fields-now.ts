import { type ActionFieldsNow, EXCHANGE_FIELDS } from '../../domain/register/fields.ts'
import type { WritingContext } from '../record/context.ts'

/** The fields of a system's actions as they stand, each with the entries behind it. */
export function fieldsNow(
  context: WritingContext,
  ics: string,
  references: readonly string[],
): Record<string, ActionFieldsNow> {
  return Object.fromEntries(
    references.map((reference) => {
      const heads = context.record.projection.readHeads(ics, `action:${reference}`)
      const fields: ActionFieldsNow = {}
      for (const field of EXCHANGE_FIELDS) {
        const rows = heads.get(field)
        if (rows?.length)
          fields[field] = {
            value: (rows[0]?.value ?? null) as string | null,
            heads: rows.map((row) => row.entry),
          }
      }
      return [reference, fields]
    }),
  )
}
