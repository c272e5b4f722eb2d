import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { addDays, formatDate } from '../../../domain/dates.ts'
import { UserError } from '../../../domain/errors.ts'
import { MOST_ASKED } from '../../../domain/record/reply-fields.ts'
import { systemStream } from '../../../domain/record/stream.ts'
import { plural } from '../../../domain/words.ts'
import type { Input } from '../../../preload/contract.ts'
import type { OutFile, Owner, Written } from '../../../preload/types.ts'
import { type RecordContext, type WritingContext, whyNotWrite } from '../../record/context.ts'
import { changeOf, writeDeed } from '../../record/deed.ts'
import type { FileShelf } from '../../runtime/files.ts'
import { lastAsked } from '../asked.ts'
import { actionsToAsk, letterTo, type RowToAsk, rowsToAsk } from '../chase.ts'
import { wordingOf } from '../detail.ts'
import { listOwners } from '../owners.ts'
import { ownerFormPage } from './form.ts'

/** Asking an owner: one e-mail with a form in it, and one entry that says what was asked. */

/** Days that an owner has, where the lead says nothing else. */
const REPLY_DAYS = 14

/** What is on its way to an owner, and what to note of it; nothing to note where no form went. */
export interface Asking {
  file: OutFile
  owner: Owner
  form: { request: string; tokenHash: string; replyBy: string; rows: RowToAsk[] } | null
  /** Actions to be asked about that no longer fitted in. */
  leftOut: number
}

/** One owner's e-mail as a file that opens as a draft, with the form where its answer may come in. */
export async function askOwner(
  context: RecordContext,
  shelf: FileShelf,
  { ics, owner: id, about = [], replyBy: wanted }: Input<'owners.email'>,
): Promise<Asking> {
  const owner = listOwners(context, ics).find((each) => each.id === id && !each.removed)
  const all = rowsToAsk(context, ics)
  const wantedRows = actionsToAsk(all, id, about)
  const rows = wantedRows.slice(0, MOST_ASKED)
  if (!owner || rows.length === 0)
    throw new UserError('This owner has nothing to be asked about now.')
  const replyBy = wanted ?? addDays(context.today(), REPLY_DAYS)
  if (replyBy < context.today())
    throw new UserError(`${formatDate(replyBy)} is over. Choose a later day.`, 'wrong-call')
  // An answer changes the record, so only those who may do that ask for one in a form.
  const mayTake = whyNotWrite(context, systemStream(ics)) === null
  const request = randomUUID()
  const token = randomBytes(16).toString('base64url')
  const letter = letterTo(context, owner, rows, mayTake ? replyBy : undefined)
  const form = mayTake ? { name: formName(rows.length), page: page() } : undefined
  const { writeChaseEmail } = await import('../../exports/chase-email.ts')
  const name = `Actions to update - ${owner.name.replace(/[^\p{L}\p{N} '-]/gu, '')}.eml`
  const file = await shelf.offer(name, 'message/rfc822', (path) =>
    writeChaseEmail(letter, owner, path, form),
  )
  const tokenHash = hashOf(token)
  return {
    file,
    owner,
    form: mayTake ? { request, tokenHash, replyBy, rows } : null,
    leftOut: wantedRows.length - rows.length,
  }

  function page(): string {
    const identity = context.record.identity()
    const before = lastAsked(context, ics).get(id)
    const open = before?.asked.filter((action) => !before.answered.includes(action)) ?? []
    return ownerFormPage({
      ...{ request, token, replyBy },
      ownerName: owner?.name ?? '',
      systemName: context.names.system(ics),
      memberName: identity?.member.name ?? '',
      invented: identity?.example ?? false,
      actions: rows.map((row) => ({
        ...row,
        wording: wordingOf(context, row.reference),
        why: open.includes(row.reference)
          ? [...row.why, `We asked on ${formatDate(before?.at ?? '')}, and have no answer yet.`]
          : row.why,
      })),
    })
  }
}

/** Notes what was asked, when and by whom. Undo takes it back: its answers are then not taken. */
export function noteAsked(
  context: WritingContext,
  { owner, form, file, leftOut }: Asking,
): Written & {
  file: OutFile
} {
  if (form === null)
    return { batch: randomUUID(), entries: 0, said: `E-mail for ${owner.name} made`, file }
  const additions = changeOf(context, owner.ics, `request:${form.request}`, {
    owner: owner.id,
    asked: form.rows.map(({ reference, status, due, noteAt }) => ({
      ...{ action: reference, status, due, noteAt },
    })),
    replyBy: form.replyBy,
    token: form.tokenHash,
  })
  const asked = plural(form.rows.length, 'action')
  const said = `Asked ${owner.name} about ${leftOut > 0 ? `${asked}, as many as one e-mail takes: ${leftOut} more are left` : asked}`
  return { ...writeDeed(context, systemStream(owner.ics), additions, said), file }
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function formName(count: number): string {
  return `Your ${plural(count, 'action')} to update.html`
}
