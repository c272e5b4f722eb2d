import { UserError } from '../../domain/errors.ts'
import type { RecordContext } from '../record/context.ts'

export const NO_OWNER = 'That owner is not in this system’s directory. Add them first.'

/** @param options.orRemoved whether owners taken out of the directory count */
export function isListed(
  { record }: RecordContext,
  ics: string,
  id: string,
  options: { orRemoved?: boolean } = {},
): boolean {
  return (
    record.db
      .prepare('SELECT 1 FROM owner WHERE ics = ? AND id = ? AND removed <= ?')
      .get(ics, id, options.orRemoved ? 1 : 0) !== undefined
  )
}

/** @throws UserError when the owner is not in the system's directory */
export function requireOwner(context: RecordContext, ics: string, id: string): void {
  if (!isListed(context, ics, id)) throw new UserError(NO_OWNER, 'wrong-call')
}
