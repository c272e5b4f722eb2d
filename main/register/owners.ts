import { isOpen } from '../../domain/record/statuses.ts'
import { OwnerFields } from '../../domain/record/subjects.ts'
import { attentionOf } from '../../domain/register/attention.ts'
import type { Owner } from '../../preload/types.ts'
import { listActions } from '../actions/rows.ts'
import { type RecordContext, requireSystem } from '../record/context.ts'
import { fieldsInView } from '../record/in-view.ts'

type StoredOwner = Omit<Owner, 'removed' | 'open' | 'overdue' | 'fields'> & { removed: number }

/**
 * A system's directory of people and organisations, with what each has open. Of those taken out of
 * it, only whom actions still name: they are to be seen, and their actions handed over.
 * @param options.removed whether to include all who were taken out
 */
export function listOwners(
  context: RecordContext,
  ics: string,
  options: { removed?: boolean } = {},
): Owner[] {
  requireSystem(context, ics)
  const { db, projection } = context.record
  const today = context.today()
  const rows = listActions(db, ics, {}, today).filter(
    (row) => row.owner !== null && isOpen(row.status),
  )
  const owners = db
    .prepare(
      `SELECT id, ics, name, type, role, organisation, email, phone, removed FROM owner
       WHERE ics = @ics AND (removed <= @removed OR id IN (
         SELECT s.owner FROM action_state s JOIN action a ON a.reference = s.reference
         WHERE s.ics = @ics AND a.removed = 0))
       ORDER BY name COLLATE NOCASE, id`,
    )
    .all({ ics, removed: options.removed ? 1 : 0 }) as StoredOwner[]
  return owners.map((owner) => {
    const open = rows.filter((row) => row.owner === owner.id)
    return {
      ...owner,
      removed: owner.removed === 1,
      open: open.length,
      overdue: open.filter((row) => attentionOf(row, today).includes('overdue')).length,
      fields: fieldsInView(
        context,
        'owner',
        Object.keys(OwnerFields.shape),
        projection.readHeads(ics, `owner:${owner.id}`),
      ),
    }
  })
}
