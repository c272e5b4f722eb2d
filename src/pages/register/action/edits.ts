import { own } from '../../../../domain/own.ts'
import type { ActionFields } from '../../../../domain/record/subjects.ts'
import type { ActionDetail } from '../../../../preload/types.ts'

/** The detail as it will stand when the changes are kept, to show before they are. */
export function withChanges(detail: ActionDetail, changes: ActionFields): ActionDetail {
  const fields = { ...detail.fields }
  for (const [field, value] of Object.entries(changes)) {
    fields[field] = { value, heads: own(fields, field)?.heads ?? [], conflict: false }
  }
  return {
    ...detail,
    fields,
    row: {
      ...detail.row,
      ...defined(changes),
      ...(changes.note !== undefined && { noteAt: null }),
    },
  }
}

function defined(changes: ActionFields): Partial<ActionDetail['row']> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}
