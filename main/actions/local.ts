import { randomUUID } from 'node:crypto'
import { UserError } from '../../domain/errors.ts'
import type { LocalActionFields } from '../../domain/record/subjects.ts'
import type { RecordContext } from '../record/context.ts'
import { changeOf } from '../record/deed.ts'
import type { Addition } from '../record/record.ts'

/** An action of a system's own, not yet written. @throws UserError when no such recommendation is known */
export function newLocalAction(
  context: RecordContext,
  ics: string,
  recommendation: string,
  fields: LocalActionFields,
): { reference: string; additions: Addition[] } {
  const known = context.record.db
    .prepare('SELECT 1 FROM action WHERE recommendation = ? OR recommendation LIKE ?')
    .get(recommendation, recommendation)
  if (!known)
    throw new UserError(
      `There is no recommendation ${recommendation}. One looks like HS1.e.`,
      'wrong-call',
    )
  const id = randomUUID()
  // Six characters of a random id: two machines offline cannot be expected to count together.
  const reference = `${recommendation}.${ics}-${id.replaceAll('-', '').slice(0, 6)}`
  const values = { recommendation, ...fields }
  return { reference, additions: changeOf(context, ics, `local-action:${reference}`, values) }
}
