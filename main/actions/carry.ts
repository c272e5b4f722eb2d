import { FIRST_STATUS } from '../../domain/record/statuses.ts'
import { type RecordContext, requireAction } from '../record/context.ts'
import { changeOf } from '../record/deed.ts'
import type { Addition } from '../record/record.ts'
import { newLocalAction } from './local.ts'
import { getRow } from './rows.ts'

/** Actions that carry what was promised elsewhere: in a workshop, or to a strategy. */

export interface Promised {
  text: string
  owner?: string | null | undefined
  due?: string | null | undefined
}

const LONGEST_TITLE = 160

/**
 * The action that carries it from now on, and the entries that say so: one there is, or a new one
 * of the system's own. Where neither is named, `undefined`.
 * @throws UserError when there is no such action or recommendation
 */
export function carry(
  context: RecordContext,
  ics: string,
  { text, owner, due }: Promised,
  where: { action?: string | undefined; recommendation?: string | undefined },
): { action: string; additions: Addition[] } | undefined {
  const fields = { nextStep: text, owner: owner ?? undefined, due: due ?? undefined }
  const { action, recommendation } = where
  if (action !== undefined) {
    requireAction(context, ics, action)
    const status = getRow(context.record.db, ics, action)?.status
    const begun = { status: status === FIRST_STATUS ? 'planned' : undefined }
    return {
      action,
      additions: changeOf(context, ics, `action:${action}`, { ...begun, ...fields }),
    }
  }
  if (recommendation === undefined) return undefined
  const title = text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE - 1)}…`
  const made = newLocalAction(context, ics, recommendation, { title, summary: text })
  const state = { status: 'planned', ...fields }
  return {
    action: made.reference,
    additions: [...made.additions, ...changeOf(context, ics, `action:${made.reference}`, state)],
  }
}
