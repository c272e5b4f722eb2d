import { UserError } from '../../domain/errors.ts'
import { INVENTED_SIGN } from '../../domain/publication/invented.ts'
import { attentionOf, attentionReason } from '../../domain/register/attention.ts'
import { chaseEmail } from '../../domain/register/chase.ts'
import type { ChaseItem, OutFile } from '../../preload/types.ts'
import { listActions } from '../actions/rows.ts'
import type { RecordContext } from '../record/context.ts'
import type { FileShelf } from '../runtime/files.ts'
import { listOwners } from './owners.ts'

/** Owners with something to answer for, each with one e-mail ready, the most to answer first. */
export function chaseList(context: RecordContext, ics: string): ChaseItem[] {
  const today = context.today()
  const rows = listActions(context.record.db, ics, {}, today).flatMap((row) => {
    const keys = attentionOf(row, today)
    return keys.length
      ? [{ ...row, reasons: keys.map((key) => attentionReason(key, row, today)) }]
      : []
  })
  const identity = context.record.identity()
  const signedBy = identity?.member.name ?? ''
  const mark = identity?.example ? INVENTED_SIGN : undefined
  // Who is no longer in the directory cannot answer: the page on owners shows what they left.
  return listOwners(context, ics)
    .filter((owner) => !owner.removed)
    .flatMap((owner) => {
      const actions = rows.filter((row) => row.owner === owner.id)
      if (actions.length === 0) return []
      const email = chaseEmail(owner, actions, context.names.system(ics), signedBy, mark)
      return [{ owner, actions, ...email }]
    })
    .sort((a, b) => b.actions.length - a.actions.length)
}

/** One owner's e-mail as a file that opens as a draft. */
export async function ownerEmail(
  context: RecordContext,
  shelf: FileShelf,
  ics: string,
  ownerId: string,
): Promise<OutFile> {
  const item = chaseList(context, ics).find(({ owner }) => owner.id === ownerId)
  if (!item) throw new UserError('This owner has nothing to be asked about now.')
  const { writeChaseEmail } = await import('../exports/chase-email.ts')
  const name = `Actions to update - ${item.owner.name.replace(/[^\p{L}\p{N} '-]/gu, '')}.eml`
  return shelf.offer(name, 'message/rfc822', (path) => writeChaseEmail(item, item.owner, path))
}
