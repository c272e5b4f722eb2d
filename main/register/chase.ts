import { INVENTED_SIGN } from '../../domain/publication/invented.ts'
import { isOpen } from '../../domain/record/statuses.ts'
import { attentionOf, attentionReason } from '../../domain/register/attention.ts'
import { chaseEmail } from '../../domain/register/chase.ts'
import { whyAsked } from '../../domain/replies/why-asked.ts'
import type { ActionRow, ChaseItem, Owner } from '../../preload/types.ts'
import { listActions } from '../actions/rows.ts'
import type { RecordContext } from '../record/context.ts'
import { lastAsked } from './asked.ts'
import { listOwners } from './owners.ts'

/** Owners with something to answer for, each with one e-mail ready, the most to answer first. */
export function chaseList(context: RecordContext, ics: string): ChaseItem[] {
  const rows = rowsToAsk(context, ics)
  const asked = lastAsked(context, ics)
  // Who is no longer in the directory cannot answer: the page on owners shows what they left.
  return listOwners(context, ics)
    .filter((owner) => !owner.removed)
    .flatMap((owner) => {
      const actions = rows.filter((row) => row.owner === owner.id && row.why.length > 0)
      if (actions.length === 0) return []
      const email = letterTo(context, owner, actions)
      return [{ owner, actions, asked: asked.get(owner.id) ?? null, ...email }]
    })
    .sort((a, b) => b.actions.length - a.actions.length)
}

export type RowToAsk = ActionRow & {
  /** Why it needs attention, in the lead's words, and why its owner is asked, in theirs. */
  reasons: string[]
  why: string[]
}

/** Every action with what there is to ask its owner. */
export function rowsToAsk(context: RecordContext, ics: string): RowToAsk[] {
  const today = context.today()
  return listActions(context.record.db, ics, {}, today).map((row) => {
    const keys = attentionOf(row, today)
    return {
      ...row,
      reasons: keys.map((key) => attentionReason(key, row, today)),
      why: keys.flatMap((key) => whyAsked(key, row, today) ?? []),
    }
  })
}

/** The letter to one owner. @param replyBy where a form goes with it: the day it is asked back by */
export function letterTo(
  context: RecordContext,
  owner: Owner,
  actions: readonly RowToAsk[],
  replyBy?: string,
) {
  const identity = context.record.identity()
  return chaseEmail(
    owner,
    actions.map(({ reference, title, due, why }) => ({ reference, title, due, reasons: why })),
    context.names.system(owner.ics),
    identity?.member.name ?? '',
    { mark: identity?.example ? INVENTED_SIGN : undefined, replyBy },
  )
}

/** What an owner can be asked about: what needs something, and what else the lead wants to know of. */
export function actionsToAsk(
  rows: readonly RowToAsk[],
  owner: string,
  about: readonly string[],
): RowToAsk[] {
  return rows.filter(
    (row) =>
      row.owner === owner &&
      (row.why.length > 0 || (about.includes(row.reference) && isOpen(row.status))),
  )
}
